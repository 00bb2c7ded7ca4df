/** The house as its imports draw it: which part reaches into which, without what packages and tests do. */
import type { Import } from "./dependency-table";

type Arrow = readonly [from: string, to: string];

const layerOf = (path: string): string | null => path.split("/")[0] ?? null;

/** The room of the hub: its contracts, the rest of the shell, what is shared, and each feature. */
function roomOf(path: string): string | null {
  const [layer, kind = "", name = ""] = path.split("/");
  if (layer !== "hub") return null;
  if (kind === "features") return name;
  return kind === "shell" && name === "contracts" ? name : kind;
}

/** Each arrow once, in order of the names. An arrow that only types take is one as well. */
function arrows(imports: readonly Import[], partOf: (path: string) => string | null): readonly Arrow[] {
  const found = new Set<string>();
  for (const { from, to, isPackage } of imports) {
    const [start, end] = [partOf(from), isPackage ? null : partOf(to)];
    if (start !== null && end !== null && start !== end) found.add(`${start} ${end}`);
  }
  return [...found].sort().map((one) => one.split(" ") as [string, string]);
}

const drawn = (lines: readonly string[]): string =>
  ["```mermaid", "flowchart TD", ...lines, "```"].join("\n");

/** One line for each part that reaches others. */
function lineOf(all: readonly Arrow[]): readonly string[] {
  const starts = [...new Set(all.map(([from]) => from))];
  return starts.map((start) => {
    const ends = all.filter(([from]) => from === start).map(([, to]) => to);
    return `  ${start} --> ${ends.join(" & ")}`;
  });
}

/** Both pictures as they stand in docs/architecture.md. */
export const houseOf = (imports: readonly Import[]): string =>
  [
    "The layers:",
    drawn(lineOf(arrows(imports, layerOf))),
    "The rooms of the hub:",
    drawn(lineOf(arrows(imports, roomOf))),
  ].join("\n\n");
