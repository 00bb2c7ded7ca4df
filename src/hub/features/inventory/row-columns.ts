import type { Breakpoint } from "../../shared/breakpoint";
import type { columnNames } from "./words/inventory";

export type ColumnId = keyof typeof columnNames;

/** Which columns there are, and who asks. */
export type Shown = { readonly scope: "project" | "organization"; readonly breakpoint: Breakpoint };

type Width = {
  readonly id: ColumnId;
  /** Negative is a share of the width that fixed columns leave. */
  readonly width: number;
};

/** The width of the boxes in front. */
export const selectWidth = 40;

/** Wide enough for all three buttons, in a slim list on two lines. */
const actionsWidth: Readonly<Record<Breakpoint, number>> = { wide: 290, narrow: 272, slim: 170 };

const widths: readonly Width[] = [
  { id: "name", width: -29 },
  { id: "project", width: -14 },
  { id: "kind", width: -13 },
  { id: "expiry", width: -37 },
  { id: "verification", width: -25 },
  { id: "actions", width: actionsWidth.wide },
];

/** The columns after the boxes; only the organization's list names projects, and only a wide one has the kind apart. */
export const columnsOf = ({ scope, breakpoint }: Shown): readonly Width[] =>
  widths
    .filter(
      ({ id }) => (id !== "project" || scope === "organization") && (id !== "kind" || breakpoint === "wide"),
    )
    .map(({ id, width }) => ({ id, width: id === "actions" ? actionsWidth[breakpoint] : width }));

/** Every row is at least as high. */
export const rowHeight = 57;
