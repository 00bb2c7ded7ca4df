/** Reads the tables "Dependency direction" and "Rooms of the hub" of docs/architecture.md and judges imports by them. */

export interface Import {
  /** Path of the importing file below src, with "/" between its parts. */
  readonly from: string;
  /** Path below src, or the name of a package as it is written. */
  readonly to: string;
  readonly isPackage: boolean;
  readonly typesOnly: boolean;
}

/** One permission of a cell: `what` (yes, types, own or names), limited to `where` unless that is empty. */
interface Clause {
  readonly what: "yes" | "types" | "own" | readonly string[];
  readonly where: readonly string[];
}

export type DependencyTable = ReadonlyMap<string, ReadonlyMap<string, readonly Clause[]>>;

const names = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);

function clause(text: string): Clause {
  const [what = "", where = ""] = text.split(/ in /);
  const word = what.trim();
  if (word === "yes" || word === "types" || word === "own") return { what: word, where: names(where) };
  const named = names(what);
  if (named.length === 0) throw new Error(`The dependency table has a cell nobody can read: ${text}`);
  return { what: named, where: names(where) };
}

function cells(line: string): string[] {
  const parts = line.split("|").slice(1, -1);
  return parts.map((part) => part.trim());
}

/** The permissions by row and column. Throws where the section or the table is missing or a cell is unreadable. */
export function parseTable(markdown: string, title = "Dependency direction"): DependencyTable {
  const section = markdown.split(/^## /m).find((part) => part.startsWith(title));
  const [head, , ...rows] = (section ?? "").split("\n").filter((line) => line.startsWith("|"));
  if (head === undefined || rows.length === 0)
    throw new Error(`docs/architecture.md has no table under "${title}"`);
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
  if (permission.what === "own") return false;
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

/** A part of the hub: `features` are many rooms, of which `name` tells one. */
type Room = { readonly kind: string; readonly name: string };

/** The room of a file below src; null outside of the hub. */
function roomOf(path: string): Room | null {
  const [layer, kind = "", name = ""] = path.split("/");
  if (layer !== "hub") return null;
  if (kind === "shell" && name === "contracts") return { kind: "contracts", name: "" };
  return { kind, name: kind === "features" ? name : "" };
}

/** Whether the table of rooms allows the import; what leaves the hub is judged by the table of layers. */
export function allowsRoom(rooms: DependencyTable, edge: Import): boolean {
  const from = roomOf(edge.from);
  const to = edge.isPackage ? null : roomOf(edge.to);
  if (from === null || to === null) return true;
  const permissions = rooms.get(from.kind)?.get(to.kind) ?? [];
  return permissions.some(
    (permission) =>
      applies(permission, edge.from) &&
      (permission.what === "own" ? from.name === to.name : grants(permission, edge)),
  );
}

/** Files that reach themselves over imports, types included; each circle as its files in order of their names. */
export function circles(
  files: readonly string[],
  imports: readonly Import[],
): readonly (readonly string[])[] {
  const fileOf = new Map(files.map((file) => [file.replace(/\.tsx?$/, ""), file]));
  const reached = new Map<string, Set<string>>();
  for (const { from, to, isPackage } of imports) {
    const file = isPackage ? undefined : fileOf.get(to);
    if (file !== undefined) reached.set(from, (reached.get(from) ?? new Set()).add(file));
  }
  const reachableFrom = (start: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const open = [start];
    for (let file = open.pop(); file !== undefined; file = open.pop())
      for (const next of reached.get(file) ?? [])
        if (!seen.has(next)) {
          seen.add(next);
          open.push(next);
        }
    return seen;
  };
  const all = new Map([...reached.keys()].map((file) => [file, reachableFrom(file)]));
  const inCircles = [...all].filter(([file, seen]) => seen.has(file));
  const found = inCircles.map(([file, seen]) =>
    [...seen].filter((other) => all.get(other)?.has(file) === true).sort(),
  );
  return [...new Map(found.map((circle) => [circle.join(" "), circle])).values()];
}
