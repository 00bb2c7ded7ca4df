import { isOpen } from "./expressions";
import type { Shell } from "./shells";

/** What a script needs from its step. One per script. */
export type Binder = {
  readonly shell: Shell;
  /**
   * A word that stands for the value, behind a constant `prefix`. Plain values are quoted in place. Values with `$(…)`
   * travel through the step's environment, because the agent would paste their text into the script, quotes and all.
   * A value that the definition does not tell is a placeholder there, and `missing` its name.
   */
  word(variable: string, value: string | null, missing: string, prefix?: string): string;
  /** The words of a text that is split at blanks, through the environment. */
  words(variable: string, text: string): string;
  /** The environment the words rely on. */
  env(): Readonly<Record<string, string>>;
  /** What the definition does not tell; each is a placeholder in the environment. */
  missing(): readonly string[];
  /** True where a value cannot stand in a script of this shell, so that none may be offered. */
  misfits(): boolean;
};

export function createBinder(shell: Shell): Binder {
  const env: Record<string, string> = {};
  const missing: string[] = [];
  let misfits = false;
  const pass = (variable: string, value: string): void => {
    env[variable] = value;
    // Macros are not known before a run, when the script's own guard looks at what they became.
    if (!isOpen(value) && !shell.fits(value)) misfits = true;
  };
  return {
    shell,
    word(variable, value, name, prefix = "") {
      if (value === null || value.trim() === "") {
        if (!missing.includes(name)) missing.push(name);
        env[variable] = `<${name}>`;
        return shell.fromEnvironment(variable, prefix);
      }
      if (!isOpen(value)) {
        if (!shell.fits(value)) misfits = true;
        return shell.quoted(value, prefix);
      }
      env[variable] = value;
      return shell.fromEnvironment(variable, prefix);
    },
    words(variable, text) {
      pass(variable, text);
      return shell.wordsOf(variable);
    },
    env: () => env,
    missing: () => missing,
    misfits: () => misfits,
  };
}
