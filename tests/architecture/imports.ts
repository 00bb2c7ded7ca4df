/** Every import, re-export and dynamic import below src, read with the compiler's own parser. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import * as ts from "typescript";
import type { Import } from "./dependency-table";

export const sourceFolder = join(__dirname, "..", "..", "src");

/** Paths of all TypeScript files below src, with "/" between the parts. */
export function sourceFiles(below = ""): string[] {
  const folder = join(sourceFolder, below);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = posix.join(below, name);
    if (statSync(join(sourceFolder, path)).isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

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

export function allImports(): Import[] {
  return sourceFiles().flatMap((file) => importsOf(file, readFileSync(join(sourceFolder, file), "utf8")));
}
