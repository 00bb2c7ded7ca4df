import { readFileSync } from "node:fs";
import { join } from "node:path";
import { allows, parseTable, type Import } from "./dependency-table";
import { allImports, importsOf, simulatorImports, sourceFiles } from "./imports";

const table = parseTable(readFileSync(join(__dirname, "..", "..", "docs", "architecture.md"), "utf8"));

const edge = (from: string, to: string, more: Partial<Import> = {}): Import => ({
  from,
  to,
  isPackage: false,
  typesOnly: false,
  ...more,
});

describe("the dependency table", () => {
  test("has a row for each folder of src", () => {
    const layers = new Set(sourceFiles().map((file) => file.split("/")[0]));

    expect([...layers].filter((layer) => !table.has(layer!))).toEqual([]);
  });

  test.each([
    ["an adapter another adapter", edge("adapters/graph/a.ts", "adapters/portal/b"), false],
    ["an adapter the http folder", edge("adapters/graph/a.ts", "adapters/http/http"), true],
    ["the domain a port", edge("domain/a.ts", "ports/b", { typesOnly: true }), false],
    ["the domain a package", edge("domain/a.ts", "yaml", { isPackage: true }), false],
    ["operations the value of a port", edge("operations/a.ts", "ports/b"), false],
    ["operations the type of a port", edge("operations/a.ts", "ports/b", { typesOnly: true }), true],
    ["a component an operation", edge("hub/features/inventory/Table.tsx", "operations/b"), false],
    ["a feature's actions an operation", edge("hub/features/inventory/actions.ts", "operations/b"), true],
    ["words the hub", edge("words/a.ts", "hub/b"), false],
    ["a folder nobody named", edge("helpers/a.ts", "helpers/b"), false],
  ])("judges %s", (_, one, allowed) => {
    expect(allows(table, one)).toBe(allowed);
  });

  test("sees static, type, re-exported and dynamic imports", () => {
    const text = [
      'import { a } from "./a";',
      'import type { B } from "../ports/b";',
      'export { c } from "./c";',
      'const d = import("yaml");',
      'let e: import("./e").E;',
      'import "./style.css";',
    ].join("\n");

    const found = importsOf("domain/x.ts", text).map(({ to, typesOnly }) => `${to} ${String(typesOnly)}`);

    expect(found).toEqual([
      "domain/a false",
      "ports/b true",
      "domain/c false",
      "yaml false",
      "domain/e true",
    ]);
  });
});

test("the simulator imports nothing of the product", () => {
  const imports = simulatorImports();

  expect(imports.length).toBeGreaterThan(0);
  expect(
    imports.filter(({ to }) => to.startsWith("../src")).map(({ from, to }) => `${from} -> ${to}`),
  ).toEqual([]);
});

test("every import below src is one that the table allows", () => {
  const imports = allImports();

  expect(imports.length).toBeGreaterThan(0);
  expect(imports.filter((one) => !allows(table, one)).map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
});
