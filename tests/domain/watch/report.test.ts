import schema from "../../../docs/watch-report.schema.json";
import { countsOf, judge } from "../../../src/domain/watch/judgement";
import { reportJson, type WatchReport } from "../../../src/domain/watch/report";
import { inDays, now } from "../../support/builders";
import { partsOf, project, rowIn } from "./rows";

const policy = { warnDays: 30, failDays: 7, failOn: "within", failOnUnreadable: false } as const;
const snooze = { until: inDays(5), reason: "later", by: { id: "u", name: "Ada" }, at: now };

const report = (): WatchReport => {
  const rows = [rowIn(90, { id: "b", name: "later" }), rowIn(3, { id: "a", name: "soon" }, { snooze })];
  const watched = {
    parts: partsOf(rows),
    missingProjects: [],
    graphAsked: true,
    renewals: { failed: 0, proofVoid: 0, vaultRefused: 0, vaultUnknown: 0, unread: 0 },
    notTold: 0,
    cancelled: false,
  };
  return {
    madeAt: now,
    organization: { id: "o", name: "contoso" },
    scope: { kind: "project", project },
    identity: { kind: "job-token", name: "Build Service" },
    policy,
    projects: 1,
    rows,
    unread: [{ kind: "project", project: { id: "p2", name: "Tailspin" }, failure: { code: "cancelled" } }],
    judgement: judge(watched, policy, now),
    counts: countsOf(watched, policy, now),
    renewals: [],
  };
};

test("the report tells version, result, counts and the connections by urgency", () => {
  const json = reportJson(report()) as Record<string, unknown>;

  expect(json).toMatchObject({
    schemaVersion: 1,
    madeAt: "2026-11-24T09:00:00.000Z",
    result: "failed",
    reasons: [{ code: "within-fail", fails: true }],
    counts: { projects: 1, connections: 2, expired: 0, due: 1, unknown: 0, unreadable: 0 },
    unread: [{ kind: "project", project: { id: "p2", name: "Tailspin" }, failure: "cancelled" }],
  });
  expect(json["connections"]).toEqual([
    {
      id: "a",
      name: "soon",
      project: { ...project },
      type: "azurerm",
      kind: "manual",
      disabled: false,
      band: "within-fail",
      endsAt: "2026-11-27T09:00:00.000Z",
      endsAtLatest: "2026-11-27T09:00:00.000Z",
      source: "only-live-credential",
      unknownBecause: null,
      appId: "0a0a0a0a-1111-4222-8333-444444444444",
      snoozedUntil: "2026-11-29T09:00:00.000Z",
      verification: null,
    },
    expect.objectContaining({ id: "b", band: "later" }),
  ]);
});

type Schema = {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
};

const typeName = (value: unknown): string =>
  value === null
    ? "null"
    : Array.isArray(value)
      ? "array"
      : Number.isInteger(value)
        ? "integer"
        : typeof value;

/** Where a value breaks the schema: types, constants, choices, missing members and unknown ones. */
function breaches(value: unknown, one: Schema, path: string): readonly string[] {
  const types = one.type === undefined ? null : [one.type].flat();
  if (types !== null && !types.includes(typeName(value))) return [`${path} is ${typeName(value)}`];
  if (one.const !== undefined && value !== one.const) return [`${path} is not ${JSON.stringify(one.const)}`];
  if (one.enum !== undefined && !one.enum.includes(value)) return [`${path} is ${String(value)}`];
  if (Array.isArray(value))
    return value.flatMap((item, at) => breaches(item, one.items ?? {}, `${path}/${String(at)}`));
  if (value === null || typeof value !== "object") return [];
  const members = Object.entries(value);
  const missing = (one.required ?? []).filter((name) => !members.some(([own]) => own === name));
  return [
    ...missing.map((name) => `${path}/${name} is missing`),
    ...members.flatMap(([name, member]) => {
      const known = one.properties?.[name];
      return known === undefined
        ? [`${path}/${name} is unknown`]
        : breaches(member, known, `${path}/${name}`);
    }),
  ];
}

test("the report keeps to its published schema", () => {
  const renewal = {
    ...{ connectionId: "a", connectionName: "soon", projectName: "Fabrikam", outcome: "resumed" as const },
    ...{
      keyId: "k",
      until: now,
      proved: null,
      oldUntil: null,
      reason: null,
      vault: "value-unknown" as const,
    },
  };

  expect(breaches(reportJson({ ...report(), renewals: [renewal] }), schema as Schema, "")).toEqual([]);
});

test("a member that the schema does not name is noticed", () => {
  const json = reportJson(report()) as Record<string, unknown>;

  expect(breaches({ ...json, more: 1, result: "green" }, schema as Schema, "")).toEqual([
    "/result is green",
    "/more is unknown",
  ]);
});
