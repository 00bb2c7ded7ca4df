import { csvText } from "../../../src/adapters/export/csv";

const table = {
  headings: ["Name", "Description"],
  rows: [
    ["plain", "two\nlines"],
    ['say "hi"', "a;b,c"],
    ["=1+1", "Müller"],
  ],
  notes: ["Made at noon"],
};

test("writes a file that a spreadsheet reads and does not execute", () => {
  expect(csvText(table)).toBe(
    [
      '\ufeff"Name","Description"',
      '"plain","two\nlines"',
      '"say ""hi""","a;b,c"',
      '"\'=1+1","Müller"',
      '"Made at noon",',
      "",
    ].join("\r\n"),
  );
});

test("ten thousand rows are all there", () => {
  const rows = Array.from({ length: 10_000 }, (_, n) => [`row ${n}`, ""]);

  expect(csvText({ ...table, rows }).split("\r\n")).toHaveLength(10_003);
});
