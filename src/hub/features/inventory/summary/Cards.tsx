import * as React from "react";
import "./summary.scss";
import type { Settings } from "../../../../domain/settings";
import { cards, type Card, type CardCounts } from "../../../../domain/summary-cards";
import type { OnAction } from "../../../shared/dispatch";
import { numberText } from "../../../../words/common";
import { cardsName, cardText } from "../words/cards";

type Props = {
  readonly counts: CardCounts;
  readonly chosen: Card | null;
  readonly bands: Settings["bands"] | null;
  readonly onAction: OnAction;
};

/** The cards above the list, from their props alone. */
export const Cards = ({ counts, chosen, bands, onAction }: Props): React.JSX.Element => (
  <div className="hub-cards" role="group" aria-label={cardsName}>
    {cards
      .filter((card) => isAlwaysShown(card) || counts[card] > 0 || card === chosen)
      .map((card) => (
        <button
          key={card}
          type="button"
          className={`hub-card hub-card-${card}${counts[card] === 0 ? " hub-card-none" : ""}`}
          aria-pressed={card === chosen}
          onClick={() => onAction({ kind: "card", card })}
        >
          <span className="hub-card-count">{numberText(counts[card])}</span>{" "}
          <span className="hub-card-text">{bands === null ? "" : cardText(card, bands)}</span>
        </button>
      ))}
  </div>
);

const isAlwaysShown = (card: Card): boolean => card !== "issuer" && card !== "snoozed";
