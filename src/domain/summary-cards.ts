import type { Row } from "./inventory";
import type { Instant } from "./instant";

/** The cards above the list. Each one counts and, when chosen, filters by the very same rule. */
export type Card =
  | "expired"
  | "within-7"
  | "within-14"
  | "within-30"
  | "issuer"
  | "unknown"
  | "failed-or-disabled"
  | "no-secret"
  | "snoozed";

export const cards: readonly Card[] = [
  "expired",
  "within-7",
  "within-14",
  "within-30",
  "issuer",
  "unknown",
  "failed-or-disabled",
  "no-secret",
  "snoozed",
];

export type CardCounts = Readonly<Record<Card, number>>;

/** Whether a row is snoozed. */
export const isSnoozed = ({ record }: Row, now: Instant): boolean =>
  record?.snooze != null && record.snooze.until > now;

/**
 * The windows follow each other, as their words say: a connection that ends in five days is in the first one alone, an
 * expired one in none. Snoozed rows count on their own card alone.
 */
export function isOnCard(row: Row, card: Card, now: Instant): boolean {
  if (card === "snoozed") return isSnoozed(row, now);
  return !isSnoozed(row, now) && fitsCard(row, card);
}

/** The rule of a card alone, whether or not the row is snoozed. */
export function fitsCard({ band, connection, expiry }: Row, card: Exclude<Card, "snoozed">): boolean {
  switch (card) {
    case "expired":
    case "within-7":
    case "within-14":
    case "within-30":
      return band === card;
    case "issuer":
      return expiry.state === "issuer-retires";
    case "unknown":
      // A connection one may not look into is unknown as well: it must not fall out of every card.
      return expiry.state === "unknown";
    case "failed-or-disabled":
      return connection.disabled || connection.state === "failed";
    case "no-secret":
      return expiry.state === "no-secret";
  }
}

/** How many rows each card stands for; a row may be on several cards. */
export function cardCounts(rows: readonly Row[], now: Instant): CardCounts {
  const counts: Record<Card, number> = {
    expired: 0,
    "within-7": 0,
    "within-14": 0,
    "within-30": 0,
    issuer: 0,
    unknown: 0,
    "failed-or-disabled": 0,
    "no-secret": 0,
    snoozed: 0,
  };
  for (const row of rows) for (const card of cards) if (isOnCard(row, card, now)) counts[card] += 1;
  return counts;
}
