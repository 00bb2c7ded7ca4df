import { rowOf, type Row } from "../../../src/domain/inventory";
import { emptyRecord } from "../../../src/domain/record";
import { defaultSettings } from "../../../src/domain/settings";
import { decodeQuery, defaultQuery, encodeQuery } from "../../../src/domain/view-query";
import { countedRows, roomFor } from "../../../src/domain/widget/counted";
import { aConnection, inDays, now } from "../../support/builders";

const by = { id: "u1", name: "Ada" };
const row = (id: string, until: number | null, more: { name?: string; snoozed?: boolean } = {}): Row =>
  rowOf({
    connection: aConnection({ id, name: more.name ?? id }),
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
];
const within30 = { ...defaultQuery, within: 30 };

test("what ends within the days counts, most urgent first, and what has no date is told beside", () => {
  const counted = countedRows(rows, within30, now);

  expect(counted.rows.map(({ connection }) => connection.id)).toEqual(["ended", "next", "soon"]);
  expect(counted).toMatchObject({ ended: 1, unknown: 1 });
});

test("the filter by name holds for what has no date as well", () => {
  expect(countedRows(rows, { ...within30, text: "PROD" }, now)).toMatchObject({
    rows: [{ connection: { id: "next" } }],
    ended: 0,
    unknown: 0,
  });
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
