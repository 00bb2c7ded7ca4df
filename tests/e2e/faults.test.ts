import type { Browser, Locator } from "playwright-core";
import type { RecordedRequest } from "../../src/simulator/core/traffic";
import {
  addFault,
  canHappen,
  faultClasses,
  recordCalls,
  renewalCalls,
  type Call,
  type Spell,
} from "../support/fault-table";
import { standing, works } from "../support/invariants";
import { launchBrowser } from "./support/browser";
import { freshWorlds, showAnew } from "./support/fresh-world";
import type { OpenHub } from "./support/hub-page";
import { runCells } from "./support/lanes";
import { clientIdAccepted } from "./support/renewing";
import { openPanel, outcomeOf, scene, type Scene } from "./support/scene";
import { comeToRest } from "./support/unfinished";

type Cell = { readonly number: number; readonly call: Call; readonly fault: string; readonly spell: Spell };

/** Classes which are one for the hub: each row of the table meets one of them, by turns. */
const alike: readonly (readonly string[])[] = [
  ["sign-in page as 200", "sign-in page as 203"],
  ["500", "504"],
];
const isTurnOf = (fault: string, row: number): boolean =>
  alike.every((pair) => !pair.includes(fault) || pair[row % 2] === fault);

/**
 * Every fault class at every call of the sequence. Each pair meets one of the two spells here, by turns; both meet all
 * of them at the ports (tests/operations/fault-table.test.ts).
 */
const all: readonly Cell[] = [...renewalCalls, ...recordCalls]
  .flatMap((call, row) =>
    Object.keys(faultClasses)
      .filter((fault) => canHappen(call, fault) && isTurnOf(fault, row))
      .map(
        (fault, column) => ({ call, fault, spell: (row + column) % 2 === 0 ? "once" : "from then on" }) as const,
      ),
  )
  .map((cell, index) => ({ ...cell, number: index + 1 }));

const cells =
  process.env.ONLY === undefined
    ? all
    : all.filter((one) => one.number % Number(process.env.ONLY) === 1 % Number(process.env.ONLY));
const titleOf = ({ call, fault, spell }: Cell): string => `${fault} at the ${call.name}, ${spell}`;

type Lane = {
  readonly stage: Scene;
  readonly open: OpenHub;
  readonly begin: (number: number) => string;
  close(): Promise<void>;
};

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function openLane(): Promise<Lane> {
  const stage = await scene(browser, "graph-consented", clientIdAccepted);
  const begin = freshWorlds(stage.sim);
  const open = await stage.open();
  await open.hub.getByRole("row").nth(1).waitFor();
  return { stage, open, begin, close: stage.close };
}

const reaches = ({ method, path, service, body }: Call, one: RecordedRequest): boolean =>
  one.service === service &&
  one.method === method &&
  path.test(one.path) &&
  (body === undefined || one.body.includes(body));

/** What is not as an alert must be: what happened, what is still true, what to do. */
async function alertProblems(dialog: Locator): Promise<readonly string[]> {
  const alert = dialog.getByRole("alert").first();
  const text = (await alert.innerText()).trim();
  const happened = (await alert.locator("strong").first().innerText()).trim();
  const rest = text.slice(text.indexOf(happened) + happened.length).trim();
  const whole =
    /^\S.*\.$/s.test(happened) && rest.split(/\.(?:\s|$)/).filter((one) => one.trim() !== "").length >= 2;
  const tellsTruth = /connection (was|holds)|It is uncertain whether/.test(rest);
  return whole && tellsTruth ? [] : [`the alert does not say enough: ${text}`];
}

async function runCell(
  { number, call, fault, spell }: Cell,
  { stage, open, begin }: Lane,
): Promise<readonly string[]> {
  const { sim } = stage;
  const name = begin(number);
  const t0 = sim.clock.now();
  const w0 = Date.now();
  await showAnew(open, name);
  const before = standing(sim);
  const dialog = await openPanel(open, name);
  const start = dialog.getByRole("button", { name: "Renew now" });
  await open.passUntil(() => start.isEnabled(), 30_000);
  sim.traffic.clear();
  addFault(sim.faults, call, faultClasses[fault] as (typeof faultClasses)[string], spell);
  await start.click();

  const said = await outcomeOf(open, dialog, 900_000, 2_000);

  const problems: string[] = [];
  const requests = [...sim.traffic.requests];
  if (requests.filter((one) => reaches(call, one)).length < call.nth) problems.push("the fault met nothing");
  if (!said.startsWith("Verification succeeded")) problems.push(...(await alertProblems(dialog)));
  const puts = requests.filter(({ service, method }) => service === "ado" && method === "PUT");
  if (puts.length > 3) problems.push(`${String(puts.length)} saves`);
  if (puts.filter(({ status }) => status === 200).length > 1) problems.push("it was saved twice");
  problems.push(...before.problems(sim));
  if (!works(sim)) problems.push("the connection does not work");

  sim.faults.clear();
  await open.page.keyboard.press("Escape");
  await open.passUntil(async () => (await dialog.count()) === 0, 5_000);
  const { leftKnowingly } = await comeToRest(open, name);
  problems.push(...before.problemsAtTheEnd(sim, leftKnowingly));
  process.stderr.write(`${String(number)} ${fault} at ${call.name} ${spell}: ${said.slice(0, 30)} ${problems.join(" | ")} sim ${String((sim.clock.now() - t0) / 1000)} s wall ${String(Date.now() - w0)}\n`);
  return problems;
}

test("every fault at every call ends in success or in a whole sentence, and nothing is lost", async () => {
  const findings = await runCells(cells, { lanes: 2, open: openLane, run: runCell, titleOf });

  expect(findings).toEqual([]);
}, 600_000);

afterAll(() => {
  console.log(`# fault table in the browser: ${String(cells.length)} cells`);
});
