import { isOpenWhole, isTooLong } from "./expressions";
import type { MajorRow, ScriptPattern } from "./data/federation-data";
import { commandsIn, type CommandLine, type ScriptLanguage } from "./script-text";

/**
 * The script of a step: its text, or the file that holds it. Both null where not even that is known, or where the text
 * is `tooLong` to be checked.
 */
export type StepScript = {
  readonly text: string | null;
  readonly file: string | null;
  readonly tooLong: boolean;
  readonly language: ScriptLanguage;
};

/** The script inputs of a step as its major keeps them; null where the major has none. */
export function scriptOf(row: MajorRow, valueOf: (name: string) => string | null): StepScript | null {
  const { script } = row;
  if (script === undefined) return null;
  const given = valueOf(script.selector);
  const selector = given === null || given === "" ? script.selectorDefault : given;
  const language = languageOf(script.selector, valueOf);
  const nothing: StepScript = { text: null, file: null, tooLong: false, language };
  if (isOpenWhole(selector)) return nothing;
  if (selector.toLowerCase() !== script.inlineValue.toLowerCase()) {
    return { ...nothing, file: valueOf(script.file) ?? "" };
  }
  const text = valueOf(script.inline) ?? "";
  if (isTooLong(text)) return { ...nothing, tooLong: true };
  return isOpenWhole(text) ? nothing : { ...nothing, text };
}

/** Azure CLI steps name their shell in `scriptType`; where that input chooses the place, the script is PowerShell. */
function languageOf(selector: string, valueOf: (name: string) => string | null): ScriptLanguage {
  if (selector.toLowerCase() === "scripttype") return "powershell";
  switch ((valueOf("scriptType") ?? "").trim().toLowerCase()) {
    case "bash":
      return "bash";
    case "ps":
    case "pscore":
      return "powershell";
    case "batch":
      return "batch";
    default:
      return "unknown";
  }
}

type Finder = (command: string, script: string) => string | null;

const keyNames = /servicePrincipalKey|ServicePrincipalSecret|ARM_CLIENT_SECRET|AZURE_CLIENT_SECRET/i;

/** A command from its name to the option that gives a secret away. */
const withOption =
  (name: RegExp, option: RegExp): Finder =>
  (command) => {
    const start = command.search(name);
    if (start < 0) return null;
    const found = option.exec(command.slice(start));
    return found === null ? null : command.slice(start, start + found.index + found[0].length);
  };

const signIn = /(?:Connect|Login|Add)-Az(?:ureRm)?Account/i;

/** A sign-in whose parameters stand in a table (`@parameters`), where the script fills one with a credential. */
const fromTable: Finder = (command, script) => {
  const found = withOption(signIn, /\s@\w/)(command, script);
  return found !== null && /\bCredential['"]?\s*=/i.test(script) ? found : null;
};

/** Words that give away a sign-in with a secret, or cmdlets of the retired module (W16). */
const finders: Readonly<Record<ScriptPattern, readonly Finder[]>> = {
  "secret-use": [
    (command) => keyNames.exec(command)?.[0] ?? null,
    withOption(/\baz(?:\.cmd|\.exe)?\s+login\b/i, /\s(?:-p\b|--password\b)/i),
    withOption(signIn, /\s-Cred/i),
    fromTable,
  ],
  "azurerm-cmdlet": [azureRmWord],
};

const isLetter = (char: string): boolean => /^[a-z]$/i.test(char);

/** The cmdlet or module around `AzureRm`; a word such as `azurerm_subnet` is neither. */
function azureRmWord(command: string): string | null {
  const found = /-AzureRm|AzureRm[a-z]/i.exec(command);
  if (found === null) return null;
  let [start, end] = [found.index, found.index + found[0].length];
  if (found[0].startsWith("-")) while (start > 0 && isLetter(command.charAt(start - 1))) start -= 1;
  while (end < command.length && isLetter(command.charAt(end))) end += 1;
  return command.slice(start, end);
}

/** What is found where, with the line that its command begins in, counted from 1. */
export type ScriptHit = { readonly found: string; readonly line: number };

/** First match of a pattern in what a script runs. Linear in the text's length. */
export function findInScript(
  text: string,
  pattern: ScriptPattern,
  language: ScriptLanguage,
): ScriptHit | null {
  for (const command of commandsIn(text, language)) {
    const hit = hitIn(command, pattern, text);
    if (hit !== null) return hit;
  }
  return null;
}

function hitIn({ text, line }: CommandLine, pattern: ScriptPattern, script: string): ScriptHit | null {
  for (const find of finders[pattern]) {
    const found = find(text, script);
    if (found !== null) return { found: found.trim(), line };
  }
  return null;
}

/** Whether a script reads the token that stands in for the key (W4), and so was written for it. */
export const readsIdToken = (text: string, language: ScriptLanguage): boolean =>
  commandsIn(text, language).some((command) => /\bidToken\b/i.test(command.text));
