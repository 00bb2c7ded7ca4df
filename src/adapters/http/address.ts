/** A text as an absolute address; null where it is none, which is the only reason for which parsing fails. */
export function addressOf(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
