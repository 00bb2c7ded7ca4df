/** Every import, re-export and dynamic import below src, read with the compiler's own parser. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import * as ts from "typescript";
import type { Import } from "./dependency-table";

export const sourceFolder = join(__dirname, "..", "..", "src");

const simulatorFolder = join(sourceFolder, "..", "simulator");

function filesBelow(root: string, below: string): string[] {
  const folder = join(root, below);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = posix.join(below, name);
    if (statSync(join(root, path)).isDirectory()) return filesBelow(root, path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

/** Paths of all TypeScript files below src, with "/" between the parts. */
export const sourceFiles = (below = ""): string[] => filesBelow(sourceFolder, below);

function importsOnlyTypes(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return (
    clause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((element) => element.isTypeOnly)
  );
}

/** The imports that `text`, the content of the file `from`, makes. Style sheets are not counted. */
export function importsOf(from: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typesOnly: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteral(specifier) || /\.s?css$/.test(specifier.text)) return;
    const isPackage = !specifier.text.startsWith(".");
    const to = isPackage ? specifier.text : posix.join(dirname(from), specifier.text);
    found.push({ from, to, isPackage, typesOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, importsOnlyTypes(node));
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(from, text, ts.ScriptTarget.ES2020, true));
  return found;
}

const importsBelow = (root: string): Import[] =>
  filesBelow(root, "").flatMap((file) => importsOf(file, readFileSync(join(root, file), "utf8")));

/** Every import of the simulator; one that leaves its folder starts with "..". */
export const simulatorImports = (): Import[] => importsBelow(simulatorFolder);

let imports: readonly Import[] | null = null;

/** Every import below src, read once. */
export const allImports = (): readonly Import[] => (imports ??= importsBelow(sourceFolder));
