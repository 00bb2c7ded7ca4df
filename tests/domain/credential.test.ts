import { isLive, liveCredentials } from "../../src/domain/credential";
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
