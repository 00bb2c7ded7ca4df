import type { Row } from "./inventory";

/**
 * The rows read now, those that say the same as before being the same objects as before: what follows from a row, and
 * its place on screen, is then worked out again for the others alone.
 */
export function keepSame(before: readonly Row[], after: readonly Row[]): readonly Row[] {
  const known = new Map(before.map((row) => [row.connection.id, row]));
  const rows = after.map((row) => {
    const old = known.get(row.connection.id);
    return old !== undefined && saysTheSame(old, row) ? old : row;
  });
  const unchanged = rows.length === before.length && rows.every((row, place) => row === before[place]);
  return unchanged ? before : rows;
}

const saysTheSame = (a: Row, b: Row): boolean =>
  a.connection === b.connection &&
  a.record === b.record &&
  a.band === b.band &&
  a.cliff === b.cliff &&
  sameFields(a.app, b.app) &&
  sameFields(a.expiry, b.expiry);

function sameFields<T extends object>(a: T, b: T): boolean {
  const names = Object.keys(a) as (keyof T)[];
  return names.length === Object.keys(b).length && names.every((name) => Object.is(a[name], b[name]));
}
