/** Answer of a test on values that may not be known before a run. */
export type Truth = boolean | "unknown";

export const not = (truth: Truth): Truth => (truth === "unknown" ? "unknown" : !truth);

export function both(left: Truth, right: Truth): Truth {
  if (left === false || right === false) return false;
  return left === "unknown" || right === "unknown" ? "unknown" : true;
}

export const either = (left: Truth, right: Truth): Truth => not(both(not(left), not(right)));

const macro = /\$\(([^()\s$][^()$]*)\)/g;

/** Characters of a value that are looked at; a longer one is too long to check, and so not known. */
export const longestText = 32_768;

export const isTooLong = (text: string): boolean => text.length > longestText;

/** True where a text is settled only by a run or a compilation: `$(x)`, `$[…]`, `${{…}}`; or is too long to check. */
export const isOpen = (text: string): boolean =>
  isTooLong(text) || new RegExp(macro.source).test(text) || text.includes("$[") || text.includes("${{");

/** True where the whole text is one macro or expression, or too long to check, so nothing of it is known. */
export const isOpenWhole = (text: string): boolean =>
  isTooLong(text) || /^\s*(\$\([^()\s]+\)|\$\[.*\]|\$\{\{.*\}\})\s*$/s.test(text);

/** Value of a variable by name; null where it is not known before a run. */
export type Variables = (name: string) => string | null;

/** Looks in the first lookup, then in the next. */
export const nearest =
  (...lookups: readonly Variables[]): Variables =>
  (name) => {
    for (const lookup of lookups) {
      const value = lookup(name);
      if (value !== null) return value;
    }
    return null;
  };

export const noVariables: Variables = () => null;

/** Variables from a table. Names compare without case, as the agent compares them. */
export function variablesFrom(table: Readonly<Record<string, string>>): Variables {
  const values = new Map(Object.entries(table).map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => values.get(name.toLowerCase()) ?? null;
}

const deepest = 10;

/**
 * Replaces the macros that are known, again and again; leaves the others as they stand. What grows past `longestText`
 * keeps its further macros: it says the same, and counts as not known.
 */
export function resolveMacros(text: string, variables: Variables): string {
  let current = text;
  for (let depth = 0; depth < deepest && !isTooLong(current); depth += 1) {
    let length = current.length;
    const next = current.replace(new RegExp(macro.source, "g"), (whole, name: string) => {
      const value = length > longestText ? null : variables(name.trim());
      if (value === null || value === whole) return whole;
      length += value.length - whole.length;
      return value;
    });
    if (next === current) return next;
    current = next;
  }
  return current;
}

/** All inputs with their known macros replaced. */
export const resolveInputs = (
  inputs: Readonly<Record<string, string>>,
  variables: Variables,
): Record<string, string> =>
  Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, resolveMacros(value, variables)]));

const sameText = (left: string, right: string): boolean =>
  left.trim().toLowerCase() === right.trim().toLowerCase();

/** Compares a value with a constant; open values are not known. */
export function equals(value: string | null, constant: string): Truth {
  if (value === null) return "unknown";
  return isOpen(value) ? "unknown" : sameText(value, constant);
}

/** Looks for a constant within a value; an open value may still come to hold it. */
export function contains(value: string | null, constant: string): Truth {
  if (value === null) return "unknown";
  if (value.toLowerCase().includes(constant.toLowerCase())) return true;
  return isOpen(value) ? "unknown" : false;
}

/** Evaluates a task's visibility rule (`=`, `==`, `!=`, `&&`, `||`) over values by input name. */
export function evaluateRule(rule: string, valueOf: (input: string) => string | null): Truth {
  const clause = (text: string): Truth => {
    const match = /^([\w.]+)\s*(==|!=|=)(.*)$/s.exec(text.trim());
    if (match === null) return "unknown";
    const [, name = "", operator = "", constant = ""] = match;
    const truth = equals(valueOf(name), constant.trim());
    return operator === "!=" ? not(truth) : truth;
  };
  return rule
    .split("||")
    .map((part) => part.split("&&").map(clause).reduce(both))
    .reduce(either);
}
