import type { Failure } from "../../../src/domain/failure";
import { diagnose, type Verdict } from "../../../src/domain/verification/diagnose";
import type { TestAnswer } from "../../../src/domain/verification/test-answer";

const settled = { recentChange: false };
const justChanged = { recentChange: true };
const refused = (message: string, status: number | null = 400): TestAnswer => ({
  kind: "refused",
  status,
  message,
});

test("a passed test is verified, and nothing is left to do", () => {
  expect(diagnose({ kind: "passed" }, justChanged)).toEqual({
    word: "verified",
    code: null,
    remedy: "none",
    detail: null,
    credentialAccepted: true,
    curedByWaiting: false,
    failure: null,
  });
});

test("a type without a test confirms nothing", () => {
  const verdict = diagnose({ kind: "not-testable", reason: "no TestConnection" }, settled);

  expect(verdict).toMatchObject({
    word: "not confirmed",
    remedy: "none",
    detail: "no TestConnection",
    credentialAccepted: false,
    curedByWaiting: false,
  });
});

type Expected = readonly [
  word: Verdict["word"],
  code: string | null,
  remedy: Verdict["remedy"],
  accepted: boolean,
  curedByWaiting: boolean,
];
const factsOf = ({ word, code, remedy, credentialAccepted, curedByWaiting }: Verdict): Expected => [
  word,
  code,
  remedy,
  credentialAccepted,
  curedByWaiting,
];

const authorizationFailed =
  'Failed to query service connection API: \'https://management.azure.com/subscriptions/1?api-version=2016-06-01 \'. Status Code: \'Forbidden\', Response from server: \'{"error":{"code":"AuthorizationFailed","message":"The client does not have authorization to perform action"}}\'';

test.each<[string, TestAnswer, Expected]>([
  [
    "an expired secret (A39)",
    refused("AADSTS7000222: The provided client secret keys for app '1' are expired."),
    ["credential expired", "AADSTS7000222", "renew", false, false],
  ],
  [
    "a wrong secret (A40)",
    refused("AADSTS7000215: Invalid client secret provided."),
    ["credential rejected", "AADSTS7000215", "renew", false, false],
  ],
  [
    "two numbers: the first known one (A41)",
    refused("AADSTS70002: Error. AADSTS50012: Invalid client secret is provided."),
    ["credential rejected", "AADSTS70002", "renew", false, false],
  ],
  [
    "an unknown number before a known one",
    refused("AADSTS99999: new. AADSTS7000222: expired."),
    ["credential expired", "AADSTS7000222", "renew", false, false],
  ],
  [
    "an unlisted number (G53)",
    refused("AADSTS1234567: something new"),
    ["not confirmed", "AADSTS1234567", "retry", false, false],
  ],
  [
    "an expired secret without a number, as in 2020 (A39)",
    refused("The provided client secret keys are expired."),
    ["credential expired", null, "renew", false, false],
  ],
  [
    "an empty stored secret (A42)",
    refused("AADSTS7000216: 'client_secret' is required"),
    ["credential rejected", "AADSTS7000216", "enter-secret-again", false, false],
  ],
  [
    "a lost app registration (A27)",
    refused("AADSTS700016: Application was not found in the directory"),
    ["app registration not found", "AADSTS700016", "restore-app", false, false],
  ],
  [
    "a disabled app registration (A28)",
    refused("AADSTS7000112: Application is disabled."),
    ["app registration disabled", "AADSTS7000112", "enable-app", false, false],
  ],
  [
    "a transient sign-in error (G70)",
    refused("AADSTS90033: A transient error has occurred."),
    ["not reachable", "AADSTS90033", "retry", false, true],
  ],
  [
    "a missing role (A30)",
    refused(authorizationFailed, 403),
    ["role missing", "AuthorizationFailed", "assign-role", true, false],
  ],
  [
    "a deleted subscription (A35)",
    refused('{"error":{"code":"SubscriptionNotFound"}}', 404),
    ["role missing", "SubscriptionNotFound", "assign-role", true, false],
  ],
  [
    "the wording of 2018 for a missing role (A32)",
    refused("Error Message: The remote server returned an error: (403) Forbidden..", null),
    ["role missing", "AuthorizationFailed", "assign-role", true, false],
  ],
  ["a bare 403", refused("no", 403), ["role missing", "AuthorizationFailed", "assign-role", true, false]],
  [
    "a token that could not be had (A29)",
    refused("Failed to obtain the Json Web Token(JWT) for service principal id '1'"),
    ["credential rejected", null, "renew", false, false],
  ],
  [
    "a stale token cache (A34)",
    refused("Failed to get Azure DevOps Service access token, cache value is invalid."),
    ["credential rejected", null, "enter-secret-again", false, false],
  ],
  ["a bare 401", refused("Unauthorized", 401), ["credential rejected", null, "renew", false, false]],
  [
    "a 401 with the target's code",
    refused('{"code":"BadCredentials"}', 401),
    ["credential rejected", "BadCredentials", "renew", false, false],
  ],
  [
    "an unreachable target (A31)",
    refused("Failed to query service connection API: An error occurred while sending the request.", null),
    ["not reachable", null, "retry", false, true],
  ],
  [
    "an answer that is no JSON (A33)",
    refused("Unable to parse response as JSON object."),
    ["not reachable", null, "retry", false, true],
  ],
  [
    "a forbidden address (A36)",
    refused("The URL resolves to a loopback or localhost address.", 400),
    ["not reachable", null, "retry", false, false],
  ],
  ["a broken target", refused("oops", 502), ["not reachable", null, "retry", false, true]],
  ["a throttling target", refused("slow down", 429), ["not reachable", null, "retry", false, true]],
  ["an answer nobody knows", refused("Something else", 400), ["not confirmed", null, "retry", false, false]],
  ["an answer without status", refused("", null), ["not confirmed", null, "retry", false, false]],
])("%s", (_name, answer, expected) => {
  expect(factsOf(diagnose(answer, settled))).toEqual(expected);
});

