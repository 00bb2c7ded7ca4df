import type { Card } from "../../domain/summary-cards";
import type { Hub } from "../shell/contracts/hub-context";
import {
  rowById,
  withOverlay,
  withQuery,
  type BulkOverlay,
  type HubState,
  type Overlay,
  type TabId,
} from "../shell/contracts/hub-state";
import { learnedPart } from "./findings/learned";
import { selectionPart, withSelected } from "./selection";
import { currentView } from "./view";

/** What can be asked of one row. */
export type RowAction = {
  readonly kind: "renew" | "verify" | "details" | "federation" | "snooze" | "verdict" | "select";
  readonly connectionId: string;
};

/** What a press on the page asks for, as data: cells and buttons need to know nothing of who does it. */
export type PageAction =
  | RowAction
  | {
      readonly kind:
        | "refresh"
        | "export"
        | "settings"
        | "diagnostics"
        | "unattended"
        | "select-all"
        | BulkOverlay;
    }
  | { readonly kind: "card"; readonly card: Card }
  | { readonly kind: "tab"; readonly tab: TabId };

export type OnAction = (action: PageAction) => void;

/** Does what was asked for. */
export function dispatch(hub: Hub, action: PageAction): void {
  const { store, actions, dates } = hub;
  const open = (wanted: Overlay): void => store.update((state) => withOverlay(state, wanted));
  switch (action.kind) {
    case "renew":
      return open({ kind: "renewal", connectionId: action.connectionId });
    case "details":
      return open({ kind: "detail", connectionId: action.connectionId });
    case "federation":
    case "snooze":
    case "verdict":
      return open({ kind: action.kind, connectionId: action.connectionId });
    case "verify": {
      const row = rowById(store.get(), action.connectionId);
      if (row !== null) void actions.verify(row.connection);
      return;
    }
    case "select":
      return hub
        .part(selectionPart)
        .update((ids) => withSelected(ids, [action.connectionId], !ids.has(action.connectionId)));
    case "select-all": {
      const shown = currentView(store.get(), dates.zone, hub.part(learnedPart).get()).rows.map(
        ({ connection }) => connection.id,
      );
      return hub
        .part(selectionPart)
        .update((ids) => withSelected(ids, shown, !shown.every((id) => ids.has(id))));
    }
    case "bulk-renewal":
    case "bulk-verification":
    case "export":
    case "diagnostics":
    case "unattended":
      return open({ kind: action.kind });
    case "card":
      return store.update((state) => withQuery(state, { card: cardAfter(state, action.card) }));
    case "tab":
      return store.update((state) => ({ ...state, tab: action.tab }));
    case "refresh":
      return void actions.load();
    case "settings":
      return open({ kind: "settings", hint: null });
  }
}

/** A chosen card is let go by the second press. */
const cardAfter = ({ query }: HubState, card: Card): Card | null => (query.card === card ? null : card);
