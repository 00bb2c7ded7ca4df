import type { Instant } from "../../../domain/instant";
import type { Row } from "../../../domain/inventory";
import type { DateStyle } from "../../../words/expiry";
import type { OnAction } from "../../shared/dispatch";
import type { RowFacts } from "../../shared/verification/row-facts";
import type { Shown } from "./row-columns";

export type CellProps = {
  readonly row: Row;
  readonly facts: RowFacts;
  readonly selected: boolean;
  readonly shown: Shown;
  readonly now: Instant;
  readonly dates: DateStyle;
  /** The focus zone of the row, where the list has one. */
  readonly zone?: string | undefined;
  readonly onAction: OnAction;
};
