import type { Expiry } from "../../src/domain/expiry";
import type { Row } from "../../src/domain/inventory";
import { emptyRecord } from "../../src/domain/record";
import { cardCounts, cards, isOnCard } from "../../src/domain/summary-cards";
import { aConnection, inDays, now } from "../support/builders";

const noSecret: Expiry = { state: "no-secret" };
const unknown: Expiry = { state: "unknown", reason: "graph-not-connected" };
const at = (days: number): Expiry => ({ state: "at", at: inDays(days), source: "note" });

const aRow = (band: Row["band"], expiry: Expiry, over: Partial<Row["connection"]> = {}): Row => ({
  connection: aConnection(over),
  app: { state: "not-looked", reason: "not-connected" },
  record: null,
  expiry,
  band,
  cliff: expiry.state === "at" ? expiry.at : null,
});

const cardsOf = (row: Row): readonly string[] => cards.filter((card) => isOnCard(row, card, now));

test.each<[string, Row, readonly string[]]>([
  ["expired", aRow("expired", at(-1)), ["expired"]],
  ["ends in 5 days", aRow("within-7", at(5)), ["within-7"]],
  ["ends in 10 days", aRow("within-14", at(10)), ["within-14"]],
  ["ends in 20 days", aRow("within-30", at(20)), ["within-30"]],
  ["ends later", aRow("later", at(90)), []],
  ["of unknown end", aRow("unknown", unknown), ["unknown"]],
  ["not visible", aRow("no-access", { state: "unknown", reason: "not-visible" }), ["unknown"]],
  ["without a secret", aRow("no-secret", noSecret), ["no-secret"]],
  ["on the old issuer", aRow("issuer", { state: "issuer-retires", at: inDays(219) }), ["issuer"]],
  ["disabled", aRow("disabled", at(5), { disabled: true }), ["failed-or-disabled"]],
  ["failed and expired", aRow("expired", at(-1), { state: "failed" }), ["expired", "failed-or-disabled"]],
  [
    "disabled without a secret",
    aRow("disabled", noSecret, { disabled: true }),
    ["failed-or-disabled", "no-secret"],
  ],
])("a connection %s is on its cards", (_name, row, expected) => {
  expect(cardsOf(row)).toEqual(expected);
});

test("a snoozed connection is on the snoozed card alone", () => {
  const snooze = { until: inDays(3), reason: "planned", by: { id: "u1", name: "Ada" }, at: now };
  const row = { ...aRow("expired", at(-1)), record: { ...emptyRecord("c"), snooze } };

  expect(cardsOf(row)).toEqual(["snoozed"]);
});

test("the counts are those of the filters", () => {
  const rows = [
    aRow("expired", at(-1)),
    aRow("within-7", at(5)),
    aRow("within-30", at(20)),
    aRow("later", at(99)),
  ];

  expect(cardCounts(rows, now)).toEqual({
    expired: 1,
    "within-7": 1,
    "within-14": 0,
    "within-30": 1,
    issuer: 0,
    unknown: 0,
    "failed-or-disabled": 0,
    "no-secret": 0,
    snoozed: 0,
  });
});
