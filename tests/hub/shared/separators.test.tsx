import "@testing-library/jest-dom";
import { render, screen } from "@testing-library/react";
import * as React from "react";
import { cards, type Card, type CardCounts } from "../../../src/domain/summary-cards";
import { selectedText } from "../../../src/hub/features/bulk/words/bulk-bar";
import {
  firstShownText,
  plannedText,
  scopeText,
  showAllText,
  verifyCountsText,
} from "../../../src/hub/features/bulk/words/bulk";
import { progressText } from "../../../src/hub/features/federation/words/federation";
import { Cards } from "../../../src/hub/features/inventory/summary/Cards";
import {
  countShown,
  projectsProgressText,
  snoozedAwayText,
} from "../../../src/hub/features/inventory/words/inventory";
import { choiceText } from "../../../src/hub/features/inventory/words/summary";
import { moreNamesText, outsideText } from "../../../src/hub/features/timeline/words/timeline";

test.each<[Card, string]>([
  ["expired", "1,001 Expired"],
  ["within-7", "1,002 0–7 days"],
  ["unknown", "1,006 Unknown"],
])("the card %s has separators in its number", (card, name) => {
  const counts = Object.fromEntries(cards.map((one, place) => [one, 1_001 + place])) as CardCounts;
  render(<Cards counts={counts} chosen={card} bands={[30, 14, 7]} onAction={() => undefined} />);

  expect(screen.getByRole("button", { name })).toHaveAttribute("aria-pressed", "true");
});

test.each([
  ["the count of the list", countShown(1_200, 10_000), "1,200 of 10,000 service connections"],
  ["what is snoozed", snoozedAwayText(1_200), "1,200 snoozed, not shown"],
  ["a choice of a filter", choiceText("Manual", 1_200), "Manual (1,200)"],
  ["projects read", projectsProgressText(1_000, 1_500), "Read 1,000 of 1,500 projects"],
  ["what is selected", selectedText(1_200, 1_000), "1,200 selected, 1,000 of them not shown"],
  ["a bulk plan", plannedText(1_000, 1_200), "1,000 of 1,200 connections"],
  ["a scope", scopeText("all", 1_200), "All 1,200"],
  ["more of a table", showAllText(1_200), "Show all 1,200"],
  ["the first of a table", firstShownText(1_000, 1_200), "The first 1,000 of 1,200 are listed."],
  ["the calls of a check", progressText(1_000, 1_200), "1,000 of 1,200 calls"],
  ["names below a month", moreNamesText(1_200), "and 1,200 more"],
  [
    "what the timeline leaves out",
    outsideText(1_000, 2_000, 3_000),
    "Not shown here: 1,000 already expired, 2,000 later, 3,000 without a date.",
  ],
  [
    "the results of verifying",
    verifyCountsText({
      verified: 1_000,
      failed: 0,
      noVerdict: 0,
      notTestable: 0,
      running: 0,
      waiting: 200,
      total: 1_200,
    }),
    "1,000 verified, 200 waiting · 1,200 in all",
  ],
])("%s has separators: %s", (_, text, whole) => {
  expect(text).toBe(whole);
});
