import type { Failure } from "../../src/domain/failure";
import { failureSentence, failureWords, sentenceText } from "../../src/words/failure";
import { hostProblemSentence, startSentence } from "../../src/hub/shell/words/hub";
import { rememberedRemedy } from "../../src/domain/verification/remembered-remedy";
import { remedyText, verdictWords } from "../../src/words/verdict";
import { connectionId, now } from "../support/builders";

const samples: readonly Failure[] = [
  { code: "network", system: "azure-devops" },
  { code: "timeout", system: "graph", afterMs: 30_000 },
  { code: "sign-in-required", system: "azure-devops" },
  { code: "not-permitted", system: "azure-devops", detail: "TF400813" },
  { code: "organization-administrator-needed", detail: "" },
  { code: "throttled", system: "azure-devops", retryAfterMs: 120_000 },
  { code: "unavailable", system: "azure-devops", status: 503, detail: "" },
  { code: "extension-not-authorized" },
  { code: "not-found", system: "azure-devops", what: connectionId },
  { code: "document-conflict" },
  { code: "changed-meanwhile", by: "Grace", at: now },
  { code: "unexpected-answer", system: "azure-devops", detail: "not JSON" },
  { code: "refused", system: "azure-devops", status: 400, detail: "Bad value" },
  { code: "service-missing", service: "x" },
  { code: "cancelled" },
  { code: "lifetime-capped", detail: "" },
  { code: "graph-consent-needed", detail: "" },
  { code: "credential-refused", verdict: "credential rejected", aadsts: "AADSTS7000215", detail: "" },
  { code: "not-propagated", afterMs: 600_000, aadsts: null, detail: "" },
  { code: "locked", by: "Grace", since: now, connectionName: "shop" },
];

describe("the words of a failure", () => {
  test.each(samples)("$code is whole sentences, without an id or the word undefined", (failure) => {
    const { happened, next } = failureWords(failure);

    for (const text of [happened, next]) {
      expect(text).toMatch(/^[A-Z].*[.!?]$/);
      expect(text).not.toMatch(/undefined|null|\[object|\.\.|[0-9a-f]{8}-[0-9a-f]{4}/);
    }
  });

  test("say what happened, what is still true and what to do", () => {
    const sentence = failureSentence(
      { code: "throttled", system: "azure-devops", retryAfterMs: 120_000 },
      "list",
    );

    expect(sentenceText(sentence)).toBe(
      "Azure DevOps asked the hub to slow down. No service connection was changed. Wait 2 minutes, then try again.",
    );
  });

  test("repeat what a service said as it came, closed like a sentence", () => {
    expect(
      failureWords({ code: "refused", system: "azure-devops", status: 400, detail: "Name is in use" })
        .happened,
    ).toBe("Azure DevOps refused the request (HTTP 400): Name is in use.");
  });

  test("a host that never answers is told apart from no host and a foreign one", () => {
    const failure: Failure = { code: "timeout", system: "host", afterMs: 15_000 };

    expect(startSentence("host-does-not-answer", failure)).toEqual({
      happened: "Azure DevOps didn't answer when the hub asked for its session.",
      stillTrue: "No service connection was read or changed.",
      next: "Reload the page. If it happens again, sign in to Azure DevOps in another tab first.",
    });
    expect(hostProblemSentence("no-host").happened).toBe("This page works only inside Azure DevOps.");
    expect(hostProblemSentence("foreign-host").happened).toBe(
      "This page is framed by a site that isn't Azure DevOps, so the hub didn't start.",
    );
  });
});

describe("the words of a verdict", () => {
  test("tell a missing role apart from a refused credential", () => {
    const role = verdictWords({ word: "role missing", code: "AuthorizationFailed", remedy: "assign-role" });
    const refused = verdictWords({ word: "credential rejected", code: "AADSTS7000215", remedy: "renew" });

    expect(role).toEqual({
      label: "Failed: role missing",
      explanation: "The credential is fine; the identity lacks a role on the target.",
      next: "Assign the identity a role on the target in the Azure portal; a new secret wouldn't help.",
    });
    expect(refused.label).toBe("Failed: credential rejected");
    expect(refused.explanation).toBe("Entra or the target doesn't accept the stored credential.");
  });

  test("a recorded verdict keeps its remedy", () => {
    expect(rememberedRemedy("credential rejected", "AADSTS7000216")).toBe("enter-secret-again");
    expect(rememberedRemedy("role missing", "AuthorizationFailed")).toBe("assign-role");
    expect(remedyText(rememberedRemedy("not propagated yet", "AADSTS7000215"))).toBe(
      "Wait two minutes, then verify again.",
    );
  });
});

test.each([
  [
    "credential rejected",
    "AADSTS7000215",
    "Create another one and try again, or look at what Azure DevOps said.",
  ],
  [
    "app registration disabled",
    "AADSTS7000112",
    "Enable sign-in for the app registration in the Azure portal.",
  ],
] as const)("a new credential refused as %s leads to what can help", (verdict, aadsts, next) => {
  const failure = { code: "credential-refused", verdict, aadsts, detail: "" } as never;

  expect(failureWords(failure).next).toBe(next);
});
