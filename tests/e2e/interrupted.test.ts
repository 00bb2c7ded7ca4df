import type { Browser } from "playwright-core";
import type { Mode } from "../../src/domain/renewal/renewal";
import type { Simulator } from "../../simulator/simulator";
import { standing, works, type Standing } from "../support/invariants";
import { launchBrowser } from "./support/browser";
import { freshWorlds, showAnew } from "./support/fresh-world";
import type { OpenHub } from "./support/hub-page";
import { runCells } from "./support/lanes";
import { clientIdAccepted, secretFromPortal } from "./support/renewing";
import { colleagueOf, openPanel, outcomeOf, scene, type Scene } from "./support/scene";
import { onceAt, stepCalls, type StagedCall } from "./support/staged-calls";
import { comeToRest, interruption } from "./support/unfinished";

const scenarios: Readonly<Record<Mode, string>> = {
  graph: "graph-consented",
  guided: "graph-not-consented",
  automatic: "expired-automatic",
};

/** Where a tab ends: the call was not made; its effect is there, its reply is not; its reply was taken in. */
const phases = ["before", "after the effect of", "after the reply of"] as const;

type Cell = {
  readonly mode: Mode;
  readonly number: number;
  readonly at: StagedCall;
  readonly phase: (typeof phases)[number];
  readonly reopens: "the same browser" | "a second browser";
};

/** Every boundary in every phase; the two ways back take turns, so that each boundary sees both. */
const cellsOf = (mode: Mode): readonly Cell[] =>
  stepCalls[mode].flatMap((at, index) =>
    phases.map((phase, position) => ({
      mode,
      number: phases.length * index + position + 1,
      at,
      phase,
      reopens: (index + position) % 2 === 0 ? "the same browser" : "a second browser",
    })),
  );

const titleOf = ({ mode, at, phase, reopens }: Cell): string => `${mode}, ${phase} ${at.name}, ${reopens}`;

type Lane = {
  readonly stage: Scene;
  readonly begin: (number: number) => string;
  /** The page that the next run begins in, and who sits there. */
  open: OpenHub;
  user: string;
  close(): Promise<void>;
};

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const plain = { width: 1100, height: 600 } as const;

const openLane = (mode: Mode) => async (): Promise<Lane> => {
  const stage = await scene(browser, scenarios[mode], clientIdAccepted);
  const begin = freshWorlds(stage.sim);
  const open = await stage.open(plain);
  return { stage, begin, open, user: stage.sim.world.currentUserId, close: stage.close };
};

const hasJournal = (sim: Simulator): boolean =>
  Object.keys(sim.world.extensionData["Default"]?.["journal"] ?? {}).length > 0;
const lockOf = (sim: Simulator): boolean =>
  Object.keys(sim.world.extensionData["Default"]?.["locks"] ?? {}).length > 0;

/** Starts a renewal and closes its tab at the boundary. */
async function interrupt(
  { mode, at, phase }: Cell,
  { stage: { sim }, open }: Lane,
  name: string,
  pasted: string,
): Promise<void> {
  const dialog = await openPanel(open, name);
  const field = dialog.getByRole("textbox", { name: "New client secret" });
  const start = dialog.getByRole("button", { name: mode === "guided" ? "Save and verify" : "Renew now" });
  await open.passUntil(() => start.isEnabled(), 30_000);
  if (mode === "guided") await field.fill(pasted);
  const stands = (): boolean => sim.barrier.list().length > 0;
  const until = phase === "before" ? "effect" : "reply";
  sim.faults.add({ match: { when: onceAt(sim, at) }, effect: { kind: "hold", until } });
  await start.click();
  await open.passUntil(stands, 120_000, 2_000);
  if (phase === "after the reply of") {
    // The reply was taken in when the next call is asked for, whichever it is; nothing is asked for after the last one.
    sim.faults.add({ match: { times: 1 }, effect: { kind: "hold", until: "effect" } });
    sim.barrier.release();
    await open.passUntil(stands, 120_000, 500);
  }
  await open.page.close();
  // The tab's sockets are closed; the worker that carries Graph's calls may outlive it, its request may not.
  sim.faults.clear();
  sim.barrier.breakOff();
}

/** Opens the hub again, and leaves the lane with the new page. */
async function reopen({ reopens }: Cell, lane: Lane): Promise<void> {
  const { stage, open } = lane;
  if (reopens === "the same browser") {
    lane.open = await stage.open({ ...plain, sameBrowserAs: open, query: { user: lane.user } });
    return;
  }
  await open.close();
  const other = stage.sim.world.users.find(({ id }) => id !== lane.user);
  lane.user = other?.id ?? colleagueOf(stage.sim);
  lane.open = await stage.open({ ...plain, query: { user: lane.user } });
}

