import { isInVain } from "./expiry";
import type { Actor } from "./failure";
import { addMilliseconds, millisecondsPerDay, type Instant } from "./instant";
import { emptyRecord, type ConnectionRecord } from "./record";

/** Stands where the name of a person was, once it is not kept any more. */
const forgotten: Actor = { id: "", name: "" };

type Signed = { readonly by: Actor; readonly at: Instant };

/**
 * The record without the names of people who did something before that moment; what they did and when stays. The same
 * record where there is none to forget. Pure.
 */
export function withoutNames(record: ConnectionRecord, before: Instant): ConnectionRecord {
  const isOld = (entry: Signed | null): boolean =>
    entry !== null && entry.at < before && (entry.by.id !== "" || entry.by.name !== "");
  const { renewals, conversions = [], verification, typedExpiry, snooze } = record;
  if (![...renewals, ...conversions, verification, typedExpiry, snooze].some(isOld)) return record;
  const without = <T extends Signed>(entry: T): T => (isOld(entry) ? { ...entry, by: forgotten } : entry);
  return {
    ...record,
    renewals: renewals.map(without),
    ...(record.conversions === undefined ? {} : { conversions: conversions.map(without) }),
    verification: verification === null ? null : without(verification),
    typedExpiry: typedExpiry === null ? null : without(typedExpiry),
    snooze: snooze === null ? null : without(snooze),
  };
}

/** Up to when names are forgotten, where they are kept so many days. */
export const namesEnd = (now: Instant, keepNamesDays: number): Instant =>
  addMilliseconds(now, -keepNamesDays * millisecondsPerDay);

/**
 * What stays of a record once its history is removed, without any name: a typed date, a snooze, and what the date of the
 * secret rests on, or the row would promise more than before. Null where nothing does. Pure.
 */
export function withoutHistory(record: ConnectionRecord): ConnectionRecord | null {
  const { connectionId, typedExpiry, snooze, verification } = record;
  const nameless = <T extends Signed>(entry: T): T => ({ ...entry, by: forgotten });
  const dating = record.renewals.slice(0, 1).filter(isInVain);
  const refusal = verification?.word === "credential expired" ? verification : null;
  if (typedExpiry === null && snooze === null && dating.length === 0 && refusal === null) return null;
  return {
    ...emptyRecord(connectionId),
    verification: refusal === null ? null : nameless(refusal),
    renewals: dating.map(nameless),
    typedExpiry: typedExpiry === null ? null : nameless(typedExpiry),
    snooze: snooze === null ? null : nameless(snooze),
  };
}
