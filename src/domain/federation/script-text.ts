/** The shell that reads a script; `unknown` where the step does not tell. */
export type ScriptLanguage = "bash" | "powershell" | "batch" | "unknown";

/** One command as its shell reads it: continued lines joined, with the number of its first line, counted from 1. */
export type CommandLine = { readonly text: string; readonly line: number };

/**
 * The commands of a script without its comments. Where a text cannot be told apart for certain, comments stay in it: a
 * word too many is looked at by a person, a word too few would be a use that nobody sees. Linear in the text's length.
 */
export function commandsIn(script: string, language: ScriptLanguage): readonly CommandLine[] {
  const lines = withoutComments(script.replace(/\r\n?/g, "\n"), language).split("\n");
  const commands: CommandLine[] = [];
  let parts: string[] = [];
  lines.forEach((line, index) => {
    const more = isContinued(line, language) && index < lines.length - 1;
    parts.push(more ? line.slice(0, -1) : line);
    if (more) return;
    commands.push({ text: parts.join(""), line: index - parts.length + 2 });
    parts = [];
  });
  return commands;
}

const continuations: Readonly<Record<ScriptLanguage, string>> = {
  bash: "\\",
  powershell: "`",
  batch: "^",
  unknown: "\\`^",
};

const isContinued = (line: string, language: ScriptLanguage): boolean =>
  line !== "" && continuations[language].includes(line.slice(-1));

function withoutComments(script: string, language: ScriptLanguage): string {
  switch (language) {
    case "bash":
      return withoutBashComments(script) ?? script;
    case "powershell":
      return withoutPowerShellComments(script) ?? script;
    case "batch":
      return withoutBatchComments(script);
    case "unknown":
      return script;
  }
}

/** A remark of its own line; one that goes on or holds another command stays. */
const withoutBatchComments = (script: string): string => {
  const lines = script.split("\n");
  return lines
    .map((line, index) => {
      const isRemark = /^[\s@]*(?:rem(?:\s|$)|::)/i.test(line) && !/[&|^]/.test(line);
      return isRemark && !(lines[index - 1] ?? "").endsWith("^") ? "" : line;
    })
    .join("\n");
};

type Nesting = "double" | "parenthesis" | "brace" | "back-tick";

/** Null where quotes or brackets do not close, or where a here-document begins. */
function withoutBashComments(script: string): string | null {
  const kept: string[] = [];
  const nesting: Nesting[] = [];
  let from = 0;
  let at = 0;
  while (at < script.length) {
    const [top, char, next] = [nesting[nesting.length - 1], script.charAt(at), script.charAt(at + 1)];
    if (char === "\\") {
      at += 2;
    } else if (char === '"') {
      if (top === "double") nesting.pop();
      else nesting.push("double");
      at += 1;
    } else if (char === "`") {
      if (top === "back-tick") nesting.pop();
      else nesting.push("back-tick");
      at += 1;
    } else if (char === "$" && (next === "(" || next === "{")) {
      nesting.push(next === "(" ? "parenthesis" : "brace");
      at += 2;
    } else if (top === "brace" && char === "}") {
      nesting.pop();
      at += 1;
    } else if (top === "double" || top === "brace") {
      at += 1;
    } else if (char === "'") {
      const end = endOfSingleQuotes(script, at);
      if (end === null) return null;
      at = end;
    } else if (char === "(") {
      nesting.push("parenthesis");
      at += 1;
    } else if (char === ")") {
      // A pattern of `case` has no opening one.
      if (top === "parenthesis") nesting.pop();
      at += 1;
    } else if (char === "<" && next === "<") {
      return null;
    } else if (char === "#" && beginsWord(script, at, " \t\n;&|()`")) {
      kept.push(script.slice(from, at));
      at = endOfLine(script, at);
      from = at;
    } else {
      at += 1;
    }
  }
  kept.push(script.slice(from));
  return nesting.length === 0 ? kept.join("") : null;
}

/** `'…'` holds anything but itself; in `$'…'` a backslash protects the next character. */
function endOfSingleQuotes(script: string, at: number): number | null {
  if (script.charAt(at - 1) !== "$") {
    const end = script.indexOf("'", at + 1);
    return end < 0 ? null : end + 1;
  }
  for (let index = at + 1; index < script.length; index += 1) {
    if (script.charAt(index) === "\\") index += 1;
    else if (script.charAt(index) === "'") return index + 1;
  }
  return null;
}

/** Null where quotes do not close, or where typographic ones, which PowerShell takes as well, make them uncertain. */
function withoutPowerShellComments(script: string): string | null {
  if (/[\u2018-\u201e]/.test(script)) return null;
  const kept: string[] = [];
  let from = 0;
  let at = 0;
  while (at < script.length) {
    const [char, next] = [script.charAt(at), script.charAt(at + 1)];
    if (char === "`") {
      at += 2;
    } else if (char === "@" && (next === "'" || next === '"')) {
      const end = script.indexOf(`\n${next}@`, at + 2);
      if (end < 0) return null;
      at = end + 3;
    } else if (char === "'" || char === '"') {
      const end = char === "'" ? script.indexOf("'", at + 1) + 1 : endOfPowerShellText(script, at);
      if (end === null || end === 0) return null;
      at = end;
    } else if (char === "<" && next === "#") {
      const end = script.indexOf("#>", at + 2);
      if (end < 0) return null;
      // Its line breaks stay, so that the lines keep their numbers.
      kept.push(script.slice(from, at), script.slice(at, end).replace(/[^\n]/g, ""));
      at = end + 2;
      from = at;
    } else if (char === "#" && beginsWord(script, at, " \t\n;{}()|&,")) {
      kept.push(script.slice(from, at));
      at = endOfLine(script, at);
      from = at;
    } else {
      at += 1;
    }
  }
  kept.push(script.slice(from));
  return kept.join("");
}

/** Null for a text that holds a command of its own, whose quotes are not this text's. */
function endOfPowerShellText(script: string, at: number): number | null {
  for (let index = at + 1; index < script.length; index += 1) {
    const char = script.charAt(index);
    if (char === "`") index += 1;
    else if (char === "$" && script.charAt(index + 1) === "(") return endOfSubexpression(script, at);
    else if (char === '"') return index + 1;
  }
  return null;
}

/** Past the text of one line with commands in it; null where that line's quotes do not settle it. */
function endOfSubexpression(script: string, at: number): number | null {
  const end = endOfLine(script, at);
  const line = script.slice(at, end);
  return (line.split('"').length - 1) % 2 === 0 && !line.includes("#") ? end : null;
}

const beginsWord = (script: string, at: number, before: string): boolean =>
  at === 0 || before.includes(script.charAt(at - 1));

const endOfLine = (script: string, at: number): number => {
  const end = script.indexOf("\n", at);
  return end < 0 ? script.length : end;
};
