import type { ConnectionIdentity } from "./connection-identity";
import { both, contains, equals, isOpen, not, type Truth } from "./expressions";
import { fact, type Fact } from "./facts";
import { feedSource, isFeeds } from "./feed-step";
import type {
  Caution,
  Condition,
  ConnectionInput,
  MajorRow,
  FederationData,
  Sourced,
  When,
} from "./data/federation-data";
import type { OtherUse, PipelineStep } from "./pipeline-definition";
import { findInScript, readsIdToken, scriptOf, type StepScript } from "./script";
import { possibleUse } from "./possible-use";
import { isRegistry } from "./connection-identity";
import { inputNamed, isRead, fitsRegistry, valuesOf } from "./step-inputs";
import { isGuid, isOlder, lookUpTask } from "./task-reference";

/**
 * What a step does without a secret. `supported-from`: only from `from`, and the step pins an older version.
 * `depends`: a person has to look. `not-a-use`: the step holds the connection without reading it.
 */
export type Outcome = "supported" | "supported-from" | "not-supported" | "depends" | "unknown" | "not-a-use";

/** A remark beside the verdict; an `action` is something to put in place before the conversion. */
export type Remark = { readonly level: "review" | "action" | "info"; readonly fact: Fact };

export type StepVerdict = {
  readonly outcome: Outcome;
  /** The fact that decided. */
  readonly fact: Fact;
  readonly remarks: readonly Remark[];
  /** The input that holds the connection; null where none does for certain. */
  readonly input: string | null;
  /** First version that works, where the step pins an older one. */
  readonly from: string | null;
  /** A newer version of the task, `Task@major`. */
  readonly upgradeTo: string | null;
};

/** `null` where the step has nothing to do with the connection. Pure. */
export function judgeStep(
  step: PipelineStep,
  connection: ConnectionIdentity,
  data: FederationData,
): StepVerdict | null {
  const held = Object.entries(step.inputs).filter(([, value]) => names(connection, value));
  const judge = judgeOf(connection);
  const verdicts = held
    .map(([input, value]) => judge(step, input, value, data))
    .filter((verdict): verdict is StepVerdict => verdict !== null);
  const open = isOff(step) ? null : possibleUse(step, connection, data);
  if (open !== null) verdicts.push(verdictOf("unknown", open.fact, open.input));
  return verdicts.reduce<StepVerdict | null>(
    (worst, next) => (worst === null || rank(next.outcome) > rank(worst.outcome) ? next : worst),
    null,
  );
}

function judgeOf(connection: ConnectionIdentity): typeof judgeAzure {
  if (connection.azureDevOpsToken === true) return judgeToken;
  return isRegistry(connection) ? judgeRegistry : judgeAzure;
}

/** A use that is no task: never a plain yes (W39, W40). Null where it is another connection. */
export function judgeOther(
  use: OtherUse,
  connection: ConnectionIdentity,
  data: FederationData,
): StepVerdict | null {
  const open = isOpen(use.connection);
  if (!open && !names(connection, use.connection)) return null;
  const row = data.consumers.find((consumer) => consumer.kind === use.kind);
  const said = open
    ? fact("connection-not-known", { task: use.where, value: use.connection })
    : fact("consumer-untried", { where: use.where }, row ?? null);
  const outcome = !open && row?.federation === "review" ? "depends" : "unknown";
  return verdictOf(outcome, said, null);
}

/** Order of outcomes, the worst last. */
export function rank(outcome: Outcome): number {
  const order: readonly Outcome[] = [
    "not-a-use",
    "supported",
    "unknown",
    "depends",
    "supported-from",
    "not-supported",
  ];
  return order.indexOf(outcome);
}

/** Whether a value is the connection; a list of feeds holds several, between commas (N1). */
function names(connection: ConnectionIdentity, value: string): boolean {
  const own = [connection.id, ...connection.names].map((name) => name.toLowerCase());
  const texts = connection.azureDevOpsToken === true ? [value, ...value.split(",")] : [value];
  return texts.map((text) => text.trim().toLowerCase()).some((text) => text !== "" && own.includes(text));
}

const verdictOf = (outcome: Outcome, said: Fact, input: string | null): StepVerdict => ({
  outcome,
  fact: said,
  remarks: [],
  input,
  from: null,
  upgradeTo: null,
});

const isOff = (step: PipelineStep): boolean =>
  !step.enabled || /^(false|never\(\))$/i.test(step.condition?.trim() ?? "");

