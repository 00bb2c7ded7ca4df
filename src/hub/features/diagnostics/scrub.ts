const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Shorter names are common words as well, and would take the report apart. */
const shortestName = 3;

/** A product with its version, as browsers name themselves, is not taken for a secret. */
const isVersion = (text: string): boolean => /^[A-Za-z]+\/\d+(\.\d+)*$/.test(text);

const looksRandom = (text: string): boolean =>
  /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text) && !isVersion(text);

/** The word in two: what counts, and the punctuation of the sentence behind it. */
function parted(word: string): readonly [string, string] {
  let end = word.length;
  while (end > 0 && ".,;:!?)]}".includes(word.charAt(end - 1))) end -= 1;
  return [word.slice(0, end), word.slice(end)];
}

/** From where a signed token begins to the end of the word. */
function withoutToken(word: string): string {
  const [text, rest] = parted(word);
  const start = text.search(/\beyJ/);
  return start >= 0 && text.includes(".", start) ? `${text.slice(0, start)}{token}${rest}` : word;
}

function withoutMail(word: string): string {
  const [text, rest] = parted(word);
  const at = text.indexOf("@");
  return at > 0 && /\.[a-z]{2}/i.test(text.slice(at)) ? `{mail}${rest}` : word;
}

/** Addresses of any scheme, up to where a text would close or quote them. */
function withoutAddresses(text: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at)) {
    let start = at;
    while (start > from && /[a-z0-9+.-]/i.test(text.charAt(start - 1))) start -= 1;
    at += 3;
    if (start === at - 3) continue;
    while (at < text.length && !/[\s"')\]]/.test(text.charAt(at))) at += 1;
    kept.push(text.slice(from, start), "{address}");
    from = at;
  }
  return kept.join("") + text.slice(from);
}

/**
 * The text without anything that names or opens something: tokens, long random values, addresses, mail addresses, ids,
 * and the given names, in any casing. The report is made without them; this is for remote texts inside it. Linear in the
 * text's length for each name: maximal words are found first and looked at one by one. Pure.
 */
export function scrubbed(text: string, names: readonly string[]): string {
  const anonymous = withoutAddresses(
    text.replace(/[\w.-]+/g, withoutToken).replace(/\bBearer\s+\S+/gi, "Bearer {token}"),
  )
    .replace(/[^\s<>"']+/g, withoutMail)
    .replace(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi, "{id}")
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
