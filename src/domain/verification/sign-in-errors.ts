/**
 * The verdict words of the interface. `verified` is the good one; `role missing` says that the credential is
 * fine; `not confirmed` says that nothing was learned.
 */
export type VerdictWord =
  | "verified"
  | "credential expired"
  | "credential rejected"
  | "not propagated yet"
  | "app registration not found"
  | "app registration disabled"
  | "role missing"
  | "wrong tenant"
  | "blocked by policy"
  | "not reachable"
  | "not confirmed";

/** Which one thing a person does next. The hub turns it into a sentence and, where a page exists, a link. */
export type Remedy =
  | "none"
  | "renew"
  | "wait"
  | "restore-app"
  | "enable-app"
  | "assign-role"
  | "correct-tenant"
  | "ask-policy-owner"
  | "compare-federation"
  | "check-certificate"
  | "retry"
  | "ask-for-right"
  | "enter-secret-again"
  | "fix-app-type";

/** A row of the table: what one AADSTS number means for a service connection. */
export type SignInError = {
  readonly word: VerdictWord;
  readonly remedy: Remedy;
  /** Waiting can cure it right after a change (G47, G50, G70). */
  readonly curedByWaiting: boolean;
  readonly fact: string;
};

const row = (word: VerdictWord, remedy: Remedy, fact: string, curedByWaiting = false): SignInError => ({
  word,
  remedy,
  curedByWaiting,
  fact,
});

const errorCodes = "https://learn.microsoft.com/entra/identity-platform/reference-error-codes";

/**
 * AADSTS number to meaning. Microsoft may change numbers and texts (G53), so an unlisted number falls to
 * `not confirmed` with its raw text shown, never to a success. `errorCodes` is Microsoft's own list of them.
 */
export const signInErrors: Readonly<Record<string, SignInError>> = {
  "7000222": row("credential expired", "renew", "G54", true),
  "7000215": row("credential rejected", "renew", "G55", true),
  "50012": row("credential rejected", "renew", "A40", true),
  "70002": row("credential rejected", "renew", "A41", true),
  "7000216": row("credential rejected", "enter-secret-again", "A42"),
  "700016": row("app registration not found", "restore-app", "G57"),
  "700011": row("app registration not found", "restore-app", "G57"),
  "7000229": row("app registration not found", "restore-app", "G56"),
  "7000112": row("app registration disabled", "enable-app", "G58"),
  "70001": row("app registration disabled", "enable-app", "G58"),
  "1000031": row("app registration disabled", "enable-app", "G58"),
  "90002": row("wrong tenant", "correct-tenant", "G59"),
  "90038": row("wrong tenant", "correct-tenant", "G60"),
  "900382": row("wrong tenant", "correct-tenant", "G60"),
  "900432": row("wrong tenant", "correct-tenant", "G60"),
  "500011": row("wrong tenant", "correct-tenant", "G61"),
  "53003": row("blocked by policy", "ask-policy-owner", "G62"),
  "530032": row("blocked by policy", "ask-policy-owner", "G62"),
  "530035": row("blocked by policy", "ask-policy-owner", "G62"),
  "700027": row("credential rejected", "check-certificate", "G63", true),
  "700030": row("credential rejected", "check-certificate", "G63"),
  "700024": row("credential rejected", "retry", "G64", true),
  "70021": row("credential rejected", "compare-federation", "G65", true),
  "700211": row("credential rejected", "compare-federation", "G65", true),
  "700213": row("credential rejected", "compare-federation", "G65", true),
  "70025": row("credential rejected", "compare-federation", "G65"),
  "7002138": row("credential rejected", "compare-federation", "G65"),
  "700223": row("blocked by policy", "ask-policy-owner", "G66"),
  "700238": row("blocked by policy", "ask-policy-owner", "G66"),
  "70052": row("blocked by policy", "ask-policy-owner", "G66"),
  "700025": row("credential rejected", "fix-app-type", "G67"),
  "7000218": row("credential rejected", "enter-secret-again", errorCodes),
  "500014": row("app registration disabled", "enable-app", errorCodes),
  "500021": row("blocked by policy", "ask-policy-owner", errorCodes),
  "50105": row("blocked by policy", "ask-policy-owner", errorCodes),
  "53000": row("blocked by policy", "ask-policy-owner", "G110"),
  "53001": row("blocked by policy", "ask-policy-owner", errorCodes),
  "50059": row("wrong tenant", "correct-tenant", errorCodes),
  "900023": row("wrong tenant", "correct-tenant", errorCodes),
  "50196": row("not reachable", "retry", errorCodes, true),
  "90033": row("not reachable", "retry", "G70", true),
  "90012": row("not reachable", "retry", "G70", true),
  "50033": row("not reachable", "retry", "G70", true),
  "90055": row("not reachable", "retry", "G70", true),
};

/** What Entra says of a federated token that had ended when it was used: the sign-in came too late (G64). */
export const tokenEndedCode = "AADSTS700024";

/** Page that explains an AADSTS number (G53). */
export const explanationPage = (number: string): string =>
  `https://login.microsoftonline.com/error?code=${number}`;

/** All AADSTS numbers of a message in their order; the text after an MSAL prefix counts like any other (A39). */
export function aadstsNumbers(message: string): readonly string[] {
  return Array.from(message.matchAll(/AADSTS(\d{4,8})/g), (match) => match[1] ?? "");
}
