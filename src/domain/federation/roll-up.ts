import { judgeOther, judgeStep, rank, type StepVerdict } from "./evaluate";
import type { ConnectionIdentity } from "./connection-identity";
import type { FederationData } from "./data/federation-data";
import type { DefinitionRef, OtherUse, PipelineStep, ReadDefinition, Unread } from "./pipeline-definition";

/** What stands between a pipeline or connection and doing without a secret, worst last. */
export type Readiness = "convertible" | "not-fully-visible" | "after-review" | "blocked";

/** A use with its verdict; `step` is null for uses that are no task. */
export type JudgedUse = {
  readonly step: PipelineStep | null;
  readonly other: OtherUse | null;
  readonly verdict: StepVerdict;
};

export type PipelineReadiness = {
  /** Null for uses outside any pipeline, such as variable groups. */
  readonly definition: DefinitionRef | null;
  readonly readiness: Readiness;
  readonly uses: readonly JudgedUse[];
};

/** The verdict on a connection with everything it rests on. */
export type ConnectionReadiness = {
  readonly readiness: Readiness;
  readonly pipelines: readonly PipelineReadiness[];
  readonly unread: readonly Unread[];
};

const order: readonly Readiness[] = ["convertible", "not-fully-visible", "after-review", "blocked"];

export const worse = (left: Readiness, right: Readiness): Readiness =>
  order.indexOf(left) >= order.indexOf(right) ? left : right;

/** What one verdict means for its pipeline. */
export function readinessOf(verdict: StepVerdict): Readiness {
  switch (verdict.outcome) {
    case "supported":
    case "not-a-use":
      return "convertible";
    case "unknown":
      return verdict.fact.code === "connection-not-known" ? "not-fully-visible" : "after-review";
    case "depends":
      return "after-review";
    case "supported-from":
    case "not-supported":
      return "blocked";
  }
}

type Read = {
  readonly definitions: readonly ReadDefinition[];
  readonly others: readonly OtherUse[];
  readonly unread: readonly Unread[];
};

/** Step by step, then pipeline by pipeline, to the connection: each as good as its worst part (W40). Pure. */
export function judgeConnection(
  connection: ConnectionIdentity,
  read: Read,
  data: FederationData,
): ConnectionReadiness {
  const work = judging(connection, read, data);
  for (;;) {
    const slice = work.next();
    if (slice.done === true) return slice.value;
  }
}

/** As `judgeConnection`, in slices: yields each time that about 64 kB of text, or 200 steps, were judged since. */
export function* judging(
  connection: ConnectionIdentity,
  read: Read,
  data: FederationData,
): Generator<void, ConnectionReadiness> {
  const pipelines: PipelineReadiness[] = [];
  const slice = { steps: 0, characters: 0 };
  for (const definition of read.definitions) {
    const uses: JudgedUse[] = [];
    for (const step of definition.steps) {
      const verdict = judgeStep(step, connection, data);
      if (verdict !== null) uses.push({ step, other: null, verdict });
      slice.steps += 1;
      for (const text of Object.values(step.inputs)) slice.characters += text.length;
      if (slice.steps < stepsOfSlice && slice.characters < charactersOfSlice) continue;
      slice.steps = slice.characters = 0;
      yield;
    }
    uses.push(...otherUses(definition.others, connection, data));
    if (uses.length === 0) continue;
    uses.sort((a, b) => rank(b.verdict.outcome) - rank(a.verdict.outcome));
    pipelines.push({ definition: definition.definition, readiness: worst(uses), uses });
  }
  const loose = otherUses(read.others, connection, data);
  if (loose.length > 0) pipelines.push({ definition: null, readiness: worst(loose), uses: loose });
  const unread = [...read.unread, ...read.definitions.flatMap((definition) => definition.unread)];
  const start: Readiness = unread.length > 0 ? "not-fully-visible" : "convertible";
  return {
    readiness: pipelines.map((pipeline) => pipeline.readiness).reduce(worse, start),
    pipelines: pipelines.sort((a, b) => order.indexOf(b.readiness) - order.indexOf(a.readiness)),
    unread,
  };
}

/** One pipeline's uses of the connection; null where it has none. Steps of matrix legs that agree count once. */
export const judgeDefinition = (
  read: ReadDefinition,
  connection: ConnectionIdentity,
  data: FederationData,
): PipelineReadiness | null =>
  judgeConnection(connection, { definitions: [read], others: [], unread: [] }, data).pipelines[0] ?? null;

const stepsOfSlice = 200;
const charactersOfSlice = 65_536;

/** The verdict with further parts that nobody could look at. */
export const withUnread = (judged: ConnectionReadiness, unread: readonly Unread[]): ConnectionReadiness =>
  unread.length === 0
    ? judged
    : {
        ...judged,
        readiness: worse(judged.readiness, "not-fully-visible"),
        unread: [...judged.unread, ...unread],
      };

const worst = (uses: readonly JudgedUse[]): Readiness =>
  uses.map((use) => readinessOf(use.verdict)).reduce(worse, "convertible");

const otherUses = (
  others: readonly OtherUse[],
  connection: ConnectionIdentity,
  data: FederationData,
): JudgedUse[] =>
  others.flatMap((other) => {
    const verdict = judgeOther(other, connection, data);
    return verdict === null ? [] : [{ step: null, other, verdict }];
  });

/** Whether a use needs nothing of anybody: it works without the secret, and nothing has to be done before. */
export const passes = ({ verdict }: JudgedUse): boolean =>
  readinessOf(verdict) === "convertible" && !verdict.remarks.some(({ level }) => level === "action");

/** How many steps somebody has to change or take before a conversion: what it would break, and each action once. */
export const stepsNeeded = (readiness: ConnectionReadiness): number =>
  readiness.pipelines.flatMap(({ uses }) => uses).filter(({ verdict }) => readinessOf(verdict) === "blocked")
    .length + actionsOf(readiness).length;

/** The actions to tick off before a conversion, each once. */
export function actionsOf(readiness: ConnectionReadiness): readonly JudgedUse[] {
  const seen = new Set<string>();
  return readiness.pipelines
    .flatMap((pipeline) => pipeline.uses)
    .filter((use) => {
      const action = use.verdict.remarks.find((remark) => remark.level === "action");
      if (action === undefined) return false;
      const key = JSON.stringify([action.fact.code, action.fact.params["task"] ?? ""]);
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
}
