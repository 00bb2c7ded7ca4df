import fc from "fast-check";
import type { Expiry } from "../../src/domain/expiry";
import { issuerRetirement } from "../../src/domain/federation/issuer";
import { instant } from "../../src/domain/instant";
import {
  agoText,
  dateText,
  dateTimeText,
  expiryDetail,
  expiryText,
  expiryUtc,
  type DateStyle,
} from "../../src/words/expiry";
import { inDays, now } from "../support/builders";

const utc: DateStyle = { culture: "en-GB", zone: () => 0, timeZone: "UTC" };
const at = (days: number, source: "note" | "estimate" = "note"): Expiry => ({
  state: "at",
  at: inDays(days),
  source,
});

test("a date is written as the browser's own tables of a culture write it", () => {
  const written = (at: number, culture: string, timeZone?: string): string =>
    new Intl.DateTimeFormat(culture, { day: "numeric", month: "short", year: "numeric", timeZone }).format(
      at,
    );
  const anyTime = fc.date({ min: new Date("1900-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
  const anyCulture = fc.constantFrom("en-US", "en-GB", "de-DE", "ja-JP");

  fc.assert(
    fc.property(
      anyTime,
      anyCulture,
      fc.constantFrom(undefined, "UTC", "Asia/Tokyo"),
      (time, culture, zone) => {
        expect(dateText(instant(time.getTime()), culture, zone)).toBe(written(time.getTime(), culture, zone));
      },
    ),
    { numRuns: 2_000 },
  );
});

test("an hour has a zero before it only where the day has no AM and PM", () => {
  expect(dateTimeText(now, "en-US", "UTC").replace(/\u202f/g, " ")).toBe("Nov 24, 2026, 9:00 AM");
  expect(dateTimeText(now, "en-GB", "UTC")).toBe("24 Nov 2026, 09:00");
});

describe("the words of an expiry", () => {
  test.each<[Expiry, string]>([
    [at(-3), "Expired 3 days ago"],
    [at(-1), "Expired 1 day ago"],
    [at(-0.1), "Expired today"],
    [at(0.1), "Expires today"],
    [at(1), "Expires in 1 day"],
    [at(9), "Expires in 9 days"],
    [at(9, "estimate"), "Estimated: expires in 9 days"],
    [at(-3, "estimate"), "Estimated: expired 3 days ago"],
    [
      {
        state: "between",
        from: instant(Date.UTC(2026, 11, 2)),
        to: instant(Date.UTC(2027, 2, 5)),
        count: 2,
      },
      "Between 2 Dec 2026 and 5 Mar 2027",
    ],
    [{ state: "refused-as-expired", seenAt: now }, "Expired"],
    [{ state: "no-secret" }, "No secret"],
    [{ state: "issuer-retires", at: issuerRetirement }, "Issuer retires in 219 days"],
    [{ state: "unknown", reason: "graph-not-connected" }, "Unknown"],
  ])("%j", (expiry, text) => {
    expect(expiryText(expiry, now, utc)).toBe(text);
  });

  test("count calendar days of the person's own zone", () => {
    const late = instant(Date.UTC(2026, 10, 24, 23, 30));
    const expiry: Expiry = { state: "at", at: instant(Date.UTC(2026, 10, 25, 0, 30)), source: "note" };

    expect(expiryText(expiry, late, utc)).toBe("Expires in 1 day");
    expect(expiryText(expiry, late, { ...utc, zone: () => -480 })).toBe("Expires today");
  });

  test.each<[Expiry, string]>([
    [at(9), "3 Dec 2026, from the note"],
    [
      { state: "between", from: now, to: inDays(9), count: 2 },
      "Uncertain: 2 valid credentials in Microsoft Graph",
    ],
    [{ state: "refused-as-expired", seenAt: now }, "refused at the last verification, 24 Nov 2026"],
    [{ state: "issuer-retires", at: issuerRetirement }, "1 Jul 2027, the old token issuer retires"],
    [{ state: "unknown", reason: "graph-no-right" }, "No right to read it in Microsoft Graph"],
  ])("says the source of %j", (expiry, text) => {
    expect(expiryDetail(expiry, utc)).toBe(text);
  });

  test("name the moment in UTC for the tooltip", () => {
    expect(expiryUtc(at(9))).toBe("2026-12-03 09:00 UTC");
    expect(expiryUtc({ state: "no-secret" })).toBe("");
  });

  test.each([
    [0, "just now"],
    [1, "1 minute ago"],
    [59, "59 minutes ago"],
    [60, "1 hour ago"],
    [1439, "23 hours ago"],
    [2880, "2 days ago"],
  ])("%i minutes since is %s", (minutes, text) => {
    expect(agoText(instant(now - minutes * 60_000), now)).toBe(text);
  });
});
