import type { Expiry } from "../expiry";
import { isoDate, type Instant } from "../instant";
import type { ConnectionRecord } from "../record";
import type { ServiceConnection } from "../service-connection";
import { diagnoseByCode, type Verdict } from "../verification/diagnose";
import { tokenEndedCode } from "../verification/sign-in-errors";
import { indexConnections, namedApp, type ConnectionIndex, type NamedApp } from "./named-app";
import { isStep, type RunRecord } from "./run";

/** A sign-in that was refused in a step, a job or a stage of a run. */
export type SignInError = NamedApp & {
  readonly recordId: string;
  /** Names of the stage, the job and the step, outermost first. */
  readonly path: readonly string[];
  readonly verdict: Pick<Verdict, "word" | "remedy"> & { readonly code: string };
  /** The code is one that nobody here knows, so no cause is named. */
  readonly unknownCode: boolean;
  /** A federated token ended in the middle of the step. */
  readonly tokenEnded: boolean;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  /** The step failed and the run went on. */
  readonly wentOn: boolean;
  /** The message around its code, as it came. */
  readonly excerpt: string;
};

/** What a run's timeline tells of sign-ins. Nothing else is a cause: other failures are counted, not explained. */
export type RunDiagnosis = {
  readonly signIn: readonly SignInError[];
  /** Sign-ins refused in an attempt that another one followed. */
  readonly earlier: readonly SignInError[];
  readonly failedSteps: number;
  /** Errors that Azure DevOps counts but does not list. */
  readonly notListed: number;
  /** When the first of its records began; null where none tells. */
  readonly beganAt: Instant | null;
};

/** Read of one text at most, half from its start and half from its end: the rest of 30 kB says nothing more. */
const longestRead = 32_768;
const excerptLength = 300;

/** A text cut to what is read of it. */
export function bounded(text: string): string {
  if (text.length <= longestRead) return text;
  const half = longestRead / 2;
  return `${text.slice(0, half)}\n…\n${text.slice(-half)}`;
}

/**
 * Did a credential break this run? Reads the errors of failed records, never warnings, by the same diagnosis as a
 * verification. The code decides, whatever language the sentence is in. Pure, and linear in the timeline.
 */
export function diagnoseRun(
  records: readonly RunRecord[],
  connections: readonly ServiceConnection[],
): RunDiagnosis {
  const timeline = new Timeline(records);
  const index = indexConnections(connections);
  const found: { readonly record: RunRecord; readonly error: SignInError }[] = [];
  const inSteps = new Set<string>();
  const failing = records.filter(({ result }) => result === "failed" || result === "succeeded-with-issues");
  // Jobs and stages repeat what their steps say.
  for (const record of [...failing.filter(isStep), ...failing.filter((one) => !isStep(one))]) {
    const seen = new Set<string>();
    for (const message of record.errors) {
      const error = signInError(record, bounded(message), timeline, index);
      if (error === null) continue;
      const key = `${error.verdict.code} ${error.appId ?? ""} ${error.connectionIds.join()}`;
      if (seen.has(key) || (!isStep(record) && inSteps.has(key))) continue;
      seen.add(key);
      if (isStep(record)) inSteps.add(key);
      found.push({ record, error });
    }
  }
  const current = failing.filter((record) => isStep(record) && !timeline.isEarlier(record));
  return {
    signIn: found.filter(({ record }) => !timeline.isEarlier(record)).map(({ error }) => error),
    earlier: found.filter(({ record }) => timeline.isEarlier(record)).map(({ error }) => error),
    failedSteps: current.filter(({ result }) => result === "failed").length,
    notListed: current.reduce((sum, one) => sum + Math.max(0, one.errorCount - one.errors.length), 0),
    beganAt: earliest(records.flatMap(({ startedAt }) => startedAt ?? [])),
  };
}

