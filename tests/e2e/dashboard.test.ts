import type { Browser, BrowserContext, FrameLocator, Page } from "playwright-core";
import { startSimulator, type Simulator } from "../../simulator/simulator";
import { looks, seriousFindings } from "./support/axe";
import { launchBrowser } from "./support/browser";
import { clientIdAccepted } from "./support/renewing";
import { packageDir } from "./support/scene";
import { patienceMs } from "./support/patience";
import { soon } from "./support/soon";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

interface Dashboard {
  sim: Simulator;
  context: BrowserContext;
  page: Page;
  widget(columns: number, rows: number): FrameLocator;
  close(): Promise<void>;
}

async function dashboard(
  scenario: string,
  query = "",
  prepare: (sim: Simulator) => void = () => undefined,
): Promise<Dashboard> {
  const sim = await startSimulator({ extensionDir: packageDir, scenario });
  prepare(sim);
  const context = await browser.newContext({
    viewport: { width: 1366, height: 900 },
    locale: "en-GB",
    timezoneId: "UTC",
  });
  await context.clock.install({ time: sim.clock.now() });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  await page.goto(`${sim.origins.host}/contoso/Fabrikam/_dashboards/dashboard${query}`);
  return {
    sim,
    context,
    page,
    widget: (columns, rows) =>
      page
        .locator(`iframe[title="Widget ${String(columns)} by ${String(rows)}"]`)
        .first()
        .contentFrame(),
    close: async () => {
      await context.close();
      await sim.close();
    },
  };
}

const asked = (sim: Simulator, service: string): readonly string[] =>
  sim.traffic.requests
    .filter((one) => one.service === service)
    .map(({ method, path }) => `${method} ${path}`);

const sizes = [
  [1, 1, 0],
  [2, 1, 3],
  [2, 2, 4],
  [3, 2, 4],
] as const;

test("the widget in each size: what it counts, one list call each and no sign-in, and a press opens exactly that", async () => {
  const { sim, context, page, widget, close } = await dashboard("dashboard");
  for (const [columns, rows, listed] of sizes) {
    const shown = widget(columns, rows).getByRole("main", { name: "Expiring service connections" });
    await shown
      .getByRole("link", { name: "4 due 2 past their date, 2 within 30 days Open in the hub" })
      .waitFor();
    await soon(async () => expect(await shown.getByRole("listitem").count()).toBe(listed));
    await soon(async () => expect(await shown.getByText(/without a date/).count()).toBe(1));
    // All of it is seen at once: nothing is below the edge.
    expect(await shown.evaluate((main) => main.scrollHeight - window.innerHeight)).toBe(0);
  }
  const first = await widget(3, 2).getByRole("listitem").allInnerTexts();
  const names = first.map((text) => text.split("\n")[0]);

  const list = asked(sim, "ado");
  expect(list).toEqual(Array(4).fill(list[0]));
  expect(list[0]).toMatch(/^GET .*\/_apis\/serviceendpoint\/endpoints$/);
  expect([...asked(sim, "graph"), ...asked(sim, "naa")]).toEqual([]);
  expect(asked(sim, "data")).toHaveLength(8);
  for (const frame of page.frames().filter((one) => one.url().includes("/dist/widget.html")))
    expect(await seriousFindings(page, looks, frame)).toEqual([]);

  // By keyboard: the number is the first stop, and the names follow.
  const opener = widget(2, 1).getByRole("link").first();
  await opener.focus();
  const opened = context.waitForEvent("page");
  await page.keyboard.press("Enter");
  const hub = (await opened).frameLocator("iframe.external-content--iframe");
  await hub
    .getByRole("button", { name: /^Renew / })
    .first()
    .waitFor();
  const renewable = await hub
    .getByRole("button", { name: /^Renew / })
    .evaluateAll((buttons) => buttons.map((one) => one.getAttribute("aria-label") ?? one.textContent ?? ""));
  expect(renewable.map((name) => name.replace("Renew ", "")).sort()).toEqual([...names].sort());
  expect(sim.world.unhandled).toEqual([]);
  await close();
});

test("its configuration: bad input is refused in place, the preview follows, and what is saved counts everywhere", async () => {
  const { page, widget, close } = await dashboard("dashboard", "?asks=short");
  await widget(2, 1)
    .getByRole("link", { name: /^4 due/ })
    .waitFor();
  await page.getByRole("button", { name: "Configure" }).click();
  const pane = page.getByRole("complementary", { name: "Configuration" });
  const form = pane
    .frameLocator('iframe[title="Configuration"]')
    .getByRole("form", { name: "What this widget counts" });
  const preview = pane.frameLocator('iframe[title="Widget 2 by 1"]');
  await preview.getByRole("link", { name: /^4 due/ }).waitFor();
  const days = form.getByRole("textbox", { name: "Warn within (days)" });

  await days.fill("400");
  await form.getByRole("alert").getByText("Enter a whole number from 1 to 365, or nothing.").waitFor();
  await pane.getByRole("button", { name: "Save" }).click();
  await pane.getByText("The configuration was not saved.").waitFor();
  await soon(async () => expect(await preview.getByRole("link", { name: /^4 due/ }).count()).toBe(1));
  const frame = page.frames().find((one) => one.url().includes("/dist/widget-configuration.html"));
  expect(await seriousFindings(page, looks, frame)).toEqual([]);

  await days.fill("20");
  await preview.getByRole("link", { name: /^3 due 2 past their date, 1 within 20 days/ }).waitFor();
  await form.getByRole("textbox", { name: "Filter by name" }).fill("automatic");
  await form.getByRole("checkbox", { name: "Automatic" }).check();
  await form.getByRole("checkbox", { name: "Show who created a connection" }).check();
  await preview.getByRole("link", { name: /^2 due 1 past its date, 1 within 20 days/ }).waitFor();
  await pane.getByRole("button", { name: "Save" }).click();

  for (const [columns, rows] of sizes)
    await widget(columns, rows)
      .getByRole("link", { name: /^2 due 1 past its date, 1 within 20 days/ })
      .waitFor();
  await soon(async () =>
    expect(await widget(3, 2).getByRole("listitem").first().innerText()).toContain("Alice Adminson"),
  );
  await close();
});

test("settings of a newer version and a project whose connections are hidden are told, and never as a number", async () => {
  const newer = await dashboard("dashboard", `?settings=${encodeURIComponent('{"version":2}')}`);
  await newer
    .widget(1, 1)
    .getByText(/^A newer version of this extension wrote this widget's settings\. Nothing was counted\./)
    .waitFor();
  await newer.close();

  const hidden = await dashboard("no-view-right");
  for (const [columns, rows] of sizes) {
    const main = hidden.widget(columns, rows).getByRole("main");
    await main.getByText("You may not be allowed to see this project's service connections.").waitFor();
    await soon(async () => expect(await main.innerText()).not.toMatch(/\d/));
  }
  await hidden.close();
});

test("a viewer who has signed in to Microsoft Graph before sees its dates, and no window was asked for", async () => {
  const { sim, widget, close } = await dashboard("dashboard", "", (one) => {
    clientIdAccepted(one);
    for (const tenant of one.world.tenants) tenant.consent = "read";
  });
  const item = widget(2, 2).getByRole("listitem").filter({ hasText: "prod-expired" });
  await item.getByText(/^Expired \d days ago · likely$/).waitFor();

  expect(
    sim.traffic.requests.filter(({ service, body }) => service === "naa" && body.includes("GetTokenPopup")),
  ).toEqual([]);
  expect(asked(sim, "graph").length).toBeGreaterThan(0);
  await close();
});
