import { calendarOf, type CalendarFacts, type CalendarWords } from "../../../src/domain/export/calendar";
import { cliffOf, type Expiry } from "../../../src/domain/expiry";
import { issuerRetirement } from "../../../src/domain/federation/issuer";
import { addMilliseconds } from "../../../src/domain/instant";
import type { Row } from "../../../src/domain/inventory";
import { aConnection, inDays, now } from "../../support/builders";

const words: CalendarWords = {
  calendarName: "Service connections",
  summary: ({ connection }) => `${connection.name} expires`,
  description: ({ connection }) => `Connection ${connection.id}`,
  issuerSummary: (count) => `${count} lose their issuer`,
  leftOut: (expired, undated) => `Left out: ${expired} expired, ${undated} without a date`,
  madeAt: () => "Made at noon",
  unread: (part) => `Not read: ${part.kind}`,
  nothingUnread: "Everything was read",
};

const aRow = (id: string, expiry: Expiry): Row => ({
  connection: aConnection({ id, name: `connection ${id}` }),
  app: { state: "not-looked", reason: "not-connected" },
  record: null,
  expiry,
  band: "later",
  cliff: cliffOf(expiry),
});
const ends = (id: string, days: number): Row => aRow(id, { state: "at", at: inDays(days), source: "note" });

const facts = (rows: readonly Row[], over: Partial<CalendarFacts> = {}): CalendarFacts => ({
  rows,
  unread: [],
  madeAt: now,
  organizationId: "ORG-1",
  bands: [30, 14, 7],
  zone: () => 0,
  urlOf: ({ connection }) => `https://dev.azure.com/fabrikam/${connection.id}`,
  ...over,
});

test("has an all-day entry for each expiry ahead, soonest first", () => {
  const { events } = calendarOf(facts([ends("B", 40), ends("A", 20)]), words);

  expect(events[0]).toEqual({
    uid: "connection-a@org-1",
    date: "2026-12-14",
    summary: "connection A expires",
    description: "Connection A\n\nMade at noon\nEverything was read",
    url: "https://dev.azure.com/fabrikam/A",
    alarmDays: [14, 7],
  });
  expect(events.map(({ uid }) => uid)).toEqual(["connection-a@org-1", "connection-b@org-1"]);
});

test("keeps the uid when the date moves, so that a calendar replaces the entry", () => {
  const before = calendarOf(facts([ends("A", 5)]), words).events[0];
  const after = calendarOf(facts([ends("A", 180)]), words).events[0];

  expect(after?.uid).toBe(before?.uid);
  expect(after?.date).not.toBe(before?.date);
});

test.each([
  [31, [30, 14, 7]],
  [30, [14, 7]],
  [7.5, [7]],
  [3, []],
])("rings before an end in %s days only on days ahead", (days, expected) => {
  expect(calendarOf(facts([ends("A", days)]), words).events[0]?.alarmDays).toEqual(expected);
});

test("rings the earliest first, each day once", () => {
  const { events } = calendarOf(facts([ends("A", 99)], { bands: [7, 60, 7, 14] }), words);

  expect(events[0]?.alarmDays).toEqual([60, 14, 7]);
});

test("stands on the day of the user's zone", () => {
  const late = aRow("A", { state: "at", at: addMilliseconds(inDays(1), 14.5 * 3_600_000), source: "note" });

  expect(calendarOf(facts([late]), words).events[0]?.date).toBe("2026-11-25");
  expect(calendarOf(facts([late], { zone: () => 60 }), words).events[0]?.date).toBe("2026-11-26");
});

test("leaves out what has expired or has no date, and says so", () => {
  const rows = [ends("A", -1), ends("B", 0), aRow("C", { state: "no-secret" }), ends("D", 3)];

  const calendar = calendarOf(facts(rows), words);

  expect(calendar.events.map(({ uid }) => uid)).toEqual(["connection-d@org-1"]);
  expect(calendar.leftOut).toEqual({ expired: 2, undated: 1 });
  expect(calendar.description).toBe(
    "Left out: 2 expired, 1 without a date\nMade at noon\nEverything was read",
  );
});

test("stands an uncertain range at its earlier end", () => {
  const range = aRow("A", { state: "between", from: inDays(10), to: inDays(90), count: 2 });

  expect(calendarOf(facts([range]), words).events[0]?.date).toBe("2026-12-04");
});

test("has one entry for the issuer's retirement, naming the connections it touches (W1)", () => {
  const retiring = Array.from({ length: 52 }, (_, n) =>
    aRow(`I${n}`, { state: "issuer-retires", at: issuerRetirement }),
  );

  const { events } = calendarOf(facts(retiring, { zone: () => -480 }), words);

  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    uid: "issuer-retirement@org-1",
    date: "2027-07-01",
    summary: "52 lose their issuer",
    url: null,
    alarmDays: [30, 14, 7],
  });
  expect(events[0]?.description).toContain("Fabrikam: connection I0\n");
  expect(events[0]?.description).toContain("\n+2\n\nMade at noon");
});

test("names what could not be read in every entry", () => {
  const { events } = calendarOf(
    facts([ends("A", 9)], { unread: [{ kind: "graph", failure: null, connections: 1, of: 1 }] }),
    words,
  );

  expect(events[0]?.description).toBe("Connection A\n\nMade at noon\nNot read: graph");
});
