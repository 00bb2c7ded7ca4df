import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { sourceFiles, sourceFolder } from "./imports";

/** Attributes and properties whose text a person reads or hears. */
const spoken = new Set([
  "alt",
  "aria-description",
  "aria-label",
  "aria-roledescription",
  "aria-valuetext",
  "ariaLabel",
  "description",
  "label",
  "message",
  "placeholder",
  "summary",
  "text",
  "title",
  "tooltip",
]);

const hasLetter = (text: string): boolean => /\p{L}/u.test(text);

function literalText(node: ts.Node): string | null {
  if (ts.isJsxText(node)) return node.text.trim();
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => literal.text).join("…");
}

const nameOf = (node: ts.JsxAttribute | ts.PropertyAssignment): string =>
  node.name.getText().replace(/"/g, "");

const comparing = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

/** A literal that ends up on the page: between tags, or as what a spoken attribute or property says. */
function isShown(literal: ts.Node): boolean {
  if (ts.isJsxText(literal)) return true;
  for (let node = literal.parent; node !== undefined; node = node.parent) {
    if (ts.isJsxAttribute(node) || ts.isPropertyAssignment(node)) return spoken.has(nameOf(node));
    if (ts.isJsxElement(node) || ts.isJsxFragment(node)) return true;
    // Compared with or handed to something: a code, not a sentence.
    if (ts.isCallExpression(node) || ts.isStatement(node) || ts.isJsxOpeningLikeElement(node)) return false;
    if (ts.isBinaryExpression(node) && comparing.has(node.operatorToken.kind)) return false;
    if (ts.isElementAccessExpression(node)) return false;
  }
  return false;
}

/** Every text in a file of components which a person would see, as `line: text`. */
function literalsShown(fileName: string, source: string): string[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.ES2020, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = literalText(node);
    if (text !== null && hasLetter(text) && isShown(node)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${String(line + 1)}: ${text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

describe("every text a person reads", () => {
  test("stands in the words folder, none in a component", () => {
    const components = sourceFiles("hub").filter((file) => file.endsWith(".tsx"));
    const found = components.flatMap((file) =>
      literalsShown(file, readFileSync(join(sourceFolder, file), "utf8")).map((one) => `${file}:${one}`),
    );

    expect(components.length).toBeGreaterThan(50);
    expect(found).toEqual([]);
  });

  test.each([
    ["between tags", "const a = <p>Some words</p>;"],
    ["in braces", 'const a = <p>{"Some words"}</p>;'],
    ["in a condition", 'const a = <p>{busy ? "Some words" : other}</p>;'],
    ["in a template", "const a = <p>{`Some words${count}`}</p>;"],
    ["in an attribute", 'const a = <Button text="Some words" />;'],
    ["as an accessible name", 'const a = <ul aria-label="Some words" />;'],
    ["in properties", 'const a = <Dialog titleProps={{ text: "Some words" }} />;'],
    ["in properties beside the tags", 'const buttons = [{ text: "Some words", onClick }];'],
  ])("would be found %s", (_place, source) => {
    expect(literalsShown("a.tsx", source).join()).toContain("Some words");
  });

  test.each([
    ["a class", 'const a = <p className="secondary-text" />;'],
    ["a code in a comparison", 'const a = <p>{state === "copied" && other}</p>;'],
    ["a code for the words", 'const a = <p>{failureSentence(failure, "settings")}</p>;'],
    ["an icon", 'const a = <Button iconProps={{ iconName: "Settings" }} text={settingsText} />;'],
  ])("is not mistaken for %s", (_what, source) => {
    expect(literalsShown("a.tsx", source)).toEqual([]);
  });
});
