import { newsOf, noticesOf, type Told } from "../../../src/domain/watch/notices";
import type { WatchPolicy } from "../../../src/domain/watch/options";
import { now } from "../../support/builders";
import { rowIn, rowWith } from "./rows";

const policy: WatchPolicy = { warnDays: 30, failDays: 7, failOn: "within", failOnUnreadable: false };
const change = { policy, now, notifyOn: "change" } as const;
const factsOf = (told: Told): Readonly<Record<string, string>> => Object.fromEntries(told);

test("tells of what has ended or ends soon, most urgent first", () => {
  const notices = noticesOf(
    [rowIn(20, { id: "c" }), rowIn(90, { id: "d" }), rowIn(-1, { id: "a" }), rowIn(3, { id: "b" })],
    policy,
    now,
  );

  expect(notices.map(({ row, fact }) => [row.connection.id, fact])).toEqual([
    ["a", "2026-11-23/expired"],
    ["b", "2026-11-27/within-fail"],
    ["c", "2026-12-14/within-warn"],
  ]);
});

test("tells the same fact once", () => {
  const first = newsOf([rowIn(20, { id: "a" })], new Map(), change);
  const second = newsOf([rowIn(20, { id: "a" })], first.told, change);

  expect(first.notices.map(({ fact }) => fact)).toEqual(["2026-12-14/within-warn"]);
  expect(second.notices).toEqual([]);
  expect(second.told).toEqual(first.told);
});

test.each([
  ["the band", rowIn(6, { id: "a" })],
  ["the day", rowIn(25, { id: "a" })],
])("tells again when %s has changed", (_, row) => {
  expect(newsOf([row], new Map([["a", "2026-12-14/within-warn"]]), change).notices).toHaveLength(1);
});

test("tells everything each time where that was asked for", () => {
  const told = new Map([["a", "2026-12-14/within-warn"]]);

  expect(newsOf([rowIn(20, { id: "a" })], told, { ...change, notifyOn: "always" }).notices).toHaveLength(1);
});

test("takes a renewal for the end of the matter, and forgets what was told of it", () => {
  const { settled, told } = newsOf(
    [rowIn(180, { id: "a" })],
    new Map([["a", "2026-12-14/within-warn"]]),
    change,
  );

  expect(settled.map(({ connection }) => connection.id)).toEqual(["a"]);
  expect(factsOf(told)).toEqual({});
});

test.each([
  ["is out of sight", []],
  ["has an unknown end", [rowWith({ state: "not-looked", reason: "unavailable" }, { id: "a" })]],
])("takes nothing for settled of a connection that %s", (_, rows) => {
  const { settled, told } = newsOf(rows, new Map([["a", "2026-12-14/within-warn"]]), change);

  expect(settled).toEqual([]);
  expect(factsOf(told)).toEqual({ a: "2026-12-14/within-warn" });
});
