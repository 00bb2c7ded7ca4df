import type { Browser, Locator } from "playwright-core";
import type { World } from "../../src/simulator/world";
import { orphans, standing, works } from "../support/invariants";
import { launchBrowser } from "./support/browser";
import type { OpenHub } from "./support/hub-page";
import { clientIdAccepted, secretFromPortal, untilText } from "./support/renewing";
import {
  calls,
  colleagueOf,
  faultAt,
  firstConnection,
  openPanel,
  outcomeOf,
  scene,
  untilArrived,
  type Boundary,
  type Scene,
} from "./support/scene";

type Mode = "graph" | "guided" | "automatic";

const scenarios = {
  graph: "graph-consented",
  guided: "graph-not-consented",
  automatic: "expired-automatic",
} as const;

const hang = { kind: "hang" } as const;
const lost = { kind: "drop-after" } as const;

/** Tests in their order: one before anything, in graph and guided mode the wrong value and three proofs, then after the save. */
const boundaries: Readonly<Record<Mode, readonly Boundary[]>> = {
  graph: [
    { title: "before addPassword", at: calls.addPassword, effect: hang },
    { title: "after addPassword, its reply lost", at: calls.addPassword, effect: lost },
    { title: "at the wrong value's test", at: calls.test(2), effect: hang },
    { title: "at the second proof", at: calls.test(4), effect: hang },
    { title: "before the save", at: calls.put, effect: hang },
    { title: "after the save, its reply lost", at: calls.put, effect: lost },
    { title: "at the first verification", at: calls.test(6), effect: hang },
  ],
  guided: [
    { title: "before the paste", at: calls.test(1), effect: { kind: "delay", ms: 0 } },
    { title: "at the second proof", at: calls.test(4), effect: hang },
    { title: "before the save", at: calls.put, effect: hang },
    { title: "after the save, its reply lost", at: calls.put, effect: lost },
    { title: "at the first verification", at: calls.test(6), effect: hang },
  ],
  automatic: [
    { title: "before the save", at: calls.put, effect: hang },
    { title: "after the save, its reply lost", at: calls.put, effect: lost },
    { title: "at the first verification", at: calls.test(2), effect: hang },
  ],
};

let browser: Browser;
let stage: Scene;
let pasted: string;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

const interruption = (open: OpenHub): Locator =>
  open.hub.getByRole("status").filter({ hasText: "interrupted" });

/** Runs up to a boundary and closes the tab there. */
async function interrupt(mode: Mode, boundary: Boundary): Promise<OpenHub> {
  const { sim } = stage;
  const open = await stage.open();
  const dialog = await openPanel(open, firstConnection(sim).name);
  if (boundary.title !== "before the paste") sim.faults.add(faultAt(boundary));
  if (mode === "guided" && boundary.title !== "before the paste") {
    await dialog.getByRole("textbox", { name: "New client secret" }).fill(pasted);
    await dialog.getByRole("button", { name: "Save and verify" }).click();
  } else await dialog.getByRole("button", { name: "Renew now" }).click();
  await untilArrived(open, sim, boundary.at);
  if (boundary.title === "before the paste")
    await untilText(
      open,
      dialog.getByRole("listitem").filter({ hasText: "Create secret" }),
      "Running",
      5_000,
    );
  await open.page.close();
  sim.faults.clear();
  return open;
}

/** What the world is at a moment, to come back to it. */
function remember(): () => void {
  const { world, clock } = stage.sim;
  const then: World = structuredClone(world);
  const at = clock.now();
  return () => {
    Object.assign(world, structuredClone(then));
    clock.advance(at - clock.now());
  };
}

async function resume(open: OpenHub): Promise<string> {
  const { name } = firstConnection(stage.sim);
  await untilText(open, interruption(open), name, 10_000);
  await interruption(open).getByRole("button", { name: "Resume" }).click();
  const dialog = open.hub.getByRole("dialog", { name: `Renew ${name}` });
  await untilText(open, dialog.getByRole("listitem"), "Running", 30_000);
  const field = dialog.getByRole("textbox", { name: "New client secret" });
  if (await asksForPaste(open, field, dialog)) {
    await field.fill(pasted);
    await dialog.getByRole("button", { name: "Save and verify" }).click();
  }
  return outcomeOf(open, dialog, 300_000);
}

/** Whether the run asks for the value again; it goes on without where the value was saved before. */
async function asksForPaste(open: OpenHub, field: Locator, dialog: Locator): Promise<boolean> {
  const verifying = dialog.getByRole("listitem").filter({ hasText: /Verify.*Running/s });
  const moved = async (): Promise<boolean> =>
    (await field.isVisible()) || (await verifying.isVisible()) || pasted === "";
  await open.passUntil(moved, 30_000);
  return field.isVisible();
}

describe.each(["graph", "guided", "automatic"] as const)("%s mode", (mode) => {
  test.each(boundaries[mode])("a tab closed $title is resumed, or cleaned up elsewhere", async (boundary) => {
    stage = await scene(browser, scenarios[mode], clientIdAccepted);
    const { sim } = stage;
    if (mode === "guided") for (const tenant of sim.world.tenants) tenant.consent = "none";
    pasted = mode === "guided" ? secretFromPortal(sim) : "";
    const before = standing(sim);
    const closed = await interrupt(mode, boundary);
    expect(before.problems(sim)).toEqual([]);
    const back = remember();

    // The same person in the same browser, after the time a save on its way may take.
    sim.clock.advance(150_000);
    const again = await stage.open({ sameBrowserAs: closed });
    expect(await resume(again)).toContain("Verification succeeded");
    expect(before.problemsAtTheEnd(sim, 0)).toEqual([]);
    expect(works(sim)).toBe(true);
    await again.page.keyboard.press("Escape");
    await interruption(again).waitFor({ state: "detached" });
    await again.close();

    // Somebody else in a browser of their own, while the lock lives and when it has ended.
    back();
    const other = await stage.open({ query: { user: colleagueOf(sim) } });
    await untilText(other, interruption(other), "still running elsewhere: Alice Adminson", 10_000);
    expect(await interruption(other).getByRole("button").allInnerTexts()).toEqual(["Look again"]);
    sim.clock.advance(16 * 60_000);
    await other.page.clock.fastForward(16 * 60_000);
    await interruption(other).getByRole("button", { name: "Look again" }).click();
    await interruption(other).getByRole("button", { name: "Clean up" }).waitFor();
    await interruption(other).getByRole("button", { name: "Clean up" }).click();
    await other.passUntil(async () => (await interruption(other).count()) === 0, 60_000);
    expect(before.problemsAtTheEnd(sim, 0)).toEqual([]);
    expect(orphans(sim)).toEqual([]);
  });
});

afterAll(() => {
  const cells = Object.values(boundaries).reduce((count, one) => count + one.length, 0);
  console.log(
    `# tab closed at ${String(cells)} step boundaries, each reopened by its owner and by somebody else`,
  );
});
