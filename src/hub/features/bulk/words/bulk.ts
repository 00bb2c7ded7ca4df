import { nextGuided, type BulkEntry, type BulkItem, type BulkRun } from "../../../../domain/bulk";
import { progressOf, type BulkCounts, type BulkResult } from "../../../../domain/bulk-progress";
import type { ExportTable } from "../../../../domain/export/table";
import type { Failure } from "../../../../domain/failure";
import type { Instant } from "../../../../domain/instant";
import type { Mode } from "../../../../domain/renewal/renewal";
import type { BulkPlan, BulkRefusal } from "../../../../domain/bulk";
import type { VerifyCounts, VerifyEntry, VerifyRun } from "../../../../operations/verify-bulk";
import { countText, durationText, numberText } from "../../../../words/common";
import { dateText, type DateStyle } from "../../../../words/expiry";
import { failureSentence, failureWords, sentenceText, type FailureWords } from "../../../../words/failure";
import { stillTrueText } from "../../../../words/renewal-truth";
import { refusalSentence } from "../../../shared/words/renewal";
import { verdictWords } from "../../../../words/verdict";
import { isolated } from "../../../../words/isolated";

export const bulkRenewalTitle = "Renew selected service connections";
export const bulkVerificationTitle = "Verify service connections";
export const stopText = "Stop after the current ones";
export const continueText = "Continue";
export const retryFailedText = "Retry failed";
export const copyText = "Copy results";
export const copySheetText = "Copy for a spreadsheet";
export const cancelText = "Cancel";
export const doneText = "Done";
export const verifyFailedAgainText = "Verify failed again";
export const keepTabOpenText =
  "You can close this panel; the work goes on while this tab stays open. What hasn't started when the tab is closed isn't started.";

export const showProgressText = (what: "renew" | "verify"): string =>
  what === "renew" ? "Show renewals" : "Show verifications";

const connections = (count: number): string => countText(count, "connection", "connections");

export const planningText = "Looking at each connection before anything happens";
export const plannedText = (done: number, total: number): string =>
  `${numberText(done)} of ${connections(total)}`;

/** What the plan comes to, in one sentence; of what there is none, nothing is said. */
export function planSummary({ items, unused, refused, repeated }: BulkPlan): string {
  const own = items.filter(({ needsPerson }) => !needsPerson).length;
  const guided = items.length - own;
  const parts = (
    [
      [own, "can be renewed without you"],
      [guided, guided === 1 ? "needs you" : "need you"],
      [refused.length, "can't be renewed now"],
    ] as const
  )
    .filter(([count]) => count > 0)
    .map(([count, what], index) => `${index === 0 ? connections(count) : numberText(count)} ${what}`);
  const again =
    repeated === 0 ? "" : ` ${countText(repeated, "line was", "lines were")} the same connection once more.`;
  return `${parts.join(", ") || "Nothing to renew"}.${leftOutText(unused.length)}${again}`;
}

const leftOutText = (unused: number): string =>
  unused === 0 ? "" : ` ${numberText(unused)} ${unused === 1 ? "isn't" : "aren't"} used and left out.`;

/** How a plan is carried out: what differs by who creates the secret is said of those that are in it. */
export function planRules(
  items: readonly Pick<BulkItem, "mode" | "offer">[],
  until: Instant,
  days: number,
  dates: DateStyle,
): string {
  const automatic = items.some(({ mode }) => mode === "automatic");
  const ours = items.filter(({ mode }) => mode !== "automatic");
  const untested = ours.some(({ offer }) => offer.proof === "none");
  const end = dateText(until, dates.culture, dates.timeZone);
  return [
    "At most four run at a time, and one per app registration.",
    ours.some(({ mode }) => mode === "graph") &&
      `Secrets that the hub creates are valid for ${numberText(days)} days, until ${end}.`,
    ours.length > 0 &&
      `${automatic ? "A credential that the hub or you create" : "Each new credential"} is tested before it's saved${untested ? ", if its type has a test" : ""}.`,
    automatic && "A secret that Azure DevOps creates can only be verified after it's saved.",
    automatic
      ? "The hub removes no old secrets; where Azure DevOps creates the new one, it may."
      : "The hub removes no old credentials.",
  ]
    .filter((sentence) => sentence !== false)
    .join(" ");
}

