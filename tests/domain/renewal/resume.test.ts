import { noteText } from "../../../src/domain/note";
import {
  cleanUpOf,
  findingOf,
  isUnused,
  resumed,
  saveSettlesMs,
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
  now,
  lastWrittenAt: (now - saveSettlesMs) as typeof now,
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
      objectId: "object-1",
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
    expect(cleanUpOf({ code: "may-be-in-use", keyId: newKeyId })).toBe("close");
  });

  test("a note that names the credential says that it is in use", () => {
    const noted = aConnection({ description: noteText(newKeyId, inDays(180)) });

    expect(findingOf(proving(), seen(noted))).toEqual({ code: "may-be-in-use", keyId: newKeyId });
  });

  test("a note that names another credential frees ours although the connection was edited since", () => {
    const noted = aConnection({ description: noteText(oldKeyId, inDays(3)), modifiedAt: now });

    expect(findingOf(proving(), seen(noted)).code).toBe("orphan");
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
    expect(cleanUpOf(finding)).toBeNull();
  });

  test("Graph out of reach is not an empty app registration", () => {
    const finding = findingOf(
      proving(),
      seen(aConnection(), { app: { state: "not-looked", reason: "unavailable" } }),
    );

    expect(finding).toEqual({ code: "could-not-look", side: "graph", failure: null });
  });

  test("a save that is on record but not two minutes old may still arrive", () => {
    const finding = findingOf(saving(), seen(aConnection(), { lastWrittenAt: now }));

    expect(finding).toEqual({ code: "save-under-way", until: now + saveSettlesMs });
    expect(cleanUpOf(finding)).toBeNull();
  });

  test("a save that never arrived leaves an orphan", () => {
    expect(findingOf(saving(), seen(aConnection())).code).toBe("orphan");
  });

  test("a save whose note arrived is verified next", () => {
    const saved = aConnection({ description: noteText(newKeyId, inDays(180)), modifiedAt: now });
    const finding = findingOf(saving(), seen(saved));

    expect(finding).toEqual({ code: "saved-not-verified" });
    expect(resumed(saving(), finding)?.stage).toBe("verifying");
  });

  test("a connection saved by nobody knows whom keeps every credential", () => {
    const finding = findingOf(saving(), seen(aConnection({ modifiedAt: now })));

    expect(finding).toEqual({ code: "save-uncertain" });
    expect(cleanUpOf(finding)).toBe("close");
    expect(resumed(saving(), finding)?.stage).toBe("verifying");
  });

  test("without a note, only an untouched connection proves that nothing was saved", () => {
    const noteOff = saving({ writeNote: false });

    expect(findingOf(noteOff, seen(aConnection())).code).toBe("orphan");
    expect(findingOf(noteOff, seen(aConnection({ modifiedAt: now }))).code).toBe("save-uncertain");
  });

  test("in guided mode the pasted value is gone and nothing of ours exists", () => {
    const guided = proving({ mode: "guided", marker: null });

    expect(findingOf(guided, seen(aConnection()))).toEqual({ code: "paste-lost" });
    expect(resumed(guided, { code: "paste-lost" })?.stage).toBe("preparing");
  });

  test("an automatic save is judged by its effect", () => {
    const automatic = saving({ mode: "automatic", marker: null });

    expect(findingOf(automatic, seen(aConnection({ modifiedAt: now })))).toEqual({
      code: "saved-not-verified",
    });
    expect(findingOf(automatic, seen(aConnection()))).toEqual({ code: "not-saved" });
  });

  test("an orphan is removed before a new secret is made", () => {
    const next = resumed(proving(), {
      code: "orphan",
      keyId: newKeyId,
      objectId: "object-1",
      until: inDays(179),
    });

    expect(next).toMatchObject({ stage: "discarding", keyId: newKeyId, then: { kind: "issue-again" } });
  });
});

const at = (stage: "preparing" | "issuing" | "looking" | "discarding" | "verifying"): Renewal & Working => {
  const shared = { plan: aPlan(), baseline: aBaseline(), key: aKey() };
  switch (stage) {
    case "preparing":
      return { plan: shared.plan, stage };
    case "issuing":
      return { plan: shared.plan, stage, baseline: shared.baseline, attempt: 0 };
    case "looking":
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
  test.each(["issuing", "looking", "discarding"] as const)("%s: our marker in Graph", (stage) => {
    expect(findingOf(at(stage), seen(aConnection())).code).toBe("orphan");
  });

  test("verifying: the save is known, whatever Graph shows", () => {
    expect(findingOf(at("verifying"), seen(aConnection({ modifiedAt: now }))).code).toBe(
      "saved-not-verified",
    );
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
    expect(cleanUpOf(finding)).toBe("close");
  });

  test("a certificate with our marker is not the secret we made", () => {
    const certificate = anApp(aCredential({ kind: "certificate" }));

    expect(findingOf(proving(), seen(aConnection(), { app: certificate }))).toEqual({
      code: "nothing-issued",
    });
  });
});

