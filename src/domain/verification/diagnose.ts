import { isTransient, type Failure } from "../failure";
import {
  aadstsNumbers,
  signInErrors,
  type Remedy,
  type SignInError,
  type VerdictWord,
} from "./sign-in-errors";
import type { TestAnswer } from "./test-answer";

/** The conclusion from one test of a connection. */
export type Verdict = {
  readonly word: VerdictWord;
  /** `AADSTS…`, or the service's own code such as AuthorizationFailed; null where there is none. */
  readonly code: string | null;
  readonly remedy: Remedy;
  /** What Azure DevOps or Entra said, shown as it came (G53). Null where the test passed. */
  readonly detail: string | null;
  /** The token service accepted the credential, whatever the target said afterwards (G71). */
  readonly credentialAccepted: boolean;
  /** Waiting can cure it, so the same test may be repeated (G50, A22). */
  readonly curedByWaiting: boolean;
  /** The call that gave no verdict, where there was none. */
  readonly failure: Failure | null;
};

/** `recentChange`: a credential was changed within the propagation window, so a refusal may be lag (G47-G50). */
export type DiagnosisContext = { readonly recentChange: boolean };

const verified: Verdict = {
  word: "verified",
  code: null,
  remedy: "none",
  detail: null,
  credentialAccepted: true,
  curedByWaiting: false,
  failure: null,
};

/** The likeliest cause of a test's answer. Pure. */
export function diagnose(answer: TestAnswer, context: DiagnosisContext): Verdict {
  switch (answer.kind) {
    case "passed":
      return verified;
    case "refused":
      return refusedVerdict(answer.status, answer.message, context);
    case "not-testable":
      return { ...verified, word: "not confirmed", detail: answer.reason, credentialAccepted: false };
    case "could-not-test":
      return couldNotTest(answer.failure);
  }
}

/**
 * The verdict that rests on a code in the text: a number of Entra, or the target's own code of a missing role (A30, A35).
 * Null where no such code stands there: a text may be in any language and from anybody, so its sentences decide nothing.
 */
export function diagnoseByCode(message: string, context: DiagnosisContext): Verdict | null {
  const numbers = aadstsNumbers(message);
  const number = numbers.find((candidate) => signInErrors[candidate] !== undefined);
  const known = number === undefined ? undefined : signInErrors[number];
  if (number !== undefined && known !== undefined) return fromTable(number, known, message, context);
  const [unlisted] = numbers;
  if (unlisted !== undefined) {
    // Nothing may be concluded from a number that nobody knows; its text is shown as it came (G53).
    return {
      word: "not confirmed",
      code: `AADSTS${unlisted}`,
      remedy: "retry",
      detail: message,
      credentialAccepted: false,
      curedByWaiting: false,
      failure: null,
    };
  }
  const role = roleCode.exec(message)?.[0];
  return role === undefined ? null : roleMissing(targetCode(message) ?? role, message);
}

const roleCode = /(?:Linked)?AuthorizationFailed|SubscriptionNotFound/i;

/** A token was issued and the target refused it: the credential is fine (A30, G71, A35). */
const roleMissing = (code: string, message: string): Verdict => ({
  word: "role missing",
  code,
  remedy: "assign-role",
  detail: message,
  credentialAccepted: true,
  curedByWaiting: false,
  failure: null,
});

function refusedVerdict(status: number | null, message: string, context: DiagnosisContext): Verdict {
  const byCode = diagnoseByCode(message, context);
  if (byCode !== null) return byCode;
  const base = { detail: message, failure: null };
  if (isRoleMissing(status, message))
    return roleMissing(targetCode(message) ?? "AuthorizationFailed", message);
  if (/(client secret|secret keys?|certificate)\b.{0,60}\bexpired\b/i.test(message)) {
    return {
      ...base,
      word: "credential expired",
      code: null,
      remedy: "renew",
      credentialAccepted: false,
      curedByWaiting: context.recentChange,
    };
  }
  if (/Invalid client id or client secret|Failed to obtain the Json Web Token/i.test(message)) {
    return {
      ...base,
      word: "credential rejected",
      code: null,
      remedy: "renew",
      credentialAccepted: false,
      curedByWaiting: context.recentChange,
    };
  }
  if (/cache value is invalid/i.test(message)) {
    return {
      ...base,
      word: "credential rejected",
      code: null,
      remedy: "enter-secret-again",
      credentialAccepted: false,
      curedByWaiting: false,
    };
  }
  if (status === 401) {
    return {
      ...base,
      word: "credential rejected",
      code: targetCode(message),
      remedy: "renew",
      credentialAccepted: false,
      curedByWaiting: context.recentChange,
    };
  }
  if (isUnreachable(status, message)) {
    return {
      ...base,
      word: "not reachable",
      code: targetCode(message),
      remedy: "retry",
      credentialAccepted: false,
      // An address which Azure DevOps never calls stays refused however long one waits (A36).
      curedByWaiting: !isForbiddenAddress(message),
    };
  }
  return {
    ...base,
    word: "not confirmed",
    code: targetCode(message),
    remedy: "retry",
    credentialAccepted: false,
    curedByWaiting: false,
  };
}

function fromTable(number: string, known: SignInError, message: string, context: DiagnosisContext): Verdict {
  // Right after a change, a refusal that waiting cures is lag until the window closes (G50). Transient sign-in
  // errors (G70) can be repeated at any time.
  const canHeal = known.curedByWaiting && !isLastingRefusal(message);
  const curedByWaiting = canHeal && (context.recentChange || known.word === "not reachable");
  const lagging = context.recentChange && canHeal && known.word !== "not reachable";
  return {
    word: lagging ? "not propagated yet" : known.word,
    code: `AADSTS${number}`,
    remedy: lagging ? "wait" : known.remedy,
    detail: message,
    credentialAccepted: false,
    curedByWaiting,
    failure: null,
  };
}

/**
 * A certificate that Entra has not seen yet is refused as one that is not there (G63). One that it found and that is over, or
 * whose key does not sign for it, stays refused.
 */
const isLastingRefusal = (message: string): boolean =>
  /AADSTS700027/.test(message) &&
  /The key used is expired|key was found|verify the signature failed/i.test(message);

const isRoleMissing = (status: number | null, message: string): boolean =>
  /does not have authorization to perform action/i.test(message) ||
  status === 403 ||
  /Status Code: 'Forbidden'|\(403\) Forbidden/i.test(message);

const isForbiddenAddress = (message: string): boolean =>
  /loopback or localhost|special purpose range/i.test(message);

const isUnreachable = (status: number | null, message: string): boolean =>
  (status !== null && status >= 500) ||
  status === 429 ||
  isForbiddenAddress(message) ||
  /error occurred while sending the request|Unable to parse response as JSON|could not be resolved|timed? ?out/i.test(
    message,
  );

/** The target's own error code, for example SubscriptionNotFound (A30, A35). */
const targetCode = (message: string): string | null =>
  /"code"\s*:\s*"([A-Za-z0-9_.]{3,60})"/.exec(message)?.[1] ?? null;

function couldNotTest(failure: Failure): Verdict {
  const forbidden = failure.code === "not-permitted" || failure.code === "organization-administrator-needed";
  return {
    word: isTransient(failure) ? "not reachable" : "not confirmed",
    code: null,
    remedy: forbidden ? "ask-for-right" : "retry",
    detail: null,
    credentialAccepted: false,
    curedByWaiting: isTransient(failure),
    failure,
  };
}