/** What the press does by itself, and how many it then leads the person through. */
export function startText({ items }: BulkPlan): string {
  const guided = items.filter(({ needsPerson }) => needsPerson).length;
  const own = items.length - guided;
  if (guided === 0) return `Renew ${connections(own)}`;
  return own === 0
    ? `Renew ${connections(guided)} one by one`
    : `Renew ${numberText(own)}, then ${numberText(guided)} with you`;
}

/** How long the ones that need no person take where Entra is quick, and what they need; empty where there are none. */
export const expectedText = (milliseconds: number): string =>
  milliseconds === 0
    ? ""
    : `Takes at least ${durationText(milliseconds)}. Keep this tab open until it's done.`;

export const planHeadings = {
  name: "Connection",
  project: "Project",
  mode: "How",
  remarks: "Remarks",
  reason: "Why not",
  state: "State",
  result: "Result",
} as const;

export const willRenewText = "Without you";
export const needsPersonText = "With you, one by one";
export const refusedText = "Not renewed";
export const unusedTitle = "Not used: disable instead of renewing";
export const unusedText =
  "No run in 100 days, and no pipeline has permission. They are left out unless you tick them one by one.";
export const tickName = (name: string): string => `Renew ${isolated(name)} all the same`;

export function modeText(mode: Mode): string {
  switch (mode) {
    case "automatic":
      return "Azure DevOps creates the secret";
    case "graph":
      return "The hub creates the secret";
    case "guided":
      return "You create it and paste it";
  }
}

export const sameAppText = (count: number): string =>
  `Shares its app registration with ${countText(count - 1, "other", "others")} here: one after the other`;

/** The order within one app registration, and what a failure means for the others. */
export const orderText = (names: readonly string[]): string =>
  `One app registration, in this order: ${names.map(isolated).join(", then ")}. Each gets a secret of its own. If one fails, it keeps the secret it has, and the next ones are still renewed.`;

/** Why a selected connection is not renewed, and what to do. */
export function bulkRefusalWords(refusal: BulkRefusal): FailureWords {
  switch (refusal.code) {
    case "refused":
      return refusalSentence(refusal.reason);
    case "take-over-needed":
      return {
        happened: "It can only be renewed by switching it to manual, which can't be undone.",
        next: "Renew it alone to decide that.",
      };
    case "other-secrets-at-risk":
      return {
        happened: "Azure DevOps may remove secrets that others use when it renews this connection.",
        next: "Renew it alone to decide that.",
      };
    case "tenant-forbids-secrets":
      return {
        happened:
          "Microsoft Entra refused a new secret in its tenant during this visit: a policy forbids it.",
        next: "Convert it to workload identity federation instead.",
      };
    case "renewal-under-way":
      return {
        happened: `${isolated(refusal.by)} is renewing it right now.`,
        next: "Look again in a few minutes.",
      };
    case "not-permitted": {
      const whom = refusal.administrators.map(({ name }) => name).join(", ");
      return {
        happened: "You may not change this connection.",
        next: whom === "" ? "Ask an administrator of the connection." : `Ask ${whom}.`,
      };
    }
    case "not-read":
      return failureWords(refusal.failure);
    case "app-gone":
      return {
        happened: "Its app registration doesn't exist in Entra anymore.",
        next: "Create a new connection, or enter another app registration in Azure DevOps.",
      };
    case "not-looked-at":
      return { happened: "It wasn't looked at.", next: "Plan again." };
  }
}

