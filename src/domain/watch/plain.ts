/** Control characters, and those that turn the direction of the text around them. */
const unseen = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/** Other people's text as one line without hidden characters, cut after `longest` characters. */
export function plainText(text: string, longest = 120): string {
  const line = text.replace(unseen, " ").replace(/ {2,}/g, " ").trim();
  const characters = Array.from(line);
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join("")}…`;
}

/**
 * A line that a pipeline's agent takes for text: it looks for `##vso[` and `##[` anywhere in a line (L15), so no two of
 * these characters stand side by side.
 */
export const logLine = (text: string): string => plainText(text, 2_000).replace(/#(?=#)/g, "# ");
