import type { Browser, Locator } from "playwright-core";
import { canHappen, faultClasses } from "../support/fault-table";
import { standing, works } from "../support/invariants";
import { launchBrowser } from "./support/browser";
import { freshWorlds, showAnew } from "./support/fresh-world";
import type { OpenHub, OpenOptions } from "./support/hub-page";
import { runCells } from "./support/lanes";
import { clientIdAccepted } from "./support/renewing";
import { openPanel, outcomeOf, scene, type Scene } from "./support/scene";
import { graphCalls, onceAt, type StagedCall } from "./support/staged-calls";
import { comeToRest } from "./support/unfinished";

/** A browser that sends a request twice by itself is a fault like the others; only a browser does it. */
const effects = { ...faultClasses, "sent twice": { kind: "sent-twice" } } as const;
type FaultName = Extract<keyof typeof effects, string>;

/** The hub takes them for what another class is, so they are met at the ports alone. */
const variants = new Set(["504", "sign-in page as 203"]);

/** The cells of one fault class: the calls that meet it in the browser. */
type Row = { readonly fault: FaultName; readonly calls: readonly StagedCall[] };

/** What a call asks of whom, whatever the stage. */
const portOf = ({ service, method, path, body }: StagedCall): string =>
  `${service} ${method} ${path.source} ${body?.[0] ?? ""}`;

const ports = [...new Set(graphCalls.map(portOf))].map((port) =>
  graphCalls.filter((call) => portOf(call) === port),
);

/**
 * Each class meets each port once in the browser, at a call that changes from class to class; every class meets every call
 * at the ports themselves (tests/operations/fault-table.test.ts).
 */
const rows: readonly Row[] = (Object.keys(effects) as FaultName[])
  .filter((fault) => !variants.has(fault))
  .map((fault, index) => ({
    fault,
    calls: ports
      .map((calls) => calls[index % calls.length] as StagedCall)
      .filter((call) => canHappen(call, fault)),
  }));

/** One call of each class, by turns, which goes on failing; all pairs do so at the ports (tests/operations/fault-table.test.ts). */
const lasting = rows.map(({ fault, calls }, index) => ({
  fault,
  call: calls[(index * 5 + 2) % calls.length] as StagedCall,
}));

type Lane = {
  readonly stage: Scene;
  readonly open: OpenHub;
  readonly begin: () => string;
  close(): Promise<void>;
};

let browser: Browser;
let cells = 0;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function openLane(options: OpenOptions = {}): Promise<Lane> {
  const stage = await scene(browser, "graph-consented", clientIdAccepted);
  const fresh = freshWorlds(stage.sim);
  // Not from timer to timer: what a run does after its last words, the end of the lock, is met by faults too.
  const open = await stage.open({ width: 1100, height: 600, leaps: false, ...options });
  await open.passUntil(() => open.hub.getByRole("row").nth(1).isVisible(), 60_000, 100);
  let number = 0;
  return { stage, open, begin: () => fresh((number += 1)), close: stage.close };
}

/** What is not as an alert must be: what happened, what is still true, what to do. */
async function alertProblems(dialog: Locator): Promise<readonly string[]> {
  const alert = dialog.getByRole("alert").first();
  const text = (await alert.innerText()).trim();
  const happened = (await alert.locator("strong").first().innerText()).trim();
  const rest = text.slice(text.indexOf(happened) + happened.length).trim();
  const sentences = rest.split(/\.(?:\s|$)/).filter((one) => one.trim() !== "");
  const tellsTruth = /connection (was|holds)|It isn't known whether/.test(rest);
  return /^\S.*\.$/s.test(happened) && sentences.length >= 2 && tellsTruth
    ? []
    : [`the alert does not say enough: ${text}`];
}

