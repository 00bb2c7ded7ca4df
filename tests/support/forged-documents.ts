import fc from "fast-check";
import { encodeRenewal } from "../../src/domain/renewal/codec";
import type { Renewal } from "../../src/domain/renewal/renewal";
import { noteText } from "../../src/domain/note";
import { defaultSettings } from "../../src/domain/settings";
import { aBaseline, aKey, aPlan, newKeyId, now } from "./builders";

/** A document as a member may write it: a collection, an id, and any plain data. */
export type Forged = { readonly collection: string; readonly body: Readonly<Record<string, unknown>> };

const actor = { id: "u1", name: "Ada" };
const plan = aPlan();
const baseline = aBaseline();

/** What the hub itself writes, at every stage: the material of every replay. */
const renewals: readonly Renewal[] = [
  { plan, stage: "preparing" },
  { plan, stage: "issuing", baseline, attempt: 1 },
  { plan, stage: "locating", baseline, attempt: 2 },
  { plan, stage: "proving", baseline, key: aKey() },
  { plan, stage: "saving", baseline, key: aKey(), proved: true },
  { plan, stage: "verifying", baseline, key: aKey(), proved: true, savedAt: now },
  {
    plan,
    stage: "discarding",
    baseline,
    keyId: newKeyId,
    objectId: null,
    attempt: 0,
    then: {
      kind: "stop",
      during: "proving",
      failure: { code: "cancelled" },
      connection: "unknown",
      readAt: null,
    },
  },
];

const record = {
  schemaVersion: 1,
  connectionId: plan.connectionId,
  verification: { word: "verified", code: null, at: now, by: actor },
  renewals: [
    {
      runId: plan.runId,
      mode: "graph",
      outcome: "renewed",
      keyId: newKeyId,
      until: now,
      at: now,
      by: actor,
      reason: null,
      endBefore: now,
      startedAt: now,
      proof: "before-save",
      verification: "verified",
    },
  ],
  conversions: [
    {
      runId: plan.runId,
      direction: "convert",
      outcome: "done",
      verified: "yes",
      startedAt: now,
      at: now,
      by: actor,
    },
  ],
  typedExpiry: { until: now, by: actor, at: now },
  snooze: { until: now, reason: "later", by: actor, at: now },
};

const lock = {
  schemaVersion: 1,
  subject: plan.subject,
  runId: plan.runId,
  connectionName: "azure-production",
  holder: actor,
  since: now,
  beatAt: now,
};

const real: readonly Forged[] = [
  ...renewals.map((renewal) => ({
    collection: "journal",
    body: {
      ...(encodeRenewal(renewal) as object),
      id: `${plan.projectId}.${plan.connectionId}`,
      writtenAt: now,
      writer: "hub",
    },
  })),
  { collection: "locks", body: { id: plan.subject, ...lock } },
  {
    collection: `records-${plan.projectId}`,
    body: { id: `${plan.projectId}.${plan.connectionId}`, ...record },
  },
  {
    collection: "settings",
    body: {
      id: "organization",
      schemaVersion: 1,
      ...defaultSettings,
      clientId: "0c11e17d-1111-4222-8333-444444444444",
      terraformPattern: "built by * in *",
      vault: "shop-vault",
      changedBy: actor,
      changedAt: now,
      clientIdChangedBy: actor,
      clientIdChangedAt: now,
    },
  },
  { collection: "watch-told", body: { id: "organization", schemaVersion: 1, facts: [["c1", "expired"]] } },
];

/** Values that have hurt decoders and words before. */
const poison = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    1e300,
    -1e300,
    8.7e15,
    Number.MAX_SAFE_INTEGER,
    -0,
    0.5,
    "",
    "__proto__",
    "\u202Etxt.exe",
    noteText(null, now),
    "../..",
    [],
    {},
    true,
  ),
  fc.jsonValue(),
  fc.string({ unit: "binary", maxLength: 40 }),
);

type Path = readonly (string | number)[];

function pathsOf(value: unknown, above: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [above];
  return [above, ...Object.entries(value).flatMap(([name, member]) => pathsOf(member, [...above, name]))];
}

function replaced(value: unknown, [name, ...below]: Path, by: unknown): unknown {
  if (name === undefined) return by;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...(value as unknown[])]
    : { ...(value as object) };
  Object.assign(copy, { [name]: replaced((value as Record<string | number, unknown>)[name], below, by) });
  return copy;
}

/** One of the documents with up to three of its fields, at any depth, made into anything, or into what is `likely`. */
export const forgedFrom = (
  documents: readonly Forged[],
  likely: readonly unknown[] = [],
): fc.Arbitrary<Forged> =>
  fc
    .record({
      base: fc.constantFrom(...documents),
      forgeries: fc.array(
        fc.record({
          at: fc.nat(),
          by:
            likely.length === 0
              ? poison
              : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...likely) }, poison),
        }),
        { maxLength: 3 },
      ),
    })
    .map(({ base, forgeries }) => {
      let body: unknown = base.body;
      for (const { at, by } of forgeries) {
        const paths = pathsOf(body).filter((path) => path.length > 0 && path[0] !== "id");
        body = replaced(body, paths[at % Math.max(1, paths.length)] ?? ["x"], by);
      }
      return { ...base, body: body as Forged["body"] };
    });

/** A real document, forged. */
export const forgedDocument: fc.Arbitrary<Forged> = forgedFrom(real);
