import type { ConnectionRecord } from "../../src/domain/record";
import { retirementOf, type RetirementFacts } from "../../src/domain/retirement";
import { markerText } from "../../src/domain/marker";
import { noteText } from "../../src/domain/note";
import {
  aConnection,
  aCredential,
  anApp,
  connectionId,
  inDays,
  newKeyId,
  now,
  oldKeyId,
} from "../support/builders";

const by = { id: "u1", name: "Ada" };
const record: ConnectionRecord = {
  connectionId,
  verification: { word: "verified", code: null, at: now, by },
  renewals: [
    {
      runId: "r2",
      mode: "graph",
      outcome: "renewed",
      keyId: newKeyId,
      until: inDays(180),
      at: now,
      by,
      reason: null,
    },
    {
      runId: "r1",
      mode: "graph",
      outcome: "renewed",
      keyId: oldKeyId,
      until: inDays(9),
      at: inDays(-90),
      by,
      reason: null,
    },
  ],
  typedExpiry: null,
  snooze: null,
};
const older = aCredential({
  keyId: oldKeyId,
  displayName: markerText(connectionId, "00000000-0000-4000-8000-000000000001"),
  until: inDays(9),
});

const facts = (over: Partial<RetirementFacts> = {}): RetirementFacts => ({
  connection: aConnection({ description: noteText(newKeyId, inDays(180)), modifiedAt: inDays(0) }),
  app: anApp(aCredential(), older),
  record,
  siblings: [],
  allProjectsVisible: true,
  renewalUnderWay: false,
  now,
  ...over,
});

const decisionOn = (keyId: string, over: Partial<RetirementFacts> = {}) =>
  retirementOf(facts(over)).find((one) => one.credential.keyId === keyId);

describe("retiring an old secret", () => {
  test("a credential the hub made and replaced may go once the new one is verified", () => {
    expect(decisionOn(oldKeyId)).toMatchObject({ may: true, reasons: [] });
  });

  test("the credential in use stays", () => {
    expect(decisionOn(newKeyId)).toMatchObject({ may: false, reasons: ["in-use-by-this-connection"] });
  });

  const refusals: readonly [string, Partial<RetirementFacts>, string][] = [
    [
      "another connection uses the app registration",
      { siblings: [aConnection({ id: "other" })] },
      "other-connections-use-the-app",
    ],
    ["a project could not be read", { allProjectsVisible: false }, "not-all-projects-visible"],
    [
      "the connection was not verified since it was saved",
      { record: { ...record, verification: null } },
      "not-verified-in-place",
    ],
    [
      "nothing tells which credential is in use",
      { connection: aConnection({ modifiedAt: now }) },
      "current-credential-unknown",
    ],
    [
      "the hub has no record of it",
      { app: anApp(aCredential(), { ...older, displayName: "made by hand" }) },
      "not-recorded-by-the-hub",
    ],
    [
      "its marker names another connection",
      {
        app: anApp(aCredential(), {
          ...older,
          displayName: markerText("11111111-1111-4111-8111-111111111111", "22222222"),
        }),
      },
      "not-recorded-by-the-hub",
    ],
    ["a renewal is under way", { renewalUnderWay: true }, "renewal-under-way"],
    [
      "the last renewal was guided",
      {
        record: { ...record, renewals: record.renewals.map((one) => ({ ...one, mode: "guided" as const })) },
      },
      "guided-renewal",
    ],
  ];
  test.each(refusals)("it stays where %s", (_, over, reason) => {
    const decision = decisionOn(oldKeyId, over);

    expect(decision?.may).toBe(false);
    expect(decision?.reasons).toContain(reason);
  });

  test("the last valid credential stays, whatever else is known", () => {
    const decision = decisionOn(oldKeyId, { app: anApp(older) });

    expect(decision?.reasons).toContain("last-valid-credential");
  });

  test("an orphan of an interrupted run may go although the app registration has other users", () => {
    const orphan = { ...older, keyId: "77777777-1111-4222-8333-777777777777" };

    expect(
      decisionOn(orphan.keyId, {
        app: anApp(aCredential(), orphan),
        siblings: [aConnection({ id: "other" })],
      }),
    ).toMatchObject({ may: true });
  });

  test("a marked credential that the connection may hold is no orphan", () => {
    const orphan = { ...older, keyId: "77777777-1111-4222-8333-777777777777" };
    const decision = decisionOn(orphan.keyId, {
      app: anApp(aCredential(), orphan),
      connection: aConnection({ modifiedAt: now }),
    });

    expect(decision?.may).toBe(false);
  });

  test.each([
    ["a note that the last renewal did not write", noteText(oldKeyId, inDays(9))],
    ["no note", "mine"],
  ])("neither the recorded nor the noted credential may go under %s", (_, description) => {
    const connection = aConnection({ description, modifiedAt: inDays(0) });

    expect(decisionOn(newKeyId, { connection })?.may).toBe(false);
    expect(decisionOn(newKeyId, { connection })?.reasons).toContain("current-credential-unknown");
    expect(decisionOn(oldKeyId, { connection })?.may).toBe(false);
  });

  test("an old description put back frees nothing where the record is gone", () => {
    const connection = aConnection({ description: noteText(oldKeyId, inDays(9)), modifiedAt: inDays(0) });
    const app = anApp(aCredential(), { ...older, from: inDays(-90) });

    expect(decisionOn(newKeyId, { connection, app, record: null })?.may).toBe(false);
  });

  test("the twin of the credential in use may go whichever of the two is younger", () => {
    const twin = aCredential({ keyId: "77777777-1111-4222-8333-777777777777", from: inDays(-0.9) });

    expect(decisionOn(twin.keyId, { app: anApp(aCredential(), twin) })).toMatchObject({ may: true });
  });

  test("a credential that expired within a day stays: the browser's clock may be ahead", () => {
    const foreign = aCredential({ keyId: oldKeyId, displayName: "portal", until: inDays(-0.5) });

    expect(decisionOn(oldKeyId, { app: anApp(aCredential(), foreign) })?.reasons).toContain(
      "not-recorded-by-the-hub",
    );
  });

  test("an expired credential may go although others use the app registration", () => {
    const expired = aCredential({ keyId: oldKeyId, displayName: "portal", until: inDays(-3) });

    expect(
      decisionOn(oldKeyId, { app: anApp(aCredential(), expired), siblings: [aConnection({ id: "other" })] }),
    ).toMatchObject({ may: true });
  });
});