/** One renewal under faults: its end, what is wrong with it, and what is left afterwards. */
async function renewUnder(
  { stage: { sim }, open, begin }: Lane,
  arm: () => void,
): Promise<readonly string[]> {
  const name = begin();
  await showAnew(open, name);
  const before = standing(sim);
  const dialog = await openPanel(open, name);
  const start = dialog.getByRole("button", { name: "Renew now" });
  await open.passUntil(() => start.isEnabled(), 30_000);
  sim.traffic.clear();
  arm();
  await start.click();

  const said = await outcomeOf(open, dialog, 1_800_000);

  const renewed = said.startsWith("Verification succeeded");
  const problems: string[] = renewed ? [] : [...(await alertProblems(dialog))];
  const puts = sim.traffic.requests.filter(({ service, method }) => service === "ado" && method === "PUT");
  if (puts.length > 3) problems.push(`${String(puts.length)} saves`);
  const done = puts.filter(({ status, responseBody }) => status === 200 && responseBody.endsWith("}"));
  if (done.length > 1) problems.push("it was saved again");
  problems.push(...before.problems(sim));
  if (!works(sim)) problems.push("the connection does not work");

  sim.faults.clear();
  sim.barrier.breakOff();
  await open.page.keyboard.press("Escape");
  await open.passUntil(async () => (await dialog.count()) === 0, 5_000);
  const { leftKnowingly } = await comeToRest(open, name);
  return [...problems, ...before.problemsAtTheEnd(sim, leftKnowingly)];
}

/**
 * Meets every call of a row. One run meets as many as it survives, each once; where a fault ends the run, the next run
 * meets the calls after it.
 */
async function runRow({ fault, calls }: Row, lane: Lane): Promise<readonly string[]> {
  const { sim } = lane.stage;
  const findings: string[] = [];
  for (let left = calls; left.length > 0;) {
    const met = new Set<StagedCall>();
    const arm = (): void => {
      for (const call of left) {
        const isThis = onceAt(sim, call);
        const when: typeof isThis = (request) => {
          if (!isThis(request)) return false;
          // A browser has six connections to a host, so what the hub has given up must not keep one for good.
          sim.barrier.breakOff();
          met.add(call);
          return true;
        };
        sim.faults.add({ match: { when }, effect: effects[fault] as (typeof faultClasses)[string] });
      }
    };
    const problems = await renewUnder(lane, arm);
    const at = [...met].map(({ name }) => name).join(", ");
    findings.push(...problems.map((problem) => `at ${at}: ${problem}`));
    if (met.size === 0) return [...findings, `never met: ${left.map(({ name }) => name).join(", ")}`];
    cells += met.size;
    left = left.filter((call) => !met.has(call));
  }
  return findings;
}

test("every fault at every port ends in success or in a whole sentence, and nothing is lost", async () => {
  const findings = await runCells(rows, {
    lanes: 2,
    open: () => openLane(),
    run: runRow,
    titleOf: ({ fault }) => fault,
  });

  expect(findings).toEqual([]);
  expect(cells).toBe(rows.reduce((sum, { calls }) => sum + calls.length, 0));
});

test("a fault that stays ends in a whole sentence, and nothing is lost", async () => {
  const findings = await runCells(lasting, {
    lanes: 2,
    open: () => openLane(),
    titleOf: ({ fault, call }) => `${fault} from the ${call.name} on`,
    run: ({ fault, call }, lane) => {
      const { sim } = lane.stage;
      const { service, method, path, body = [] } = call;
      const begun = onceAt(sim, call);
      let since = false;
      const when: typeof begun = (request) => {
        since ||= begun(request);
        return (
          since &&
          request.service === service &&
          request.method === method &&
          path.test(request.path) &&
          body.every((part) => request.body.includes(part))
        );
      };
      cells += 1;
      return renewUnder(lane, () =>
        sim.faults.add({ match: { when }, effect: effects[fault] as (typeof faultClasses)[string] }),
      );
    },
  });

  expect(findings).toEqual([]);
});

afterAll(() => {
  console.log(`# fault table: ${String(cells)} cells in the browser`);
});
