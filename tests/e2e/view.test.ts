import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { launchBrowser } from "./support/browser";
import type { OpenHub } from "./support/hub-page";
import { clientIdAccepted } from "./support/renewing";
import { interfaceThere, scene, showTab, type Scene } from "./support/scene";
import { soon } from "./support/soon";

let browser: Browser;
let stage: Scene;
let open: OpenHub;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

/** Time runs on its own here: nothing of the page's look is about time. */
async function start(scenario: string, prepare: (scene: Scene) => void = () => undefined): Promise<void> {
  stage = await scene(browser, scenario, clientIdAccepted);
  prepare(stage);
  open = await stage.open({ frozenTime: false, width: 1600, height: 1200 });
  await interfaceThere(open);
  await open.hub.getByText("Microsoft Graph connected").waitFor();
}

const names = (): Promise<readonly string[]> =>
  open.hub.getByRole("button", { name: /^Details of (?!the verification)/ }).allInnerTexts();

async function shownCount(): Promise<number> {
  const text = await open.hub
    .getByText(/^\d+( of \d+)? service connections?/)
    .first()
    .innerText();
  return Number(/^\d+/.exec(text)?.[0]);
}

const inAddress = async (wanted: Record<string, string>): Promise<void> => {
  await open.page.waitForFunction(
    (entries) =>
      entries.every(([name, value]) => (new URLSearchParams(location.search).get(name) ?? "") === value),
    Object.entries(wanted),
  );
};

test("each filter narrows the list to the number it shows, stands in the address, and is cleared by one button", async () => {
  await start("mixed-40");
  const all = await shownCount();
  for (const [label, choice] of [
    ["Kind", /^Certificate \((\d+)\)$/],
    ["State", /^Disabled \((\d+)\)$/],
    ["App registration", /^app-for-two \((\d+)\)$/],
    ["Owner", /^Alice Adminson \((\d+)\)$/],
  ] as const) {
    await open.hub.getByRole("button", { name: label, exact: true }).click();
    const options = open.hub.getByRole("option");
    await options.first().waitFor();
    const texts = await options.allInnerTexts();
    const wanted = texts.map((text) => text.trim()).find((text) => choice.test(text));
    if (wanted === undefined) throw new Error(`${label} offers ${texts.join(", ")}`);
    await options.filter({ hasText: wanted }).click();
    await open.page.keyboard.press("Escape");

    await soon(async () =>
      expect([label, await shownCount()]).toEqual([label, Number(choice.exec(wanted)?.[1])]),
    );
    const name = { Kind: "kind", State: "state", "App registration": "app", Owner: "owner" }[label];
    await open.page.waitForFunction((one) => new URLSearchParams(location.search).has(one), name);
    await open.hub.getByRole("button", { name: "Clear filters" }).click();
    await soon(async () => expect(await shownCount()).toBe(all));
  }
});

test("the list is sorted by every column, both ways, and the order is part of the address", async () => {
  await start("mixed-40");
  const header = (name: string) => open.hub.getByRole("columnheader", { name });
  const orders = new Set<string>();
  for (const [name, column] of [
    ["Name", "name"],
    ["Verification", "verification"],
    ["Expiry", "expiry"],
  ] as const)
    for (const sort of [column, `-${column}`]) {
      await header(name).click();
      await inAddress({ sort: sort === "expiry" ? "" : sort });
      orders.add((await names()).slice(0, 8).join());
    }
  expect(orders.size).toBeGreaterThanOrEqual(4);
  await header("Name").click();
  const ascending = await names();
  const plain = ascending.filter((name) => /^[a-z-]+$/.test(name));
  expect([...plain].sort((a, b) => a.localeCompare(b))).toEqual(plain);
});

test("the timeline can be read as a table, and its marks are told apart by shape", async () => {
  await start("mixed-40");
  await showTab(open, "Timeline");
  const timeline = open.hub.getByRole("region", { name: "Timeline" });
  for (const shape of ["known", "estimated", "between two dates", "issuer retires"])
    await soon(async () => expect(await timeline.getByText(shape, { exact: true }).count()).toBe(1));
  const summary = timeline.getByText("Show as a table");
  await summary.focus();
  await open.page.keyboard.press("Enter");
  const rows = await timeline.getByRole("table").getByRole("row").allInnerTexts();

  expect(rows).toHaveLength(13);
  expect(rows.find((row) => row.startsWith("December 2026"))).toContain("stage-nine-days");
  expect(rows.find((row) => row.startsWith("July 2027"))).toContain("federated-old-issuer");
});

