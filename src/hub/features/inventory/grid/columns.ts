import type { Column } from "../../../../domain/view-query";
import type { columnNames } from "../words/inventory";

export type ColumnId = keyof typeof columnNames;

export type Scope = "project" | "organization";

/** The columns after the boxes; the organization's list alone names projects. */
export const columnsOf = (scope: Scope): readonly ColumnId[] =>
  scope === "organization"
    ? ["name", "project", "expiry", "verification", "actions"]
    : ["name", "expiry", "verification", "actions"];

/** What a column sorts by; null for one that sorts by nothing. */
export const sortColumnOf = (id: ColumnId): Column | null => (id === "actions" ? null : id);
