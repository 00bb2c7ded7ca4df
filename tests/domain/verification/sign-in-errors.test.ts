import {
  aadstsNumbers,
  explanationPage,
  signInErrors,
  type Remedy,
  type VerdictWord,
} from "../../../src/domain/verification/sign-in-errors";

/** Number, verdict, next thing to do, whether waiting can cure it: the table of G54-G70 and A39-A42. */
const expected: readonly [string, VerdictWord, Remedy, boolean][] = [
  ["7000222", "credential expired", "renew", true],
  ["7000215", "credential rejected", "renew", true],
  ["50012", "credential rejected", "renew", true],
  ["70002", "credential rejected", "renew", true],
  ["7000216", "credential rejected", "enter-secret-again", false],
  ["700016", "app registration not found", "restore-app", false],
  ["700011", "app registration not found", "restore-app", false],
  ["7000229", "app registration not found", "restore-app", false],
  ["7000112", "app registration disabled", "enable-app", false],
  ["70001", "app registration disabled", "enable-app", false],
  ["1000031", "app registration disabled", "enable-app", false],
  ["90002", "wrong tenant", "correct-tenant", false],
  ["90038", "wrong tenant", "correct-tenant", false],
  ["900382", "wrong tenant", "correct-tenant", false],
  ["900432", "wrong tenant", "correct-tenant", false],
  ["500011", "wrong tenant", "correct-tenant", false],
  ["53003", "blocked by policy", "ask-policy-owner", false],
  ["530032", "blocked by policy", "ask-policy-owner", false],
  ["530035", "blocked by policy", "ask-policy-owner", false],
  ["700027", "credential rejected", "check-certificate", true],
  ["700030", "credential rejected", "check-certificate", false],
  ["700024", "credential rejected", "retry", true],
  ["70021", "credential rejected", "compare-federation", true],
  ["700211", "credential rejected", "compare-federation", true],
  ["700213", "credential rejected", "compare-federation", true],
  ["70025", "credential rejected", "compare-federation", false],
  ["7002138", "credential rejected", "compare-federation", false],
  ["700223", "blocked by policy", "ask-policy-owner", false],
  ["700238", "blocked by policy", "ask-policy-owner", false],
  ["70052", "blocked by policy", "ask-policy-owner", false],
  ["700025", "credential rejected", "fix-app-type", false],
  ["7000218", "credential rejected", "enter-secret-again", false],
  ["500014", "app registration disabled", "enable-app", false],
  ["500021", "blocked by policy", "ask-policy-owner", false],
  ["50105", "blocked by policy", "ask-policy-owner", false],
  ["53000", "blocked by policy", "ask-policy-owner", false],
  ["53001", "blocked by policy", "ask-policy-owner", false],
  ["50059", "wrong tenant", "correct-tenant", false],
  ["900023", "wrong tenant", "correct-tenant", false],
  ["50196", "not reachable", "retry", true],
  ["90033", "not reachable", "retry", true],
  ["90012", "not reachable", "retry", true],
  ["50033", "not reachable", "retry", true],
  ["90055", "not reachable", "retry", true],
];

test.each(expected)("AADSTS%s means %s, next: %s", (number, word, remedy, curedByWaiting) => {
  expect(signInErrors[number]).toMatchObject({ word, remedy, curedByWaiting });
});

test("the table has no other rows, and each names its source", () => {
  expect(Object.keys(signInErrors).sort()).toEqual(expected.map(([number]) => number).sort());
  for (const { fact } of Object.values(signInErrors))
    expect(fact).toMatch(/^([AG]\d+|https:\/\/learn\.microsoft\.com\/\S+)$/);
});

test("no number stands for a success", () => {
  const words = Object.values(signInErrors).map(({ word }) => word);

  expect(words).not.toContain("verified");
  expect(words).not.toContain("role missing");
});

test("what never heals by waiting is not retried (G50)", () => {
  const never = ["700016", "7000112", "90002", "53003", "500011"];

  expect(never.map((number) => signInErrors[number]?.curedByWaiting)).toEqual(never.map(() => false));
});

test.each([
  ["AADSTS7000215: Invalid client secret provided.", ["7000215"]],
  [
    "AADSTS70002: Error validating credentials. AADSTS50012: Invalid client secret is provided.",
    ["70002", "50012"],
  ],
  [
    "A configuration issue is preventing authentication. Original exception: AADSTS7000222: expired",
    ["7000222"],
  ],
  ["AADSTS12", []],
  ["aadsts7000215", []],
  ["", []],
])("finds the numbers of %j", (message, numbers) => {
  expect(aadstsNumbers(message)).toEqual(numbers);
});

test("links to Microsoft's own explanation (G53)", () => {
  expect(explanationPage("7000215")).toBe("https://login.microsoftonline.com/error?code=7000215");
});
