import ical, { ICalAlarmType, ICalEventTransparency } from "ical-generator";
import type { Calendar, CalendarEvent } from "../../domain/export/calendar";

const secondsPerDay = 86_400;

/**
 * The calendar as an iCalendar file after RFC 5545: all-day entries that leave the day free, with an alarm for each band
 * that still lies ahead. The same calendar gives the same text. Load on demand.
 */
export function icalendarText({ name, description, madeAt, events }: Calendar): string {
  const calendar = ical({
    name,
    description,
    prodId: { company: "Service connection renewal", product: "Azure DevOps extension", language: "EN" },
  });
  for (const event of events) {
    const { uid, summary, description: text, url } = event;
    calendar.createEvent({
      id: uid,
      summary,
      description: text,
      url,
      stamp: new Date(madeAt),
      // A later export counts as a newer revision, so that a calendar takes a date that has moved (RFC 5545, 3.8.7.4).
      sequence: Math.max(0, Math.floor(madeAt / 60_000)),
      ...wholeDay(event),
      transparency: ICalEventTransparency.TRANSPARENT,
      alarms: event.alarmDays.map((days) => ({
        type: ICalAlarmType.display,
        trigger: days * secondsPerDay,
        description: summary,
      })),
    });
  }
  return `${calendar.toString()}\r\n`;
}

/** A day begins at midnight UTC here: without a time zone the library writes the date of that moment in UTC. */
const wholeDay = ({ date }: CalendarEvent): { readonly start: Date; readonly allDay: true } => ({
  start: new Date(`${date}T00:00:00Z`),
  allDay: true,
});
