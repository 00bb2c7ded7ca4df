import type { Expiry } from "../../src/domain/expiry";
import { instant } from "../../src/domain/instant";
import type { Row } from "../../src/domain/inventory";
import { cliffOf } from "../../src/domain/expiry";
import { timelineOf } from "../../src/domain/timeline";
import { aConnection, now } from "../support/builders";

const utc = (): number => 0;
const on = (year: number, month: number, day: number) => instant(Date.UTC(year, month - 1, day));

const aRow = (name: string, expiry: Expiry): Row => ({
  connection: aConnection({ id: name, name }),
  app: { state: "not-looked", reason: "not-connected" },
  record: null,
  expiry,
  band: "later",
  cliff: cliffOf(expiry),
});
const ends = (name: string, at: ReturnType<typeof on>): Row =>
  aRow(name, { state: "at", at, source: "note" });

test("covers twelve calendar months from the first of this one", () => {
  const { months, start, end } = timelineOf([], now, utc);

  expect(months.map(({ key }) => key)).toEqual([
    "2026-11",
    "2026-12",
    "2027-01",
    "2027-02",
    "2027-03",
    "2027-04",
    "2027-05",
    "2027-06",
    "2027-07",
    "2027-08",
    "2027-09",
    "2027-10",
  ]);
  expect([start, end]).toEqual([on(2026, 11, 1), on(2027, 11, 1)]);
});

test("months meet without a gap and fill the axis", () => {
  const { months } = timelineOf([], now, utc);

  expect(months[0]?.startPosition).toBe(0);
  expect(months[11]?.endPosition).toBe(1);
  for (let index = 1; index < months.length; index += 1)
    expect(months[index]?.startPosition).toBe(months[index - 1]?.endPosition);
});

test("counts every row exactly once", () => {
  const rows = [
    ends("past", on(2026, 11, 3)),
    ends("first of a month", on(2027, 1, 1)),
    ends("last of a month", instant(on(2027, 2, 1) - 1)),
    ends("same month", on(2027, 1, 9)),
    ends("first day beyond", on(2027, 11, 1)),
    aRow("nothing", { state: "no-secret" }),
    aRow("unknown", { state: "unknown", reason: "never-entered" }),
  ];

  const timeline = timelineOf(rows, now, utc);

  expect(timeline.months[2]).toMatchObject({ key: "2027-01", count: 3 });
  expect(timeline.months[2]?.marks.map(({ name }) => name)).toEqual([
    "first of a month",
    "same month",
    "last of a month",
  ]);
  expect(timeline.overdue.map(({ name }) => name)).toEqual(["past"]);
  expect(timeline).toMatchObject({ later: 1, undated: 2, busiest: 3 });
});

test("places marks and today by their share of a month, each of which is a twelfth of the axis", () => {
  const { months, nowPosition } = timelineOf([ends("one", on(2027, 1, 15))], now, utc);

  expect(months[2]?.marks[0]?.position).toBeCloseTo((2 + 14 / 31) / 12, 10);
  expect(nowPosition).toBeCloseTo(23.375 / 30 / 12, 10);
});

test("every mark ahead stands after today, and later ones after earlier ones", () => {
  const days = [25, 26, 28, 30].map((day) => ends(String(day), on(2026, 11, day)));
  const { months, nowPosition } = timelineOf([...days, ends("31", on(2026, 12, 2))], now, utc);
  const positions = months.flatMap(({ marks }) => marks.map(({ position }) => position));

  expect([nowPosition, ...positions]).toEqual([nowPosition, ...positions].sort((a, b) => a - b));
  expect(new Set([nowPosition, ...positions]).size).toBe(6);
});

test.each<[string, Expiry, string]>([
  ["a known end", { state: "at", at: on(2027, 1, 1), source: "note-matched-in-graph" }, "disc"],
  ["an estimate", { state: "at", at: on(2027, 1, 1), source: "estimate" }, "ring"],
  ["a range", { state: "between", from: on(2027, 1, 1), to: on(2027, 3, 1), count: 2 }, "bar"],
  ["the issuer's day", { state: "issuer-retires", at: on(2027, 7, 1) }, "diamond"],
])("gives %s a shape of its own, readable without colour", (_name, expiry, shape) => {
  const { months } = timelineOf([aRow("one", expiry)], now, utc);

  expect(months.flatMap(({ marks }) => marks).map((mark) => mark.shape)).toEqual([shape]);
});

test("stands an uncertain range at its earlier end and cuts it at the axis", () => {
  const between = { state: "between", from: on(2027, 10, 1), to: on(2028, 3, 1), count: 3 } as const;

  const { months } = timelineOf([aRow("range", between)], now, utc);

  expect(months[11]?.marks[0]).toMatchObject({
    at: on(2027, 10, 1),
    latest: on(2028, 3, 1),
    latestPosition: 1,
  });
});

test("marks the day the issuer retires, with how many it touches (W1)", () => {
  const retires = aRow("old", { state: "issuer-retires", at: on(2027, 7, 1) });

  expect(timelineOf([retires], now, utc).issuer).toMatchObject({ at: on(2027, 7, 1), count: 1 });
  expect(timelineOf([], now, utc).issuer).toMatchObject({ count: 0 });
  expect(timelineOf([], on(2027, 7, 2), utc).issuer).toBeNull();
  expect(timelineOf([], on(2026, 6, 30), utc).issuer).toBeNull();
});

test("a credential refused as expired is overdue", () => {
  const { overdue } = timelineOf(
    [aRow("refused", { state: "refused-as-expired", seenAt: on(2026, 11, 20) })],
    now,
    utc,
  );

  expect(overdue.map(({ shape }) => shape)).toEqual(["disc"]);
});

test("months begin at midnight of the user's zone, on both sides of a change of clocks", () => {
  const clocksChange = on(2027, 3, 28);
  const berlin = (at: number): number => (at >= clocksChange && at < on(2027, 10, 31) ? 120 : 60);

  const { months } = timelineOf([], now, berlin);

  expect(months[0]?.start).toBe(instant(on(2026, 11, 1) - 60 * 60_000));
  expect(months[6]?.start).toBe(instant(on(2027, 5, 1) - 120 * 60_000));
  expect(months[6]?.key).toBe("2027-05");
});

test("an empty list has an empty picture", () => {
  expect(timelineOf([], now, utc)).toMatchObject({ busiest: 0, overdue: [], later: 0, undated: 0 });
});
