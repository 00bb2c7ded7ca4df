import type { Failure } from "../../src/domain/failure";
import type { Renewal } from "../../src/domain/renewal/renewal";
import { failureSentence, type FailureSentence } from "../../src/words/failure";
import { stoppedSentence } from "../../src/hub/features/renewal/words/renewal";
import { runRenewal } from "../../src/operations/run-renewal";
import { createWorldSimulator, type WorldSimulator } from "../../simulator/simulator";
import {
  addFault,
  canHappen,
  faultClasses,
  renewalCalls,
  type Call,
  type Spell,
} from "../support/fault-table";
import { patience } from "../support/patience";
import { standing, unprovedSaves, works } from "../support/invariants";
import { openTab, planOf, settle, theConnection } from "../support/simulated-tab";

const spells: readonly Spell[] = ["once", "from then on"];

/** Questions before a run: a failure of theirs is shown and nothing begins. */
const questions: readonly Call[] = [
  { name: "list", method: "GET", path: /serviceendpoint\/endpoints\?/, nth: 1, service: "ado" },
  { name: "permission", method: "GET", path: /actionFilter/i, nth: 1, service: "ado" },
];

const cellsOf = (calls: readonly Call[]) =>
  calls.flatMap((call) =>
    Object.entries(faultClasses)
      .filter(([fault]) => canHappen(call, fault))
      .flatMap(([fault, effect]) => spells.map((spell) => ({ call, name: call.name, fault, effect, spell }))),
  );

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask", "Date", "performance"] });
});
afterEach(() => jest.useRealTimers());

const isWhole = ({ happened, stillTrue, next }: FailureSentence): boolean =>
  [happened, stillTrue, next].every((part) => /^\S.*[.]$/s.test(part));

/** Requests which the fault could meet: fewer than its number would mean that the cell tried nothing. */
const arrivals = (sim: WorldSimulator, { method, path, service }: Call): number =>
  sim.traffic.requests.filter(
    (one) =>
      one.service === service &&
      one.method === method &&
      path.test(`${one.path}?${new URLSearchParams(one.query).toString()}`),
  ).length;

test.each(cellsOf(renewalCalls))("$name, $fault, $spell", async ({ call, effect, spell }) => {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const tab = openTab(sim);
  const plan = await planOf(tab, "graph");
  const before = standing(sim);
  const unproved = unprovedSaves(sim);
  sim.traffic.clear();
  addFault(sim.faults, call, effect, spell);

  const problems: string[] = [];
  const watch = (): void => {
    problems.push(...unproved(), ...before.problems(sim));
  };
  const control = { ...tab.person, report: watch };
  const ended: Renewal = await patience(sim, runRenewal(tab.ports, plan, control));
  watch();

  expect(arrivals(sim, call)).toBeGreaterThanOrEqual(call.nth);
  expect(problems).toEqual([]);
  expect(works(sim)).toBe(true);
  expect(["renewed", "stopped"]).toContain(ended.stage);
  if (ended.stage === "stopped") {
    const sentence = stoppedSentence(ended, { culture: "en-GB", zone: () => 0, timeZone: "UTC" });
    expect({ sentence, whole: isWhole(sentence) }).toEqual({ sentence, whole: true });
  }
  sim.faults.clear();
  sim.clock.advance(150_000);
  const rest = await patience(sim, settle(tab, watch));
  expect(rest.problems).toEqual([]);
  expect(problems).toEqual([]);
  expect(before.problemsAtTheEnd(sim, rest.leftKnowingly)).toEqual([]);
});

/** What the adapter overcomes by itself where it happens once: it asks again, with a fresh token for the last. */
const overcome = new Set([
  "lost before it arrived",
  "done, the reply lost",
  "throttled",
  "500",
  "504",
  "no answer",
  "circuit breaker",
  "unauthorized",
]);

test.each(cellsOf(questions))("$name, $fault, $spell", async ({ call, fault, effect, spell }) => {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const tab = openTab(sim);
  const connection = await theConnection(tab);
  addFault(sim.faults, call, effect, spell);
  const { connections } = tab.ports;

  const asked: Promise<{ readonly ok: boolean; readonly failure?: Failure }> =
    call.name === "list"
      ? connections.list(tab.project)
      : connections.mayManage({ id: connection.id, project: tab.project });
  const answer = await patience(sim, asked);

  expect(arrivals(sim, call)).toBeGreaterThanOrEqual(1);
  expect(answer.ok).toBe(spell === "once" && overcome.has(fault));
  if (answer.failure !== undefined) expect(isWhole(failureSentence(answer.failure, "list"))).toBe(true);
});

afterAll(() => {
  const count = cellsOf(renewalCalls).length + cellsOf(questions).length;
  console.log(`# fault table: ${String(count)} cells`);
});
