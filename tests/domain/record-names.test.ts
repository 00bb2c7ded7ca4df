import type { ConnectionRecord } from "../../src/domain/record";
import { namesEnd, withoutHistory, withoutNames } from "../../src/domain/record-names";
import { inDays, now } from "../support/builders";

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
