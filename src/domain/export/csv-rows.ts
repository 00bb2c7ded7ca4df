import type { ExportTable } from "./table";

/**
 * A cell that a spreadsheet would take for a formula begins with one of these, also in full width and also after
 * blanks. A leading apostrophe makes it text; a cell that begins with a tab or a line break is treated alike.
 */
const formula = /^(?:[\t\r\n]|[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20])/;

/** The cell as text that no spreadsheet executes. */
export const defused = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell);

/**
 * The records of a CSV file, all of one width: headings, rows, and after them one record per note with its text in the
 * first cell. The headings stay the first line, so that tools that read them go on working.
 */
export function csvRecords({ headings, rows, notes }: ExportTable): readonly (readonly string[])[] {
  const padding = Array.from({ length: Math.max(0, headings.length - 1) }, () => "");
  return [headings, ...rows, ...notes.map((note) => [note, ...padding])].map((record) => record.map(defused));
}
