import { Ajv } from "ajv";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const schema = JSON.parse(
  readFileSync(join(__dirname, "..", "..", "docs", "watch-report.schema.json"), "utf8"),
) as object;

const ajv = new Ajv({
  allErrors: true,
  strict: true,
  formats: { "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/ },
});
const validate = ajv.compile(schema);

/** What a report breaks of its published schema; empty where it keeps to it. */
export function schemaProblems(report: string): readonly string[] {
  return validate(JSON.parse(report))
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
}
