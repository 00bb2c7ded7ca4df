import type { Settings } from "../../../../domain/settings";
import type { Card } from "../../../../domain/summary-cards";

export const cardsName = "Filter by urgency";

/** What a card counts. The days of the windows are those of the settings. */
export function cardText(card: Card, [first, second, third]: Settings["bands"]): string {
  switch (card) {
    case "expired":
      return "Expired";
    case "within-7":
      return daysText(0, third);
    case "within-14":
      return daysText(third + 1, second);
    case "within-30":
      return daysText(second + 1, first);
    case "issuer":
      return "Issuer retires";
    case "unknown":
      return "Unknown";
    case "failed-or-disabled":
      return "Failed or disabled";
    case "no-secret":
      return "No secret";
    case "snoozed":
      return "Snoozed";
  }
}

/** Windows that follow each other; one of a single day has no second number. */
const daysText = (from: number, to: number): string =>
  `${from === to ? String(to) : `${String(from)}–${String(to)}`} days`;
