import type { Browser, BrowserContext, FrameLocator, Page } from "playwright-core";
import { startSimulator, type Simulator } from "../../simulator/simulator";
import { hubFrame, seriousFindings } from "./support/axe";
import { launchBrowser } from "./support/browser";

/** The rows that stand there while the interface's script is still on its way, and what becomes of what is done to them. */
jest.setTimeout(60_000);

let browser: Browser;
let sim: Simulator;
let context: BrowserContext;
let page: Page;
let hub: FrameLocator;
/** Lets the script of the interface come, or fail. */
let release: (how: "comes" | "fails") => void;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  sim = await startSimulator({ extensionDir: "out/unpacked", scenario: "mixed-40" });
  context = await browser.newContext({
    viewport: { width: 1366, height: 1100 },
    locale: "en-US",
    timezoneId: "UTC",
  });
  page = await context.newPage();
  await page.clock.install({ time: sim.clock.now() });
  const released = new Promise<"comes" | "fails">((resolve) => (release = resolve));
  await page.route("**/dist/hub.js", async (route) =>
    (await released) === "comes" ? route.continue() : route.abort(),
  );
  await page.goto(sim.hubUrl({ naa: false }), { waitUntil: "commit" });
  hub = page.frameLocator("iframe.external-content--iframe");
  await hub.getByRole("row").nth(5).waitFor();
});
afterEach(async () => {
  release("comes");
  await context.close();
  await sim.close();
});

const isThere = (): Promise<void> => hub.locator(".hub-first").waitFor({ state: "detached" });

/** Where things stand and what they say, apart from the frame of the list that only the interface has. */
const picture = (): Promise<string[]> =>
  hubFrame(page).evaluate(() =>
    Array.from(
      document.querySelectorAll(".hub-page :is([role=heading], button, input, th[aria-label], td.hub-cell)"),
    )
      .filter((one) => getComputedStyle(one).visibility === "visible")
      .map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        const place = [x, y, width, height].map((value) => Math.round(value)).join(" ");
        return `${one.getAttribute("aria-label") ?? one.textContent ?? ""} @ ${place}`;
      })
      .filter((one) => Number(one.split(" ").at(-3)) < 700),
  );

test("can be read, in the order and words of the list, before the interface is there", async () => {
  expect(await hub.getByRole("heading", { level: 1, name: "Service connection renewal" }).count()).toBe(1);
  expect(await hub.getByRole("grid", { name: "Service connections" }).count()).toBe(1);
  expect(await hub.getByText("40 service connections").count()).toBe(1);
  const first = await hub.getByRole("row").nth(1).innerText();
  expect(first).toContain("failed-creation");
  expect(first).toContain("Estimated: expired 28 days ago");
  expect(first).toContain("Not verified");
  expect(await page.getAttribute("body", "data-state")).toBe("shown");
  expect(await seriousFindings(page)).toEqual([]);
});

test("are where the interface has them, to the pixel", async () => {
  const before = await picture();
  // The offer to connect to Microsoft Graph comes with the records, and takes its own room.
  await page.route("**/_sim/extension-data", () => undefined);
  release("comes");
  await isThere();
  // The parts for which room was kept.
  await hub.getByRole("combobox", { name: "Sort by" }).waitFor();
  await hub.getByRole("list", { name: "Months, each a filter" }).waitFor();

  expect(before.length).toBeGreaterThan(30);
  expect((await picture()).filter((one) => before.includes(one))).toEqual(before);
});

test("neither they nor the page after them fetch the icon font", async () => {
  const fonts: string[] = [];
  page.on("request", (request) => {
    if (/\.(woff2?|ttf)$/.test(request.url())) fonts.push(request.url());
  });
  release("comes");
  await hub.getByRole("combobox", { name: "Sort by" }).waitFor();
  await hub.getByText("Microsoft Graph tells the exact expiry").waitFor();

  expect(fonts).toEqual([]);
});

test("a click on Renew opens the panel once the interface is there, and focus goes back to the button", async () => {
  await hub.getByRole("button", { name: "Renew noted-key" }).click();
  expect(await hub.getByRole("dialog").count()).toBe(0);
  release("comes");

  await hub.getByRole("dialog", { name: "Renew noted-key" }).waitFor();
  await page.keyboard.press("Escape");
  await hub.getByRole("dialog").waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.tagName === "IFRAME");
  expect(await hubFrame(page).evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
    "Renew noted-key",
  );
});

test("a text typed into the filter filters once the interface is there, and typing goes on", async () => {
  await hub.getByRole("textbox", { name: "Filter by name" }).click();
  await page.keyboard.type("noted");
  release("comes");
  await isThere();
  await page.keyboard.type("-k");

  await hub.getByText("1 of 40 service connections").waitFor();
  expect(await hub.getByRole("textbox", { name: "Filter by name" }).inputValue()).toBe("noted-k");
});

test("the keyboard alone verifies a row, and the focus stays on its button", async () => {
  const name = "Verify failed-creation";
  await hub.getByRole("button", { name: "Details of failed-creation" }).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  release("comes");
  await isThere();

  await hub
    .getByRole("row")
    .nth(1)
    .getByText(/Verifying…|Failed|Verified/)
    .first()
    .waitFor();
  expect(await hubFrame(page).evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(name);
});

test("an interface that cannot be loaded is said, and leaves no button that does nothing", async () => {
  release("fails");

  await hub.getByText("The rest of this page could not be loaded.").waitFor();
  expect(await hub.getByRole("button").count()).toBe(0);
});
