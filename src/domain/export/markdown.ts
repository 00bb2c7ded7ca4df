import type { ExportTable } from "./table";

/**
 * Text for a cell of a Markdown table: one line, with everything a reader of Markdown or HTML would interpret made
 * plain. Names come from other people, so none of it may turn into a link, a picture or a tag.
 */
export const markdownCell = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*_{}[\]()#!|~$]/g, (character) => `\\${character}`)
    // A bare address would become a link all by itself.
    .replace(/:\/\//g, ":&#8203;//")
    .replace(/www\./gi, (www) => `${www.slice(0, 3)}&#46;`)
    .replace(/@/g, "&#64;");

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** The table in Markdown, with its notes as a list below it. Ends with a line break. */
export function markdownTable({ headings, rows, notes }: ExportTable): string {
  return [
    line(headings.map(markdownCell)),
    line(headings.map(() => "---")),
    ...rows.map((row) => line(row.map(markdownCell))),
    "",
    ...notes.map((note) => `- ${markdownCell(note)}`),
    "",
  ].join("\n");
}
