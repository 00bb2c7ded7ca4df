import { withoutNote } from "../note";

/** The description that Terraform's provider writes where nobody gave another, and refreshes when it changes (N2). */
const defaultText = "managed by terraform";

/**
 * Whether Terraform manages the connection, by its description alone: the provider's default text, or the pattern of the
 * settings, in which `*` stands for any text. The whole description has to fit, beside a renewal note: one that merely
 * mentions Terraform is a person's. Takes time in proportion to the texts, whatever the pattern (N2). Pure.
 */
export function isManagedByTerraform(description: string, pattern: string | null): boolean {
  const own = withoutNote(description).trim().toLowerCase();
  if (own === defaultText) return true;
  return pattern !== null && pattern.trim() !== "" && fits(own, pattern.trim().toLowerCase());
}

function fits(text: string, pattern: string): boolean {
  const [first = "", ...others] = pattern.split("*");
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of others) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