/** "Renewed 12 of 25, 1 failed". */
export function renewingSummary(run: BulkRun): string {
  const { counts, atRest } = progressOf(run, run.startedAt);
  const done = counts.renewed + counts.notConfirmed;
  const failed = counts.failed === 0 ? "" : `, ${numberText(counts.failed)} failed`;
  const waiting = nextGuided(run) === null ? "" : `, ${numberText(counts.waitingForPerson)} waiting for you`;
  return `${atRest ? "Renewed" : "Renewing:"} ${numberText(done)} of ${numberText(counts.total)}${failed}${waiting}`;
}

export function countsText(counts: BulkCounts): string {
  const parts: readonly (readonly [number, string])[] = [
    [counts.renewed, "renewed"],
    [counts.notConfirmed, "saved, not confirmed"],
    [counts.failed, "failed"],
    [counts.skipped, "skipped"],
    [counts.running, "running"],
    [counts.waiting, "waiting"],
    [counts.waitingForPerson, "waiting for you"],
  ];
  return listed(parts, counts.total);
}

export function verifyCountsText(counts: VerifyCounts): string {
  const parts: readonly (readonly [number, string])[] = [
    [counts.verified, "verified"],
    [counts.failed, "failed"],
    [counts.noVerdict, "without a verdict"],
    [counts.notTestable, "without a test"],
    [counts.running, "running"],
    [counts.waiting, "waiting"],
  ];
  return listed(parts, counts.total);
}

const listed = (parts: readonly (readonly [number, string])[], total: number): string =>
  `${parts.flatMap(([count, what]) => (count === 0 ? [] : [`${numberText(count)} ${what}`])).join(", ")} · ${numberText(total)} in all`;

export const remainingText = (milliseconds: number | null): string =>
  milliseconds === null
    ? "Time left: not known yet"
    : milliseconds === 0
      ? ""
      : `About ${durationText(milliseconds)} left`;

/** Why no further one starts; null while it goes on. */
export function stoppedText(stopped: BulkRun["stopped"], waiting: number): string | null {
  if (stopped === null) return null;
  const left =
    waiting === 0 ? "" : ` ${connections(waiting)} ${waiting === 1 ? "has" : "have"} not been started.`;
  if (stopped === "person") return `Stopped.${left}`;
  const { happened, next } = stopWords(stopped);
  return `${happened} The remaining renewals would fail the same way and weren't started.${left} ${next}`;
}

const stopWords = (failure: Failure): FailureWords =>
  failure.code === "proof-void"
    ? {
        happened: "Azure DevOps accepted a wrong secret as well, so its test proves nothing.",
        next: "Renew one connection alone to decide whether to save without testing.",
      }
    : failureWords(failure);

export const queueText = (next: BulkItem, count: number): string =>
  `${connections(count)} ${count === 1 ? "needs" : "need"} you. Next: ${isolated(next.name)}.`;
export const workOnText = ({ name }: BulkItem): string => `Work on ${isolated(name)}`;
export const skipText = ({ name }: BulkItem): string => `Skip ${isolated(name)}`;
export const detailsName = (name: string): string => `Details of the renewal of ${isolated(name)}`;

/** The state of one connection in the run, in a word. */
export function entryText({ phase, item, outcome }: BulkEntry, result: BulkResult["result"]): string {
  if (phase === "waiting") return item.needsPerson ? "Waiting for you" : "Waiting";
  if (phase === "running" || outcome === null) return "Running";
  switch (result) {
    case "renewed":
      return "Renewed and verified";
    case "not-confirmed":
      return "Saved, renewal not confirmed";
    case "failed":
      return "Failed";
    case "skipped":
      return "Skipped";
    case "running":
      return "Running";
    case "not-started":
      return "Not started";
  }
}

