import type { Expiry, ExpirySource } from "../../src/domain/expiry";
import { isoDate } from "../../src/domain/instant";
import { staysText } from "../../src/hub/features/renewal/words/renewal";
import { calendarWords, exportWords } from "../../src/words/export";
import { endClause } from "../../src/words/certainty";
import { newsLines, teamsMessage, workItemClosed, workItemContent } from "../../src/words/watch/messages";
import { rowIn } from "../domain/watch/rows";
import { anOffer, inDays, now } from "../support/builders";

const at = (source: ExpirySource, days: number): Expiry => ({ state: "at", at: inDays(days), source });
const dates = { culture: "en-GB", zone: () => 0, timeZone: "UTC" };
const offer = anOffer();

test.each<[string, Expiry, string]>([
  ["a matched note", at("note-matched-in-graph", -1), "expired on 2026-11-23"],
  ["the only live one", at("only-live-credential", 8), "probably expires on 2026-12-02"],
  ["the last one that expired", at("last-credential-expired", -1), "probably expired on 2026-11-23"],
  ["a note alone", at("note", 8), "expires on 2026-12-02, as its note says"],
  ["a typed date", at("typed", -1), "expired on 2026-11-23, as an administrator entered"],
  ["an estimate behind", at("estimate", -1), "is estimated to have expired on 2026-11-23"],
  ["an estimate ahead", at("estimate", 8), "is estimated to expire on 2026-12-02"],
  [
    "several live ones",
    { state: "between", from: inDays(1), to: inDays(8), count: 2 },
    "expires between 2026-11-25 and 2026-12-02",
  ],
])("a sentence about an end is as sure as %s", (_, expiry, clause) => {
  expect(endClause(expiry, expiry.state === "at" && expiry.at <= now, isoDate)).toBe(clause);
});

test("the plan tells an estimated end as an estimate, and an unknown one not at all", () => {
  expect(staysText(offer, at("estimate", -1), now, dates)).toBe(
    "The old secret is estimated to have expired on 23 Nov 2026. It isn't removed.",
  );
  expect(staysText(offer, { state: "unknown", reason: "never-entered" }, now, dates)).toBe(
    "The old secret isn't removed.",
  );
});

test.each<[Expiry, string]>([
  [at("note-matched-in-graph", 3), "Expires: deploy"],
  [at("only-live-credential", 3), "Expires (likely): deploy"],
  [at("note", 3), "Expires (as noted): deploy"],
  [at("typed", 3), "Expires (as entered): deploy"],
  [at("estimate", 3), "Expires (estimated): deploy"],
  [{ state: "between", from: inDays(1), to: inDays(8), count: 2 }, "Expires (earliest): deploy"],
])("the title of a calendar entry says how sure its date is", (expiry, title) => {
  const row = { ...rowIn(3, { name: "deploy" }), expiry };

  expect(calendarWords(now, dates, "Fabrikam").summary(row)).toBe(title);
});

const estimated = { ...rowIn(8, { name: "deploy" }), expiry: at("estimate", 8), cliff: inDays(8) };
const howSure =
  "Estimated: Azure DevOps creates this secret itself and doesn't show when it expires. It's valid for three months from the last save, two years if older than July 2024.";

test("a table and a calendar entry say how sure the date is, and why", () => {
  expect(exportWords(now, dates, () => "").cell("source", estimated)).toBe(howSure);
  expect(calendarWords(now, dates, "Fabrikam").description(estimated)).toBe(
    `Service connection deploy in project Fabrikam. 2 Dec 2026, from the last save. ${howSure}`,
  );
});

test("a work item says how sure the date is, when it opens and when it closes", () => {
  const notice = { row: estimated, band: "within-warn", fact: "" } as const;
  const place = { tags: [], areaPath: null, assignTo: null, page: "https://hub.example/" };
  const opened = workItemContent(notice, place);

  expect(opened.description).toContain(`<p>${howSure}</p>`);
  expect(workItemClosed(estimated)).toBe(
    `The service connection is no longer due: it is estimated to expire on 2026-12-02. ${howSure}`,
  );
});

test("a message about an estimate says that it's one", () => {
  const row = { ...rowIn(-1, { name: "deploy" }), expiry: at("estimate", -1), cliff: inDays(-1) };

  const [line] = newsLines({ notices: [{ row, band: "expired", key: "" } as never], settled: [] });

  expect(line?.text).toBe("Expired: deploy (Fabrikam) is estimated to have expired on 2026-11-23");
});

test("a press on a line of the card opens its connection, and a name in it stays text", () => {
  const row = {
    ...rowIn(-1, { name: "[deploy](https://evil.example)" }),
    expiry: at("note", -1),
    cliff: inDays(-1),
  };
  const news = { notices: [{ row, band: "expired", key: "" } as never], settled: [] };

  const card = JSON.parse(
    teamsMessage(news, null, ({ connection }) => `https://hub.example/${connection.id}`),
  ) as {
    attachments: [{ content: { body: [unknown, { selectAction: unknown; items: [{ text: string }] }] } }];
  };
  const [, line] = card.attachments[0].content.body;

  expect(line.selectAction).toEqual({
    type: "Action.OpenUrl",
    url: `https://hub.example/${row.connection.id}`,
  });
  expect(line.items[0].text).toBe(
    "Expired: \\[deploy\\]\\(https://evil.example\\) \\(Fabrikam\\) expired on 2026-11-23, as its note says",
  );
});
