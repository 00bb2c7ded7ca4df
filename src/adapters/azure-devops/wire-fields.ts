import { parseInstant, type Instant } from "../../domain/instant";

/** A JSON object of Azure DevOps. */
export type WireObject = Readonly<Record<string, unknown>>;

/** The value as an object; null for everything that is none. */
export const objectOf = (value: unknown): WireObject | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as WireObject) : null;

/** The key of an object in the casing it has there; null where it is absent. Casing varies between answers (A5). */
export function keyOf(object: WireObject | null, name: string): string | null {
  if (object === null) return null;
  if (name in object) return name;
  // Most of what is not there is asked of thousands of objects: lengths are compared before letters.
  const fits = (key: string): boolean =>
    key.length === name.length && key.toLowerCase() === name.toLowerCase();
  return Object.keys(object).find(fits) ?? null;
}

/** A member by name in any casing; undefined where it is absent (A5). */
export function field(object: WireObject | null, name: string): unknown {
  const key = keyOf(object, name);
  return object === null || key === null ? undefined : object[key];
}

/** A text that says something; null where it is absent, empty or no text: unset members are often "" (A66). */
export function textField(object: WireObject | null, name: string): string | null {
  const value = field(object, name);
  return typeof value === "string" && value !== "" ? value : null;
}

export const objectField = (object: WireObject | null, name: string): WireObject | null =>
  objectOf(field(object, name));

/**
 * A moment: ISO text, `/Date(ms)/` text or the Date made of it (A1). Null also for dates before 1970, which are
 * what an unset date looks like.
 */
export function instantField(object: WireObject | null, name: string): Instant | null {
  const value = field(object, name);
  const found =
    value instanceof Date
      ? parseInstant(value.getTime())
      : typeof value === "string"
        ? parseInstant(microsoftDate(value) ?? value)
        : null;
  return found === null || found < 0 ? null : found;
}

function microsoftDate(text: string): number | null {
  const match = /^\/Date\((-?\d+)/.exec(text);
  return match === null ? null : Number(match[1]);
}

/** The items of a list, bare or wrapped in `{count, value}` (A1); null where it is neither. */
export function listOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value as readonly unknown[];
  const wrapped = field(objectOf(value), "value");
  return Array.isArray(wrapped) ? (wrapped as readonly unknown[]) : null;
}
