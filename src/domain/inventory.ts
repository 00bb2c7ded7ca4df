import type { AppLookup } from "./credential";
import { bandOf, cliffOf, expiryOf, type Band, type Expiry } from "./expiry";
import type { Instant } from "./instant";
import { verdictSince, type ConnectionRecord } from "./record";
import type { ServiceConnection } from "./service-connection";
import type { Settings } from "./settings";
import { sortKeyOf } from "./sort-key";
import { standingOf } from "./verification/refusal";

/** One line of the list: the connection, all that is known of its credential, and what follows from it. */
export type Row = {
  readonly connection: ServiceConnection;
  readonly app: AppLookup;
  readonly record: ConnectionRecord | null;
  readonly expiry: Expiry;
  readonly band: Band;
  /** The earliest moment at which the connection may stop working; null where none is known. */
  readonly cliff: Instant | null;
};

export type RowFacts = {
  readonly connection: ServiceConnection;
  readonly app: AppLookup;
  readonly record: ConnectionRecord | null;
  readonly now: Instant;
  readonly settings: Settings;
};

/** Joins what Azure DevOps, Graph and the hub's own records say of one connection. Pure. */
export function rowOf({ connection, app, record, now, settings }: RowFacts): Row {
  const expiry = expiryOf({ connection, app, record, now });
  const own = bandOf(expiry, now, settings.bands);
  return { connection, app, record, expiry, band: bandOfRow(connection, own), cliff: cliffOf(expiry) };
}

/** A connection that is switched off or failed stands in a band of its own, unless its credential is the urgent news. */
function bandOfRow(connection: ServiceConnection, own: Band): Band {
  if (own === "expired" || own === "no-access") return own;
  if (connection.disabled) return "disabled";
  return connection.state === "failed" ? "failed" : own;
}

/** The last verification refused the credential, and the connection was not saved since. */
const isRefused = ({ connection: { modifiedAt }, record }: Row): boolean => {
  const word = verdictSince(record, modifiedAt);
  return word !== null && standingOf(word) === "refused";
};

/** Expired, failed or refused, dated, unknown, out of sight, without a secret. A disabled one counts by its date alone. */
export function urgencyOf(row: Row): number {
  if (row.band === "expired") return 0;
  if (!row.connection.disabled && (row.connection.state === "failed" || isRefused(row))) return 1;
  if (row.cliff !== null) return 2;
  if (row.band === "no-access") return 4;
  return row.expiry.state === "unknown" ? 3 : 5;
}

/**
 * Most urgent first: expired, failed or refused, soonest, unknown, the rest; estimates and disabled ones stand
 * at their date, equal ones by name. The keys of the names are worked out only where they decide, unless they are there
 * already. The browser's collation would hold the first rows back: it takes longer to get ready than they take to be drawn.
 */
export const byUrgency = (a: Row, b: Row): number =>
  byRank({ row: a, urgency: urgencyOf(a) }, { row: b, urgency: urgencyOf(b) });

/** A row with what decides over its place, so that a long list works it out once. */
export type Ranked = { readonly row: Row; readonly urgency: number; readonly nameKey?: string };

/** The order of `byUrgency`. */
export function byRank(a: Ranked, b: Ranked): number {
  const first =
    a.urgency - b.urgency ||
    (a.row.cliff ?? Number.MAX_SAFE_INTEGER) - (b.row.cliff ?? Number.MAX_SAFE_INTEGER);
  if (first !== 0) return first;
  const [one, other] = [a.row.connection, b.row.connection];
  const keys = [a.nameKey ?? sortKeyOf(one.name), b.nameKey ?? sortKeyOf(other.name)] as const;
  if (keys[0] !== keys[1]) return keys[0] < keys[1] ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
