import type { Failure } from "../../../src/domain/failure";
import type { Ended, Mode, Plan, Renewal, StageName, Working } from "../../../src/domain/renewal/renewal";
import {
  issueAttempts,
  staysOpen,
  transition,
  type RenewalEvent,
} from "../../../src/domain/renewal/transition";
import { diagnose } from "../../../src/domain/verification/diagnose";
import { aBaseline, aKey, aPlan, inDays, newKeyId, now } from "../../support/builders";

const baseline = aBaseline();
const key = aKey();
const passed = diagnose({ kind: "passed" }, { recentChange: false });
const rejected = diagnose(
  { kind: "refused", status: 400, message: "AADSTS7000215: Invalid client secret" },
  { recentChange: false },
);
const surely: Failure = { code: "refused", system: "azure-devops", status: 400, detail: "" };
const lost: Failure = { code: "network", system: "azure-devops" };

const stages = {
  preparing: { stage: "preparing" },
  issuing: { stage: "issuing", baseline, attempt: 1 },
  locating: { stage: "locating", baseline, attempt: 1 },
  proving: { stage: "proving", baseline, key },
  saving: { stage: "saving", baseline, key, proved: true },
  verifying: { stage: "verifying", baseline, key, proved: true, savedAt: now },
  discarding: {
    stage: "discarding",
    baseline,
    keyId: newKeyId,
    objectId: "object-1",
    attempt: 1,
    then: { kind: "stop", failure: surely, during: "proving", connection: "not-saved", readAt: null },
  },
  renewed: { stage: "renewed", key, at: now, confidence: "confirmed", verdict: passed, held: null },
  stopped: {
    stage: "stopped",
    during: "saving",
    failure: surely,
    leftBehind: null,
    connection: "untouched",
    readAt: now,
  },
} satisfies Record<string, Working | Ended>;

const events = {
  prepared: { kind: "prepared", baseline },
  "failed surely": { kind: "failed", failure: surely },
  "failed, reply lost": { kind: "failed", failure: lost },
  issued: { kind: "issued", key },
  "located, found": { kind: "located", found: [{ keyId: newKeyId, objectId: "object-1" }] },
  "located, nothing": { kind: "located", found: [] },
  proved: { kind: "proved" },
  "accepted unproved": { kind: "accepted-unproved" },
  refused: { kind: "refused", verdict: rejected, afterMs: 5_000, gaveUp: false },
  saved: { kind: "saved", at: now },
  "not saved": { kind: "not-saved", failure: lost, readAt: now },
  "save unknown": { kind: "save-unknown", failure: lost, readAt: now },
  "saved, unread": { kind: "saved-unread", failure: { code: "outcome-not-read", cause: surely } },
  verified: { kind: "verified", verdict: passed, at: now, newCredentialSeen: null, key: null, held: null },
  discarded: { kind: "discarded" },
  kept: { kind: "kept", keyId: newKeyId },
  "gone, not looked for another": { kind: "not-looked", failure: lost },
} satisfies Record<string, RenewalEvent>;

type Stage = keyof typeof stages;
type Event = keyof typeof events;
const modes: readonly Mode[] = ["automatic", "graph", "guided"];

/** `stopped <during> <what is true of the connection> <what was left behind>`, or the stage reached. */
type Cell = string | Readonly<Record<Mode, string>>;

const discardOrStop = (during: StageName, connection = "not-saved"): Cell => ({
  automatic: `stopped ${during} ${connection} nothing`,
  graph: "discarding",
  guided: `stopped ${during} ${connection} nothing`,
});

