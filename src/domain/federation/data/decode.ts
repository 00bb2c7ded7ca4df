import type { FederationData } from "./federation-data";
import schema from "./federation-data.schema.json";

type Schema = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const asSchema = (value: unknown): Schema => (isRecord(value) ? value : {});

/** Words of JSON Schema that say nothing about a value. */
const silent = new Set(["$schema", "$defs", "title", "description"]);

/** First place that breaks one keyword, with what is wrong there; null where all is well. */
type Check = (wanted: unknown, value: unknown, at: string, whole: Schema) => string | null;

const firstOf = (places: readonly (string | null)[]): string | null =>
  places.find((place) => place !== null) ?? null;

const typeOf = (value: unknown): string => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
};

const own = (value: Schema, name: string): unknown => new Map(Object.entries(value)).get(name);

/** The part of JSON Schema that the schema uses. A keyword that is not here is refused rather than ignored. */
const keywords: Readonly<Record<string, Check>> = {
  type: (wanted, value, at) =>
    [wanted].flat().includes(typeOf(value)) ? null : `${at} is not of type ${[wanted].flat().join(" or ")}`,
  const: (wanted, value, at) => (value === wanted ? null : `${at} is not ${String(wanted)}`),
  enum: (wanted, value, at) =>
    Array.isArray(wanted) && wanted.includes(value) ? null : `${at} is not a value that is known`,
  pattern: (wanted, value, at) =>
    typeof value !== "string" || new RegExp(String(wanted)).test(value) ? null : `${at} has another form`,
  minimum: (wanted, value, at) =>
    typeof value !== "number" || value >= Number(wanted) ? null : `${at} is below ${String(wanted)}`,
  required: (wanted, value, at) => {
    const names: readonly string[] = Array.isArray(wanted) ? wanted.map(String) : [];
    const missing = names.find((name) => isRecord(value) && !Object.keys(value).includes(name));
    return missing === undefined ? null : `${at}.${missing} is missing`;
  },
  properties: (wanted, value, at, whole) =>
    firstOf(
      Object.entries(asSchema(value)).map(([name, member]) => {
        const known = own(asSchema(wanted), name);
        return known === undefined ? null : breach(asSchema(known), member, `${at}.${name}`, whole);
      }),
    ),
  items: (wanted, value, at, whole) =>
    firstOf(
      (Array.isArray(value) ? value : []).map((one: unknown, index) =>
        breach(asSchema(wanted), one, `${at}[${String(index)}]`, whole),
      ),
    ),
  anyOf: (wanted, value, at, whole) =>
    [wanted].flat().some((one) => breach(asSchema(one), value, at, whole) === null)
      ? null
      : `${at} has none of the forms that are known`,
  $ref: (wanted, value, at, whole) => {
    const name = String(wanted).replace("#/$defs/", "");
    return breach(asSchema(own(asSchema(whole["$defs"]), name)), value, at, whole);
  },
};

function strangeMember(rule: Schema, value: unknown, at: string, whole: Schema): string | null {
  const known = Object.keys(asSchema(rule["properties"]));
  const others = Object.entries(asSchema(value)).filter(([name]) => !known.includes(name));
  const { additionalProperties: wanted } = rule;
  return firstOf(
    others.map(([name, member]) =>
      wanted === false
        ? `${at}.${name} is not known`
        : breach(asSchema(wanted), member, `${at}.${name}`, whole),
    ),
  );
}

function breach(rule: Schema, value: unknown, at: string, whole: Schema): string | null {
  for (const [word, wanted] of Object.entries(rule)) {
    if (silent.has(word)) continue;
    const check = word === "additionalProperties" ? null : own(keywords, word);
    if (check === undefined) throw new Error(`The schema of the federation data uses ${word}`);
    const found =
      check === null ? strangeMember(rule, value, at, whole) : (check as Check)(wanted, value, at, whole);
    if (found !== null) return found;
  }
  return null;
}

/**
 * The data, once it is as `federation-data.schema.json` says; an error that names the first place which is not. What
 * the schema does not know is refused, so that no record is half understood. Pure.
 */
export function decodeFederationData(value: unknown): FederationData {
  const found = breach(schema, value, "data", schema);
  if (found !== null) throw new Error(`Federation data: ${found}`);
  return value as FederationData;
}
