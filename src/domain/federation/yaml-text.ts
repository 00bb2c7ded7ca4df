/** A step as a person would write it in a pipeline's YAML. */
export type YamlStep = {
  readonly task: string;
  readonly displayName: string | null;
  readonly condition: string | null;
  readonly inputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
};

const plain = /^[A-Za-z$_./\\(][A-Za-z0-9$_./\\()@ =+~^-]*$/;
/** Texts that YAML reads as something else: switches, nothing, and numbers that begin with a dot. */
const reserved = /^(y|n|yes|no|on|off|null|~|true|false|\.(inf|nan|[\d_.]*(e[+-]?\d+)?))$/i;
/** What only an escape within double quotes can hold: breaks, controls and half a pair of surrogates. */
const escaped =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** A text as one YAML scalar that reads back as the same text; `true` and `false` stay bare. */
export function yamlScalar(text: string): string {
  if (text === "true" || text === "false") return text;
  const bare = plain.test(text) && !reserved.test(text) && text.trim() === text;
  if (bare) return text;
  return escaped.test(text) ? doubleQuoted(text) : `'${text.replace(/'/g, "''")}'`;
}

/** JSON escapes what YAML does, except for these. */
const doubleQuoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** Several lines as a block, where a block can hold them unchanged. */
function block(text: string, indent: string): string | null {
  if (!text.includes("\n") || escaped.test(text.replaceAll("\n", ""))) return null;
  const lines = text.replace(/\n$/, "").split("\n");
  if (lines.some((line) => line !== line.trimEnd()) || /^\s|^$/.test(lines[0] ?? "")) return null;
  if (lines[lines.length - 1] === "") return null;
  const body = lines.map((line) => (line === "" ? "" : `${indent}${line}`)).join("\n");
  return `${text.endsWith("\n") ? "|" : "|-"}\n${body}`;
}

const key = (name: string): string =>
  /^[A-Za-z_][\w.-]*$/.test(name) && !reserved.test(name) ? name : quotedKey(name);

/** A key of more than 1,024 characters would need a sign of its own; no input has one. */
const quotedKey = (name: string): string =>
  name === "true" || name === "false" ? `'${name}'` : yamlScalar(name);

const pair = (name: string, text: string, indent: string): string =>
  `${indent}${key(name)}: ${block(text, `${indent}  `) ?? yamlScalar(text)}`;

/** The step as YAML text, ending in a line break, to compare and to copy. */
export function stepToYaml(step: YamlStep): string {
  const lines = [`- task: ${yamlScalar(step.task)}`];
  if (step.displayName !== null) lines.push(pair("displayName", step.displayName, "  "));
  if (step.condition !== null) lines.push(pair("condition", step.condition, "  "));
  for (const [name, table] of [
    ["inputs", step.inputs],
    ["env", step.env],
  ] as const) {
    if (Object.keys(table).length === 0) continue;
    lines.push(`  ${name}:`, ...Object.entries(table).map(([input, text]) => pair(input, text, "    ")));
  }
  return `${lines.join("\n")}\n`;
}
