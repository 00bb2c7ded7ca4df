import {
  decoded,
  fieldsOf,
  finiteNumber,
  flag,
  listOf,
  moment,
  nullable,
  oneOf,
  storable,
  text,
  Undecodable,
  type Fields,
} from "../../domain/decode";
import type { Actor } from "../../domain/failure";
import { historyLimit, type ConnectionRecord, type ConversionRecord } from "../../domain/record";
import { defaultSettings, settingsProblems, type Settings } from "../../domain/settings";
import type { VerdictWord } from "../../domain/verification/sign-in-errors";

const version = 1;

const verdictWords: readonly VerdictWord[] = [
  "verified",
  "credential expired",
  "credential rejected",
  "not propagated yet",
  "app registration not found",
  "app registration disabled",
  "role missing",
  "wrong tenant",
  "blocked by policy",
  "not reachable",
  "not confirmed",
];

const actor = (value: unknown): Actor => {
  const fields = fieldsOf(value);
  return { id: text(fields["id"], 300), name: text(fields["name"], 300) };
};

function checkVersion(fields: Fields): void {
  if (fields["schemaVersion"] !== version) throw new Undecodable("another version");
}

/** Plain data for extension data. Never a secret: a record holds none. */
export const encodeRecord = (record: ConnectionRecord): Fields => ({
  ...(JSON.parse(JSON.stringify(withStorableEnds(record))) as Fields),
  schemaVersion: version,
});

const withStorableEnds = (record: ConnectionRecord): ConnectionRecord => ({
  ...record,
  renewals: record.renewals.map((one) => ({
    ...one,
    until: one.until === null ? null : storable(one.until),
    ...(one.endBefore === undefined ? {} : { endBefore: storable(one.endBefore) }),
  })),
  typedExpiry:
    record.typedExpiry === null ? null : { ...record.typedExpiry, until: storable(record.typedExpiry.until) },
  snooze: record.snooze === null ? null : { ...record.snooze, until: storable(record.snooze.until) },
});

/** A record as stored; null for damaged and newer ones. */
export const decodeRecord = (body: Fields): ConnectionRecord | null =>
  decoded(() => {
    checkVersion(body);
    return {
      connectionId: text(body["connectionId"], 100),
      verification: nullable(body["verification"], (value) => {
        const fields = fieldsOf(value);
        return {
          word: oneOf(fields["word"], verdictWords),
          code: nullable(fields["code"], (code) => text(code, 200)),
          at: moment(fields["at"]),
          by: actor(fields["by"]),
        };
      }),
      renewals: listOf(body["renewals"], renewalRecord, historyLimit),
      ...(body["conversions"] === undefined
        ? {}
        : { conversions: listOf(body["conversions"], conversionRecord, historyLimit) }),
      typedExpiry: nullable(body["typedExpiry"], (value) => {
        const fields = fieldsOf(value);
        return { until: moment(fields["until"]), by: actor(fields["by"]), at: moment(fields["at"]) };
      }),
      snooze: nullable(body["snooze"], (value) => {
        const fields = fieldsOf(value);
        return {
          until: moment(fields["until"]),
          reason: text(fields["reason"]),
          by: actor(fields["by"]),
          at: moment(fields["at"]),
        };
      }),
    };
  });

function renewalRecord(value: unknown): ConnectionRecord["renewals"][number] {
  const fields = fieldsOf(value);
  return {
    runId: text(fields["runId"], 100),
    mode: oneOf(fields["mode"], ["automatic", "graph", "guided"]),
    outcome: oneOf(fields["outcome"], ["renewed", "saved-not-confirmed", "stopped", "cleaned-up"]),
    keyId: nullable(fields["keyId"], (id) => text(id, 100)),
    until: nullable(fields["until"], moment),
    at: moment(fields["at"]),
    by: actor(fields["by"]),
    reason: nullable(fields["reason"], (reason) => text(reason, 2_000)),
    ...(fields["endBefore"] === undefined ? {} : { endBefore: moment(fields["endBefore"]) }),
    ...(fields["startedAt"] === undefined ? {} : { startedAt: moment(fields["startedAt"]) }),
    ...(fields["proof"] === undefined ? {} : { proof: oneOf(fields["proof"], ["before-save", "none"]) }),
    ...(fields["verification"] === undefined
      ? {}
      : { verification: oneOf(fields["verification"], verdictWords) }),
  };
}

function conversionRecord(value: unknown): ConversionRecord {
  const fields = fieldsOf(value);
  return {
    runId: text(fields["runId"], 100),
    direction: oneOf(fields["direction"], ["convert", "revert"]),
    outcome: oneOf(fields["outcome"], ["done", "failed", "not-confirmed"]),
    verified: nullable(fields["verified"], (told) => oneOf(told, ["yes", "no", "not-possible"])),
    startedAt: moment(fields["startedAt"]),
    at: moment(fields["at"]),
    by: actor(fields["by"]),
  };
}

export const encodeSettings = (settings: Settings): Fields => ({
  ...(JSON.parse(JSON.stringify(settings)) as Fields),
  schemaVersion: version,
});

/** Settings as stored; null for damaged, newer and impossible ones. */
export const decodeSettings = (body: Fields): Settings | null =>
  decoded(() => {
    checkVersion(body);
    const [first, second, third, more] = listOf(body["bands"], finiteNumber, 3);
    if (first === undefined || second === undefined || third === undefined || more !== undefined)
      throw new Undecodable("not three bands");
    const settings: Settings = {
      clientId: nullable(body["clientId"], (id) => text(id, 100)),
      bands: [first, second, third],
      lifetimeDays: finiteNumber(body["lifetimeDays"]),
      writeNote: flag(body["writeNote"]),
      // Absent in what older versions wrote.
      terraformPattern: nullable(body["terraformPattern"] ?? null, (pattern) => text(pattern, 200)),
      vault: nullable(body["vault"] ?? null, (vault) => text(vault, 24)),
      // Settings written before there was a choice have none.
      keepNamesDays:
        body["keepNamesDays"] === undefined
          ? defaultSettings.keepNamesDays
          : finiteNumber(body["keepNamesDays"]),
      changedBy: nullable(body["changedBy"], actor),
      changedAt: nullable(body["changedAt"], moment),
      clientIdChangedBy: nullable(body["clientIdChangedBy"], actor),
      clientIdChangedAt: nullable(body["clientIdChangedAt"], moment),
    };
    if (settingsProblems(settings).length > 0) throw new Undecodable("not valid");
    return settings;
  });