/** Judges one input that holds the connection, in the order of W40. */
function judgeAzure(
  step: PipelineStep,
  input: string,
  value: string,
  data: FederationData,
): StepVerdict | null {
  if (isOff(step)) return verdictOf("not-a-use", fact("step-disabled"), input);
  const found = lookUpTask(data, step.task);
  const task = { task: step.task.written };
  if (found.found === "nothing") return verdictOf("unknown", fact("task-not-listed", task), input);
  if (found.found === "task-only") {
    const code = step.task.major === null ? "version-not-known" : "major-not-listed";
    return verdictOf("unknown", fact(code, task), input);
  }
  const { row } = found;
  const params = { task: `${found.task.name}@${step.task.major ?? "?"}`, input };
  const upgradeTo = upgradeText(found.task.name, row);
  if (row.federation === "n/a")
    return { ...verdictOf("not-a-use", fact(row.reason, params, row), input), upgradeTo };
  const place = inputNamed(row, input);
  if (place === undefined && found.task.extension === null) {
    // A name can be equal by chance; an id cannot.
    return isGuid(value) ? verdictOf("unknown", fact("input-not-listed", params, row), input) : null;
  }
  const judged = judgeRow({ step, row, place: place ?? null, input, params });
  return {
    ...judged,
    remarks: [...judged.remarks, ...deprecation(row, params.task, upgradeTo)],
    input,
    upgradeTo,
  };
}

/** Said of every verdict, the bad ones too: what is deprecated, since when, and what to use (F14). */
function deprecation(row: MajorRow, task: string, to: string | null): readonly Remark[] {
  if (row.deprecated !== true) return [];
  const params = {
    task,
    ...(row.deprecatedSince === undefined ? {} : { since: row.deprecatedSince }),
    ...(row.removal === undefined ? {} : { removal: row.removal }),
    ...(to === null ? {} : { to }),
  };
  return [{ level: "info", fact: fact("deprecated", params, row) }];
}

const upgradeText = (task: string, row: MajorRow): string | null => {
  if (row.upgradeTo === undefined) return null;
  return typeof row.upgradeTo === "number" ? `${task}@${row.upgradeTo}` : row.upgradeTo;
};

type Place = {
  readonly step: PipelineStep;
  readonly row: MajorRow;
  readonly place: ConnectionInput | null;
  readonly input: string;
  readonly params: { readonly task: string; readonly input: string };
};

function judgeRow(at: Place): StepVerdict {
  const { step, row, place, input, params } = at;
  const valueOf = valuesOf(step, row);
  const read = isRead(place, valueOf);
  if (read === false) return verdictOf("not-a-use", fact("input-not-read", params, place ?? row), input);
  const pinned = pinnedBelow(at);
  if (pinned !== null) return pinned;
  const open: Fact[] = read === "unknown" ? [fact("input-rule-open", params, place ?? row)] : [];
  for (const condition of conditionsFor(row, place)) {
    const truth = holds(condition.when, at, valueOf);
    if (truth === true) return decided(condition, params, input);
    if (truth === "unknown") open.push(fact(condition.code, params, condition));
  }
  const said = fact(row.reason, params, row);
  const [first] = open;
  if (row.federation === "unknown") return verdictOf("unknown", said, input);
  if (row.federation === "no")
    return first === undefined ? verdictOf("not-supported", said, input) : verdictOf("depends", first, input);
  const base = first === undefined ? verdictOf("supported", said, input) : verdictOf("depends", first, input);
  return withCautions(base, at, valueOf);
}

const conditionsFor = (row: MajorRow, place: ConnectionInput | null): readonly Condition[] =>
  (row.conditions ?? []).filter(
    (condition) => condition.input === undefined || place === null || condition.input === place.name,
  );

const decided = (condition: Condition, params: Place["params"], input: string): StepVerdict =>
  verdictOf(
    condition.federation === "no" ? "not-supported" : "not-a-use",
    fact(condition.code, params, condition),
    input,
  );

function pinnedBelow({ step, row, params, input }: Place): StepVerdict | null {
  if (step.task.pinned === null || row.safe === null || step.task.major === null) return null;
  const pinned = `${step.task.major}.${step.task.pinned}`;
  if (!isOlder(pinned, row.safe)) return null;
  const said = fact("pinned-below-safe", { ...params, pinned, safe: row.safe }, row);
  return { ...verdictOf("supported-from", said, input), from: row.safe };
}