test.each<[string, TestAnswer, Expected]>([
  [
    "a wrong secret",
    refused("AADSTS7000215: Invalid client secret provided."),
    ["not propagated yet", "AADSTS7000215", "wait", false, true],
  ],
  [
    "an expired secret (G46)",
    refused("AADSTS7000222: expired"),
    ["not propagated yet", "AADSTS7000222", "wait", false, true],
  ],
  [
    "a federated credential not yet known (G47)",
    refused("AADSTS70021: No matching federated identity record found"),
    ["not propagated yet", "AADSTS70021", "wait", false, true],
  ],
  ["a bare 401", refused("Unauthorized", 401), ["credential rejected", null, "renew", false, true]],
  [
    "a token that could not be had",
    refused("Invalid client id or client secret"),
    ["credential rejected", null, "renew", false, true],
  ],
  [
    "a transient sign-in error",
    refused("AADSTS90033: transient"),
    ["not reachable", "AADSTS90033", "retry", false, true],
  ],
  [
    "an empty secret",
    refused("AADSTS7000216: required"),
    ["credential rejected", "AADSTS7000216", "enter-secret-again", false, false],
  ],
  [
    "a lost app registration (G50)",
    refused("AADSTS700016: not found"),
    ["app registration not found", "AADSTS700016", "restore-app", false, false],
  ],
  [
    "a policy (G50)",
    refused("AADSTS53003: blocked"),
    ["blocked by policy", "AADSTS53003", "ask-policy-owner", false, false],
  ],
  [
    "an unlisted number",
    refused("AADSTS1234567: new"),
    ["not confirmed", "AADSTS1234567", "retry", false, false],
  ],
  [
    "a missing role",
    refused(authorizationFailed, 403),
    ["role missing", "AuthorizationFailed", "assign-role", true, false],
  ],
])("right after a change: %s", (_name, answer, expected) => {
  expect(factsOf(diagnose(answer, justChanged))).toEqual(expected);
});

