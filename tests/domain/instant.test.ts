import {
  addDays,
  addMilliseconds,
  addMonths,
  days,
  daysBetween,
  instant,
  isoDate,
  isoInstant,
  parseInstant,
  wholeMinute,
} from "../../src/domain/instant";

const at = (text: string) => instant(Date.parse(text));

test.each<[unknown, number | null]>([
  ["2026-11-24T09:00:00Z", Date.UTC(2026, 10, 24, 9)],
  ["2026-11-24T09:00:00.1234567Z", Date.UTC(2026, 10, 24, 9, 0, 0, 123)],
  ["2026-11-24T10:00:00+01:00", Date.UTC(2026, 10, 24, 9)],
  ["2026-11-24", Date.UTC(2026, 10, 24)],
  [0, 0],
  [1_764_000_000_000, 1_764_000_000_000],
  ["", null],
  ["   ", null],
  ["soon", null],
  [Number.NaN, null],
  [Number.POSITIVE_INFINITY, null],
  [null, null],
  [undefined, null],
  [{}, null],
])("reads %p", (value, expected) => {
  expect(parseInstant(value)).toBe(expected);
});

test.each([
  ["2026-11-24T09:30:00Z", 3, "2027-02-24T09:30:00.000Z"],
  ["2026-11-30T00:00:00Z", 3, "2027-02-28T00:00:00.000Z"],
  ["2027-11-30T00:00:00Z", 3, "2028-02-29T00:00:00.000Z"],
  ["2026-01-31T12:00:00Z", 1, "2026-02-28T12:00:00.000Z"],
  ["2026-12-31T00:00:00Z", 24, "2028-12-31T00:00:00.000Z"],
  ["2026-03-31T00:00:00Z", -1, "2026-02-28T00:00:00.000Z"],
])("%s and %i months is %s", (from, months, expected) => {
  expect(isoInstant(addMonths(at(from), months))).toBe(expected);
});

test("counts days in both directions, fractions included", () => {
  const from = at("2026-11-24T00:00:00Z");

  expect(daysBetween(from, at("2026-11-25T12:00:00Z"))).toBe(1.5);
  expect(daysBetween(from, at("2026-11-23T00:00:00Z"))).toBe(-1);
  expect(isoInstant(addDays(from, days(1.5)))).toBe("2026-11-25T12:00:00.000Z");
  expect(isoInstant(addMilliseconds(from, 1))).toBe("2026-11-24T00:00:00.001Z");
});

test("writes the date in UTC", () => {
  expect(isoDate(at("2026-11-24T23:59:59.999Z"))).toBe("2026-11-24");
  expect(isoDate(at("2026-11-24T23:30:00-02:00"))).toBe("2026-11-25");
});

test("a moment lies in the minute that has begun", () => {
  expect(isoInstant(wholeMinute(at("2026-11-24T09:30:59.999Z")))).toBe("2026-11-24T09:30:00.000Z");
  expect(isoInstant(wholeMinute(at("2026-11-24T09:31:00Z")))).toBe("2026-11-24T09:31:00.000Z");
});
