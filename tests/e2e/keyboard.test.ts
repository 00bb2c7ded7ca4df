import type { Browser, Locator } from "playwright-core";
import { hubFrame } from "./support/axe";
import { launchBrowser } from "./support/browser";
import type { OpenHub } from "./support/hub-page";
import { focused, focusShows, hasFocus, pressTo } from "./support/keyboard";
import { clientIdAccepted, secretFromPortal, untilText } from "./support/renewing";
import { scene, type Scene } from "./support/scene";
import { soon } from "./support/soon";

let browser: Browser;
let stage: Scene;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

const row = (open: OpenHub, name: string): Locator => open.hub.getByRole("row").filter({ hasText: name });
const button = (open: OpenHub, name: string): Locator => open.hub.getByRole("button", { name, exact: true });
const focusIn = (dialog: Locator): Promise<boolean> =>
  dialog.evaluate((one) => one.contains(one.ownerDocument.activeElement));

/** Opens the panel of a connection with keys alone, from the top of the page: into the grid, to its row, to its actions. */
async function openByKeys(open: OpenHub, name: string): Promise<Locator> {
  const renew = button(open, `Renew ${name}`);
  await renew.waitFor();
  const nameCell = (at: Locator): Locator => at.getByRole("gridcell").nth(1);
  const at = row(open, name);
  await pressTo(open, nameCell(open.hub.getByRole("row").nth(1)));
  await pressTo(open, nameCell(at), "ArrowDown");
  await pressTo(open, at.getByRole("gridcell").last(), "ArrowRight");
  await open.page.keyboard.press("Enter");
  await soon(async () => expect(await hasFocus(renew)).toBe(true));
  await soon(async () => expect(await focusShows(open, renew)).toBe(true));
  await open.page.keyboard.press("Enter");
  const dialog = open.hub.getByRole("dialog", { name: `Renew ${name}` });
  await button(open, "Renew now").or(button(open, "Save and verify")).waitFor();
  await soon(async () => expect(await focusIn(dialog)).toBe(true));
  return dialog;
}

/** Escape closes the panel and gives the focus back to the button that opened it. */
async function closeByEscape(open: OpenHub, dialog: Locator, opener: Locator): Promise<void> {
  await open.page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await open.pass(1_000);
  const name = (await opener.getAttribute("aria-label")) ?? "";
  await soon(async () => expect(await focused(open)).toBe(`button ${name}`));
}

test("a renewal through Graph from the list to the result and back, by keyboard alone", async () => {
  stage = await scene(browser, "graph-consented", clientIdAccepted);
  const open = await stage.open({ frozenTime: false });

  const dialog = await openByKeys(open, "shop-production");
  const start = button(open, "Renew now");
  await pressTo(open, start);
  await soon(async () => expect(await focusShows(open, start)).toBe(true));
  await open.page.keyboard.press("Enter");
  await untilText(open, dialog.getByRole("status"), "Verification succeeded", 120_000);

  await soon(async () => expect(await focusIn(dialog)).toBe(true));
  await closeByEscape(open, dialog, button(open, "Renew shop-production"));
  await untilText(open, row(open, "shop-production"), "Verified", 10_000);
});

test("a guided renewal with its link, its paste and its save, by keyboard alone", async () => {
  stage = await scene(browser, "graph-not-consented");
  const open = await stage.open({ frozenTime: false });

  const dialog = await openByKeys(open, "shop-production");
  await pressTo(open, dialog.getByRole("link", { name: "Create a secret in the Azure portal" }));
  await pressTo(open, dialog.getByRole("textbox", { name: "New client secret" }));
  await open.page.keyboard.insertText(secretFromPortal(stage.sim));
  const save = button(open, "Save and verify");
  await pressTo(open, save);
  await soon(async () => expect(await focusShows(open, save)).toBe(true));
  await open.page.keyboard.press("Enter");
  await untilText(open, dialog.getByRole("status"), "Verification succeeded", 120_000);

  await closeByEscape(open, dialog, button(open, "Renew shop-production"));
});

test("the first stop leads past tabs, cards and filters to the first row", async () => {
  stage = await scene(browser, "mixed-40");
  const open = await stage.open({ frozenTime: false });
  await open.hub.getByRole("group", { name: "More filters" }).waitFor();

  const skip = button(open, "Skip to the list");
  await pressTo(open, skip);
  await soon(async () => expect(await focusShows(open, skip)).toBe(true));
  await open.page.keyboard.press("Shift+Tab");
  await soon(async () => expect(await focused(open)).toBe("nothing in the hub"));
  await open.page.keyboard.press("Tab");
  await open.page.keyboard.press("Enter");

  const first = open.hub.getByRole("row").nth(1);
  await soon(async () =>
    expect(await first.evaluate((one) => one.contains(one.ownerDocument.activeElement))).toBe(true),
  );
  await pressTo(open, first.getByRole("gridcell").last(), "ArrowRight", 4);
});

