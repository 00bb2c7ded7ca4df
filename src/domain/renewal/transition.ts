import { mayHaveHappened, type Failure } from "../failure";
import type { Instant } from "../instant";
import type { Verdict } from "../verification/diagnose";
import type { Held } from "./removal";
import {
  isWorking,
  type Afterwards,
  type Baseline,
  type ConnectionTruth,
  type Ended,
  type NewKey,
  type Renewal,
  type StageName,
  type Working,
} from "./renewal";

/** What can happen to a renewal. None of them carries a secret. */
export type RenewalEvent =
  | { readonly kind: "prepared"; readonly baseline: Baseline }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "issued"; readonly key: NewKey }
  /** The marker was looked for after a lost reply, until nothing could appear any more; `found` carry it. */
  | {
      readonly kind: "located";
      readonly found: readonly { readonly keyId: string; readonly objectId: string }[];
    }
  | { readonly kind: "proved" }
  /** The test proves nothing, and the person chose to save all the same. */
  | { readonly kind: "accepted-unproved" }
  | {
      readonly kind: "refused";
      readonly verdict: Verdict;
      readonly afterMs: number;
      readonly gaveUp: boolean;
    }
  | { readonly kind: "saved"; readonly at: Instant }
  /** Azure DevOps took the save; what came of it could not be read, or was a failure. */
  | { readonly kind: "saved-unread"; readonly failure: Failure }
  /** The PUT was lost, can no longer arrive, and the connection was read as it was before. */
  | { readonly kind: "not-saved"; readonly failure: Failure; readonly readAt: Instant }
  /** The PUT was lost, and what was read does not tell whether it arrived. */
  | { readonly kind: "save-unknown"; readonly failure: Failure; readonly readAt: Instant | null }
  | {
      readonly kind: "verified";
      readonly verdict: Verdict;
      readonly at: Instant;
      readonly newCredentialSeen: boolean | null;
      /** The credential which Graph shows since the run began, where Azure DevOps made it. */
      readonly key: NewKey | null;
      readonly held: Held | null;
    }
  | { readonly kind: "discarded" }
  /** Nothing proves that this credential of the run is unused, so it stays. */
  | { readonly kind: "kept"; readonly keyId: string }
  /** The credential is gone; whether a request that was sent twice made another could not be read. */
  | { readonly kind: "not-looked"; readonly failure: Failure };

/** How often a lost addPassword is followed by a fresh one before the run stops. */
export const issueAttempts = 2;

/**
 * The only place that decides what comes next. Pure: same renewal and event, same answer. An event that does
 * not belong to the stage leaves the renewal as it is.
 */
export function transition(renewal: Renewal, event: RenewalEvent): Renewal {
  if (!isWorking(renewal)) return renewal;
  const { plan } = renewal;
  const go = (next: Working | Ended): Renewal => ({ plan, ...next });
  switch (renewal.stage) {
    case "preparing":
      if (event.kind === "prepared") return go(begin(renewal, event.baseline));
      return event.kind === "failed" ? go(stopped("preparing", event.failure, null)) : renewal;
    case "issuing":
      if (event.kind === "issued")
        return go({ stage: "proving", baseline: renewal.baseline, key: event.key });
      if (event.kind !== "failed") return renewal;
      // A reply that was lost may have left a credential nobody can know: look for our marker (G20, G116).
      if (plan.mode === "graph" && mayHaveHappened(event.failure))
        return go({ stage: "locating", baseline: renewal.baseline, attempt: renewal.attempt });
      return go(stopped("issuing", event.failure, null));
    case "locating":
      return locating(renewal, event, go);
    case "proving":
      return proving(renewal, event, go);
    case "saving":
      return saving(renewal, event, go);
    case "verifying":
      return verifying(renewal, event, go);
    case "discarding":
      return discarding(renewal, event, go);
  }
}

type Go = (next: Working | Ended) => Renewal;
type At<S extends StageName> = Renewal & { readonly stage: S };

