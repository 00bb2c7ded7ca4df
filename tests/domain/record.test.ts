import { emptyRecord, historyLimit, withRenewal, type RenewalRecord } from "../../src/domain/record";
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
