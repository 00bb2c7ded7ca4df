import type { SimulatedRequest } from "../../../simulator/core/http";
import type { StageName } from "../../../src/domain/renewal/renewal";
import type { Simulator } from "../../../simulator/simulator";

/**
 * One call of a renewal: what it asks of whom, at which stage of the journal, and as the how many-th of its kind in that
 * stage. A call that is repeated stays the same call, so several of one run can be met.
 */
export type StagedCall = {
  readonly name: string;
  readonly service: "ado" | "graph" | "data";
  readonly method: "GET" | "POST" | "PUT";
  readonly path: RegExp;
  /** Null: before the journal was opened or after it was closed. */
  readonly stage: StageName | null;
  readonly nth?: number;
  /** Parts of the body. */
  readonly body?: readonly string[];
};

/** The stage that the only journal of the world is at. */
export function stageOf({ world }: Pick<Simulator, "world">): string | null {
  const [entry] = Object.values(world.extensionData["Default"]?.["journal"] ?? {});
  const { renewal } = (entry ?? {}) as { renewal?: { stage?: string } };
  return renewal?.stage ?? null;
}

/** Counts requests until the one that is the call; answers true for that one alone. */
export function onceAt(sim: Simulator, call: StagedCall): (request: SimulatedRequest) => boolean {
  let seen = 0;
  let met = false;
  return ({ service, method, path, body }) => {
    const isOne =
      !met &&
      service === call.service &&
      method === call.method &&
      call.path.test(path) &&
      stageOf(sim) === call.stage &&
      (call.body ?? []).every((part) => body.includes(part));
    if (!isOne) return false;
    seen += 1;
    met = seen === (call.nth ?? 1);
    return met;
  };
}

const endpoint = /serviceendpoint\/endpoints\/[0-9a-f-]{36}/i;
const proxy = /endpointproxy/i;
const data = (name: string, stage: StageName | null, ...body: readonly string[]): StagedCall => ({
  name,
  service: "data",
  method: "POST",
  path: /extension-data/,
  stage,
  body,
});
const ado = (
  name: string,
  method: "GET" | "POST" | "PUT",
  path: RegExp,
  stage: StageName,
  nth = 1,
): StagedCall => ({ name, service: "ado", method, path, stage, nth });
const graph = (name: string, path: RegExp, stage: StageName): StagedCall => ({
  name,
  service: "graph",
  method: "POST",
  path,
  stage,
});

const lock = data("lock", null, '"createDocument","args":["locks"');
const intent = data("journal intent", null, '"createDocument","args":["journal"');
const ending = [
  data("record", "verifying", '"createDocument","args":["records'),
  data("end of the journal", "verifying", '"deleteDocument","args":["journal"'),
  data("end of the lock", null, '"deleteDocument","args":["locks"'),
];
const goesTo = (stage: StageName): string => `"stage":"${stage}"`;
const saving = [
  ado("read before the save", "GET", endpoint, "saving"),
  ado("save", "PUT", endpoint, "saving"),
  data("journal of the verification", "saving", '"updateDocument"', goesTo("verifying")),
];
const firstTest = ado("first verification", "POST", proxy, "verifying");

/** Every call of a renewal in graph mode, in their order, repetitions of one kind left out. */
export const graphCalls: readonly StagedCall[] = [
  lock,
  intent,
  ado("read", "GET", endpoint, "preparing"),
  graph("reading of the app registration", /\$batch/, "preparing"),
  ado("baseline test", "POST", proxy, "preparing"),
  data("journal of the issue", "preparing", '"updateDocument"', goesTo("issuing")),
  data("sign of life", "issuing", '"updateDocument","args":["locks"'),
  graph("addPassword", /addPassword/, "issuing"),
  data("journal of the proof", "issuing", '"updateDocument"', goesTo("proving")),
  ado("read for the wrong value", "GET", endpoint, "proving"),
  ado("test of a wrong value", "POST", proxy, "proving"),
  ado("first proof", "POST", proxy, "proving", 2),
  data("journal of the save", "proving", '"updateDocument"', goesTo("saving")),
  ...saving,
  graph("look for twins", /\$batch/, "verifying"),
  firstTest,
  ...ending,
];

/** The calls at which the steps begin and end, for each mode. */
export const stepCalls = {
  graph: graphCalls.filter(({ name }) =>
    [
      "lock",
      "journal intent",
      "addPassword",
      "first proof",
      "save",
      "first verification",
      "end of the journal",
    ].includes(name),
  ),
  guided: [
    intent,
    data("journal of the paste", "preparing", '"updateDocument"', goesTo("issuing")),
    ado("first proof", "POST", proxy, "proving", 2),
    ...saving.slice(1, 2),
    firstTest,
  ],
  automatic: [intent, ...saving.slice(1), firstTest],
} as const;
