import type { Browser, Locator } from "playwright-core";
import { hubFrame } from "./support/axe";
import { launchBrowser } from "./support/browser";
import type { OpenHub } from "./support/hub-page";
import { clientIdAccepted, untilText } from "./support/renewing";
import { scene, type Scene } from "./support/scene";
import { soon } from "./support/soon";

let browser: Browser;
let stage: Scene;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

/** 1280 pixels at 200 %, and the narrowest window the hub is made for. */
const widths = [640, 800] as const;

const button = (place: Locator | OpenHub["hub"], name: string): Locator =>
  place.getByRole("button", { name, exact: true });

/** How far the hub reaches beyond its frame, sideways; and what in it is cut off without a way to scroll to it. */
const overflow = (open: OpenHub): Promise<{ page: number; cut: string[] }> =>
  hubFrame(open.page).evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const controls = [...document.querySelectorAll<HTMLElement>("button, a[href], input, select, textarea")];
    const scrolls = (one: Element): boolean =>
      /auto|scroll/.test(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth;
    const reachable = (one: HTMLElement): boolean => {
      const { left, right, width } = one.getBoundingClientRect();
      if (width === 0 || (left >= -1 && right <= window.innerWidth + 1)) return true;
      for (let at = one.parentElement; at !== null; at = at.parentElement) if (scrolls(at)) return true;
      return false;
    };
    const cut = controls
      .filter((one) => !reachable(one))
      .map((one) => one.getAttribute("aria-label") ?? one.textContent ?? one.tagName);
    return { page: Math.max(0, scrollWidth - clientWidth), cut };
  });

const nothing = { page: 0, cut: [] };

/** What opens a dialog, and a button in it. */
const openers = [
  ["Settings", "Save"],
  ["Export", "Close"],
  ["Verify all", "Cancel"],
] as const;

describe.each(widths)("at %i css pixels", (width) => {
  test("a renewal is found, started and read to its end", async () => {
    stage = await scene(browser, "graph-consented", clientIdAccepted);
    const open = await stage.open({ frozenTime: false, width, height: 512 });
    await button(open.hub, "Renew shop-production").waitFor();
    await soon(async () => expect(await overflow(open)).toEqual(nothing));

    await button(open.hub, "Renew shop-production").click();
    const dialog = open.hub.getByRole("dialog", { name: "Renew shop-production" });
    await button(dialog, "Renew now").waitFor();
    await soon(async () => expect(await overflow(open)).toEqual(nothing));
    await button(dialog, "Renew now").click();
    await untilText(open, dialog.getByRole("status"), "Verification succeeded", 120_000);

    await soon(async () => expect(await overflow(open)).toEqual(nothing));
  });

  test("the settings, the export and the verification of all fit", async () => {
    stage = await scene(browser, "mixed-40");
    const open = await stage.open({ frozenTime: false, width, height: 512 });
    await open.hub.getByRole("row").nth(1).waitFor();
    await soon(async () => expect(await overflow(open)).toEqual(nothing));

    for (const [opener, inside] of openers) {
      await button(open.hub, opener).click();
      const dialog = open.hub.getByRole("dialog");
      await button(dialog, inside).first().waitFor();

      await soon(async () => expect([opener, await overflow(open)]).toEqual([opener, nothing]));
      await open.page.keyboard.press("Escape");
      await open.passUntil(async () => (await dialog.count()) === 0, 10_000);
    }
  });
});

test("nothing moves for a person who asked for reduced motion", async () => {
  stage = await scene(browser, "graph-consented", clientIdAccepted);
  const open = await stage.open({ frozenTime: false, still: false });
  await button(open.hub, "Renew shop-production").waitFor();
  const longest = (): Promise<number> =>
    hubFrame(open.page).evaluate(() =>
      Math.max(
        0,
        ...document
          .getAnimations()
          .map((one) => Number(one.effect?.getComputedTiming().duration ?? 0))
          .filter(Number.isFinite),
        ...[...document.querySelectorAll(".bolt-panel, .bolt-panel-callout-content, .bolt-button")].flatMap(
          (one) => {
            const { animationDuration, transitionDuration } = getComputedStyle(one);
            return `${animationDuration}, ${transitionDuration}`
              .split(", ")
              .map((text) => parseFloat(text) * 1_000);
          },
        ),
      ),
    );
  await button(open.hub, "Renew shop-production").click();
  await button(open.hub, "Renew now").waitFor();
  const moving = await longest();

  await open.page.emulateMedia({ reducedMotion: "reduce" });

  expect(moving).toBeGreaterThan(50);
  expect(await longest()).toBeLessThan(1);
});

test("every row has one sign of its own beside words, so that colour tells nothing alone", async () => {
  stage = await scene(browser, "mixed-40");
  const open = await stage.open({ frozenTime: false, width: 1600, height: 1200 });
  await open.hub.getByRole("row").nth(10).waitFor();

  const rows = await hubFrame(open.page).evaluate(() =>
    [...document.querySelectorAll("tbody [aria-rowindex]")].map((row) => ({
      signs: row.querySelectorAll(".hub-status-icon").length,
      words: row.querySelector(".hub-cell-expiry")?.textContent?.trim() !== "",
    })),
  );

  expect(rows.length).toBeGreaterThan(15);
  expect(rows.filter(({ signs, words }) => signs !== 1 || !words)).toEqual([]);
});

test("dates are in the user's culture and the browser's zone, with UTC in the tooltip", async () => {
  const end = Date.UTC(2026, 11, 2, 2, 30);
  stage = await scene(browser, "graph-consented", (sim) => {
    clientIdAccepted(sim);
    for (const tenant of sim.world.tenants)
      for (const application of tenant.applications)
        for (const credential of application.passwordCredentials) credential.endDateTime = end;
  });
  const open = await stage.open({ timeZone: "America/New_York", query: { culture: "de-DE" } });
  const row = open.hub.getByRole("row").filter({ hasText: "shop-production" });

  await untilText(open, row, "1. Dez. 2026", 10_000);

  await soon(async () => expect(await row.getByTitle(/2026-12-02 02:30 UTC/).count()).toBeGreaterThan(0));
  await soon(async () => expect(await row.innerText()).toContain("Expires in 7 days"));
});

test("the one action of a long panel is in view at 200 % before anybody scrolls", async () => {
  stage = await scene(browser, "graph-not-consented");
  const open = await stage.open({ frozenTime: false, width: 683, height: 384 });
  await button(open.hub, "Renew shop-production").click();
  const save = button(open.hub, "Save and verify");
  await save.waitFor();

  const { bottom, height } = await save.evaluate((one) => ({
    bottom: one.getBoundingClientRect().bottom,
    height: window.innerHeight,
  }));

  expect(bottom).toBeLessThanOrEqual(height - 16);
});
