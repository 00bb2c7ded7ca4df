import { markerText } from "../../../src/domain/marker";
import { noteText } from "../../../src/domain/note";
import {
  findingOf,
  mayCleanUp,
  mayStillAct,
  planAnew,
  resumed,
  type Observation,
} from "../../../src/domain/renewal/resume";
import type { Renewal, Working } from "../../../src/domain/renewal/renewal";
import type { ServiceConnection } from "../../../src/domain/service-connection";
import {
  aBaseline,
  aConnection,
  aCredential,
  aKey,
  anApp,
  aPlan,
  inDays,
  newKeyId,
  now,
  oldKeyId,
} from "../../support/builders";

const seen = (connection: ServiceConnection, over: Partial<Observation> = {}): Observation => ({
  connection: { state: "read", connection },
  app: anApp(aCredential()),
  ...over,
});

const proving = (over: Partial<ReturnType<typeof aPlan>> = {}): Renewal & Working => ({
  plan: aPlan(over),
  stage: "proving",
  baseline: aBaseline(),
  key: aKey(),
});
const saving = (over: Partial<ReturnType<typeof aPlan>> = {}): Renewal & { readonly stage: "saving" } => ({
  plan: aPlan(over),
  stage: "saving",
  baseline: aBaseline(),
  key: aKey(),
  proved: true,
});

describe("what an interrupted renewal turned out to be", () => {
  test("a marked credential newer than the connection's last save is an orphan", () => {
    expect(findingOf(proving(), seen(aConnection()))).toEqual({
      code: "orphan",
      keyId: newKeyId,
      until: inDays(179),
    });
  });

  test("without a marked credential nothing was created", () => {
    const finding = findingOf(
      proving(),
      seen(aConnection(), { app: anApp(aCredential({ displayName: "portal" })) }),
    );

    expect(finding).toEqual({ code: "nothing-issued" });
  });

  test("a record that claims an early stage cannot make a credential in use an orphan", () => {
    const saved = aConnection({ modifiedAt: now });

    expect(findingOf(proving(), seen(saved))).toEqual({ code: "may-be-in-use", keyId: newKeyId });
  });

  test("a note that names another credential frees nothing: anybody may have put it back", () => {
    const noted = aConnection({ description: noteText(oldKeyId, inDays(3)), modifiedAt: now });

    expect(findingOf(proving(), seen(noted))).toEqual({ code: "may-be-in-use", keyId: newKeyId });
    expect(findingOf(saving(), seen(noted)).code).toBe("save-uncertain");
  });

  test.each([
    ["another connection", aConnection({ id: "00000000-1111-4222-8333-000000000000" })],
    ["another app registration", aConnection({ appId: "11111111-1111-4222-8333-444444444444" })],
    ["another tenant", aConnection({ tenantId: "contoso.onmicrosoft.com" })],
  ])("a record that speaks of %s is not acted on", (_, connection) => {
    const finding = findingOf(proving(), seen(connection));

    expect(finding).toEqual({ code: "not-ours" });
    expect(resumed(proving(), finding)).toBeNull();
  });

  test("a record whose marker is not that of its own run is not acted on", () => {
    expect(findingOf(proving({ marker: "ADO-SC v1 somebody else" }), seen(aConnection()))).toEqual({
      code: "not-ours",
    });
  });

  test("a connection that cannot be read leaves everything as it is", () => {
    const failure = { code: "not-found", system: "azure-devops", what: "service connection" } as const;
    const finding = findingOf(proving(), seen(aConnection(), { connection: { state: "not-read", failure } }));

    expect(finding).toEqual({ code: "could-not-look", side: "connection", failure });
    expect(mayCleanUp(finding)).toBe(false);
  });

  test("Graph out of reach is not an empty app registration", () => {
    const finding = findingOf(
      proving(),
      seen(aConnection(), { app: { state: "not-looked", reason: "unavailable" } }),
    );

    expect(finding).toEqual({ code: "could-not-look", side: "graph", failure: null });
  });

  test("a save that never arrived leaves an orphan", () => {
    expect(findingOf(saving(), seen(aConnection())).code).toBe("orphan");
  });

  test("a save whose note arrived is verified next", () => {
    const saved = aConnection({ description: noteText(newKeyId, inDays(180)), modifiedAt: now });
    const finding = findingOf(saving(), seen(saved));

    expect(finding).toEqual({ code: "saved-not-verified" });
    expect(resumed(saving(), finding)).toMatchObject({ kind: "verify", from: { stage: "verifying" } });
  });

  test("a connection saved by nobody knows whom keeps every credential", () => {
    const finding = findingOf(saving(), seen(aConnection({ modifiedAt: now })));

    expect(finding).toEqual({ code: "save-uncertain" });
    expect(resumed(saving(), finding)).toMatchObject({ kind: "verify", from: { stage: "verifying" } });
  });

  test("without a note, only an untouched connection proves that nothing was saved", () => {
    const noteOff = saving({ writeNote: false });

    expect(findingOf(noteOff, seen(aConnection())).code).toBe("orphan");
    expect(findingOf(noteOff, seen(aConnection({ modifiedAt: now }))).code).toBe("save-uncertain");
  });

  test("in guided mode the pasted value is gone and nothing of ours exists", () => {
    const guided = proving({ mode: "guided", marker: null });

    expect(findingOf(guided, seen(aConnection()))).toEqual({ code: "paste-lost" });
    expect(resumed(guided, { code: "paste-lost" })).toEqual({ kind: "anew" });
  });

  test("an automatic save is judged by its effect", () => {
    const automatic = saving({ mode: "automatic", marker: null });

    expect(findingOf(automatic, seen(aConnection({ modifiedAt: now })))).toEqual({ code: "save-uncertain" });
    expect(findingOf(automatic, seen(aConnection()))).toEqual({ code: "not-saved" });
  });
});

