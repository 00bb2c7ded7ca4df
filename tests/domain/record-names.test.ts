import type { ConnectionRecord } from "../../src/domain/record";
import { namesEnd, withoutHistory, withoutNames } from "../../src/domain/record-names";
import { expiryOf } from "../../src/domain/expiry";
import { aConnection, inDays, now } from "../support/builders";

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

describe("what the date of a secret rests on stays without names when the history goes", () => {
  const connection = aConnection({ kind: "automatic", modifiedAt: inDays(-2), description: "" });
  const alone = { ...full, typedExpiry: null, snooze: null, verification: null, renewals: [] };
  const inVain: ConnectionRecord = {
    ...alone,
    renewals: [
      {
        ...renewedBefore(1),
        mode: "automatic",
        outcome: "stopped",
        reason: "renewed-nothing",
        endBefore: inDays(-40),
      },
      renewedBefore(400),
    ],
  };
  const refused: ConnectionRecord = {
    ...alone,
    verification: { word: "credential expired", code: "AADSTS7000222", ...signed(1) },
  };
  const expiry = (record: ConnectionRecord | null) =>
    expiryOf({ connection, app: { state: "not-looked", reason: "not-connected" }, record, now });

  test.each([
    ["a renewal in vain", inVain],
    ["a refusal as expired", refused],
  ])("%s", (_, record) => {
    const kept = withoutHistory(record);

    expect(expiry(kept)).toEqual(expiry(record));
    expect(expiry(kept)).not.toEqual(expiry(null));
    expect(JSON.stringify(kept)).not.toMatch(/Grace|u2/);
    expect(kept?.renewals.length).toBe(record.renewals.length === 0 ? 0 : 1);
  });
});