/** Every cell that is not here is ignored: the event does not belong to the stage. */
const table: Readonly<Partial<Record<Stage, Partial<Record<Event, Cell>>>>> = {
  preparing: {
    prepared: { automatic: "saving", graph: "issuing", guided: "issuing" },
    "failed surely": "stopped preparing not-saved nothing",
    "failed, reply lost": "stopped preparing not-saved nothing",
  },
  issuing: {
    issued: "proving",
    "failed surely": "stopped issuing not-saved nothing",
    "failed, reply lost": {
      automatic: "stopped issuing not-saved nothing",
      graph: "locating",
      guided: "stopped issuing not-saved nothing",
    },
  },
  locating: {
    "located, found": "discarding",
    "located, nothing": "issuing",
    "failed surely": "stopped locating not-saved unknown",
    "failed, reply lost": "stopped locating not-saved unknown",
  },
  proving: {
    proved: "saving",
    "accepted unproved": "saving",
    refused: discardOrStop("proving"),
    "failed surely": discardOrStop("proving"),
    "failed, reply lost": discardOrStop("proving"),
  },
  saving: {
    saved: "verifying",
    "saved, unread": "stopped saving saved nothing",
    "not saved": discardOrStop("saving", "untouched"),
    "save unknown": `stopped saving unknown ${newKeyId}`,
    "failed surely": discardOrStop("saving"),
    "failed, reply lost": discardOrStop("saving"),
  },
  verifying: {
    verified: { automatic: "renewed not-confirmed", graph: "renewed confirmed", guided: "renewed confirmed" },
    refused: {
      automatic: "stopped verifying saved nothing",
      graph: `stopped verifying saved ${newKeyId}`,
      guided: `stopped verifying saved ${newKeyId}`,
    },
    "failed surely": "stopped verifying saved nothing",
    "failed, reply lost": "stopped verifying saved nothing",
  },
  discarding: {
    discarded: "stopped proving not-saved nothing",
    kept: `stopped proving not-saved ${newKeyId}`,
    "gone, not looked for another": "stopped proving not-saved unknown",
    "failed surely": `stopped proving not-saved ${newKeyId}`,
    "failed, reply lost": `stopped proving not-saved ${newKeyId}`,
  },
};

const at = (stage: Working | Ended, plan: Partial<Plan> = {}): Renewal => ({ plan: aPlan(plan), ...stage });

function told(before: Renewal, after: Renewal): string {
  if (after === before) return "ignored";
  if (after.stage === "renewed") return `renewed ${after.confidence}`;
  if (after.stage !== "stopped") return after.stage;
  return `stopped ${after.during} ${after.connection} ${after.leftBehind ?? "nothing"}`;
}

const cells = (Object.keys(stages) as Stage[]).flatMap((stage) =>
  (Object.keys(events) as Event[]).flatMap((event) =>
    modes.map((mode) => {
      const cell = table[stage]?.[event] ?? "ignored";
      return [stage, event, mode, typeof cell === "string" ? cell : cell[mode]] as const;
    }),
  ),
);

test("the table has every cell", () => {
  expect(cells).toHaveLength(9 * 17 * 3);
});

test.each(cells)("%s, %s, %s: %s", (stage, event, mode, expected) => {
  const before = at(stages[stage], { mode });

  expect(told(before, transition(before, events[event]))).toBe(expected);
});

test("the plan never changes", () => {
  for (const stage of Object.values(stages))
    for (const event of Object.values(events)) {
      const before = at(stage);
      expect(transition(before, event).plan).toBe(before.plan);
    }
});

test("the same renewal and event give the same answer", () => {
  for (const [stage, event] of cells)
    expect(transition(at(stages[stage]), events[event])).toEqual(
      transition(at(stages[stage]), events[event]),
    );
});

