/** The forms in which a value can come back in an error text: as sent, escaped, or encoded on its way. */
function formsOf(value: string): readonly string[] {
  const bytes = String.fromCharCode(...new TextEncoder().encode(value));
  const encoded = encodeURIComponent(value);
  const inJson = JSON.stringify(value).slice(1, -1);
  const base64 = btoa(bytes);
  // Padding is all that an equals sign can be in it.
  const unpadded = base64.replaceAll("=", "");
  return [
    value,
    inJson,
    JSON.stringify(inJson).slice(1, -1),
    encoded,
    encoded.replace(/%20/g, "+"),
    value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;"),
    base64,
    unpadded,
    unpadded.replace(/\+/g, "-").replace(/\//g, "_"),
  ];
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * The text without any of the values, in raw, JSON-escaped, URL-encoded, HTML-escaped and base64 form; each becomes
 * `[redacted]`. Case is ignored, because percent escapes come back in either. Pure.
 */
export function redacted(text: string, secrets: readonly string[]): string {
  const forms = new Set(secrets.filter((value) => value !== "").flatMap(formsOf));
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  return longestFirst.reduce(
    (rest, form) => rest.replace(new RegExp(escaped(form), "gi"), "[redacted]"),
    text,
  );
}