test("the grid is one stop for Tab, and arrows, Home, End, pages, Enter and Escape go through it", async () => {
  stage = await scene(browser, "mixed-40");
  const open = await stage.open({ frozenTime: false });
  await open.hub.getByRole("group", { name: "More filters" }).waitFor();
  const cell = (rowIndex: number, column: number): Locator =>
    open.hub.locator(`[aria-rowindex="${String(rowIndex)}"] > [aria-colindex="${String(column)}"]`);
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await open.page.keyboard.press(key);
  };
  await pressTo(open, cell(2, 2));
  await press("ArrowDown", "ArrowRight");
  await soon(async () => expect(await hasFocus(cell(3, 3))).toBe(true));
  await press("End");
  await soon(async () => expect(await hasFocus(cell(3, 5))).toBe(true));
  await press("Enter", "ArrowRight");
  await soon(async () => expect(await hasFocus(cell(3, 5).getByRole("button").last())).toBe(true));
  await press("Escape");
  await soon(async () => expect(await hasFocus(cell(3, 5))).toBe(true));
  await press("Home");
  await soon(async () => expect(await hasFocus(cell(3, 1).getByRole("checkbox"))).toBe(true));
  await press("Control+End");
  await soon(async () => expect(await hasFocus(cell(41, 5))).toBe(true));
  await soon(async () => expect(await cell(41, 5).isVisible()).toBe(true));
  await press("Tab");
  await soon(async () =>
    expect(await open.hub.getByRole("grid").evaluate((one) => one.contains(document.activeElement))).toBe(
      false,
    ),
  );
  await press("Shift+Tab");
  await soon(async () => expect(await hasFocus(cell(41, 5))).toBe(true));
  await press("Control+Home", "ArrowUp", "ArrowRight", "Enter");
  await soon(async () =>
    expect(await open.hub.getByRole("columnheader", { name: "Name" }).getAttribute("aria-sort")).toBe(
      "ascending",
    ),
  );
});

test("settings are opened, changed, saved and left by keyboard alone", async () => {
  stage = await scene(browser, "mixed-40");
  const open = await stage.open({ frozenTime: false });
  await open.hub.getByRole("row").nth(1).waitFor();
  const settings = button(open, "Settings");

  await pressTo(open, settings);
  await open.page.keyboard.press("Enter");
  const dialog = open.hub.getByRole("dialog", { name: "Settings" });
  const field = dialog.getByLabel("Entra application (client) ID");
  await field.waitFor();
  await pressTo(open, field);
  await open.page.keyboard.press("Control+A");
  await open.page.keyboard.insertText("5f0e1d2c-3b4a-4958-8776-655443322110");
  await pressTo(open, button(open, "Save"));
  await open.page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });

  await open.passUntil(() => hasFocus(settings), 10_000);
  expect(JSON.stringify(stage.sim.world.extensionData)).toContain("5f0e1d2c-3b4a-4958-8776-655443322110");
});

/** Keeps what live regions of the hub say from now on: each change of a region's whole text, as it is read out. */
async function listen(open: OpenHub): Promise<() => Promise<readonly string[]>> {
  const frame = hubFrame(open.page);
  await frame.evaluate(() => {
    const live = '[role="status"], [role="alert"], [aria-live="polite"], [aria-live="assertive"]';
    const said: string[] = [];
    const last = new Map<Element, string>();
    const look = (): void => {
      for (const region of document.querySelectorAll(live)) {
        const text = (region.textContent ?? "").trim();
        if (text !== (last.get(region) ?? "") && text !== "") said.push(text);
        last.set(region, text);
      }
    };
    look();
    said.length = 0;
    new MutationObserver(look).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
    });
    Object.assign(window, { said });
  });
  return () => frame.evaluate(() => (window as unknown as { said: string[] }).said);
}

test("a run is read out once per change of state, however often its seconds and attempts change", async () => {
  stage = await scene(browser, "slow-propagation", clientIdAccepted);
  const open = await stage.open({ frozenTime: false });
  const dialog = await openByKeys(open, "shop-production");
  const said = await listen(open);
  await pressTo(open, button(open, "Renew now"));
  await open.page.keyboard.press("Enter");
  await untilText(open, dialog.getByRole("status"), "Verification succeeded", 300_000);

  // The page behind the dialog tells each step too, for those who closed the panel.
  const all = await said();
  const announced = all.filter((text) => !text.startsWith("Renewing "));

  console.log(
    `# announcements in a renewal with slow propagation: ${String(announced.length)} in the panel, ${String(all.length)} in all`,
  );
  const steps = ["Create secret", "Test secret", "Save to Azure DevOps", "Verify"];
  expect(announced.slice(0, 4)).toEqual(steps.map((step) => `${step}: Running`));
  expect(announced[4]).toMatch(/^Verification succeeded/);
  // Afterwards the row is read again, and says so once.
  expect(announced.length).toBeLessThanOrEqual(6);
  expect(all.length).toBeLessThanOrEqual(10);
});
