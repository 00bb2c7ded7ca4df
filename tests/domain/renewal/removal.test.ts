import { markerText } from "../../../src/domain/marker";
import { cannotHold, removableOf, type RemovalFacts } from "../../../src/domain/renewal/removal";
import {
  aConnection,
  aCredential,
  anApp,
  connectionId,
  inDays,
  newKeyId,
  oldKeyId,
} from "../../support/builders";

const marker = markerText(connectionId, "00000000-0000-4000-8000-000000000001");
const ours = aCredential({ keyId: oldKeyId, displayName: marker, from: inDays(-1) });
const changed = (days: number | null) => aConnection({ modifiedAt: days === null ? null : inDays(days) });
const held = (keyId: string, days: number) => ({ keyId, modifiedAt: inDays(days), before: null });

describe("proof that a connection does not hold a credential", () => {
  test.each([
    ["it was changed last before the credential began", -2, null, true],
    ["it was changed in the moment in which the credential began", -1, null, false],
    ["it was changed since", -0.5, null, false],
    ["nobody knows when it was changed", null, null, false],
    ["this page saved another key, and nobody changed it since", 0, held(newKeyId, 0), true],
    ["this page saved another key, and somebody changed it since", 0, held(newKeyId, -0.1), false],
    ["this page saved this very key", 0, held(oldKeyId.toUpperCase(), 0), false],
    [
      "this page saved a key with the same first eight characters",
      0,
      held(`${oldKeyId.slice(0, 8)}${newKeyId.slice(8)}`, 0),
      true,
    ],
  ])("%s", (_, days, known, proved) => {
    expect(cannotHold(changed(days), ours, known)).toBe(proved);
  });

  test("a credential of unknown beginning is proved unused by this page's own save alone", () => {
    expect(cannotHold(changed(-200), { ...ours, from: null }, null)).toBe(false);
    expect(cannotHold(changed(0), { ...ours, from: null }, held(newKeyId, 0))).toBe(true);
  });
});

const of = (over: Partial<RemovalFacts>) =>
  removableOf({ connection: changed(-2), app: anApp(ours), marker, held: null, neverSent: false, ...over });

describe("what of a run may be removed", () => {
  test("is marked by that run, and provably unused", () => {
    expect(of({}).removable.map(({ keyId }) => keyId)).toEqual([oldKeyId]);
    expect(of({ connection: changed(-0.5) })).toMatchObject({ removable: [], kept: [{ keyId: oldKeyId }] });
    expect(of({ connection: changed(-0.5), neverSent: true }).removable).toHaveLength(1);
  });

  test.each([
    ["another run's", { displayName: markerText(connectionId, "11111111-0000-4000-8000-000000000001") }],
    ["a person's", { displayName: "made by hand" }],
    ["a certificate", { kind: "certificate" as const }],
    ["on the service principal", { on: "service-principal" as const }],
  ])("is never %s, whatever else is known", (_, over) => {
    const facts = { app: anApp({ ...ours, ...over }), neverSent: true, held: held(newKeyId, -2) };

    expect(of(facts)).toEqual({ removable: [], kept: [] });
  });

  test("is nothing where the app registration could not be read", () => {
    expect(of({ app: { state: "not-looked", reason: "unavailable" }, neverSent: true }).removable).toEqual(
      [],
    );
  });
});
