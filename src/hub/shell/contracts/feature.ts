import type * as React from "react";
import type { Instant } from "../../../domain/instant";
import type { Row } from "../../../domain/inventory";
import type { Inventory } from "../../../operations/load-inventory";
import type { ConnectionOverlay, Overlay, TabId } from "./hub-state";

/** What a panel of the whole page is given. */
export type PagePanelProps = { readonly overlay: Overlay; readonly onClose: () => void };

/** What a panel of one connection is given. */
export type RowPanelProps = {
  readonly row: Row;
  readonly inventory: Inventory;
  readonly onClose: () => void;
  /** To be called when the connection may have changed: its row is read again. */
  readonly onChanged: () => void;
};

/**
 * What a feature adds to the page. The shell shows it and knows no feature by name; features open each other's panels by
 * what is wanted (`Overlay`), never by importing them.
 */
export type Feature = {
  readonly pagePanels?: {
    readonly [
      Kind in Exclude<Overlay["kind"], ConnectionOverlay["kind"]>
    ]?: React.ComponentType<PagePanelProps>;
  };
  readonly rowPanels?: {
    readonly [Kind in ConnectionOverlay["kind"]]?: React.ComponentType<RowPanelProps>;
  };
  /** Above the list, in the order of the features. */
  readonly Messages?: React.ComponentType;
  /** A view of its own beside the list; `now` is told by the hour. */
  readonly tab?: {
    readonly id: Exclude<TabId, "list">;
    readonly Content: React.ComponentType<{ readonly rows: readonly Row[]; readonly now: Instant }>;
  };
  /** Beside the tabs, while the list is shown: `rows` are all, `shown` those that pass the filters. */
  readonly ListHead?: React.ComponentType<{ readonly rows: readonly Row[]; readonly shown: readonly Row[] }>;
};