describe("a lost addPassword (G20, G116)", () => {
  const lastLook = at({ ...stages.locating, attempt: issueAttempts });

  test("is tried afresh once where the marker is nowhere", () => {
    expect(transition(at(stages.locating), events["located, nothing"])).toMatchObject({
      stage: "issuing",
      attempt: 2,
    });
  });

  test("stops after the second loss", () => {
    expect(transition(lastLook, events["located, nothing"])).toMatchObject({
      stage: "stopped",
      during: "issuing",
      failure: { code: "issue-reply-lost" },
      leftBehind: null,
    });
  });

  test("is removed first where the marker is found, then tried afresh", () => {
    const discarding = transition(at(stages.locating), events["located, found"]);

    expect(discarding).toMatchObject({
      keyId: newKeyId,
      objectId: "object-1",
      then: { kind: "issue-again" },
    });
    expect(transition(discarding, events.discarded)).toMatchObject({ stage: "issuing", attempt: 2 });
  });

  test("after the second loss a found one is removed and the run stops", () => {
    const discarding = transition(lastLook, events["located, found"]);

    expect(transition(discarding, events.discarded)).toMatchObject({
      stage: "stopped",
      during: "issuing",
      failure: { code: "issue-reply-lost" },
      leftBehind: null,
    });
  });

  test("that cannot be removed is named, and nothing new is issued", () => {
    const discarding = transition(at(stages.locating), events["located, found"]);

    expect(transition(discarding, events["failed surely"])).toMatchObject({
      stage: "stopped",
      during: "discarding",
      failure: surely,
      leftBehind: newKeyId,
    });
  });
});

describe("proving and saving", () => {
  test("an unproved save stays marked as unproved until it is verified", () => {
    const saving = transition(at(stages.proving), events["accepted unproved"]);

    expect(saving).toMatchObject({ stage: "saving", proved: false });
    expect(transition(saving, events.saved)).toMatchObject({ stage: "verifying", proved: false });
  });

  test("our credential is discarded for the reason of the refusal", () => {
    expect(transition(at(stages.proving), events.refused)).toMatchObject({
      stage: "discarding",
      keyId: newKeyId,
      then: {
        kind: "stop",
        during: "proving",
        failure: { code: "credential-refused", verdict: "credential rejected", aadsts: "AADSTS7000215" },
      },
    });
  });

  test("a refusal to the end of the window is a propagation that did not come", () => {
    const lagging = diagnose(
      { kind: "refused", status: 400, message: "AADSTS7000215: Invalid client secret provided." },
      { recentChange: true },
    );
    const gaveUp: RenewalEvent = { ...events.refused, verdict: lagging, afterMs: 600_000, gaveUp: true };

    expect(transition(at(stages.proving), gaveUp)).toMatchObject({
      then: { failure: { code: "not-propagated", afterMs: 600_000, aadsts: "AADSTS7000215" } },
    });
  });

  test("what was not reached to the end of the window is not called a propagation", () => {
    const unreachable = diagnose({ kind: "refused", status: 503, message: "" }, { recentChange: true });
    const gaveUp: RenewalEvent = { ...events.refused, verdict: unreachable, afterMs: 600_000, gaveUp: true };

    expect(transition(at(stages.proving), gaveUp)).toMatchObject({
      then: { failure: { code: "credential-refused", verdict: "not reachable" } },
    });
  });

  test("a test that gave no verdict stops with its own failure", () => {
    const verdict = diagnose({ kind: "could-not-test", failure: surely }, { recentChange: true });

    expect(transition(at(stages.proving), { ...events.refused, verdict })).toMatchObject({
      then: { failure: surely },
    });
  });

  test("a credential of unknown id cannot be discarded", () => {
    const proving = at({ ...stages.proving, key: aKey({ keyId: null }) });

    expect(told(proving, transition(proving, events.refused))).toBe("stopped proving not-saved nothing");
  });

  test("a save that somebody else came before is told from one that was never sent", () => {
    const before = at(stages.saving, { mode: "guided" });
    const changed: RenewalEvent = {
      kind: "failed",
      failure: { code: "changed-meanwhile", by: null, at: null },
    };

    expect(told(before, transition(before, changed))).toBe("stopped saving changed-elsewhere nothing");
  });

  test("a run that was taken over removes nothing", () => {
    const before = at(stages.saving);
    const taken: RenewalEvent = { kind: "failed", failure: { code: "taken-over" } };

    expect(told(before, transition(before, taken))).toBe(`stopped saving not-saved ${newKeyId}`);
  });
});

