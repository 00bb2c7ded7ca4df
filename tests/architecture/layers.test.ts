import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { allows, allowsRoom, circles, parseTable, type Import } from "./dependency-table";
import { houseOf } from "./house";
import { allImports, importsOf, simulatorImports, sourceFiles } from "./imports";

const path = join(__dirname, "..", "..", "docs", "architecture.md");
const page = readFileSync(path, "utf8");
const table = parseTable(page);
const rooms = parseTable(page, "Rooms of the hub");

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
    [
      "a component the shape of an operation's answer",
      edge("hub/features/inventory/Table.tsx", "operations/b", { typesOnly: true }),
      true,
    ],
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

describe("the table of rooms", () => {
  test("has a row for each room of the hub", () => {
    const kinds = new Set(sourceFiles("hub").map((file) => file.split("/")[1]!));

    expect([...kinds].filter((kind) => !rooms.has(kind))).toEqual([]);
  });

  test.each([
    ["a feature another feature", edge("hub/features/bulk/a.ts", "hub/features/renewal/b"), false],
    [
      "a feature the types of another feature",
      edge("hub/features/bulk/a.ts", "hub/features/renewal/b", { typesOnly: true }),
      false,
    ],
    ["a feature its own file", edge("hub/features/bulk/a.ts", "hub/features/bulk/words/b"), true],
    ["a feature a contract", edge("hub/features/bulk/a.ts", "hub/shell/contracts/b"), true],
    ["a feature the shell itself", edge("hub/features/bulk/a.ts", "hub/shell/start"), false],
    ["a feature what is shared", edge("hub/features/bulk/a.ts", "hub/shared/b"), true],
    ["what is shared a feature", edge("hub/shared/a.ts", "hub/features/bulk/b"), false],
    ["what is shared the shell itself", edge("hub/shared/a.ts", "hub/shell/start"), false],
    ["a contract what is shared", edge("hub/shell/contracts/a.ts", "hub/shared/b"), false],
    ["the shell a feature", edge("hub/shell/Overlays.tsx", "hub/features/bulk/b"), false],
    [
      "the place that registers features a feature",
      edge("hub/shell/features.ts", "hub/features/bulk/b"),
      true,
    ],
    ["the hub an operation, which is not its business", edge("hub/shell/a.ts", "operations/b"), true],
  ])("judges %s", (_, one, allowed) => {
    expect(allowsRoom(rooms, one)).toBe(allowed);
  });
});

test("circles are found over any number of files, types included", () => {
  const files = ["a.ts", "b.tsx", "c.ts", "d.ts"];
  const imports = [
    edge("a.ts", "b"),
    edge("b.tsx", "c", { typesOnly: true }),
    edge("c.ts", "a"),
    edge("d.ts", "a"),
  ];

  expect(circles(files, imports)).toEqual([["a.ts", "b.tsx", "c.ts"]]);
  expect(circles(files, imports.slice(1))).toEqual([]);
});

test("no file below src reaches itself over its imports", () => {
  expect(circles(sourceFiles(), allImports())).toEqual([]);
});

test("every import between rooms of the hub is one that the table of rooms allows", () => {
  expect(
    allImports()
      .filter((one) => !allowsRoom(rooms, one))
      .map(({ from, to }) => `${from} -> ${to}`),
  ).toEqual([]);
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

const marks = ["<!-- house: begin -->\n\n", "\n\n<!-- house: end -->"] as const;

/** What stands between the marks, and the page around it. */
function parts(page: string): readonly [before: string, house: string, after: string] {
  const [begin, end] = [page.indexOf(marks[0]) + marks[0].length, page.indexOf(marks[1])];
  return [page.slice(0, begin), page.slice(begin, end), page.slice(end)];
}

/** `DRAW_HOUSE=1 npx jest tests/architecture/layers` draws it anew. */
test("the house in docs/architecture.md is the one that the imports draw", () => {
  const [before, , after] = parts(readFileSync(path, "utf8"));
  const house = houseOf(allImports());
  if (process.env["DRAW_HOUSE"] === "1") writeFileSync(path, `${before}${house}${after}`);

  expect(parts(readFileSync(path, "utf8"))[1]).toBe(house);
});

test("an import from another part is an arrow, whatever it takes; one within a part, of a package, or a second one is none", () => {
  const house = houseOf([
    edge("hub/shared/a.ts", "domain/b", { typesOnly: true }),
    edge("hub/shared/c.ts", "domain/d"),
    edge("domain/b.ts", "domain/d"),
    edge("domain/b.ts", "yaml", { isPackage: true }),
    edge("hub/features/bulk/a.ts", "hub/shell/contracts/store"),
    edge("hub/features/bulk/a.ts", "hub/shared/a"),
    edge("hub/shell/features.ts", "hub/features/bulk/feature"),
  ]);

  expect(house).toBe(
    [
      "The layers:",
      "```mermaid\nflowchart TD\n  hub --> domain\n```",
      "The rooms of the hub:",
      "```mermaid\nflowchart TD\n  bulk --> contracts & shared\n  shell --> bulk\n```",
    ].join("\n\n"),
  );
});