/** What a result adds to its word: the new end, or what happened, what is still true and what to do. */
export function resultText(result: BulkResult, dates: DateStyle): string {
  const { failure, until, connection, readAt, leftBehind, mode } = result;
  if (failure === null)
    return until === null ? "" : `Expires ${dateText(until, dates.culture, dates.timeZone)}`;
  const { happened, next } =
    failure.code === "proof-void" ? { ...stopWords(failure), next: proofVoidNext } : failureWords(failure);
  const stillTrue = stillTrueText(
    { mode, failure, readAt, leftBehind, connection: connection ?? "not-saved" },
    dates,
  );
  const aadsts = "aadsts" in failure ? failure.aadsts : null;
  const code = aadsts === null || happened.includes(aadsts) ? "" : ` (${aadsts})`;
  return `${happened.replace(/\.$/, "")}${code}. ${stillTrue} ${next}`;
}

const proofVoidNext = "Renew it alone to decide whether to save without testing.";

/** "Verified 38 of 40, 2 failed". */
export function verifyingSummary({ entries, atRest }: VerifyRun): string {
  const ended = entries.filter(({ phase }) => phase === "ended");
  const verified = ended.filter(({ verdict }) => verdict?.word === "verified").length;
  return atRest
    ? `Verified: ${numberText(verified)} of ${numberText(entries.length)} passed`
    : `Verifying: ${numberText(ended.length)} of ${numberText(entries.length)} done`;
}

export const scopeTitle = "Which connections";
export const scopeText = (scope: "all" | "shown" | "selected", count: number): string =>
  ({
    all: `All ${numberText(count)}`,
    shown: `The ${numberText(count)} shown`,
    selected: `The ${numberText(count)} selected`,
  })[scope];
export const verifyRules =
  "Azure DevOps signs in with what each connection holds, four at a time. Nothing is changed, and each result is kept.";
export const startVerifyingText = (count: number): string => `Verify ${connections(count)}`;

export function verifyEntryText({ phase, verdict, notTested }: VerifyEntry): string {
  if (notTested === "no-test") return "No test for this type";
  if (notTested === "not-visible") return "Not visible to you";
  if (phase === "waiting") return "Waiting";
  if (verdict === null) return "Verifying…";
  return verdictWords(verdict).label;
}

/** Why, and what to do; empty for what passed. */
export function verifyEntryDetail({ verdict, recordFailure }: VerifyEntry): string {
  if (verdict === null) return "";
  const words = verdictWords(verdict);
  const code = verdict.code === null ? "" : `${verdict.code}. `;
  const failure =
    verdict.failure === null ? "" : ` ${sentenceText(failureSentence(verdict.failure, "verification"))}`;
  const unkept = recordFailure === null ? "" : " The result couldn't be kept for the next visit.";
  return verdict.word === "verified"
    ? unkept.trim()
    : `${code}${words.explanation} ${words.next}${failure}${unkept}`;
}

/** The results as a table to paste elsewhere. */
export const renewalTable = (
  rows: readonly (readonly string[])[],
  refused: readonly (readonly string[])[],
  madeAt: string,
): ExportTable => ({
  headings: ["Connection", "Project", "How", "Result", "Details"],
  rows: [...rows, ...refused],
  notes: [`Copied at ${madeAt}.`],
});

export const verificationTable = (
  rows: readonly (readonly string[])[],
  madeAt: string,
  notStarted: number,
): ExportTable => ({
  headings: ["Connection", "Project", "Result", "Details"],
  rows,
  notes: [
    `Copied at ${madeAt}.`,
    ...(notStarted === 0 ? [] : [`${connections(notStarted)} not verified when this was copied.`]),
  ],
});

export const copiedText = "Copied";
export const copyRefusedText = "The browser doesn't allow copying here. Select the text and copy it:";
export const showAllText = (count: number): string => `Show all ${numberText(count)}`;
export const firstShownText = (shown: number, all: number): string =>
  `The first ${numberText(shown)} of ${numberText(all)} are listed.`;
