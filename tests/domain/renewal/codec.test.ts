import { decodeRenewal, encodeRenewal } from "../../../src/domain/renewal/codec";
import { instant, isoInstant } from "../../../src/domain/instant";
import type { Renewal } from "../../../src/domain/renewal/renewal";
import { aBaseline, aKey, aPlan, newKeyId, now } from "../../support/builders";

const plan = aPlan();
const baseline = aBaseline();
const discarding = {
  plan,
  stage: "discarding",
  baseline,
  keyId: newKeyId,
  objectId: null,
  attempt: 0,
} as const;
const stages: readonly Renewal[] = [
  { plan, stage: "preparing" },
  { plan, stage: "issuing", baseline, attempt: 1 },
  { plan, stage: "locating", baseline, attempt: 2 },
  { plan, stage: "proving", baseline, key: aKey() },
  { plan, stage: "saving", baseline, key: aKey(), proved: true },
  { plan, stage: "verifying", baseline, key: aKey({ keyId: null }), proved: false, savedAt: now },
  { ...discarding, then: { kind: "issue-again" } },
];

/** What the host's channel does to data: null members vanish (P7). */
const throughTheHost = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, member: unknown) => (member === null ? undefined : member)));

describe("the journaled form", () => {
  test.each(stages)(
    "a renewal in stage $stage comes back as it was, also without its null members",
    (renewal) => {
      expect(decodeRenewal(encodeRenewal(renewal))).toEqual({ ok: true, renewal });
      expect(decodeRenewal(throughTheHost(encodeRenewal(renewal)))).toEqual({ ok: true, renewal });
    },
  );

  test("a document of a newer version is not guessed at", () => {
    expect(decodeRenewal({ schemaVersion: 2, renewal: { stage: "unheard of" } })).toEqual({
      ok: false,
      reason: "newer-version",
    });
  });

  const damaged: readonly [string, unknown][] = [
    ["nothing", undefined],
    ["a text", "hello"],
    ["no version", { renewal: {} }],
    ["a finished renewal", { schemaVersion: 1, renewal: { plan, stage: "renewed" } }],
    [
      "an unknown mode",
      { schemaVersion: 1, renewal: { plan: { ...plan, mode: "magic" }, stage: "preparing" } },
    ],
    [
      "a run id that is no id",
      { schemaVersion: 1, renewal: { plan: { ...plan, runId: "../.." }, stage: "preparing" } },
    ],
    [
      "an endless name",
      {
        schemaVersion: 1,
        renewal: { plan: { ...plan, connectionName: "x".repeat(5_000) }, stage: "preparing" },
      },
    ],
    ["a stage without its key", { schemaVersion: 1, renewal: { plan, stage: "proving", baseline } }],
    [
      "a date that is a text",
      { schemaVersion: 1, renewal: { plan: { ...plan, until: "soon" }, stage: "preparing" } },
    ],
  ];
  test.each(["until", "startedAt"])("a plan whose %s lies beyond every calendar is damage", (member) => {
    expect(
      decodeRenewal({
        schemaVersion: 1,
        renewal: { plan: { ...plan, [member]: 1e300 }, stage: "preparing" },
      }),
    ).toEqual({ ok: false, reason: "damaged" });
  });

  test.each([-1e300, 3, 0.5])("a count of %p attempts, which would never end, is damage", (attempt) => {
    const renewal = { plan, stage: "looking", baseline, attempt };

    expect(decodeRenewal({ schemaVersion: 1, renewal })).toEqual({ ok: false, reason: "damaged" });
  });

  test("a certificate that never ends comes back with the last end that can be read", () => {
    const until = instant(Date.UTC(9999, 11, 31));
    const read = decodeRenewal(encodeRenewal({ plan: aPlan({ until }), stage: "preparing" }));

    expect(read.ok && isoInstant(read.renewal.plan.until)).toBe("2199-12-31T23:59:59.999Z");
  });

  test.each(damaged)("%s is damage, not a renewal", (_, value) => {
    expect(decodeRenewal(value)).toEqual({ ok: false, reason: "damaged" });
  });
});

test("a stop that was under way comes back with its stage, and with no more than that it was interrupted", () => {
  const renewal: Renewal = {
    ...discarding,
    then: {
      kind: "stop",
      during: "saving",
      failure: { code: "network", system: "graph" },
      connection: "untouched",
      readAt: now,
    },
  };

  expect(decodeRenewal(encodeRenewal(renewal))).toEqual({
    ok: true,
    renewal: {
      ...renewal,
      then: {
        kind: "stop",
        during: "saving",
        failure: { code: "cancelled" },
        connection: "unknown",
        readAt: null,
      },
    },
  });
});

test("what an earlier version called looking, or removed for itself, is read under its present name", () => {
  const written = (renewal: object): unknown => ({ schemaVersion: 1, renewal: { plan, ...renewal } });

  expect(decodeRenewal(written({ stage: "looking", baseline, attempt: 2 }))).toEqual({
    ok: true,
    renewal: { plan, stage: "locating", baseline, attempt: 2 },
  });
  expect(decodeRenewal(written({ ...discarding, then: { kind: "finish" } }))).toMatchObject({
    ok: true,
    renewal: { stage: "discarding", then: { kind: "stop", during: "discarding" } },
  });
});
