import { isoDate, parseInstant, type Instant } from "./instant";
import { short } from "./marker";

/** The renewal note in a connection's description: which credential it holds, and until when. */
export type RenewalNote = { readonly key8: string | null; readonly until: Instant };

const pattern = /\[secret ([0-9a-f]{8}|unknown) expires (\d{4}-\d{2}-\d{2})\]/gi;

/** `[secret 1a2b3c4d expires 2027-05-22]`, or `secret unknown` where the key id is not known. */
export const noteText = (keyId: string | null, until: Instant): string =>
  `[secret ${keyId === null ? "unknown" : short(keyId)} expires ${isoDate(until)}]`;

/** The last well-formed note in a description, or null. Text is data here: markup in it is never interpreted. */
export function parseNote(description: string): RenewalNote | null {
  let found: RenewalNote | null = null;
  for (const match of description.matchAll(pattern)) {
    const until = parseInstant(`${match[2] ?? ""}T00:00:00Z`);
    const key = (match[1] ?? "").toLowerCase();
    if (until !== null) found = { key8: key === "unknown" ? null : key, until };
  }
  return found;
}

/** The text of the last note in a description, or null. */
export function noteIn(description: string): string | null {
  const note = parseNote(description);
  return note === null ? null : noteText(note.key8, note.until);
}

/** The administrator's own text: the description without any note and without the blank a note leaves behind. */
export const withoutNote = (description: string): string =>
  description.includes("[secret ")
    ? description
        .replace(pattern, "")
        .replace(/[ \t]{2,}/g, " ")
        .trim()
    : description;

/**
 * The description with exactly one note: an existing note is replaced where it stands, otherwise the note is
 * appended. All other characters stay as they are.
 */
export function withNote(description: string, note: string): string {
  const first = description.search(pattern);
  if (first >= 0) return description.replace(pattern, (...match) => (match[3] === first ? note : ""));
  return description === "" ? note : `${description}${/\s$/.test(description) ? "" : " "}${note}`;
}