describe("a save that nobody saw answered", () => {
  test.each([
    [-1, "save-under-way"],
    [0, "orphan"],
  ])("two minutes after the last record and %i ms more", (offset, code) => {
    const lastWrittenAt = (now - saveSettlesMs - offset) as typeof now;

    expect(findingOf(saving(), seen(aConnection(), { lastWrittenAt })).code).toBe(code);
  });

  test("a key that the record does not know cannot be told from the others", () => {
    const unknown = { ...saving(), key: aKey({ keyId: null }) };

    expect(findingOf(unknown, seen(aConnection())).code).toBe("save-uncertain");
  });

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

  test("a note without a key counts as ours only where the connection was saved since", () => {
    const pasted = { ...saving({ mode: "guided", marker: null }), key: aKey({ keyId: null }) };
    const description = noteText(null, inDays(180));

    expect(findingOf(pasted, seen(aConnection({ description, modifiedAt: now }))).code).toBe(
      "saved-not-verified",
    );
    expect(findingOf(pasted, seen(aConnection({ description }))).code).toBe("paste-lost");
  });
});

describe("whether a credential is unused", () => {
  const edited = { modifiedAt: now };

  test.each([
    ["made after the last save", aConnection(), {}, true],
    ["made before it", aConnection(edited), {}, false],
    ["of unknown age", aConnection(), { from: null }, false],
    ["where the last save is unknown", aConnection({ modifiedAt: null }), {}, false],
    [
      "while the note names no key",
      aConnection({ ...edited, description: noteText(null, inDays(9)) }),
      {},
      false,
    ],
  ])("%s", (_, connection, over, unused) => {
    expect(isUnused(aCredential(over), connection)).toBe(unused);
  });

  test("a credential that starts at the very moment of the save may be the saved one", () => {
    const credential = aCredential();

    expect(isUnused(credential, aConnection({ modifiedAt: credential.from }))).toBe(false);
  });
});

describe("where Resume leads", () => {
  const orphan = { code: "orphan", keyId: newKeyId, objectId: "object-1", until: inDays(179) } as const;

  test.each([
    ["preparing", "nothing-issued", "preparing"],
    ["issuing", "nothing-issued", "looking"],
    ["looking", "not-saved", "preparing"],
    ["verifying", "saved-not-verified", "verifying"],
    ["verifying", "save-uncertain", "verifying"],
    ["looking", "saved-not-verified", undefined],
    ["looking", "app-gone", undefined],
    ["looking", "not-ours", undefined],
  ] as const)("from %s after %s: %s", (stage, code, next) => {
    expect(resumed(at(stage), { code })?.stage).toBe(next);
  });

  test("nothing is removed for a run that had not begun to create", () => {
    expect(resumed(at("preparing"), orphan)).toBeNull();
  });

  test.each([
    { code: "may-be-in-use", keyId: newKeyId } as const,
    { code: "save-under-way", until: now } as const,
    { code: "could-not-look", side: "graph", failure: null } as const,
  ])("nowhere while it is not known: $code", (finding) => {
    expect(resumed(proving(), finding)).toBeNull();
  });

  test("a save on record is verified with when it was saved, an uncertain one without", () => {
    expect(resumed(saving(), { code: "saved-not-verified" })).toMatchObject({ savedAt: aPlan().startedAt });
    expect(resumed(saving(), { code: "save-uncertain" })).toMatchObject({ savedAt: null, proved: true });
  });
});

test.each([
  ["nothing-issued", "close"],
  ["paste-lost", "close"],
  ["not-saved", "close"],
  ["saved-not-verified", "close"],
  ["save-uncertain", "close"],
  ["app-gone", "close"],
  ["not-ours", "close"],
] as const)("Clean up after %s ends the record alone: %s", (code, action) => {
  expect(cleanUpOf({ code })).toBe(action);
});

test("Clean up removes an orphan, and nothing while a save may be under way", () => {
  expect(cleanUpOf({ code: "orphan", keyId: newKeyId, objectId: "o", until: now })).toBe("discard");
  expect(cleanUpOf({ code: "save-under-way", until: now })).toBeNull();
});
