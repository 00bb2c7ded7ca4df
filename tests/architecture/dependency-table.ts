/** Reads the table "Dependency direction" of docs/architecture.md and judges single imports by it. */

export interface Import {
  /** Path of the importing file below src, with "/" between its parts. */
  readonly from: string;
  /** Path below src, or the name of a package as it is written. */
  readonly to: string;
  readonly isPackage: boolean;
  readonly typesOnly: boolean;
}

/** One permission of a cell: `what` (yes, types or names), limited to `where` unless that is empty. */
interface Clause {
  readonly what: "yes" | "types" | readonly string[];
  readonly where: readonly string[];
}

export type DependencyTable = ReadonlyMap<string, ReadonlyMap<string, readonly Clause[]>>;

const names = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);

function clause(text: string): Clause {
  const [what = "", where = ""] = text.split(/ in /);
  const word = what.trim();
  if (word === "yes" || word === "types") return { what: word, where: names(where) };
  const named = names(what);
  if (named.length === 0) throw new Error(`The dependency table has a cell nobody can read: ${text}`);
  return { what: named, where: names(where) };
}

function cells(line: string): string[] {
  const parts = line.split("|").slice(1, -1);
  return parts.map((part) => part.trim());
}

/** The permissions by row and column. Throws where the section or the table is missing or a cell is unreadable. */
export function parseTable(markdown: string): DependencyTable {
  const section = markdown.split(/^## /m).find((part) => part.startsWith("Dependency direction"));
  const [head, , ...rows] = (section ?? "").split("\n").filter((line) => line.startsWith("|"));
  if (head === undefined || rows.length === 0)
    throw new Error("docs/architecture.md has no dependency table");
  const columns = cells(head).slice(1);
  return new Map(
    rows.map((row) => {
      const [layer = "", ...permissions] = cells(row);
      return [
        layer,
        new Map(
          columns.map((column, i) => {
            const cell = permissions[i] ?? "-";
            return [column, cell === "-" ? [] : cell.split(";").map((part) => clause(part.trim()))];
          }),
        ),
      ];
    }),
  );
}

const layerOf = (path: string): string => path.split("/")[0] ?? "";
const adapterOf = (path: string): string => path.split("/")[1] ?? "";

function applies({ where }: Clause, from: string): boolean {
  return where.length === 0 || from.split("/").some((part) => where.includes(part));
}

function namesPackage(name: string, to: string): boolean {
  if (name.endsWith("*")) return to.startsWith(name.slice(0, -1));
  return to === name || to.startsWith(`${name}/`);
}

function grants(permission: Clause, { to, isPackage, typesOnly }: Import): boolean {
  if (permission.what === "yes") return true;
  if (permission.what === "types") return typesOnly;
  return permission.what.some((name) => (isPackage ? namesPackage(name, to) : adapterOf(to) === name));
}

/** Whether the table allows the import. A layer that the table does not name may import nothing. */
export function allows(table: DependencyTable, edge: Import): boolean {
  const layer = layerOf(edge.from);
  const ownFolder = layer === layerOf(edge.to) && !edge.isPackage;
  if (ownFolder && (layer !== "adapters" || adapterOf(edge.from) === adapterOf(edge.to)))
    return table.has(layer);
  const permissions = table.get(layer)?.get(edge.isPackage ? "npm" : layerOf(edge.to)) ?? [];
  return permissions.some((permission) => applies(permission, edge.from) && grants(permission, edge));
}