const at = (stage: "preparing" | "issuing" | "locating" | "discarding" | "verifying"): Renewal & Working => {
  const shared = { plan: aPlan(), baseline: aBaseline(), key: aKey() };
  switch (stage) {
    case "preparing":
      return { plan: shared.plan, stage };
    case "issuing":
      return { plan: shared.plan, stage, baseline: shared.baseline, attempt: 0 };
    case "locating":
      return { plan: shared.plan, stage, baseline: shared.baseline, attempt: 0 };
    case "discarding":
      return {
        plan: shared.plan,
        stage,
        baseline: shared.baseline,
        keyId: newKeyId,
        objectId: "object-1",
        attempt: 0,
        then: { kind: "issue-again" },
      };
    case "verifying":
      return { ...shared, stage, proved: true, savedAt: now };
  }
};

describe("the stage on record decides what is looked for", () => {
  test.each(["issuing", "locating", "discarding"] as const)("%s: our marker in Graph", (stage) => {
    expect(findingOf(at(stage), seen(aConnection())).code).toBe("orphan");
  });

  test("verifying: the record alone does not tell that the save was made", () => {
    expect(findingOf(at("verifying"), seen(aConnection({ modifiedAt: now }))).code).toBe("save-uncertain");
    expect(findingOf(at("verifying"), seen(aConnection())).code).toBe("orphan");
  });

  test.each([
    ["graph", "ADO-SC v1 6f1c2d3e-0a1b-4c5d-8e9f-101112131415 aabbccdd", "nothing-issued"],
    ["guided", null, "paste-lost"],
    ["automatic", null, "not-saved"],
  ] as const)("preparing in %s mode: nothing was begun", (mode, marker, code) => {
    const renewal: Renewal & Working = { plan: aPlan({ mode, marker }), stage: "preparing" };

    expect(findingOf(renewal, seen(aConnection())).code).toBe(code);
  });

  test("an automatic renewal has no secret of its own to look for", () => {
    const automatic: Renewal & Working = {
      ...at("issuing"),
      plan: aPlan({ mode: "automatic", marker: null }),
    };

    expect(findingOf(automatic, seen(aConnection())).code).toBe("paste-lost");
  });

  test("a graph renewal without a marker is nobody's", () => {
    expect(findingOf(proving({ marker: null }), seen(aConnection()))).toEqual({ code: "not-ours" });
  });

  test("an app registration that is gone is said", () => {
    const finding = findingOf(proving(), seen(aConnection(), { app: { state: "gone" } }));

    expect(finding).toEqual({ code: "app-gone" });
  });

  test("a certificate with our marker is not the secret we made", () => {
    const certificate = anApp(aCredential({ kind: "certificate" }));

    expect(findingOf(proving(), seen(aConnection(), { app: certificate }))).toEqual({
      code: "nothing-issued",
    });
  });
});

