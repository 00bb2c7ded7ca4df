import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { startSimulator, type Simulator } from "../../simulator/simulator";
import { launchBrowser } from "./support/browser";
import { openHub, type OpenHub } from "./support/hub-page";
import { clientIdAccepted } from "./support/renewing";
import { interfaceThere, showTab } from "./support/scene";
import { soon } from "./support/soon";

let browser: Browser;
let sim: Simulator;
let open: OpenHub;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  await open.close();
  await sim.close();
});

async function start(scenario: string): Promise<void> {
  sim = await startSimulator({ extensionDir: "out/unpacked", scenario });
  clientIdAccepted(sim);
  open = await openHub(browser, sim, { width: 1600, height: 1200 });
  await open.hub.getByRole("group", { name: "Filter by urgency" }).waitFor();
  await interfaceThere(open);
}

const names = (): Promise<readonly string[]> =>
  open.hub.getByRole("button", { name: /^Details of (?!the verification)/ }).allInnerTexts();

const shownCount = async (): Promise<number> => {
  const text = await open.hub
    .getByText(/\d+( of \d+)? service connections?/)
    .first()
    .innerText();
  return Number(/^\d+/.exec(text)?.[0]);
};

/** The address follows a moment after the choice. */
async function addressHolds(wanted: Record<string, string>): Promise<void> {
  await open.page.waitForFunction(
    (entries) => entries.every(([name, value]) => new URLSearchParams(location.search).get(name) === value),
    Object.entries(wanted),
  );
}

test("a card filters by the number it shows, and the address opens the same view elsewhere", async () => {
  await start("mixed-40");
  await open.hub.getByText("Microsoft Graph connected").waitFor();
  const card = open.hub.getByRole("button", { name: /^\d+ Expired$/ });
  const count = Number(/^\d+/.exec(await card.innerText())?.[0]);

  await card.click();
  await open.hub.getByRole("columnheader", { name: "Name" }).click();
  await soon(async () => expect(await shownCount()).toBe(count));
  await addressHolds({ card: "expired", sort: "name" });
  const before = await names();

  await open.page.goto(open.page.url());
  await interfaceThere(open);
  await open.hub.getByRole("button", { name: /Expired$/, pressed: true }).waitFor();
  await soon(async () => expect(await names()).toEqual(before));
});

test("a header sorts by its column with the keyboard and says in which direction", async () => {
  await start("mixed-40");
  const header = open.hub.getByRole("columnheader", { name: "Name" });

  await header.focus();
  await open.page.keyboard.press("Enter");
  await open.hub.locator("th[aria-sort=ascending]", { hasText: "Name" }).waitFor();
  const ascending = await names();
  await open.page.keyboard.press("Enter");
  await open.hub.locator("th[aria-sort=descending]", { hasText: "Name" }).waitFor();

  expect(ascending[0]).not.toBe((await names())[0]);
});

test("a month of the timeline filters the list by its count, reached by keyboard alone", async () => {
  await start("mixed-40");
  await open.hub.getByText("Microsoft Graph connected").waitFor();
  await showTab(open, "Timeline");
  const month = open.hub.getByRole("button", { name: /December 2026: \d+ connections expire/ });
  const count = Number(/: (\d+) connections/.exec(await month.innerText())?.[1]);

  await month.focus();
  await open.page.keyboard.press("Enter");

  await open.hub.getByRole("tab", { name: "List", selected: true }).waitFor();
  await soon(async () => expect(await shownCount()).toBe(count));
  await showTab(open, "Timeline");
  await soon(async () =>
    expect(await open.hub.getByRole("button", { name: /^December 2026/, pressed: true }).count()).toBe(1),
  );
  await addressHolds({ month: "2026-12" });
});

test("filters that leave nothing differ from an empty list", async () => {
  await start("mixed-40");

  await open.hub.getByRole("textbox", { name: "Filter by name" }).fill("no-such-name");
  await open.hub.getByText('No service connection\'s name contains "no-such-name".').waitFor();
  await soon(async () =>
    expect(await open.hub.getByText("You may not be allowed to see them").count()).toBe(0),
  );
  await open.hub.getByRole("button", { name: "Clear filters" }).click();

  await soon(async () => expect(await shownCount()).toBe(40));
});

test("the view goes out as CSV and as a calendar, as real downloads", async () => {
  await start("mixed-40");
  await open.hub.getByText("Microsoft Graph connected").waitFor();
  await open.hub.getByRole("button", { name: "Export" }).click();
  const dialog = open.hub.getByRole("dialog", { name: "Export the current view" });

  const file = async (button: string): Promise<{ name: string; text: string }> => {
    const [download] = await Promise.all([
      open.page.waitForEvent("download"),
      dialog.getByRole("button", { name: button }).click(),
    ]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  };
  const csv = await file("Download CSV");
  const calendar = await file("Download calendar (.ics)");

  expect(csv.name).toMatch(/^service-connections-\d{4}-\d\d-\d\d\.csv$/);
  expect(csv.text.split("\r\n").filter((line) => /"Fabrikam"/.test(line))).toHaveLength(40);
  expect(csv.text).toContain("Created on ");
  expect(calendar.text).toMatch(/^BEGIN:VCALENDAR/);
  expect(calendar.text).toContain("BEGIN:VALARM");
});

/** Runs in the page: scrolls far, and says what stands there two frames later, beside the row that stays for Tab. */
async function inPassing(): Promise<{ named: boolean; pressable: number }> {
  document.querySelector(".hub-page")?.scrollBy(0, 200_000);
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  const rows = [...document.querySelectorAll("tbody > .hub-row")].slice(1);
  return {
    named: rows.length > 5 && rows.every((row) => /connection-\d{5}/.test(row.textContent ?? "")),
    pressable: rows.filter((row) => row.querySelector("button, input") !== null).length,
  };
}

test("10,000 rows are filtered as typed, few are drawn, and the far ones when they are scrolled to", async () => {
  await start("project-10000");
  await soon(async () => expect(await open.hub.getByText("10,000 service connections").count()).toBe(1));
  const box = open.hub.getByRole("textbox", { name: "Filter by name" });
  await box.fill("9999");
  await open.hub.getByText("1 of 10,000 service connections").waitFor();
  await box.fill("");

  // What is far down is drawn when it is scrolled to, and what was left is given back.
  const rows = open.hub.getByRole("row");
  // The first one stays for Tab, wherever the list is scrolled to.
  const before = await rows.nth(5).innerText();
  await open.page.mouse.move(900, 800);
  for (let page = 0; page < 6; page += 1) {
    await open.page.mouse.wheel(0, 4_000);
    await open.page.waitForTimeout(100);
    await soon(async () => expect(await rows.count()).toBeLessThan(200));
  }
  await soon(async () => expect(await rows.nth(5).innerText()).not.toBe(before));
  // What flies by can be read; once the list rests, it answers.
  const renewals = open.hub.locator("tbody button", { hasText: "Renew" });
  expect(await renewals.evaluateAll(inPassing)).toEqual({ named: true, pressable: 0 });
  await soon(async () => expect(await renewals.count()).toBeGreaterThan(5));

  const { requests } = sim.traffic;
  expect(requests.filter(({ path }) => /serviceendpoint\/endpoints$/i.test(path))).toHaveLength(1);
  expect(requests.filter(({ service }) => service === "graph").length).toBeLessThanOrEqual(34);
  await soon(async () => expect(await open.hub.getByRole("row").count()).toBeLessThan(200));
});