function begin({ plan }: Renewal, baseline: Baseline): Working {
  // Azure DevOps creates the secret itself when it saves: nothing to issue, nothing to prove beforehand.
  if (plan.mode === "automatic")
    return {
      stage: "saving",
      baseline,
      key: { keyId: null, objectId: null, until: plan.until },
      proved: false,
    };
  return { stage: "issuing", baseline, attempt: 1 };
}

function stopped(
  during: StageName,
  failure: Failure,
  leftBehind: string | null,
  connection: ConnectionTruth = "not-saved",
  readAt: Instant | null = null,
): Ended {
  return { stage: "stopped", during, failure, leftBehind, connection, readAt };
}

function locating(renewal: At<"locating">, event: RenewalEvent, go: Go): Renewal {
  if (event.kind === "failed") return go(stopped("locating", event.failure, "unknown"));
  if (event.kind !== "located") return renewal;
  const { baseline, attempt } = renewal;
  const [orphan] = event.found;
  const again = attempt < issueAttempts;
  if (orphan === undefined) {
    return again
      ? go({ stage: "issuing", baseline, attempt: attempt + 1 })
      : go(stopped("issuing", { code: "issue-reply-lost" }, null));
  }
  const then: Afterwards = again
    ? { kind: "issue-again" }
    : stopThen("issuing", { code: "issue-reply-lost" }, "not-saved", null);
  return go({ stage: "discarding", baseline, ...orphan, attempt, then });
}

const stopThen = (
  during: StageName,
  failure: Failure,
  connection: ConnectionTruth,
  readAt: Instant | null,
): Afterwards => ({ kind: "stop", during, failure, connection, readAt });

function proving(renewal: At<"proving">, event: RenewalEvent, go: Go): Renewal {
  const { baseline, key } = renewal;
  switch (event.kind) {
    case "proved":
      return go({ stage: "saving", baseline, key, proved: true });
    case "accepted-unproved":
      return go({ stage: "saving", baseline, key, proved: false });
    case "refused":
      return go(discard(renewal, refusalOf(event)));
    case "failed":
      return go(discard(renewal, event.failure));
    default:
      return renewal;
  }
}

/** The new credential did not make it: ours is removed, a person's is left to them. */
function discard(
  { plan, baseline, key, stage }: At<"proving"> | At<"saving">,
  failure: Failure,
  connection: ConnectionTruth = "not-saved",
  readAt: Instant | null = null,
): Working | Ended {
  if (plan.mode !== "graph" || key.keyId === null) return stopped(stage, failure, null, connection, readAt);
  return {
    stage: "discarding",
    baseline,
    keyId: key.keyId,
    objectId: key.objectId,
    attempt: issueAttempts,
    then: stopThen(stage, failure, connection, readAt),
  };
}

const refusalOf = (event: Extract<RenewalEvent, { kind: "refused" }>): Failure => {
  const { verdict } = event;
  if (verdict.failure !== null) return verdict.failure;
  const facts = { aadsts: verdict.code, detail: verdict.detail ?? "" };
  return event.gaveUp && verdict.word === "not propagated yet"
    ? { code: "not-propagated", afterMs: event.afterMs, ...facts }
    : { code: "credential-refused", verdict: verdict.word, ...facts };
};

function saving(renewal: At<"saving">, event: RenewalEvent, go: Go): Renewal {
  const { baseline, key, proved } = renewal;
  switch (event.kind) {
    case "saved":
      return go({ stage: "verifying", baseline, key, proved, savedAt: event.at });
    case "saved-unread":
      return go(stopped("saving", event.failure, null, "saved"));
    case "not-saved":
      return go(discard(renewal, event.failure, "untouched", event.readAt));
    case "save-unknown":
      return go(stopped("saving", event.failure, key.keyId, "unknown", event.readAt));
    case "failed":
      if (event.failure.code === "taken-over") return go(stopped("saving", event.failure, key.keyId));
      return go(
        discard(
          renewal,
          event.failure,
          event.failure.code === "changed-meanwhile" ? "changed-elsewhere" : "not-saved",
        ),
      );
    default:
      return renewal;
  }
}

