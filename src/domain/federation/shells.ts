/**
 * A shell that a script can be written for. What it promises: a word made here reaches the command as the one value it
 * stands for, whatever the value holds, and nothing of it is read as more than text.
 */
export type Shell = {
  /** What `AzureCLI@2` calls it in its input scriptType. */
  readonly scriptType: "bash" | "pscore";
  /** Whether a value can stand in a script of this shell at all. */
  fits(value: string): boolean;
  /** One word: `prefix`, a constant without any sign of the shell, and the value. */
  quoted(value: string, prefix?: string): string;
  /** One word: `prefix` and the value of an environment variable. */
  fromEnvironment(variable: string, prefix?: string): string;
  /** An environment variable's value as words, split at blanks. */
  wordsOf(variable: string): string;
  /** The lines that end the script where one of these variables does not fit. */
  guard(variables: readonly string[]): readonly string[];
  /** A command whose failure ends the script. */
  call(command: string): readonly string[];
};

export const bash: Shell = {
  scriptType: "bash",
  fits: () => true,
  quoted: (value, prefix = "") => `${prefix}'${value.replace(/'/g, "'\\''")}'`,
  fromEnvironment: (variable, prefix = "") => `${prefix}"$${variable}"`,
  wordsOf: (variable) => `$${variable}`,
  guard: () => ["set -euo pipefail"],
  call: (command) => [command],
};

/**
 * On Windows `az` is a batch file: PowerShell hands the words over, and cmd reads the line once more. There it acts on
 * these signs, outside of quotes or even within them, and a backslash at the end takes the closing quote with it (F10).
 */
const cmdActsOn = /[%&|<>^"!()\u0000-\u001f]|\\$/;

/** PowerShell takes each of these for a quote; two of one kind stand for one (`about_Quoting_Rules`). */
const singleQuotes = /['\u2018-\u201b]/g;

/** PowerShell 7 on Windows. */
export const powerShell: Shell = {
  scriptType: "pscore",
  fits: (value) => !cmdActsOn.test(value),
  quoted: (value, prefix = "") => `'${prefix}${value.replace(singleQuotes, "$&$&")}'`,
  fromEnvironment: (variable, prefix = "") => `"${prefix}$env:${variable}"`,
  wordsOf: (variable) => `(-split $env:${variable})`,
  guard: (variables) =>
    variables.length === 0
      ? []
      : [
          "# On Windows az is a batch file, so cmd reads each value once more.",
          `foreach ($value in ${variables.map((name) => `$env:${name}`).join(", ")}) {`,
          `  if ($value -match '[%&|<>^"!()\\x00-\\x1f]|\\\\$') { throw 'A value holds a sign that cmd acts on.' }`,
          "}",
        ],
  call: (command) => [command, "if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }"],
};
