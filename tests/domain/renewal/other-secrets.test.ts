import { markerText } from "../../../src/domain/marker";
import { noteText } from "../../../src/domain/note";
import { goneSecrets, otherSecretsOf } from "../../../src/domain/renewal/other-secrets";
import { rowOf } from "../../../src/domain/inventory";
import { defaultSettings } from "../../../src/domain/settings";
import {
  aConnection,
  aCredential,
  anApp,
  inDays,
  newKeyId,
  now,
  oldKeyId,
  runId,
} from "../../support/builders";

const otherId = "11111111-0a1b-4c5d-8e9f-101112131415";
const old = aCredential({ keyId: oldKeyId, displayName: null, from: inDays(-100), until: inDays(30) });
const younger = aCredential({
  keyId: newKeyId,
  displayName: "night job",
  from: inDays(-95),
  until: inDays(60),
});
const idsOf = (...args: Parameters<typeof otherSecretsOf>) =>
  otherSecretsOf(...args)?.map(({ keyId }) => keyId);

describe("the secrets beside a connection's own", () => {
  test("are none where only one lives that it may hold", () => {
    const ended = aCredential({ keyId: newKeyId, until: inDays(-1) });

    expect(idsOf(aConnection(), anApp(old, ended), now)).toEqual([]);
  });

  test("are all but the one that its note names", () => {
    const connection = aConnection({ description: noteText(oldKeyId, inDays(30)) });

    expect(idsOf(connection, anApp(old, younger), now)).toEqual([newKeyId]);
  });

  test("are one less than may be its own where no note tells which", () => {
    expect(idsOf(aConnection(), anApp(old, younger), now)).toEqual([oldKeyId]);
  });

  test.each([
    ["marked for another connection", { displayName: markerText(otherId, runId) }],
    ["younger than its last change", { from: inDays(-2) }],
  ])("hold one that is %s, although no other lives", (_, over) => {
    expect(
      idsOf(aConnection(), anApp(aCredential({ keyId: oldKeyId, displayName: null, ...over })), now),
    ).toEqual([oldKeyId]);
  });

  test("leave certificates out", () => {
    expect(idsOf(aConnection(), anApp(old, aCredential({ kind: "certificate" })), now)).toEqual([]);
  });

  test.each([{ state: "gone" as const }, { state: "not-looked" as const, reason: "not-connected" as const }])(
    "are not known where Graph shows no app registration: $state",
    (app) => {
      expect(otherSecretsOf(aConnection(), app, now)).toBeNull();
    },
  );
});

describe("secrets that are gone", () => {
  const row = (id: string, name: string, description: string, recordedKeyId: string | null = null) =>
    rowOf({
      connection: aConnection({ id, name, description }),
      app: { state: "gone" },
      record:
        recordedKeyId === null
          ? null
          : {
              connectionId: id,
              verification: null,
              typedExpiry: null,
              snooze: null,
              renewals: [
                {
                  runId,
                  mode: "graph",
                  outcome: "renewed",
                  keyId: recordedKeyId,
                  until: inDays(90),
                  at: inDays(-1),
                  by: { id: "u1", name: "Ada" },
                  reason: null,
                },
              ],
            },
      now,
      settings: defaultSettings,
    });
  const usersOf = (rows: readonly ReturnType<typeof row>[], renewedId = "renewed") =>
    goneSecrets([oldKeyId], rows, renewedId).map(({ usedBy }) => usedBy.map(({ name }) => name));

  test("are named with the connections whose note or record holds them", () => {
    const rows = [
      row("a", "noted", noteText(oldKeyId, inDays(30))),
      row("b", "recorded", "", oldKeyId),
      row("c", "renewed since", noteText(newKeyId, inDays(60)), oldKeyId),
      row("d", "of nobody", ""),
    ];

    expect(usersOf(rows)).toEqual([["noted", "recorded"]]);
  });

  test("are not held against the connection that was renewed", () => {
    expect(usersOf([row("A", "itself", noteText(oldKeyId, inDays(30)))], "a")).toEqual([[]]);
  });
});
