import type { columnNames } from "../words/inventory";

export type ColumnId = keyof typeof columnNames;

/** Which columns there are, and who asks. */
export type Shown = { readonly scope: "project" | "organization"; readonly narrow: boolean };

type Width = {
  readonly id: ColumnId;
  /** Negative is a share of the width that fixed columns leave. */
  readonly width: number;
};

/** The width of the boxes in front. */
export const selectWidth = 40;

/** Wide enough for all three buttons. */
const narrowActions = 256;

const widths: readonly Width[] = [
  { id: "name", width: -30 },
  { id: "project", width: -16 },
  { id: "kind", width: -14 },
  { id: "expiry", width: -32 },
  { id: "verification", width: -26 },
  { id: "actions", width: 290 },
];

/** The columns after the boxes; only the organization's list names projects, and a narrow one says the kind below the name. */
export const columnsOf = ({ scope, narrow }: Shown): readonly Width[] =>
  widths
    .filter(({ id }) => (id !== "project" || scope === "organization") && (id !== "kind" || !narrow))
    .map(({ id, width }) => ({ id, width: id === "actions" && narrow ? narrowActions : width }));

/** Every row is at least as high. */
export const rowHeight = 57;
