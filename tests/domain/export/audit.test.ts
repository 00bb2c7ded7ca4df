import { auditJson, auditOf, auditTable } from "../../../src/domain/export/audit";
import { csvRecords } from "../../../src/domain/export/csv-rows";
import { rowOf } from "../../../src/domain/inventory";
import { emptyRecord, type ConnectionRecord } from "../../../src/domain/record";
import { defaultSettings } from "../../../src/domain/settings";
import { aConnection, connectionId, inDays, newKeyId, now, runId } from "../../support/builders";

const ada = { id: "u1", name: "=Ada" };

const rowWith = (record: Partial<ConnectionRecord>) =>
  rowOf({
    connection: aConnection({ name: "shop" }),
    app: { state: "not-looked", reason: "pending" },
    record: { ...emptyRecord(connectionId), ...record },
    now,
    settings: defaultSettings,
  });

const renewed = {
  runId,
  mode: "graph",
  outcome: "renewed",
  keyId: newKeyId,
  until: inDays(90),
  at: inDays(-1),
  by: ada,
  reason: null,
  startedAt: inDays(-2),
  proof: "before-save",
  verification: "verified",
} as const;
const converted = {
  runId: "run-2",
  direction: "convert",
  outcome: "done",
  verified: "yes",
  startedAt: inDays(0),
  at: inDays(0),
  by: ada,
} as const;

test("tells run, key, person, mode, times in UTC, proof and verification, the newest first (N8)", () => {
  const table = auditTable(auditOf([rowWith({ renewals: [renewed], conversions: [converted] })]), ["note"]);

  expect(table.headings.join()).toBe(
    "act,connectionName,connectionId,projectName,runId,keyId,actor,actorId,mode,startedAt,endedAt,outcome,proof,verification",
  );
  expect(table.rows).toEqual([
    [
      "conversion",
      "shop",
      connectionId,
      "Fabrikam",
      "run-2",
      "",
      "=Ada",
      "u1",
      "",
      "2026-11-24T09:00:00.000Z",
      "2026-11-24T09:00:00.000Z",
      "done",
      "",
      "yes",
    ],
    [
      "renewal",
      "shop",
      connectionId,
      "Fabrikam",
      runId,
      newKeyId,
      "=Ada",
      "u1",
      "graph",
      "2026-11-22T09:00:00.000Z",
      "2026-11-23T09:00:00.000Z",
      "renewed",
      "before-save",
      "verified",
    ],
  ]);
  expect(csvRecords(table)[1]?.[6]).toBe("'=Ada");
});

test("what an older version did not record is empty, and null as JSON", () => {
  const { startedAt, proof, verification, ...older } = renewed;
  const rows = [rowWith({ renewals: [{ ...older, outcome: "stopped", reason: "network" }] })];

  expect([startedAt, proof, verification]).toEqual([inDays(-2), "before-save", "verified"]);
  expect(auditOf(rows)).toMatchObject([
    { startedAt: null, proof: null, verification: null, outcome: "stopped (network)" },
  ]);
  expect(JSON.parse(auditJson(auditOf(rows), ["note"]))).toEqual({
    notes: ["note"],
    entries: [
      expect.objectContaining({
        startedAt: null,
        endedAt: "2026-11-23T09:00:00.000Z",
        runId,
        keyId: newKeyId,
      }),
    ],
  });
});

test("connections without a record have no entry", () => {
  expect(auditOf([{ ...rowWith({}), record: null }])).toEqual([]);
});
