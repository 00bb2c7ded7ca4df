import { issue } from "../../src/operations/renewal/issue";
import { Run } from "../../src/operations/renewal/run";
import type { Renewal } from "../../src/domain/renewal/renewal";
import { Secret } from "../../src/domain/secret";
import { aBaseline, aPlan, inDays } from "../support/builders";
import { aWorld, fakePorts } from "../hub/support/fake-ports";

test.each([
  ["of another certificate is its own end", inDays(365), inDays(365)],
  ["that tells no end is the planned one", null, inDays(180)],
])("the end of a value pasted after an interruption %s", async (_, until, expected) => {
  const plan = aPlan({ mode: "guided", material: "certificate", marker: null, until: inDays(180) });
  const renewal = { plan, stage: "issuing", baseline: aBaseline(), attempt: 1 } as const satisfies Renewal;
  const run = new Run(
    fakePorts(aWorld()),
    {
      report: () => undefined,
      paste: () =>
        Promise.resolve({ inputs: new Map([["servicePrincipalCertificate", new Secret("pem")]]), until }),
      confirmUnproved: () => Promise.resolve(false),
      signal: new AbortController().signal,
    },
    renewal,
  );

  expect(await issue(run, renewal)).toEqual({
    kind: "issued",
    key: { keyId: null, objectId: null, until: expected },
  });
});
