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
  from: inDays(-90),
  until: inDays(9),
});
/** Another connection of the app registration, saved when the old credential was there. */
const sibling = aConnection({ id: "other", modifiedAt: inDays(-60) });

const facts = (over: Partial<RetirementFacts> = {}): RetirementFacts => ({
  connection: aConnection({
    description: noteText(newKeyId, inDays(180)),
    modifiedAt: inDays(0),
  }),
  app: anApp(aCredential(), older),
  record,
  siblings: [],
  allProjectsVisible: true,
  renewalUnderWay: false,
  held: { keyId: newKeyId, modifiedAt: inDays(0), before: inDays(-5) },
  settled: true,
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
    expect(decisionOn(newKeyId)).toMatchObject({
      may: false,
      reasons: ["in-use-by-this-connection"],
    });
  });

  const refusals: readonly [string, Partial<RetirementFacts>, string][] = [
    [
      "another connection uses the app registration",
      { siblings: [sibling] },
      "other-connections-use-the-app",
    ],
    [
      "another connection uses the app registration, whenever it was saved",
      { siblings: [{ ...sibling, modifiedAt: inDays(-91) }] },
      "other-connections-use-the-app",
    ],
    ["a project could not be read", { allProjectsVisible: false }, "not-all-projects-visible"],
    [
      "the connection was not verified since it was saved",
      { record: { ...record, verification: null } },
      "not-verified-in-place",
    ],
    [
      "no run of this page knows which credential is in use, whatever note and record say",
      { held: null },
      "current-credential-unknown",
    ],
    [
      "the connection was changed since the run of this page",
      { connection: aConnection({ modifiedAt: inDays(0.1) }) },
      "current-credential-unknown",
    ],
    [
      "a save sent before ours may still arrive",
      {
        settled: false,
        app: anApp(aCredential(), { ...older, from: inDays(-0.5) }),
      },
      "not-settled",
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
        record: {
          ...record,
          renewals: record.renewals.map((one) => ({
            ...one,
            mode: "guided" as const,
          })),
        },
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

  const orphanKey = "77777777-1111-4222-8333-777777777777";

  test("an orphan of an interrupted run may go although the app registration has other users", () => {
    const orphan = { ...older, keyId: orphanKey, from: inDays(-3) };

    expect(
      decisionOn(orphanKey, {
        app: anApp(aCredential(), orphan),
        siblings: [{ ...sibling, modifiedAt: inDays(-1) }],
        allProjectsVisible: false,
      }),
    ).toMatchObject({ may: true });
  });

  test.each([
    ["before the last change but one", inDays(-6), inDays(-5)],
    ["in the moment of that change", inDays(-5), inDays(-5)],
    ["at a time that nobody knows", null, inDays(-5)],
    ["while nobody saw the connection", inDays(-3), null],
  ])("a marked secret that began %s may have been in use, so others may have it", (_, from, before) => {
    const one = { ...older, keyId: orphanKey, from };
    const decision = decisionOn(orphanKey, {
      app: anApp(aCredential(), one),
      held: { keyId: newKeyId, modifiedAt: inDays(0), before },
      siblings: [{ ...sibling, modifiedAt: inDays(-1) }],
    });

    expect(decision?.reasons).toContain("other-connections-use-the-app");
  });

  test("a marked credential that the connection may hold is no orphan", () => {
    const orphan = { ...older, keyId: "77777777-1111-4222-8333-777777777777" };
    const decision = decisionOn(orphan.keyId, {
      app: anApp(aCredential(), orphan),
      held: null,
    });

    expect(decision?.reasons).toContain("current-credential-unknown");
  });

  test.each([
    ["a note that the last renewal did not write", noteText(oldKeyId, inDays(9))],
    ["no note", "mine"],
  ])("neither the recorded nor the noted credential may go under %s", (_, description) => {
    const connection = aConnection({ description, modifiedAt: inDays(0) });

    expect(decisionOn(newKeyId, { connection, held: null })?.may).toBe(false);
    expect(decisionOn(newKeyId, { connection, held: null })?.reasons).toContain("current-credential-unknown");
    expect(decisionOn(oldKeyId, { connection, held: null })?.may).toBe(false);
  });

  test("an old description put back keeps the noted one and the held one, and frees nothing", () => {
    const connection = aConnection({
      description: noteText(oldKeyId, inDays(9)),
      modifiedAt: inDays(0.1),
    });
    const app = anApp(aCredential(), { ...older, from: inDays(-90) });

    expect(decisionOn(newKeyId, { connection, app, record: null })?.may).toBe(false);
    expect(decisionOn(oldKeyId, { connection, app, record: null })?.may).toBe(false);
  });

  test("the duplicate of the credential in use may go whichever of the two is younger", () => {
    const twin = aCredential({
      keyId: "77777777-1111-4222-8333-777777777777",
      from: inDays(-0.9),
    });

    expect(decisionOn(twin.keyId, { app: anApp(aCredential(), twin) })).toMatchObject({ may: true });
  });

  test("a credential that expired within a day stays: the browser's clock may be ahead", () => {
    const foreign = aCredential({
      keyId: oldKeyId,
      displayName: "portal",
      until: inDays(-0.5),
    });

    expect(decisionOn(oldKeyId, { app: anApp(aCredential(), foreign) })?.reasons).toContain(
      "not-recorded-by-the-hub",
    );
  });

  test("an expired credential may go although others use the app registration", () => {
    const expired = aCredential({
      keyId: oldKeyId,
      displayName: "portal",
      until: inDays(-3),
    });

    expect(
      decisionOn(oldKeyId, {
        app: anApp(aCredential(), expired),
        siblings: [sibling],
      }),
    ).toMatchObject({
      may: true,
    });
  });
});

