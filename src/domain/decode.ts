import { instant, type Instant } from "./instant";

/** Reading of untrusted plain data: each reader answers the value in its type, or throws `Undecodable`. */
export class Undecodable extends Error {}

export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Undecodable("not an object");
  return value as Fields;
}

/** A text of at most `longest` characters; extension data can be written by any member (P10). */
export function text(value: unknown, longest = 1_000): string {
  if (typeof value !== "string" || value.length > longest) throw new Undecodable("not a short text");
  return value;
}

export function finiteNumber(value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new Undecodable("not a number");
  return value;
}

/** A whole number from zero to `most`. */
export function count(value: unknown, most: number): number {
  const number = finiteNumber(value);
  if (!Number.isInteger(number) || number < 0 || number > most) throw new Undecodable("not a count");
  return number;
}

const earliest = Date.UTC(2000, 0, 1);
const latest = Date.UTC(2200, 0, 1) - 1;

/** A moment of the years 2000 to 2199: with another one, words about time and sums of days would throw (P10). */
export function moment(value: unknown): Instant {
  const milliseconds = finiteNumber(value);
  if (!Number.isInteger(milliseconds) || milliseconds < earliest || milliseconds > latest)
    throw new Undecodable("not a moment of this age");
  return instant(milliseconds);
}

/** A moment as `moment` reads it back: certificates without an end of their own name the year 9999. */
export const storable = (at: Instant): Instant =>
  instant(Math.round(Math.min(Math.max(at, earliest), latest)));

export function flag(value: unknown): boolean {
  if (typeof value !== "boolean") throw new Undecodable("not a boolean");
  return value;
}

/** Null for null and for absent: members that are null vanish on their way through the host (P7). */
export const nullable = <T>(value: unknown, read: (present: unknown) => T): T | null =>
  value === null || value === undefined ? null : read(value);

export function listOf<T>(value: unknown, read: (item: unknown) => T, longest = 1_000): readonly T[] {
  if (!Array.isArray(value) || value.length > longest) throw new Undecodable("not a list");
  return value.map(read);
}

export function oneOf<T extends string>(value: unknown, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new Undecodable("not one of the known words");
  return found;
}

/** Runs readers over untrusted data; null where any of them refused. Other errors are bugs and pass through. */
export function decoded<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Undecodable) return null;
    throw error;
  }
}