/** Whether a test of the data holds for a step; `unknown` for agents and macros nobody knows before a run. */
function holds(when: When, at: Place, valueOf: (name: string) => string | null): Truth {
  if ("not" in when) return not(holds(when.not, at, valueOf));
  if ("agentOs" in when) {
    const system = at.step.agentOs ?? at.row.runsOn;
    return system === undefined ? "unknown" : when.agentOs.includes(system);
  }
  if ("agentLacks" in when) return "unknown";
  if ("scriptMatches" in when) {
    const script = scriptOf(at.row, valueOf);
    if (script === null) return false;
    if (script.text === null) return "unknown";
    return findInScript(script.text, when.scriptMatches, script.language) !== null;
  }
  const value = valueOf(when.input);
  const own = "equals" in when ? equals(value, when.equals) : contains(value, when.contains);
  return when.and === undefined ? own : both(own, holds(when.and, at, valueOf));
}

/** Applies what a row warns of (W16). A caution can only make a verdict worse. */
function withCautions(base: StepVerdict, at: Place, valueOf: (name: string) => string | null): StepVerdict {
  let { outcome, fact: said } = base;
  const remarks: Remark[] = [];
  const worse = (to: Outcome, why: Fact) => {
    if (rank(to) > rank(outcome)) [outcome, said] = [to, why];
    else remarks.push({ level: "review", fact: why });
  };
  for (const caution of at.row.cautions ?? []) {
    const truth = caution.when === undefined ? true : holds(caution.when, at, valueOf);
    if (truth === false) continue;
    if (caution.code === "script-reads-secret" && isForToken(scriptOf(at.row, valueOf))) continue;
    const why = cautionFact(caution, at, valueOf);
    if (caution.level === "block-if-matched") worse(truth === true ? "not-supported" : "depends", why);
    else if (caution.level === "review") worse("depends", why);
    else remarks.push({ level: caution.level, fact: why });
  }
  return { ...base, outcome, fact: said, remarks };
}

/** A script that is all there, reads the token and nothing of a key: it was written for federation. */
const isForToken = (script: StepScript | null): boolean =>
  script?.text != null &&
  readsIdToken(script.text, script.language) &&
  findInScript(script.text, "secret-use", script.language) === null;

/** The caution with what it found: the words of the script and their line, or the file nobody can see. */
function cautionFact(caution: Caution, at: Place, valueOf: (name: string) => string | null): Fact {
  const script = scriptOf(at.row, valueOf);
  const source: Sourced = caution;
  if (script === null || !caution.code.match(/^(script-|azurerm)/)) {
    return fact(caution.code, at.params, source);
  }
  if (script.tooLong) return fact("script-too-long", at.params, source);
  if (script.file !== null && caution.code !== "script-reads-secret") {
    return fact("script-file", { ...at.params, file: script.file }, source);
  }
  const pattern = caution.code === "azurerm-cmdlets" ? "azurerm-cmdlet" : "secret-use";
  const hit = script.text === null ? null : findInScript(script.text, pattern, script.language);
  const found: Record<string, string> = hit === null ? {} : { found: hit.found, line: String(hit.line) };
  return fact(caution.code, { ...at.params, ...found }, source);
}

/** A step that names the connection of a feed refuses the one that replaces it; of others nobody states anything (N1). */
function judgeToken(step: PipelineStep, input: string): StepVerdict {
  if (isOff(step)) return verdictOf("not-a-use", fact("step-disabled"), input);
  const params = { task: step.task.written, input };
  return isFeeds(input)
    ? verdictOf("not-supported", fact("feed-input-refuses", params, feedSource), input)
    : verdictOf("depends", fact("token-step-untried", params), input);
}

function judgeRegistry(step: PipelineStep, input: string, _value: string, data: FederationData): StepVerdict {
  if (isOff(step)) return verdictOf("not-a-use", fact("step-disabled"), input);
  const row = data.registry.find((candidate) => fitsRegistry(candidate, step));
  const params = { task: step.task.written, input };
  if (row === undefined) return verdictOf("unknown", fact("registry-not-listed", params), input);
  if (row.federation === "no")
    return verdictOf("not-supported", fact("registry-unsupported", params, row), input);
  const pinned = step.task.pinned === null ? null : `${row.major}.${step.task.pinned}`;
  if (pinned !== null && row.since !== null && isOlder(pinned, row.since)) {
    const said = fact("pinned-below-safe", { ...params, pinned, safe: row.since }, row);
    return { ...verdictOf("supported-from", said, input), from: row.since };
  }
  return verdictOf("supported", fact("registry-supported", params, row), input);
}
