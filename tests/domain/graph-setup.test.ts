import type { Failure } from "../../src/domain/failure";
import { delegatedPermissions, setupAfter, setupOf, signInRedirect } from "../../src/domain/graph-setup";

const complete = {
  singlePageRedirects: ["https://localhost", signInRedirect],
  delegated: Object.values(delegatedPermissions),
};
const statesOf = (checks: ReturnType<typeof setupOf>): readonly string[] => checks.map(({ state }) => state);

test("an app registration with the redirect and both permissions lacks nothing", () => {
  expect(setupOf(complete)).toEqual([
    { part: "registration", state: "there" },
    { part: "redirect", state: "there" },
    { part: "Application.Read.All", state: "there" },
    { part: "Application.ReadWrite.All", state: "there" },
  ]);
});

test("what it does not name is missing, each for itself", () => {
  expect(statesOf(setupOf({ ...complete, singlePageRedirects: ["https://dev.azure.com"] }))).toEqual([
    "there",
    "missing",
    "there",
    "there",
  ]);
  const [read] = complete.delegated;
  expect(statesOf(setupOf({ ...complete, delegated: [(read ?? "").toUpperCase()] }))).toEqual([
    "there",
    "there",
    "there",
    "missing",
  ]);
});

const blocked = (detail: string): Failure => ({ code: "graph-sign-in-blocked", detail });

test.each<[string, Failure, readonly string[]]>([
  [
    "an unknown client id",
    blocked("AADSTS700016: Application not found"),
    ["missing", "not-known", "not-known", "not-known"],
  ],
  [
    "a redirect that is not named",
    blocked("AADSTS50011: The redirect URI"),
    ["there", "missing", "not-known", "not-known"],
  ],
  [
    "a redirect of another platform",
    blocked("AADSTS9002326: Cross-origin"),
    ["there", "missing", "not-known", "not-known"],
  ],
  [
    "a permission that the token lacks",
    { code: "graph-scope-missing", scope: "https://graph.microsoft.com/Application.ReadWrite.All" },
    ["there", "there", "not-known", "missing"],
  ],
  [
    "a lost network, which tells nothing",
    { code: "network", system: "graph" },
    ["not-known", "not-known", "not-known", "not-known"],
  ],
])("%s", (_, failure, states) => {
  expect(statesOf(setupAfter(failure))).toEqual(states);
});
