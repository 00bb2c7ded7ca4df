import {
  emptyRecord,
  historyLimit,
  namesEnd,
  withoutHistory,
  withoutNames,
  withRenewal,
  type ConnectionRecord,
  type RenewalRecord,
} from "../../src/domain/record";
import { inDays, newKeyId, now } from "../support/builders";

const aRenewal = (runId: string, outcome: RenewalRecord["outcome"] = "renewed"): RenewalRecord => ({
  runId,
  mode: "graph",
  outcome,
  keyId: newKeyId,
  until: inDays(180),
  at: now,
  by: { id: "u1", name: "Ada" },
  reason: null,
});

test("an empty record knows nothing", () => {
  expect(emptyRecord("c1")).toEqual({
    connectionId: "c1",
    verification: null,
    renewals: [],
    typedExpiry: null,
    snooze: null,
  });
});

test("the newest renewal stands first", () => {
  const record = withRenewal(withRenewal(emptyRecord("c1"), aRenewal("r1")), aRenewal("r2"));

  expect(record.renewals.map(({ runId }) => runId)).toEqual(["r2", "r1"]);
});

test("a run recorded again replaces its earlier line", () => {
  const before = withRenewal(withRenewal(emptyRecord("c1"), aRenewal("r1", "stopped")), aRenewal("r2"));

  const after = withRenewal(before, aRenewal("r1", "renewed"));

  expect(after.renewals.map(({ runId, outcome }) => [runId, outcome])).toEqual([
    ["r1", "renewed"],
    ["r2", "renewed"],
  ]);
});

test("keeps the newest renewals up to the limit", () => {
  let record = emptyRecord("c1");
  for (let n = 0; n < historyLimit + 5; n += 1) record = withRenewal(record, aRenewal(`r${n}`));

  expect(record.renewals).toHaveLength(historyLimit);
  expect(record.renewals[0]?.runId).toBe(`r${historyLimit + 4}`);
  expect(record.renewals[historyLimit - 1]?.runId).toBe("r5");
});

test("keeps everything else", () => {
  const typedExpiry = { until: inDays(9), by: { id: "u1", name: "Ada" }, at: now };

  expect(withRenewal({ ...emptyRecord("c1"), typedExpiry }, aRenewal("r1")).typedExpiry).toEqual(typedExpiry);
});

const grace = { id: "u2", name: "Grace" };
const signed = (daysAgo: number) => ({ by: grace, at: inDays(-daysAgo) });
const renewedBefore = (daysAgo: number) => ({
  runId: `run-${String(daysAgo)}`,
  mode: "graph" as const,
  outcome: "renewed" as const,
  keyId: null,
  until: null,
  reason: null,
  ...signed(daysAgo),
});
const full: ConnectionRecord = {
  connectionId: "c1",
  verification: { word: "verified", code: null, ...signed(401) },
  renewals: [renewedBefore(1), renewedBefore(400), renewedBefore(401)],
  typedExpiry: { until: inDays(9), ...signed(500) },
  snooze: { until: inDays(3), reason: "later", ...signed(2) },
};

test("names are forgotten after so many days, and what was done when stays", () => {
  expect(withoutNames(full, namesEnd(now, 400))).toEqual({
    ...full,
    verification: { word: "verified", code: null, at: inDays(-401), by: { id: "", name: "" } },
    renewals: [renewedBefore(1), renewedBefore(400), { ...renewedBefore(401), by: { id: "", name: "" } }],
    typedExpiry: { until: inDays(9), at: inDays(-500), by: { id: "", name: "" } },
  });
});

test("a record without old names is the same one", () => {
  const forgottenOnce = withoutNames(full, namesEnd(now, 400));
  expect(withoutNames(forgottenOnce, namesEnd(now, 400))).toBe(forgottenOnce);
});

test("without its history a record keeps a typed date and a snooze alone, without names", () => {
  expect(withoutHistory(full)).toEqual({
    connectionId: "c1",
    verification: null,
    renewals: [],
    typedExpiry: { until: inDays(9), at: inDays(-500), by: { id: "", name: "" } },
    snooze: { until: inDays(3), reason: "later", at: inDays(-2), by: { id: "", name: "" } },
  });
  expect(withoutHistory({ ...full, typedExpiry: null, snooze: null })).toBeNull();
});
