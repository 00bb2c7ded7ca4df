import type { Settings } from "../../../../domain/settings";
import type { Card } from "../../../../domain/summary-cards";

export const cardsName = "Filter by urgency";

/** What a card counts. The days of the windows are those of the settings. */
export function cardText(card: Card, [first, second, third]: Settings["bands"]): string {
  switch (card) {
    case "expired":
      return "Expired";
    case "within-7":
      return `Within ${String(third)} days`;
    case "within-14":
      return `Within ${String(second)} days`;
    case "within-30":
      return `Within ${String(first)} days`;
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
