import type { Browser } from "playwright-core";
import { hubFrame } from "./support/axe";
import { launchBrowser } from "./support/browser";
import type { OpenHub } from "./support/hub-page";
import { clientIdAccepted } from "./support/renewing";
import { scene, type Scene } from "./support/scene";
import { soon } from "./support/soon";

/** People come for the list: how much of it is seen before anything is scrolled. */

let browser: Browser;
let stage: Scene;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

/** Where the rows stand in the window around the hub, in its pixels. */
async function rowsOf(open: OpenHub): Promise<{ first: number; whole: number }> {
  const frame = await open.page.locator("iframe.external-content--iframe").boundingBox();
  const boxes = await hubFrame(open.page).evaluate(() =>
    [...document.querySelectorAll("tbody [role=row]")].map((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return { top, bottom };
    }),
  );
  const above = frame?.y ?? 0;
  const height = open.page.viewportSize()?.height ?? 0;
  return {
    first: Math.round(above + (boxes[0]?.top ?? Infinity)),
    whole: boxes.filter(({ top, bottom }) => top >= 0 && above + bottom <= height).length,
  };
}

/** How many stay unknown once Entra was read; until then a row waits for its expiry, in another place and height. */
const hubs = [
  ["project", "mixed-40", 12],
  ["organization", "org-150", 0],
] as const;

describe.each(hubs)("in the %s hub", (hub, scenario, unknown) => {
  async function shown(width: number, height: number): Promise<OpenHub> {
    stage = await scene(browser, scenario, clientIdAccepted);
    const open = await stage.open({ frozenTime: false, hub, width, height });
    await open.hub.getByText("Microsoft Graph connected").waitFor();
    await open.hub.getByRole("group", { name: "More filters" }).waitFor();
    if (process.env["SHOTS"] !== undefined)
      await open.shoot(`${process.env["SHOTS"]}/${hub}-${String(width)}.png`);
    return open;
  }

  test("eight rows or more are seen whole at 1366x768, and none moves when a panel opens", async () => {
    const open = await shown(1366, 768);
    await open.hub
      .getByRole("button", { name: new RegExp(`^${String(unknown)}\\s*Unknown$`, "u") })
      .waitFor();
    const rows = await rowsOf(open);

    console.log(`${hub} hub, 1366x768: ${String(rows.whole)} rows, the first at ${String(rows.first)} px`);
    expect(rows.whole).toBeGreaterThanOrEqual(8);
    await open.hub.getByRole("button", { name: "Settings", exact: true }).click();
    await open.hub.getByRole("dialog", { name: "Settings" }).waitFor();
    await soon(async () => expect(await rowsOf(open)).toEqual(rows));
  });

  test("the first row stands above 420 px at 200 %", async () => {
    const rows = await rowsOf(await shown(683, 384));

    console.log(`${hub} hub, 683x384: ${String(rows.whole)} rows, the first at ${String(rows.first)} px`);
    expect(rows.first).toBeLessThan(420);
  });
});