test("exports hold no formula, say when they were made and what could not be read", async () => {
  await start("mixed-40", ({ sim }) => {
    const [first] = sim.world.endpoints;
    if (first === undefined) throw new Error("no connection");
    first.name = '=HYPERLINK("https://evil.example","click")';
    for (const reference of first.references) reference.name = first.name;
    sim.faults.add({
      match: { path: /Collections\/(%24)?\$?records/i },
      effect: { kind: "status", status: 500 },
    });
  });
  await open.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open.hub.getByRole("button", { name: "Export" }).click();
  const dialog = open.hub.getByRole("dialog", { name: "Export the current view" });
  const download = async (button: string): Promise<string> => {
    const [file] = await Promise.all([
      open.page.waitForEvent("download"),
      dialog.getByRole("button", { name: button }).click(),
    ]);
    return readFileSync(await file.path(), "utf8");
  };
  const csv = await download("Download CSV");
  const calendar = await download("Download calendar (.ics)");
  await dialog.getByRole("button", { name: "Copy as Markdown" }).click();
  await dialog.getByText("Copied. The same text stands below.").waitFor();
  const markdown = await open.page.evaluate(() => navigator.clipboard.readText());

  expect(csv).toContain(`"'=HYPERLINK(""https://evil.example"",""click"")"`);
  expect(csv).not.toMatch(/(^|,)"?[=+@]/m);
  for (const text of [csv, markdown]) {
    expect(text).toContain("Created on ");
    expect(text).toContain("Not visible: the details of 1 connection.");
  }
  const unfolded = calendar.replace(/\r\n /g, "");
  expect(unfolded).toContain("Created on ");
  expect(unfolded).toContain("Not visible: the details of 1 connection.");
  expect(unfolded.match(/BEGIN:VALARM/g)?.length).toBeGreaterThan(20);
  expect(markdown).toContain("| Name | Project | Kind |");
});

test("settings are refused with the reason, kept for all, and say who changed what", async () => {
  await start("mixed-40");
  await open.hub.getByRole("button", { name: "Settings", exact: true }).click();
  const dialog = open.hub.getByRole("dialog", { name: "Settings" });
  const id = dialog.getByRole("textbox", { name: "Entra application (client) ID" });
  const save = dialog.getByRole("button", { name: "Save", exact: true });
  const accepted = await id.inputValue();
  await soon(async () => expect(await dialog.getByLabel("First warning").inputValue()).toBe("30"));
  await soon(async () =>
    expect(await dialog.getByLabel("Lifetime of a new secret, in days").inputValue()).toBe("180"),
  );

  await id.fill("my-app");
  await dialog.getByLabel("Second warning").fill("40");
  await dialog.getByLabel("Lifetime of a new secret, in days").fill("731");
  await save.click();
  for (const reason of [
    "Not a client ID: it looks like",
    "Each warning has to come later than the one before: fewer days.",
    "Enter whole days from 1 to 730.",
  ])
    await dialog.getByText(reason).first().waitFor();

  await id.fill(accepted);
  await dialog.getByLabel("Second warning").fill("20");
  await dialog.getByLabel("Lifetime of a new secret, in days").fill("90");
  await save.click();
  await dialog.waitFor({ state: "hidden" });
  await open.hub.getByRole("button", { name: /8–20 days$/ }).waitFor();
  await open.hub.getByRole("button", { name: "Settings", exact: true }).click();
  await dialog.getByText(/^Last changed by Alice Adminson, /).waitFor();
  await soon(async () =>
    expect(await dialog.getByLabel("Lifetime of a new secret, in days").inputValue()).toBe("90"),
  );
});

test("refreshing asks for one list and nothing twice; what Azure DevOps slows down is said, and comes", async () => {
  await start("mixed-40");
  const since = stage.sim.traffic.requests.length;
  await open.hub.getByRole("button", { name: "Refresh" }).click();
  // Being busy may be over sooner than anyone looks; that the list was asked for stays.
  const lists = (): number =>
    stage.sim.traffic.requests
      .slice(since)
      .filter(({ method, path }) => method === "GET" && /serviceendpoint\/endpoints$/i.test(path)).length;
  await soon(() => expect(lists()).toBeGreaterThan(0));
  await interfaceThere(open);
  const again = stage.sim.traffic.requests.slice(since).filter(({ method }) => method !== "OPTIONS");
  const asked = again.map(({ method, path, query }) => `${method} ${path} ${JSON.stringify(query)}`);
  expect(lists()).toBe(1);
  const reads = asked.filter((one) => one.startsWith("GET"));
  expect(new Set(reads).size).toBe(reads.length);
  expect(again.filter(({ service }) => service === "graph").length).toBeLessThanOrEqual(4);

  stage.sim.faults.add({
    match: { path: /serviceendpoint\/endpoints(\?|$)/i, times: 1 },
    effect: { kind: "throttle", retryAfter: 2 },
  });
  await open.hub.getByRole("button", { name: "Refresh" }).click();
  await open.hub.getByText("Azure DevOps asked the hub to slow down.").waitFor();
  await open.pass(3_000);
  await open.hub.getByText("Azure DevOps asked the hub to slow down.").waitFor({ state: "detached" });
  await soon(async () => expect(await shownCount()).toBe(40));
});