describe("a save that nobody saw answered", () => {
  test("guided: an untouched connection means that the paste is lost", () => {
    expect(findingOf(saving({ mode: "guided", marker: null }), seen(aConnection())).code).toBe("paste-lost");
  });

  test("without a time of the last save nothing proves that the connection is untouched", () => {
    const undated = { ...saving(), baseline: aBaseline({ modifiedAt: null }) };
    const automatic = { ...saving({ mode: "automatic", marker: null }), baseline: undated.baseline };
    const connection = aConnection({ modifiedAt: null });

    expect(findingOf(undated, seen(connection)).code).toBe("save-uncertain");
    expect(findingOf(automatic, seen(connection)).code).toBe("save-uncertain");
  });

  test("a note that names another key is not the note of this save", () => {
    const other = aConnection({ description: noteText(oldKeyId, inDays(180)), modifiedAt: now });

    expect(findingOf(saving(), seen(other)).code).toBe("save-uncertain");
  });

  test("a note that names a key is not that of a paste whose key is unknown", () => {
    const pasted = { ...saving({ mode: "guided", marker: null }), key: aKey({ keyId: null }) };
    const named = aConnection({ description: noteText(oldKeyId, inDays(180)), modifiedAt: now });

    expect(findingOf(pasted, seen(named)).code).toBe("save-uncertain");
  });

  const pasted = { ...saving({ mode: "guided", marker: null }), key: aKey({ keyId: null }) };
  const written = noteText(null, inDays(180));
  const saved = aConnection({ description: written, modifiedAt: now });

  test("the very note of the run, in a later change by who started it, is its save", () => {
    expect(findingOf(pasted, seen(saved)).code).toBe("saved-not-verified");
  });

  test.each<[string, Partial<ServiceConnection>]>([
    ["a change by somebody else", { modifiedBy: { id: "u2", name: "Bob" } }],
    ["a change by nobody known", { modifiedBy: null }],
    ["a note with another date", { description: noteText(null, inDays(179)) }],
    ["no note", { description: "mine" }],
  ])("%s is not the run's save (V2)", (_, over) => {
    expect(findingOf(pasted, seen({ ...saved, ...over })).code).toBe("save-uncertain");
  });

  test("a note that was there before proves no save (V2)", () => {
    const before = { ...pasted, baseline: aBaseline({ note: written }) };

    expect(findingOf(before, seen(saved)).code).toBe("save-uncertain");
  });

  test("a note in a connection that was not changed proves no save", () => {
    expect(findingOf(pasted, seen(aConnection({ description: written }))).code).toBe("paste-lost");
  });
});

describe("where Resume leads", () => {
  test.each([
    ["preparing", "nothing-issued", "anew"],
    ["issuing", "nothing-issued", "anew"],
    ["locating", "not-saved", "anew"],
    ["verifying", "saved-not-verified", "verify"],
    ["verifying", "save-uncertain", "verify"],
    ["locating", "saved-not-verified", undefined],
    ["locating", "app-gone", undefined],
    ["locating", "not-ours", undefined],
    ["locating", "two-records", undefined],
  ] as const)("from %s after %s: %s", (stage, code, way) => {
    expect(resumed(at(stage), { code })?.kind).toBe(way);
  });

  test("where a credential is left, another run begins: nothing goes on under the old marker", () => {
    expect(resumed(proving(), { code: "orphan", keyId: newKeyId, until: now })).toEqual({ kind: "anew" });
    expect(resumed(proving(), { code: "may-be-in-use", keyId: newKeyId })).toEqual({ kind: "anew" });
  });

  test("nowhere while nothing was read", () => {
    const finding = { code: "could-not-look", side: "graph", failure: null } as const;

    expect(resumed(proving(), finding)).toBeNull();
    expect(mayCleanUp(finding)).toBe(false);
    expect(mayCleanUp({ code: "not-ours" })).toBe(true);
  });

  test("a save on record is verified with when it was saved, an uncertain one without", () => {
    expect(resumed(saving(), { code: "saved-not-verified" })).toMatchObject({
      from: { savedAt: aPlan().startedAt },
    });
    expect(resumed(saving(), { code: "save-uncertain" })).toMatchObject({
      from: { savedAt: null, proved: true },
    });
  });

  test("a plan made anew has an id, a marker, a start and a starter of its own", () => {
    const actor = { id: "u2", name: "Bob" };
    const runId = "11112222-0000-4000-8000-000000000002";
    const anew = planAnew(aPlan(), { runId, now: inDays(1), actor });

    expect(anew).toEqual({
      ...aPlan(),
      runId,
      marker: markerText(aPlan().connectionId, runId),
      startedAt: inDays(1),
      startedBy: actor,
    });
    expect(planAnew(aPlan({ mode: "guided" }), { runId, now, actor }).marker).toBeNull();
  });
});

test.each<[string, Renewal & Working, boolean]>([
  ["nothing was asked yet", at("preparing"), false],
  ["a secret may have been asked for", at("issuing"), true],
  ["a save may have been sent", saving({ mode: "guided", marker: null }), true],
  ["a person was to paste", { ...at("issuing"), plan: aPlan({ mode: "guided", marker: null }) }, false],
  ["the save was judged", at("verifying"), false],
])("calls may still take effect where %s", (_, renewal, may) => {
  expect(mayStillAct(renewal)).toBe(may);
});