describe("which records stay open", () => {
  const stopped = (over: Partial<Extract<Ended, { stage: "stopped" }>>): Ended => ({
    ...stages.stopped,
    ...over,
  });

  test.each<[string, Ended, boolean]>([
    ["renewed", stages.renewed, false],
    ["nothing left", stopped({}), false],
    ["a secret left that nobody uses", stopped({ leftBehind: newKeyId }), true],
    ["a secret that may still appear", stopped({ connection: "not-saved", leftBehind: "unknown" }), true],
    ["both left after a save", stopped({ connection: "saved", leftBehind: newKeyId }), false],
    ["not known what is held", stopped({ connection: "unknown" }), true],
    [
      "looked at, and it cannot be known",
      stopped({ connection: "unknown", failure: { code: "save-not-confirmed" } }),
      false,
    ],
    ["taken over", stopped({ failure: { code: "taken-over" } }), true],
    [
      "saved, not read",
      stopped({ connection: "saved", failure: { code: "outcome-not-read", cause: lost } }),
      true,
    ],
    [
      "saved, still under way",
      stopped({ connection: "saved", failure: { code: "save-timed-out", afterMs: 1 } }),
      true,
    ],
  ])("%s", (_name, ended, open) => {
    expect(staysOpen(ended)).toBe(open);
  });
});

describe("an automatic renewal is judged by its effect (Q1)", () => {
  const verifying = (passedBefore: boolean, roleMissing = false): Renewal =>
    at(
      { ...stages.verifying, baseline: aBaseline({ passed: passedBefore, roleMissing }) },
      { mode: "automatic" },
    );
  const seen = (newCredentialSeen: boolean | null): RenewalEvent => ({
    ...events.verified,
    newCredentialSeen,
  });

  test.each<[string, Renewal, RenewalEvent, string]>([
    ["worked before, Graph unread", verifying(true), seen(null), "renewed not-confirmed"],
    ["worked before, a new credential is seen", verifying(true), seen(true), "renewed confirmed"],
    [
      "worked before, no new credential is seen",
      verifying(true),
      seen(false),
      "stopped verifying saved nothing",
    ],
    ["failed before and works now", verifying(false), seen(null), "renewed confirmed"],
    ["failed before and works now, whatever Graph lags", verifying(false), seen(false), "renewed confirmed"],
    ["role missing before, Graph unread", verifying(false, true), seen(null), "renewed not-confirmed"],
    [
      "role missing before, a new credential is seen",
      verifying(false, true),
      seen(true),
      "renewed confirmed",
    ],
  ])("%s", (_name, before, event, expected) => {
    expect(told(before, transition(before, event))).toBe(expected);
  });

  test("still refused after it had been refused: Azure DevOps renewed nothing", () => {
    expect(transition(verifying(false), events.refused)).toMatchObject({
      failure: { code: "renewed-nothing", aadsts: "AADSTS7000215" },
    });
  });

  test("refused after it had worked: the new credential is the problem", () => {
    expect(transition(verifying(true), events.refused)).toMatchObject({
      failure: { code: "credential-refused" },
    });
  });

  test("tells the credential which Graph shows as its own", () => {
    const shown = aKey({ keyId: "shown", until: inDays(90) });

    expect(
      transition(verifying(true), { ...events.verified, newCredentialSeen: true, key: shown }),
    ).toMatchObject({
      key: shown,
    });
  });
});

test("a save whose type cannot be tested is not confirmed", () => {
  const verdict = diagnose({ kind: "not-testable", reason: "" }, { recentChange: true });
  const before = at(stages.verifying, { mode: "guided" });

  expect(told(before, transition(before, { ...events.verified, verdict }))).toBe("renewed not-confirmed");
});

