import { decoded, fieldsOf } from "../../domain/decode";
import type { WidgetSize } from "../../domain/widget/counted";

/** A widget as somebody placed it. Everybody who may edit the dashboard can write all of it (R9). */
export type Placed = {
  readonly name: string;
  readonly size: WidgetSize;
  /** What the dashboard keeps for it; not read yet. */
  readonly stored: unknown;
};

const longestName = 256;
const usualSize: WidgetSize = { columns: 2, rows: 1 };
const span = (value: unknown): number | null =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 10 ? value : null;

/** Reads what the dashboard tells of a widget; what makes no sense has its usual value. */
export function placedOf(settings: unknown): Placed {
  const fields = decoded(() => fieldsOf(settings)) ?? {};
  const size = decoded(() => fieldsOf(fields["size"])) ?? {};
  const custom = decoded(() => fieldsOf(fields["customSettings"])) ?? {};
  const [columns, rows] = [span(size["columnSpan"]), span(size["rowSpan"])];
  const { name } = fields;
  return {
    name: typeof name === "string" ? name.trim().slice(0, longestName) : "",
    size: columns === null || rows === null ? usualSize : { columns, rows },
    stored: custom["data"] ?? null,
  };
}
