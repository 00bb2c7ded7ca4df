import type { Instant } from "../../../../domain/instant";
import type { Row } from "../../../../domain/inventory";
import type { DateStyle } from "../../../../words/expiry";
import type { OnAction } from "../../../shared/dispatch";
import type { RowFacts } from "../../../shared/verification/row-facts";

/** What the cells of a row are drawn from. */
export type CellProps = {
  readonly row: Row;
  readonly facts: RowFacts;
  readonly now: Instant;
  readonly dates: DateStyle;
  readonly onAction: OnAction;
  /** Opens the menu of the row beside its button. */
  readonly onMenu: (row: Row, button: HTMLElement) => void;
};
