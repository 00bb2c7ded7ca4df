import { rowOf, type Row } from "../../../src/domain/inventory";
import { emptyRecord } from "../../../src/domain/record";
import { defaultSettings } from "../../../src/domain/settings";
import { filteredAddress } from "../../../src/domain/hub-address";
import { decodeQuery, defaultQuery, encodeQuery } from "../../../src/domain/view-query";
import { countedRows, dueStanding, roomFor } from "../../../src/domain/widget/counted";
import { countedText, standingText } from "../../../src/widget/words/widget";
import { aConnection, inDays, now } from "../../support/builders";

const by = { id: "u1", name: "Ada" };
const row = (
  id: string,
  until: number | null,
  more: { name?: string; snoozed?: boolean; incomplete?: boolean } = {},
): Row =>
  rowOf({
    connection: aConnection({ id, name: more.name ?? id, incomplete: more.incomplete ?? false }),
    app: { state: "not-looked", reason: "not-connected" },
    record: {
      ...emptyRecord(id),
      typedExpiry: until === null ? null : { until: inDays(until), by, at: now },
      snooze: more.snoozed === true ? { until: inDays(5), reason: "", by, at: now } : null,
    },
    now,
    settings: defaultSettings,
  });
const rows = [
  row("later", 31),
  row("soon", 30),
  row("unknown", null),
  row("ended", -3),
  row("snoozed", 2, { snoozed: true }),
  row("next", 1, { name: "Production" }),
  row("hidden", null, { incomplete: true }),
];
const within30 = { ...defaultQuery, within: 30 };

test("what ends within the days counts, most urgent first, and what has no date is told beside", () => {
  const counted = countedRows(rows, within30, now);

  expect(counted.rows.map(({ connection }) => connection.id)).toEqual(["ended", "next", "soon"]);
  expect(counted).toMatchObject({ overdue: 1, fitting: 7, undated: 1, hidden: 1, snoozed: 1 });
});

test("the filter by name holds for what has no date as well", () => {
  expect(countedRows(rows, { ...within30, text: "PROD" }, now)).toMatchObject({
    rows: [{ connection: { id: "next" } }],
    overdue: 0,
    fitting: 1,
    undated: 0,
  });
});

/** Azure DevOps creates its secrets, so that its end is an estimate. */
const estimated = (id: string, saved: number): Row =>
  rowOf({
    connection: aConnection({ id, name: id, kind: "automatic", modifiedAt: inDays(saved) }),
    app: { state: "not-looked", reason: "not-connected" },
    record: null,
    now,
    settings: defaultSettings,
  });

test("an estimate that has passed is overdue, but not surely", () => {
  const counted = countedRows([row("ended", -3), estimated("perhaps", -100)], within30, now);

  expect(counted).toMatchObject({ overdue: 2, surelyOverdue: 1 });
  expect(standingText("overdue", counted)).toBe("due");
  expect(countedText(counted, 30)).toBe("All past their date");
  const alone = countedRows([estimated("perhaps", -100)], within30, now);
  expect(standingText(dueStanding(alone, true), alone)).toBe("may be overdue");
  const mixed = countedRows([estimated("perhaps", -100), row("next", 1)], within30, now);
  expect(countedText(mixed, 30)).toBe("1 past its date, 1 within 30 days");
});

test.each([
  ["due", [estimated("perhaps", -100)], true],
  ["overdue", rows, true],
  ["due", [row("soon", 3), row("unknown", null)], true],
  ["unsure", [row("later", 90), row("unknown", null)], true],
  ["unsure", [row("later", 90), row("hidden", null, { incomplete: true })], true],
  ["unsure", [row("later", 90)], false],
  ["none-due", [row("later", 90)], true],
] as const)("it stands %s: %#", (standing, of, complete) => {
  expect(dueStanding(countedRows(of, within30, now), complete)).toBe(standing);
});

test("the hub's address holds the query alone, and none is made up where the host doesn't tell it", () => {
  expect(filteredAddress("https://a/hub", { ...within30, text: "a&b", kinds: ["manual"] })).toBe(
    "https://a/hub?q=a%26b&kind=manual&within=30",
  );
  expect(filteredAddress("", within30)).toBeNull();
});

test("the address of the hub leaves the very same rows", () => {
  const address = decodeQuery(encodeQuery({ ...within30, text: "o" }));

  expect(countedRows(rows, address, now)).toEqual(countedRows(rows, { ...within30, text: "o" }, now));
});

test.each([
  [1, 1, 0],
  [2, 1, 3],
  [2, 2, 7],
  [3, 2, 7],
])("a widget of %d by %d has room for %d connections", (columns, height, room) => {
  expect(roomFor({ columns, rows: height })).toBe(room);
});
