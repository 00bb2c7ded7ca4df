import { isLive, liveCredentials, notLookedReason } from "../../src/domain/credential";
import type { Failure } from "../../src/domain/failure";
import { addMilliseconds } from "../../src/domain/instant";
import { aCredential, inDays, now } from "../support/builders";

test.each([
  [-1, false],
  [0, false],
  [1, true],
])("a credential that ends %i ms from now is live: %p", (offset, expected) => {
  expect(isLive(aCredential({ until: addMilliseconds(now, offset) }), now)).toBe(expected);
});

test("lists the live ones of a kind, earliest end first, without touching the list", () => {
  const all = [
    aCredential({ keyId: "late", until: inDays(90) }),
    aCredential({ keyId: "expired", until: inDays(-1) }),
    aCredential({ keyId: "certificate", kind: "certificate" }),
    aCredential({ keyId: "soon", until: inDays(9) }),
  ];

  expect(liveCredentials(all, "secret", now).map(({ keyId }) => keyId)).toEqual(["soon", "late"]);
  expect(liveCredentials(all, "certificate", now).map(({ keyId }) => keyId)).toEqual(["certificate"]);
  expect(all.map(({ keyId }) => keyId)).toEqual(["late", "expired", "certificate", "soon"]);
});

const blocked = (detail: string): Failure => ({ code: "graph-sign-in-blocked", detail });

test.each<[string, Failure, string]>([
  ["nobody connected", { code: "graph-not-connected" }, "not-connected"],
  ["another tenant answered", { code: "graph-wrong-tenant", wanted: "a", got: "b" }, "wrong-tenant"],
  ["the user has no account there (G68)", blocked("AADSTS50020: …"), "wrong-tenant"],
  ["a policy keeps the user out", blocked("AADSTS53003: …"), "not-connected"],
  ["the cloud is not served", { code: "graph-cloud-unsupported" }, "cloud-unsupported"],
  ["the user may not read it", { code: "no-right-on-app", detail: "" }, "no-right"],
  ["it did not answer", { code: "timeout", system: "graph", afterMs: 60_000 }, "unavailable"],
])("where %s, a row says so and never that nothing is there", (_, failure, reason) => {
  expect(notLookedReason(failure)).toBe(reason);
});