describe("what the page does not offer, or offers with a doubt", () => {
  test("nothing is listed where Graph was not looked at", () => {
    expect(retirementOf(facts({ app: { state: "not-looked", reason: "unavailable" } }))).toEqual([]);
  });

  test("only client secrets of the app registration itself are listed", () => {
    const certificate = aCredential({ keyId: "c1", kind: "certificate" });
    const onPrincipal = aCredential({ keyId: "p1", on: "service-principal" });
    const listed = retirementOf(facts({ app: anApp(aCredential(), older, certificate, onPrincipal) }));

    expect(listed.map(({ credential }) => credential.keyId)).toEqual([newKeyId, oldKeyId]);
  });

  test("a certificate is no other valid secret", () => {
    const certificate = aCredential({ keyId: "c1", kind: "certificate" });

    expect(decisionOn(oldKeyId, { app: anApp(older, certificate) })?.reasons).toContain(
      "last-valid-credential",
    );
  });

  test("where note and record name different ones, both stay except for the one known to be held", () => {
    const connection = aConnection({
      description: noteText(oldKeyId, inDays(9)),
      modifiedAt: inDays(0),
    });

    expect(decisionOn(oldKeyId, { connection })?.reasons).toEqual(["current-credential-unknown"]);
    expect(decisionOn(newKeyId, { connection })?.reasons).toEqual(["in-use-by-this-connection"]);
    expect(decisionOn(newKeyId, { connection, held: null })?.reasons).toEqual(["current-credential-unknown"]);
  });

  test("a renewal that stopped is not the last renewal", () => {
    const [last, first] = record.renewals;
    const stopped = {
      ...last!,
      runId: "r3",
      outcome: "stopped" as const,
      keyId: oldKeyId,
      mode: "guided" as const,
    };

    expect(
      decisionOn(oldKeyId, {
        record: { ...record, renewals: [stopped, last!, first!] },
      }),
    ).toMatchObject({
      may: true,
    });
  });

  test.each([
    ["a verification older than the save", { word: "verified", at: inDays(-1) }, true],
    ["a refusal", { word: "credential rejected", at: now }, true],
    ["a missing role, which tells of the credential all the same", { word: "role missing", at: now }, false],
  ] as const)("%s", (_, { word, at }, keeps) => {
    const verification = { word, code: null, at, by };

    expect(decisionOn(oldKeyId, { record: { ...record, verification } })?.reasons).toEqual(
      keeps ? ["not-verified-in-place"] : [],
    );
  });

  const behind = inDays(-0.01);
  const told = (over: Partial<ConnectionRecord["renewals"][number]>, at = behind): ConnectionRecord => ({
    ...record,
    verification: { word: "verified", code: null, at, by },
    renewals: [{ ...record.renewals[0]!, at: behind, verification: "verified", ...over }],
  });

  test.each([
    ["the renewal's own verification, by a clock behind that of Azure DevOps", told({}), []],
    [
      "one of a renewal to another secret",
      told({ keyId: "77777777-1111-4222-8333-777777777777" }),
      ["not-verified-in-place"],
    ],
    [
      "one that the renewal doesn't vouch for",
      told({ verification: "not reachable" }),
      ["not-verified-in-place"],
    ],
    ["one from before the renewal", told({}, inDays(-1)), ["not-verified-in-place"]],
  ] as const)("%s", (_, from, reasons) => {
    const seen = decisionOn(oldKeyId, { record: from })?.reasons;

    expect(seen?.filter((reason) => reason === "not-verified-in-place")).toEqual(reasons);
  });

  const others = { siblings: [{ ...sibling, modifiedAt: inDays(-0.01) }] };
  const unrecorded = { ...record, renewals: [] };
  const stoppedAlone = {
    ...record,
    renewals: [{ ...record.renewals[0]!, outcome: "stopped" as const, keyId: oldKeyId }],
  };

  test.each([
    ["recorded as in use", record],
    ["removed from the history, or never in it", unrecorded],
    ["recorded as never used, as anybody can write", stoppedAlone],
  ])("a secret that may have been in use is no orphan, %s", (_, told) => {
    expect(decisionOn(oldKeyId, { ...others, record: told })?.reasons).toEqual([
      "other-connections-use-the-app",
    ]);
  });

  test.each([
    [-3, false, true],
    [-6, true, false],
    [-0.5, true, true],
    [-0.5, false, false],
    [0, true, false],
    [0.1, true, false],
    [null, true, false],
  ])("an orphan made %s days from the save, settled %s: may go %s", (from, settled, may) => {
    const orphan = { ...older, from: from === null ? null : inDays(from) };

    expect(
      decisionOn(oldKeyId, {
        ...others,
        record: unrecorded,
        app: anApp(aCredential(), orphan),
        settled,
      })?.may,
    ).toBe(may);
  });

  test("an orphan needs no record", () => {
    const app = anApp(aCredential(), { ...older, from: inDays(-3) });

    expect(decisionOn(oldKeyId, { ...others, app, record: null })?.may).toBe(true);
  });

  test("a secret of another name without a record is nobody's to retire", () => {
    const app = anApp(aCredential(), { ...older, displayName: "by hand" });

    expect(decisionOn(oldKeyId, { app, record: null })?.reasons).toContain("not-recorded-by-the-hub");
  });

  test("a renewal under way keeps even what has expired", () => {
    const expired = aCredential({
      keyId: oldKeyId,
      displayName: "portal",
      until: inDays(-3),
    });
    const app = anApp(aCredential(), expired);

    expect(decisionOn(oldKeyId, { app, renewalUnderWay: true })?.reasons).toEqual(["renewal-under-way"]);
  });
});
