import { isOpen } from "./expressions";

/** A text as one word of a bash command line, whatever it holds. */
export const bashQuote = (text: string): string => `'${text.replace(/'/g, "'\\''")}'`;

/** What a script needs from its step. Pure; one per script. */
export type Binder = {
  /**
   * A word that stands for the value. Plain values are quoted in place. Values with `$(…)` travel through the
   * step's environment, because the agent would paste their text into the script, quotes and all.
   */
  word(variable: string, value: string | null, missing: string): string;
  /** Puts a value into the environment as it is. */
  pass(variable: string, value: string): void;
  /** The environment the words rely on. */
  env(): Readonly<Record<string, string>>;
  /** What the definition does not tell; each is a placeholder in the environment. */
  missing(): readonly string[];
};

export function createBinder(): Binder {
  const env: Record<string, string> = {};
  const missing: string[] = [];
  return {
    word(variable, value, name) {
      if (value === null || value.trim() === "") {
        if (!missing.includes(name)) missing.push(name);
        env[variable] = `<${name}>`;
        return `"$${variable}"`;
      }
      if (!isOpen(value)) return bashQuote(value);
      env[variable] = value;
      return `"$${variable}"`;
    },
    pass(variable, value) {
      env[variable] = value;
    },
    env: () => env,
    missing: () => missing,
  };
}