function signInError(
  record: RunRecord,
  message: string,
  timeline: Timeline,
  index: ConnectionIndex,
): SignInError | null {
  const verdict = diagnoseByCode(message, { recentChange: false });
  if (verdict?.code == null) return null;
  const { word, remedy, code } = verdict;
  return {
    ...namedApp(message, word, index),
    recordId: record.id,
    path: timeline.pathOf(record),
    verdict: { word, remedy, code },
    unknownCode: word === "not confirmed",
    tokenEnded: code === tokenEndedCode,
    startedAt: record.startedAt,
    finishedAt: record.finishedAt,
    wentOn: record.result === "succeeded-with-issues",
    excerpt: excerptAround(message, code),
  };
}

function excerptAround(message: string, code: string): string {
  const start = Math.max(0, message.indexOf(code) - 60);
  const part = message.slice(start, start + excerptLength).trim();
  return `${start > 0 ? "…" : ""}${part}${start + excerptLength < message.length ? "…" : ""}`;
}

/** The records as a tree. Lives for one diagnosis. */
class Timeline {
  readonly #byId: ReadonlyMap<string, RunRecord>;
  readonly #lastAttempt = new Map<string, number>();
  readonly #earlier = new Map<string, boolean>();

  constructor(records: readonly RunRecord[]) {
    this.#byId = new Map(records.map((record) => [record.id, record]));
    for (const { identifier, attempt } of records)
      if (identifier !== null)
        this.#lastAttempt.set(identifier, Math.max(attempt, this.#lastAttempt.get(identifier) ?? 0));
  }

  /** A later attempt at the record, or at what holds it, is in the timeline. */
  isEarlier(record: RunRecord): boolean {
    const known = this.#earlier.get(record.id);
    if (known !== undefined) return known;
    // Told before the parents are asked, so that a circle of parents ends.
    this.#earlier.set(record.id, false);
    const parent = this.#parentOf(record);
    const earlier =
      (record.identifier !== null && record.attempt < (this.#lastAttempt.get(record.identifier) ?? 0)) ||
      (parent !== undefined && this.isEarlier(parent));
    this.#earlier.set(record.id, earlier);
    return earlier;
  }

  pathOf(record: RunRecord): readonly string[] {
    const path = [record.name];
    const seen = new Set([record.id]);
    for (let up = this.#parentOf(record); up !== undefined && !seen.has(up.id); up = this.#parentOf(up)) {
      seen.add(up.id);
      // A phase has the name of its job, and says nothing of its own.
      if (up.type.toLowerCase() !== "phase" && up.name !== "" && up.name !== path[0]) path.unshift(up.name);
    }
    return path;
  }

  #parentOf({ parentId }: RunRecord): RunRecord | undefined {
    return parentId === null ? undefined : this.#byId.get(parentId);
  }
}

const earliest = (moments: readonly Instant[]): Instant | null =>
  moments.reduce<Instant | null>((first, at) => (first === null || at < first ? at : first), null);

/**
 * The day on which a credential ended that was refused as expired, where it is a day of this run: steps before may have
 * signed in. Null where it is another day, or only estimated. Days, since notes and typed dates tell no more (UTC). Pure.
 */
export function expiredDuring(
  { beganAt }: Pick<RunDiagnosis, "beganAt">,
  { verdict, finishedAt }: Pick<SignInError, "verdict" | "finishedAt">,
  expiry: Expiry,
): string | null {
  if (verdict.word !== "credential expired" || beganAt === null || finishedAt === null) return null;
  if (expiry.state !== "at" || expiry.source === "estimate") return null;
  const day = isoDate(expiry.at);
  return day >= isoDate(beganAt) && day <= isoDate(finishedAt) ? day : null;
}

/**
 * What became of a connection after a step had failed: saved by anybody, or renewed, where the hub's own record says so of a
 * connection that was saved since. A record alone says nothing: any member can write one (P10).
 */
export function changedSince(
  connection: ServiceConnection,
  record: ConnectionRecord | null,
  failedAt: Instant | null,
): "renewed" | "saved" | null {
  if (failedAt === null || connection.modifiedAt === null || connection.modifiedAt <= failedAt) return null;
  const renewed = record?.renewals.some(({ outcome, at }) => outcome === "renewed" && at > failedAt) ?? false;
  return renewed ? "renewed" : "saved";
}
