import { csvRecords, defused } from "../../../src/domain/export/csv-rows";

test.each([
  ["=1+1", "'=1+1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\tx", "'\tx"],
  ["\rx", "'\rx"],
  ["\n=x", "'\n=x"],
  [" =1+1", "' =1+1"],
  ["\u00a0=1", "'\u00a0=1"],
  ["\ufeff=1", "'\ufeff=1"],
  ["\uff1d1", "'\uff1d1"],
  ["\uff20x", "'\uff20x"],
  ['=HYPERLINK("https://example.com","x")', '\'=HYPERLINK("https://example.com","x")'],
])("%j becomes text for a spreadsheet", (cell, expected) => {
  expect(defused(cell)).toBe(expected);
});

test.each(["", "plain", "2026-12-02", "a=b", "user@example.com", "'=quoted", "x\n=1", "a, b; c", '"'])(
  "%j stays as it is",
  (cell) => {
    expect(defused(cell)).toBe(cell);
  },
);

test("headings come first, notes last, and all records have one width", () => {
  const records = csvRecords({
    headings: ["Name", "State"],
    rows: [["=evil", "Ready"]],
    notes: ["Made at noon", "=Not read"],
  });

  expect(records).toEqual([
    ["Name", "State"],
    ["'=evil", "Ready"],
    ["Made at noon", ""],
    ["'=Not read", ""],
  ]);
});
