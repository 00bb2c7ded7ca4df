import { isOpenWhole } from "./expressions";
import type { MajorRow, ScriptPattern } from "./data/federation-data";

/** The script of a step: its text, or the file that holds it. Both null where not even that is known. */
export type StepScript = { readonly text: string | null; readonly file: string | null };

/** Words that give away a sign-in with a secret, or cmdlets of the retired module (W16). */
const patterns: Readonly<Record<ScriptPattern, RegExp>> = {
  "secret-use":
    /servicePrincipalKey|ARM_CLIENT_SECRET|AZURE_CLIENT_SECRET|az login[^\n]*(?:\s-p\b|--password)|Connect-AzAccount[^\n]*-Credential/i,
  "azurerm-cmdlet": /[A-Za-z]+-AzureRm[A-Za-z]*|AzureRm[A-Z][A-Za-z]*/i,
};

/** The script inputs of a step as its major keeps them; null where the major has none. */
export function scriptOf(row: MajorRow, valueOf: (name: string) => string | null): StepScript | null {
  const { script } = row;
  if (script === undefined) return null;
  const given = valueOf(script.selector);
  const selector = given === null || given === "" ? script.selectorDefault : given;
  if (isOpenWhole(selector)) return { text: null, file: null };
  if (selector.toLowerCase() !== script.inlineValue.toLowerCase()) {
    return { text: null, file: valueOf(script.file) ?? "" };
  }
  const text = valueOf(script.inline) ?? "";
  return { text: isOpenWhole(text) ? null : text, file: null };
}

/** First match of a pattern in a script with its line, counted from 1. */
export function findInScript(
  text: string,
  pattern: ScriptPattern,
): { readonly found: string; readonly line: number } | null {
  const match = patterns[pattern].exec(text);
  if (match === null) return null;
  return { found: match[0].trim(), line: text.slice(0, match.index).split("\n").length };
}
