import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import * as ts from "typescript";

const root = join(__dirname, "..", "..");
const read = (name: string): string => readFileSync(join(root, name), "utf8");

const below = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));

/** What the product says: the folders of words, and the sentences that the domain keeps as data. */
const spoken = [
  ...below("src").filter((file) => /(^|\/)words\//.test(file)),
  "src/domain/federation/facts.ts",
  "src/domain/federation/replacement-words.ts",
  "src/domain/export/calendar.ts",
  "vss-extension.json",
  "static/task/task.json",
];

const documents = [
  "README.md",
  "overview.md",
  "SECURITY.md",
  "CONTRIBUTING.md",
  "simulator/README.md",
  ...below("docs").filter((file) => file.endsWith(".md") && file !== "docs/glossary.md"),
  ...below("static/marketplace").filter((file) => file.endsWith(".md")),
];

type Line = { readonly place: string; readonly text: string };

/** The texts between quotes that read like words of a sentence; a code such as `made-up` is none. */
function sentencesOf(file: string): readonly Line[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022, true);
  const found: Line[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isLiteralTypeNode(node)) return;
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (isText && !/^[a-z0-9-]*$/.test(node.text)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ place: `${file}:${String(line + 1)}`, text: node.text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A document's paragraphs, each on one line, since a phrase may be broken over two. */
const paragraphsOf = (file: string): readonly Line[] =>
  read(file)
    .split(/\n\s*\n|\n(?=\||- |\d+\. )/)
    .map((text) => ({ place: file, text: text.replace(/\s+/g, " ") }));

/** The left and right side of the rows below a sentence of the glossary. */
function gone(after: string): readonly (readonly [not: string, but: string])[] {
  const [, rest = ""] = read("docs/glossary.md").split(`\n${after}\n`);
  const rows = [...(rest.split(/\n\n(?!\|)/)[0] ?? "").matchAll(/^\| (.+?) +\| (.+?) +\|$/gm)];
  return rows.slice(2).map(([, not = "", but = ""]) => [not, but] as const);
}

const nowhere = gone("Nowhere, on the screen or in a document:");
const notOnScreen = gone("Not on the screen:");

/** What people who work on the code read: its comments, each on one line. */
function commentsOf(file: string): readonly Line[] {
  const found = read(file).matchAll(/\/\*\*?(.*?)\*\/|(?<=^\s*)\/\/(.*(?:\n\s*\/\/.*)*)/gms);
  return [...found].map(([, block = "", line = ""]) => ({
    place: file,
    text: `${block}${line}`.replace(/\n\s*(?:\*|\/\/)?\s*/g, " "),
  }));
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const slips = (lines: readonly Line[], words: typeof nowhere): readonly string[] =>
  words.flatMap(([not, but]) => {
    const pattern = new RegExp(`(?<![\\w-])${escaped(not)}(?![\\w-])`, "i");
    return lines
      .filter(({ text }) => pattern.test(text))
      .map(({ place, text }) => `${place}: "${not}", say "${but}": ${text.slice(0, 160)}`);
  });

const onScreen = spoken.flatMap(sentencesOf);
const inFiles = documents.flatMap(paragraphsOf);
const inComments = ["src", "simulator", "scripts"]
  .flatMap(below)
  .filter((file) => /\.(tsx?|scss|mjs)$/.test(file))
  .flatMap(commentsOf);

test("the product and its documents say nothing by a word that the glossary has replaced", () => {
  expect(nowhere.length).toBeGreaterThan(20);
  expect(onScreen.length).toBeGreaterThan(1_000);
  expect(slips([...onScreen, ...inFiles], nowhere)).toEqual([]);
});

test("comments say nothing by a word that the glossary has replaced everywhere", () => {
  expect(inComments.length).toBeGreaterThan(2_000);
  expect(slips(inComments, nowhere)).toEqual([]);
});

test("the screen says it with contractions, and with the words of the field", () => {
  expect(notOnScreen.length).toBeGreaterThan(15);
  expect(slips(onScreen, notOnScreen)).toEqual([]);
});

test.each([
  ["Azure DevOps makes the secret.", nowhere],
  ["The app registration is not there.", notOnScreen],
  ["Tells what expires.", notOnScreen],
])("%j would be found", (text, words) => {
  expect(slips([{ place: "here", text }], words)).toHaveLength(1);
});
