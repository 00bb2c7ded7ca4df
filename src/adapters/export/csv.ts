import { stringify } from "csv-stringify/browser/esm/sync";
import { csvRecords } from "../../domain/export/csv-rows";
import type { ExportTable } from "../../domain/export/table";

/**
 * The table as a CSV file after RFC 4180: cells with text quoted, lines ended by CR LF, and a byte order mark, without which
 * Excel reads UTF-8 as something else. Load on demand.
 */
export const csvText = (table: ExportTable): string =>
  stringify(
    csvRecords(table).map((record) => [...record]),
    { bom: true, quoted: true, record_delimiter: "windows" },
  );
