import { isGuid } from "../../domain/settings";

/** What is wrong with a pasted client secret, before any call is made (G126). */
export type PasteProblem = "empty" | "secret-id" | "white-space" | "too-short";

/** The shortest secret Entra makes (G17). */
const shortestSecret = 16;

/** Checks a pasted client secret; null where it may be tried. The Secret ID beside the value is a GUID (A40). Pure. */
export function pasteProblem(text: string): PasteProblem | null {
  if (text.trim() === "") return "empty";
  if (isGuid(text.trim().replace(/^\{|\}$/g, ""))) return "secret-id";
  if (/\s/.test(text)) return "white-space";
  return text.length < shortestSecret ? "too-short" : null;
}

/** Checks another confidential input, of which nothing is known but that it must not be empty (A51). */
export const inputProblem = (text: string): PasteProblem | null => (text.trim() === "" ? "empty" : null);
