import { noteText } from "../../../src/domain/note";
import {
  cleanUpOf,
  findingOf,
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
