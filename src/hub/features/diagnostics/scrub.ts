const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Shorter names are common words as well, and would take the report apart. */
const shortestName = 3;

/** A product with its version, as browsers name themselves, is not taken for a secret. */
const isVersion = (text: string): boolean => /^[A-Za-z]+\/\d+(\.\d+)*$/.test(text);

const looksRandom = (text: string): boolean =>
  /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text) && !isVersion(text);

/**
 * The text without anything that names or opens something: tokens, long random values, addresses, mail addresses, ids,
 * and the given names, in any casing. The report is made without them; this is for remote texts inside it. Pure.
 */
export function scrubbed(text: string, names: readonly string[]): string {
  const anonymous = text
    .replace(/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, "{token}")
    .replace(/\bBearer\s+\S+/gi, "Bearer {token}")
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/[^\s"')\]]+/gi, "{address}")
    .replace(/[^\s@<>"']+@[^\s@<>"']+\.[a-z]{2,}/gi, "{mail}")
    .replace(/[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}/gi, "{id}")
    .replace(/[\w~.+/=-]{24,}/g, (value) => (looksRandom(value) ? "{value}" : value));
  const longestFirst = [...new Set(names.map((name) => name.trim()))]
    .filter((name) => name.length >= shortestName)
    .sort((a, b) => b.length - a.length);
  return longestFirst.reduce(
    (rest, name) =>
      rest.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, "giu"), "{name}"),
    anonymous,
  );
}
