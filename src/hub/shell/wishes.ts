import type { Card } from "../../domain/summary-cards";
import { withPanel, withSelected, type BulkPanel } from "../features/bulk/bulk-state";
import type { Hub } from "./contracts/hub-context";
import { rowById, withOverlay, withQuery, type HubState, type Overlay } from "./contracts/hub-state";
import { currentView } from "../features/inventory/view";

/** What can be asked of one row. */
export type RowWish = {
  readonly kind: "renew" | "verify" | "details" | "federation" | "verdict" | "select";
  readonly connectionId: string;
};

/** What a press on the page asks for, as data: a press on a row that stands there before the interface is kept for it. */
export type Wish =
  | RowWish
  | { readonly kind: "refresh" | "export" | "settings" | "federation-readiness" | "select-all" }
  | { readonly kind: "card"; readonly card: Card }
  | { readonly kind: "many"; readonly panel: BulkPanel };

export type OnWish = (wish: Wish) => void;

/** Does what was asked for. */
export function grant(hub: Hub, wish: Wish): void {
  const { store, intents, bulk, dates } = hub;
  const overlay = (wanted: Overlay): void => store.update((state) => withOverlay(state, wanted));
  switch (wish.kind) {
    case "renew":
      return overlay({ kind: "renewal", connectionId: wish.connectionId });
    case "details":
      return overlay({ kind: "detail", connectionId: wish.connectionId });
    case "federation":
    case "verdict":
      return overlay({ kind: wish.kind, connectionId: wish.connectionId });
    case "verify": {
      const row = rowById(store.get(), wish.connectionId);
      if (row !== null) void intents.verify(row.connection);
      return;
    }
    case "select":
      return bulk.update((state) =>
        withSelected(state, [wish.connectionId], !state.selected.has(wish.connectionId)),
      );
    case "select-all":
      return bulk.update((state) => {
        const ids = currentView(store.get(), dates.zone).rows.map(({ connection }) => connection.id);
        return withSelected(state, ids, !ids.every((id) => state.selected.has(id)));
      });
    case "many":
      return bulk.update((state) => withPanel(state, wish.panel, currentView(store.get(), dates.zone).rows));
    case "card":
      return store.update((state) => withQuery(state, { card: cardAfter(state, wish.card) }));
    case "refresh":
      return void intents.load();
    case "export":
    case "federation-readiness":
      return overlay({ kind: wish.kind });
    case "settings":
      return overlay({ kind: "settings", hint: null });
  }
}

/** A chosen card is let go by the second press. */
const cardAfter = ({ query }: HubState, card: Card): Card | null => (query.card === card ? null : card);
