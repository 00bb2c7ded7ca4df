import { placedOf } from "../../../src/adapters/host/placed";

test("what a dashboard tells of a widget is read", () => {
  expect(
    placedOf({
      name: " Secrets ",
      size: { columnSpan: 3, rowSpan: 2 },
      customSettings: { data: "{}", version: { major: 1, minor: 0, patch: 0 } },
    }),
  ).toEqual({ name: "Secrets", size: { columns: 3, rows: 2 }, stored: "{}" });
});

test.each([null, "text", [], { size: { columnSpan: "9", rowSpan: -1 }, name: 3, customSettings: 7 }])(
  "what makes no sense has its usual value: %j",
  (settings) => {
    expect(placedOf(settings)).toEqual({ name: "", size: { columns: 2, rows: 1 }, stored: null });
  },
);
