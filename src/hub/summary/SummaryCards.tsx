import * as React from "react";
import "./summary.scss";
import type { Row } from "../../domain/inventory";
import type { Instant } from "../../domain/instant";
import { cardCounts, cards, type Card } from "../../domain/summary-cards";
import { useHub, useHubState } from "../hub-context";
import { withQuery } from "../hub-state";
import { cardsName, cardText } from "../words/summary";

type Props = { readonly rows: readonly Row[]; readonly now: Instant };

/** How many connections need what, each number a filter by the very rule it counts by. */
export const SummaryCards = ({ rows, now }: Props): React.JSX.Element => {
  const counts = React.useMemo(() => cardCounts(rows, now), [rows, now]);
  const chosen = useHubState((state) => state.query.card);
  return (
    <div className="hub-cards" role="group" aria-label={cardsName}>
      {cards
        .filter((card) => isAlwaysShown(card) || counts[card] > 0 || card === chosen)
        .map((card) => (
          <CardButton key={card} card={card} count={counts[card]} pressed={card === chosen} />
        ))}
    </div>
  );
};

const isAlwaysShown = (card: Card): boolean => card !== "issuer" && card !== "snoozed";

type CardProps = { readonly card: Card; readonly count: number; readonly pressed: boolean };

const CardButton = ({ card, count, pressed }: CardProps): React.JSX.Element => {
  const { store } = useHub();
  const bands = useHubState((state) => state.inventory?.settings.bands ?? null);
  return (
    <button
      type="button"
      className={`hub-card hub-card-${card}${count === 0 ? " hub-card-none" : ""}`}
      aria-pressed={pressed}
      onClick={() => store.update((state) => withQuery(state, { card: pressed ? null : card }))}
    >
      <span className="hub-card-count">{count}</span>{" "}
      <span className="hub-card-text">{bands === null ? "" : cardText(card, bands)}</span>
    </button>
  );
};