function verifying(renewal: At<"verifying">, event: RenewalEvent, go: Go): Renewal {
  const { plan, baseline, key, savedAt } = renewal;
  const truth: ConnectionTruth = savedAt === null ? "unknown" : "saved";
  if (event.kind === "verified") return go(confirmed(renewal, event));
  if (event.kind === "failed") return go(stopped("verifying", event.failure, null, truth));
  if (event.kind !== "refused") return renewal;
  // Both credentials stay: Azure DevOps may hold either, and removing would only make it worse (G122).
  if (plan.mode === "automatic") {
    const { verdict } = event;
    const nothing: Failure = { code: "renewed-nothing", aadsts: verdict.code, detail: verdict.detail ?? "" };
    const failure = baseline.passed || verdict.failure !== null ? refusalOf(event) : nothing;
    return go(stopped("verifying", failure, null, truth));
  }
  return go(stopped("verifying", refusalOf(event), key.keyId, truth));
}

/** A 200 is not a renewal: in automatic mode the effect decides (Q1). */
function confirmed(
  { plan, baseline, key, savedAt }: At<"verifying">,
  event: Extract<RenewalEvent, { kind: "verified" }>,
): Ended {
  const renewed = (confidence: "confirmed" | "not-confirmed"): Ended => ({
    stage: "renewed",
    key: event.key ?? key,
    at: event.at,
    confidence,
    verdict: event.verdict,
    held: event.held,
  });
  if (savedAt === null && plan.mode !== "automatic")
    return stopped("verifying", { code: "save-not-confirmed" }, key.keyId, "unknown");
  if (!event.verdict.credentialAccepted) return renewed("not-confirmed");
  if (plan.mode !== "automatic") return renewed("confirmed");
  const cured = !baseline.passed && !baseline.roleMissing;
  if (event.newCredentialSeen === true || cured) return renewed("confirmed");
  // A resumed run did not see its save arrive, and nothing shows that it did.
  if (savedAt === null) return stopped("verifying", { code: "save-not-confirmed" }, null, "unknown");
  // Graph was read and shows nothing new, although the test passes: Azure DevOps still uses the old one.
  if (event.newCredentialSeen === false)
    return stopped("verifying", { code: "renewed-nothing", aadsts: null, detail: "" }, null, "saved");
  return renewed("not-confirmed");
}

function discarding(renewal: At<"discarding">, event: RenewalEvent, go: Go): Renewal {
  const { baseline, then, keyId, attempt } = renewal;
  const stop = (failure: Failure, leftBehind: string | null): Renewal =>
    go(
      then.kind === "stop"
        ? stopped(then.during, then.failure, leftBehind, then.connection, then.readAt)
        : stopped("discarding", failure, leftBehind),
    );
  if (event.kind === "failed") return stop(event.failure, keyId);
  if (event.kind === "kept") return stop({ code: "issue-reply-lost" }, event.keyId);
  if (event.kind === "not-looked") return stop(event.failure, "unknown");
  if (event.kind !== "discarded") return renewal;
  return then.kind === "issue-again"
    ? go({ stage: "issuing", baseline, attempt: attempt + 1 })
    : stop(then.failure, null);
}

/**
 * A resumed run tested what the connection holds, whosever it is, and made nothing that is left: its record would only lead
 * to the same test again.
 */
const isAllThereIs = ({
  during,
  failure,
  leftBehind,
}: Extract<Ended, { readonly stage: "stopped" }>): boolean =>
  during === "verifying" &&
  leftBehind === null &&
  ["credential-refused", "not-propagated", "renewed-nothing"].includes(failure.code);

/**
 * Whether the record of a run that has ended stays open, because somebody has to come back to it: a credential of ours may
 * be there unused, nobody knows what Azure DevOps holds, what came of a save was not read, or another page goes on.
 */
export function staysOpen(ended: Ended): boolean {
  if (ended.stage === "renewed") return false;
  const { failure, connection, leftBehind } = ended;
  if (failure.code === "taken-over" || failure.code === "outcome-not-read") return true;
  if (failure.code === "save-timed-out") return true;
  if (connection === "unknown") return failure.code !== "save-not-confirmed" && !isAllThereIs(ended);
  return leftBehind !== null && connection !== "saved";
}