test("a missing role confirms the credential all the same (G119)", () => {
  const verdict = diagnose(
    { kind: "refused", status: 403, message: "AuthorizationFailed" },
    { recentChange: true },
  );

  expect(transition(at(stages.verifying), { ...events.verified, verdict })).toMatchObject({
    stage: "renewed",
    confidence: "confirmed",
    verdict: { word: "role missing" },
  });
});

describe("what is carried along", () => {
  const inMode = (stage: Stage, mode: Mode = "graph"): Renewal => ({
    plan: aPlan({ mode }),
    ...stages[stage],
  });

  test("a proof is remembered, and so is that there was none", () => {
    expect(transition(inMode("proving"), events.proved)).toMatchObject({ stage: "saving", proved: true });
    expect(transition(inMode("proving"), events["accepted unproved"])).toMatchObject({ proved: false });
  });

  test("an automatic save proves nothing beforehand and knows no key, only the planned end", () => {
    const plan = aPlan({ mode: "automatic" });

    expect(transition({ plan, stage: "preparing" }, events.prepared)).toMatchObject({
      stage: "saving",
      proved: false,
      key: { keyId: null, objectId: null, until: plan.until },
    });
  });

  test("a save that surely did not arrive is given up for its own failure", () => {
    expect(transition(inMode("saving"), events["not saved"])).toMatchObject({
      stage: "discarding",
      then: { kind: "stop", failure: lost, during: "saving", connection: "untouched", readAt: now },
    });
  });

  test("a resumed save that nobody saw answered is never called renewed, though the test passes", () => {
    const unseen: Renewal = { plan: aPlan(), ...stages.verifying, savedAt: null };

    expect(transition(unseen, events.verified)).toMatchObject({
      stage: "stopped",
      failure: { code: "save-not-confirmed" },
      connection: "unknown",
      leftBehind: newKeyId,
    });
  });

  test("a resumed automatic save is judged by its effect all the same", () => {
    const unseen: Renewal = { plan: aPlan({ mode: "automatic" }), ...stages.verifying, savedAt: null };

    expect(transition(unseen, { ...events.verified, newCredentialSeen: true })).toMatchObject({
      stage: "renewed",
      confidence: "confirmed",
    });
  });

  test.each([
    ["shows nothing new", false],
    ["could not be asked", null],
  ])(
    "a resumed automatic save that nothing shows to have arrived is not called saved: Graph %s",
    (_, seen) => {
      const unseen: Renewal = {
        plan: aPlan({ mode: "automatic" }),
        ...stages.verifying,
        baseline: aBaseline({ passed: true }),
        savedAt: null,
      };

      expect(transition(unseen, { ...events.verified, newCredentialSeen: seen })).toMatchObject({
        stage: "stopped",
        failure: { code: "save-not-confirmed" },
        connection: "unknown",
        leftBehind: null,
      });
    },
  );

  test("a test that passes while Graph shows nothing new says that nothing was renewed", () => {
    const worked: Renewal = {
      plan: aPlan({ mode: "automatic" }),
      ...stages.verifying,
      baseline: aBaseline({ passed: true }),
    };

    expect(transition(worked, { ...events.verified, newCredentialSeen: false })).toMatchObject({
      stage: "stopped",
      failure: { code: "renewed-nothing", aadsts: null },
      connection: "saved",
    });
  });

  test("what was to be said before a removal failed is still said", () => {
    expect(transition(inMode("discarding"), events["failed, reply lost"])).toMatchObject({
      stage: "stopped",
      during: "proving",
      failure: surely,
      leftBehind: newKeyId,
    });
  });

  test("a lost secret that may be in use stays, and no other is made", () => {
    const again: Renewal = { plan: aPlan(), ...stages.discarding, then: { kind: "issue-again" } };

    expect(transition(again, events.kept)).toMatchObject({
      stage: "stopped",
      during: "discarding",
      failure: { code: "issue-reply-lost" },
      leftBehind: newKeyId,
    });
  });
});
