/** Characters that turn the direction of what stands around them, up to the end of a paragraph. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

const opens = /[\u2066-\u2068]/;
const closing = "\u2069";

/**
 * A name as it may stand within a sentence: the direction of its letters turns back after it, so that it cannot
 * reorder the words around it. A name without such characters stays as it is. A break of the paragraph becomes a blank.
 */
export function isolated(name: string): string {
  if (!turning.test(name) && !/[\u2028\u2029]/.test(name)) return name;
  let open = 0;
  const balanced = Array.from(name.replace(/[\n\r\u0085\u2028\u2029\u001c-\u001e]/g, " "), (character) => {
    if (opens.test(character)) open += 1;
    if (character !== closing) return character;
    // One that closes nothing of the name's own would end the isolation around it.
    if (open === 0) return "";
    open -= 1;
    return character;
  });
  return `\u2068${balanced.join("")}${closing.repeat(open)}${closing}`;
}
