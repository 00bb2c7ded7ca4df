import type { FaultEffect } from "../../simulator/core/faults";
import type { SimulatedRequest } from "../../simulator/core/http";
import { asWatcher, idOf, runJob, unattended, type JobOptions, type RunOutcome } from "../support/job";
import { orphans, standing, unprovedSaves, works } from "../support/invariants";
import { patience } from "../support/patience";

type Sim = ReturnType<typeof unattended>;

/** Every way in which a call can go wrong, by name. */
const faultClasses: Readonly<Record<string, FaultEffect>> = {
  "401": { kind: "unauthorized" },
  "403": { kind: "status", status: 403, body: '{"message":"no"}' },
  "404": { kind: "status", status: 404, body: '{"message":"no"}' },
  "409": { kind: "status", status: 409, body: '{"message":"no"}' },
  "429 with Retry-After": { kind: "throttle", retryAfter: 7 },
  "500": { kind: "status", status: 500, body: "" },
  "503": { kind: "status", status: 503, body: "" },
  "HTML as 200": { kind: "html-sign-in", status: 200 },
  TF10216: { kind: "circuit-breaker" },
  "malformed JSON": { kind: "malformed-json" },
  "no answer": { kind: "hang" },
  "broken before it arrived": { kind: "drop-before" },
  "broken after its effect": { kind: "drop-after" },
};

const spells = ["once", "from then on"] as const;

/** What tells one kind of call from another: ids and the items of a page are not part of it. */
const kindOf = ({ service, method, path, body }: SimulatedRequest): string =>
  `${service} ${method} ${path.replace(/[0-9a-f-]{36}(\.[0-9a-f-]{36})?/gi, "…")}${
    service === "sts" ? ` for ${/scope=([^&]+)/.exec(body)?.[1] ?? ""}` : ""
  }`;

/** Every kind of call of a run without a fault, in its order. */
async function callsOf(sim: Sim, options: JobOptions): Promise<readonly string[]> {
  await runJob(sim, options);
  return [...new Set(sim.traffic.requests.map((one) => kindOf({ ...one, query: new URLSearchParams() })))];
}

/** A run one kind of whose calls goes wrong, the first time or every time. */
async function faulted(
  sim: Sim,
  { call, fault, spell }: { call: string; fault: string; spell: (typeof spells)[number] },
  options: JobOptions,
): Promise<RunOutcome> {
  const effect = faultClasses[fault];
  if (effect === undefined) throw new Error(`no fault named ${fault}`);
  sim.faults.add({
    match: { when: (request) => kindOf(request) === call, ...(spell === "once" ? { times: 1 } : {}) },
    effect,
  });
  return inTime(sim, options);
}

/** A run that doesn't end is a finding like any other. */
const inTime = (sim: Sim, options: JobOptions): Promise<RunOutcome> =>
  patience(sim, runJob(sim, options)).catch((error: unknown) => ({
    result: "succeeded",
    text: String(error),
    log: [],
    annotations: [],
    outputs: {},
    summary: "",
    files: {},
    masked: [],
  }));

const cellsOf = (calls: readonly string[]) =>
  calls.flatMap((call) =>
    Object.keys(faultClasses).flatMap((fault) => spells.map((spell) => ({ call, fault, spell }))),
  );

const isWhole = (text: string): boolean => /^\S[^]*[.]$/.test(text);

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask", "Date", "performance"] });
});
afterEach(() => jest.useRealTimers());

/** A run that only watches, and that is green where everything can be read. */
const watching = (sim: Sim): JobOptions => ({
  inputs: asWatcher(sim, { scope: "organization", warnDays: "1", failDays: "0", failOn: "never" }),
});

test("a run that watches ends with a result at every fault of every call, and is never green without its answer", async () => {
  const whole = unattended();
  const calls = await callsOf(whole, watching(whole));
  const green = unattended();
  expect((await runJob(green, watching(green))).text).toBe("Everything was read, and nothing expires soon.");
  /** Whether the run lacks something once this call fails for good. */
  const isMissed = (call: string, fault: string): boolean => {
    // The probe of the journal's place reads nothing; where it fails, the other identity is tried (L11).
    if (/Collections\/diagnostics\//.test(call)) return false;
    // An area whose address isn't told is asked at the usual one (P65), and its answers count.
    if (/resourceAreas/.test(call)) return false;
    // A collection that nobody wrote yet is a 404 (P69).
    return !(fault === "404" && /Collections\/records/.test(call));
  };
  const failures: string[] = [];
  const cells = cellsOf(calls);
  for (const cell of cells) {
    const sim = unattended();
    const run = await faulted(sim, cell, watching(sim));
    const named = `${cell.call}, ${cell.fault}, ${cell.spell}`;
    if (!isWhole(run.text)) failures.push(`${named}: ${run.text}`);
    if (cell.spell === "from then on" && isMissed(cell.call, cell.fault) && run.result === "succeeded")
      failures.push(`${named}: green`);
  }

  console.log(`# task fault table, watching: ${String(calls.length)} calls, ${String(cells.length)} cells`);
  expect(failures).toEqual([]);
}, 900_000);

/** A run that does everything there is to do. */
const everything = (sim: Sim): JobOptions => ({
  inputs: asWatcher(sim, {
    failOn: "never",
    renew: "due",
    renewOnly: idOf(sim, "shop-production"),
    keyVaultName: "team-vault",
    keyVaultSecret: "sc-{connection}",
    workItemType: "Issue",
    teamsWebhook: "https://prod-07.westeurope.logic.azure.com/workflows/w?sig=canary",
    slackWebhook: "https://hooks.slack.com/services/T0/B0/canary",
  }),
});

test("a run that renews and tells ends with a result at every fault of every call, and breaks nothing", async () => {
  const whole = unattended();
  const calls = await callsOf(whole, everything(whole));
  const failures: string[] = [];
  const cells = cellsOf(calls);
  for (const cell of cells) {
    const sim = unattended();
    const before = standing(sim);
    const unproved = unprovedSaves(sim);
    const run = await faulted(sim, cell, everything(sim));
    const problems = [...before.problems(sim), ...unproved()];
    if (!isWhole(run.text) || run.result === "succeeded") problems.push(`${run.result}: ${run.text}`);
    if (!works(sim)) problems.push("the connection does not work");
    sim.faults.clear();
    await inTime(sim, everything(sim));
    problems.push(...before.problems(sim), ...unproved());
    if (orphans(sim).length > 0) problems.push("a marked secret is left after the next run");
    if (problems.length > 0)
      failures.push(`${cell.call}, ${cell.fault}, ${cell.spell}: ${[...new Set(problems)].join("; ")}`);
  }

  console.log(`# task fault table, renewing: ${String(calls.length)} calls, ${String(cells.length)} cells`);
  expect(failures).toEqual([]);
}, 1_800_000);
