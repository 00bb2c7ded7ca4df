import { markdownCell, markdownTable } from "../../../src/domain/export/markdown";

test.each([
  ["a|b", "a\\|b"],
  ["a\\|b", "a\\\\\\|b"],
  ["two\r\nlines\tand  blanks ", "two lines and blanks"],
  ["<img src=x>", "&lt;img src=x&gt;"],
  ["&amp;", "&amp;amp;"],
  ["[a](b)", "\\[a\\]\\(b\\)"],
  ["![a](b)", "\\!\\[a\\]\\(b\\)"],
  ["`code`", "\\`code\\`"],
  ["*b* _i_ ~s~", "\\*b\\* \\_i\\_ \\~s\\~"],
  ["#1", "\\#1"],
  ["https://example.com", "https:&#8203;//example.com"],
  ["www.example.com and WWW.example.com", "www&#46;example.com and WWW&#46;example.com"],
  ["@everyone", "&#64;everyone"],
  ["plain-text 1.2", "plain-text 1.2"],
])("%j is written as %j", (text, expected) => {
  expect(markdownCell(text)).toBe(expected);
});

test("a table with its notes below", () => {
  const text = markdownTable({
    headings: ["Name", "State"],
    rows: [
      ["a|b", "Ready"],
      ["", ""],
    ],
    notes: ["Made at noon", "Everything was read"],
  });

  expect(text).toBe(
    [
      "| Name | State |",
      "| --- | --- |",
      "| a\\|b | Ready |",
      "|  |  |",
      "",
      "- Made at noon",
      "- Everything was read",
      "",
    ].join("\n"),
  );
});