const nameOf = (sim: Simulator, userId: string): string =>
  sim.world.users.find(({ id }) => id === userId)?.displayName ?? "";

async function resume(open: OpenHub, name: string, pasted: string): Promise<string> {
  await interruption(open, name).getByRole("button", { name: "Resume" }).click();
  const dialog = open.hub.getByRole("dialog", { name: `Renew ${name}` });
  const field = dialog.getByRole("textbox", { name: "New client secret" });
  const ended = dialog.getByText(/^Verification succeeded|^Saved, |Try again/).first();
  await open.passUntil(async () => (await field.isVisible()) || (await ended.isVisible()), 420_000, 2_000);
  if (await field.isVisible()) {
    await field.fill(pasted);
    await dialog.getByRole("button", { name: "Save and verify" }).click();
  }
  const said = await outcomeOf(open, dialog, 900_000);
  await open.page.keyboard.press("Escape");
  await open.passUntil(async () => (await dialog.count()) === 0, 5_000);
  return said;
}

/** What the person who comes back meets, and what is true when they have done what the page offers. */
async function comeBack(
  cell: Cell,
  lane: Lane,
  before: Standing,
  name: string,
  starter: string,
  pasted: string,
) {
  const {
    stage: { sim },
    open,
  } = lane;
  const problems: string[] = [];
  const found = interruption(open, name);
  const shown = (): Promise<boolean> => found.isVisible();
  await open.passUntil(() => open.hub.getByRole("row").nth(1).isVisible(), 60_000);
  const left = hasJournal(sim);
  await open.pass(2_000);
  if ((await shown()) !== left) return [`${left ? "nothing" : "something"} is said of an interruption`];
  if (!left) return [];
  if (cell.reopens === "a second browser" && lockOf(sim)) {
    const text = await found.innerText();
    const buttons = await found.getByRole("button").allInnerTexts();
    if (!text.includes(`${nameOf(sim, starter)} was last active`)) problems.push(`no holder: ${text}`);
    if (buttons.join() !== "Look again") problems.push(`buttons while it runs elsewhere: ${buttons.join()}`);
    await open.sleep(16 * 60_000);
    await found.getByRole("button", { name: "Look again" }).click();
    await open.pass(2_000);
  }
  const mayResume = await found.getByRole("button", { name: "Resume" }).isVisible();
  if (!(await found.getByRole("button", { name: "Clean up" }).isVisible()))
    problems.push(`no way to clean up: ${await found.innerText()}`);
  // Whoever comes back first resumes; every second of the others cleans up.
  if (mayResume && (cell.reopens === "the same browser" || cell.number % 4 < 2)) {
    const said = await resume(open, name, pasted);
    if (!said.includes("Verification succeeded")) problems.push(`resumed to: ${said}`);
    if (!works(sim)) problems.push("it was resumed and does not work");
  }
  const { leftKnowingly } = await comeToRest(open, name);
  return [...problems, ...before.problemsAtTheEnd(sim, leftKnowingly)];
}

async function runCell(cell: Cell, lane: Lane): Promise<readonly string[]> {
  const { sim } = lane.stage;
  const name = lane.begin(cell.number);
  const pasted = cell.mode === "guided" ? secretFromPortal(sim) : "";
  const before = standing(sim);
  await lane.open.passUntil(() => lane.open.hub.getByRole("row").nth(1).isVisible(), 60_000);
  await showAnew(lane.open, name);
  const starter = lane.user;
  await interrupt(cell, lane, name, pasted);
  const problems = [...before.problems(sim)];
  await reopen(cell, lane);
  return [
    ...problems,
    ...(await comeBack(cell, lane, before, name, starter, pasted)),
    ...before.problems(sim, 1),
  ];
}

const tables = (["graph", "guided", "automatic"] as const).map((mode) => ({ mode, cells: cellsOf(mode) }));

test.each(tables)(
  "a $mode renewal whose tab closes at any boundary can be resumed or cleaned up",
  async ({ mode, cells }) => {
    const findings = await runCells(cells, { lanes: 2, open: openLane(mode), run: runCell, titleOf });

    expect(findings).toEqual([]);
  },
);

afterAll(() => {
  const count = tables.reduce((sum, { cells }) => sum + cells.length, 0);
  console.log(`# tab closed at a step boundary and opened again: ${String(count)} cells`);
});
