import fc from "fast-check";
import { rowIn } from "../domain/watch/rows";
import { exportColumns, readColumns } from "../../src/domain/export/table";
import { countText, numberText } from "../../src/words/common";
import { exportWords } from "../../src/words/export";
import { now } from "../support/builders";

const words = exportWords(now, { culture: "en-GB", zone: () => 0, timeZone: "UTC" }, () => "");

test.each([
  [2, 2, "Not read: Microsoft Graph, so some dates are estimates or unknown."],
  [
    1,
    2,
    "Not read in Microsoft Graph: the app registrations of 1 of 2 connections, whose dates are from notes, estimated or unknown.",
  ],
])(
  "an export calls Microsoft Graph unread as a whole only where it told of nothing: %i of %i",
  (...given) => {
    const [connections, of, sentence] = given;

    expect(words.unread({ kind: "graph", failure: null, connections, of })).toBe(sentence);
  },
);

test.each([
  [999, "999"],
  [1_000, "1,000"],
  [1_234_567, "1,234,567"],
])("a number from a thousand on has separators: %i", (count, text) => {
  expect(numberText(count)).toBe(text);
  expect(countText(count, "connection", "connections")).toBe(`${text} connections`);
});

test("a number reads as the browser would write it in US English", () => {
  const whole = fc.oneof(fc.nat(), fc.nat({ max: 10_000 }), fc.maxSafeNat());
  fc.assert(fc.property(whole, (count) => expect(numberText(count)).toBe(count.toLocaleString("en-US"))));
});

test("a table for tools holds the address of each connection, one for people leaves it out", () => {
  const row = rowIn(9, { name: "shop" });
  const linked = exportWords(
    now,
    { culture: "en-GB", zone: () => 0, timeZone: "UTC" },
    ({ connection }) => `https://hub.example/${connection.id}`,
  );

  expect(linked.heading("link")).toBe("Link");
  expect(linked.cell("link", row)).toBe(`https://hub.example/${row.connection.id}`);
  expect(exportColumns.at(-1)).toBe("link");
  expect(readColumns).toEqual(exportColumns.slice(0, -1));
});