test("shows what was said as it came (G53)", () => {
  const message = "AADSTS7000222: expired.\r\nTrace ID: 1";

  expect(diagnose(refused(message), settled).detail).toBe(message);
});

test.each<[string, Failure, Partial<Verdict>]>([
  [
    "a lost network",
    { code: "network", system: "azure-devops" },
    { word: "not reachable", remedy: "retry", curedByWaiting: true },
  ],
  [
    "a time-out",
    { code: "timeout", system: "azure-devops", afterMs: 1 },
    { word: "not reachable", remedy: "retry", curedByWaiting: true },
  ],
  [
    "throttling",
    { code: "throttled", system: "azure-devops", retryAfterMs: null },
    { word: "not reachable", curedByWaiting: true },
  ],
  [
    "a missing right",
    { code: "not-permitted", system: "azure-devops", detail: "" },
    { word: "not confirmed", remedy: "ask-for-right", curedByWaiting: false },
  ],
  [
    "a missing right in the organization",
    { code: "organization-administrator-needed", detail: "" },
    { word: "not confirmed", remedy: "ask-for-right" },
  ],
  [
    "a lost session",
    { code: "sign-in-required", system: "azure-devops" },
    { word: "not confirmed", remedy: "retry", curedByWaiting: false },
  ],
])("%s says nothing of the credential", (_name, failure, expected) => {
  const verdict = diagnose({ kind: "could-not-test", failure }, justChanged);

  expect(verdict).toMatchObject({
    ...expected,
    failure,
    credentialAccepted: false,
    code: null,
    detail: null,
  });
});

test.each([
  ["an unlisted number", refused("AADSTS9999999: Something new")],
  ["a missing role", refused(authorizationFailed, 403)],
  ["an expired secret without a number", refused("The client secret key of app 1 has expired.")],
  ["an answer nobody knows", refused("Something else")],
])("%s is shown as it was said, and is no failure of a call (G53)", (_, answer) => {
  expect(diagnose(answer, settled)).toMatchObject({
    detail: answer.kind === "refused" ? answer.message : "",
    failure: null,
  });
});

test.each<[string, TestAnswer, Verdict["word"]]>([
  ["one expired secret key", refused("The secret key of app 1 is expired."), "credential expired"],
  ["the first status of a broken service", refused("", 500), "not reachable"],
  ["the last status that is not one", refused("", 499), "not confirmed"],
  ["a time-out in one word", refused("The operation timeout"), "not reachable"],
  ["a time-out in two words", refused("The request timed out."), "not reachable"],
])("%s is told apart", (_, answer, word) => {
  expect(diagnose(answer, settled).word).toBe(word);
});

test("the target's code is found however its text is spaced", () => {
  const spaced = '{"error": {"code"  :  "SubscriptionNotFound", "message": "gone"}}';

  expect(diagnose(refused(spaced, 404), settled).code).toBe("SubscriptionNotFound");
});

test.each([
  ["The key was not found", "not propagated yet", true],
  ["The key used is expired", "credential rejected", false],
  ["The key was found, but use of the key to verify the signature failed", "credential rejected", false],
  ["A reason of a later year", "not propagated yet", true],
])(
  "a certificate that was just uploaded and is refused, because %s, is %s",
  (reason, word, curedByWaiting) => {
    const answer = refused(
      `AADSTS700027: The certificate is not registered on application. [Reason - ${reason}.]`,
    );

    expect(diagnose(answer, { recentChange: true })).toMatchObject({ word, curedByWaiting });
    expect(diagnose(answer, { recentChange: false })).toMatchObject({
      word: "credential rejected",
      curedByWaiting: false,
    });
  },
);
