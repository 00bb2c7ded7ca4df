import { count, decoded, moment, storable } from "../../src/domain/decode";
import { instant, isoInstant } from "../../src/domain/instant";

describe("a moment in a stored document", () => {
  test.each([
    ["the first of 2000", Date.UTC(2000, 0, 1)],
    ["today", Date.UTC(2026, 10, 28, 9)],
    ["the last of 2199", Date.UTC(2200, 0, 1) - 1],
  ])("may be %s", (_, value) => {
    expect(decoded(() => moment(value))).toBe(value);
  });

  test.each([
    ["beyond every calendar", 1e300],
    ["beyond what a date can hold", 8.7e15],
    ["before 2000", Date.UTC(1999, 11, 31)],
    ["after 2199", Date.UTC(2200, 0, 1)],
    ["negative", -1e300],
    ["no whole number", Date.UTC(2026, 0, 1) + 0.5],
    ["a text", "2026-11-28"],
    ["not a number", Number.NaN],
  ])("is refused where it is %s", (_, value) => {
    expect(decoded(() => moment(value))).toBeNull();
  });

  test("of a certificate without an end of its own is stored as the last one that can be read back", () => {
    const stored = storable(instant(Date.UTC(9999, 11, 31, 23, 59, 59)));

    expect(isoInstant(stored)).toBe("2199-12-31T23:59:59.999Z");
    expect(decoded(() => moment(stored))).toBe(stored);
  });
});

test.each([-1, 0.5, 3, 1e300, "1"])("a count up to two is not %p", (value) => {
  expect(decoded(() => count(value, 2))).toBeNull();
});

test("a count may be zero and its most", () => {
  expect([count(0, 2), count(2, 2)]).toEqual([0, 2]);
});
