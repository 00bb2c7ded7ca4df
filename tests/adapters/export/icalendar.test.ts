import { icalendarText } from "../../../src/adapters/export/icalendar";
import type { Calendar, CalendarEvent } from "../../../src/domain/export/calendar";
import { addMilliseconds } from "../../../src/domain/instant";
import { now } from "../../support/builders";

const event: CalendarEvent = {
  uid: "connection-1@org-1",
  date: "2026-12-14",
  summary: "azure, production; expires",
  description: "First line\nMade at noon",
  url: "https://dev.azure.com/fabrikam/_settings/adminservices?resourceId=1",
  alarmDays: [14, 7],
};
const aCalendar = (...events: CalendarEvent[]): Calendar => ({
  name: "Service connections",
  description: "Made at noon",
  madeAt: now,
  events,
  leftOut: { expired: 0, undated: 0 },
});

/** The lines of a file, with the folded ones put together again (RFC 5545, 3.1). */
const linesOf = (text: string): readonly string[] => text.replace(/\r\n[ \t]/g, "").split("\r\n");

test("an entry takes a whole day, in any time zone of the reader", () => {
  const lines = linesOf(icalendarText(aCalendar(event)));

  expect(lines).toContain("DTSTART;VALUE=DATE:20261214");
  expect(lines).toContain("TRANSP:TRANSPARENT");
  expect(lines).toContain("UID:connection-1@org-1");
  expect(lines).toContain("DTSTAMP:20261124T090000Z");
});

test("text cannot break out of its line", () => {
  const lines = linesOf(icalendarText(aCalendar({ ...event, summary: "a\r\nBEGIN:VALARM" })));

  expect(lines).toContain("DESCRIPTION:First line\\nMade at noon");
  expect(lines.filter((line) => line === "BEGIN:VALARM")).toHaveLength(2);
  expect(linesOf(icalendarText(aCalendar(event)))).toContain("SUMMARY:azure\\, production\\; expires");
});

test("rings once for each band", () => {
  const lines = linesOf(icalendarText(aCalendar(event)));

  expect(lines.filter((line) => line.startsWith("TRIGGER"))).toEqual(["TRIGGER:-P14D", "TRIGGER:-P7D"]);
});

test("says of the whole file when it was made", () => {
  expect(linesOf(icalendarText(aCalendar()))).toContain("X-WR-CALDESC:Made at noon");
});

test("has a product name after the rules", () => {
  expect(linesOf(icalendarText(aCalendar()))).toContain(
    "PRODID:-//Service connection renewal//Azure DevOps extension//EN",
  );
});

test("the same calendar gives the same text", () => {
  expect(icalendarText(aCalendar(event))).toBe(icalendarText(aCalendar(event)));
});

test("a later export is a newer revision of the same entry", () => {
  const revisionOf = (calendar: Calendar): number =>
    Number(/^SEQUENCE:(\d+)/m.exec(icalendarText(calendar))?.[1]);

  const later = addMilliseconds(now, 60_000);

  expect(revisionOf({ ...aCalendar(event), madeAt: later })).toBe(revisionOf(aCalendar(event)) + 1);
  expect(revisionOf(aCalendar(event))).toBeLessThan(2 ** 31);
});

test("ends its last line", () => {
  expect(icalendarText(aCalendar()).endsWith("END:VCALENDAR\r\n")).toBe(true);
});
