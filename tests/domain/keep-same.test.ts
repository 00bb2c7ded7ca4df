import { rowOf } from "../../src/domain/inventory";
import { emptyRecord } from "../../src/domain/record";
import { defaultSettings } from "../../src/domain/settings";
import { keepSame } from "../../src/domain/keep-same";
import { aConnection, aListedRow, inDays, now } from "../support/builders";

const connections = [aConnection({ id: "a" }), aConnection({ id: "b" }), aConnection({ id: "c" })] as const;
const read = () => connections.map((connection) => aListedRow(connection));

test("rows that say the same stay the list they were", () => {
  const before = read();

  expect(keepSame(before, read())).toBe(before);
});

test("only a row that says something else is another one", () => {
  const before = read();
  const [, connection] = connections;
  const app = { state: "not-looked", reason: "not-connected" } as const;
  const changed = rowOf({ connection, app, record: null, now, settings: defaultSettings });
  const [first, , third] = read();

  const after = keepSame(before, [first!, changed, third!]);

  expect(after.map((row, place) => row === before[place])).toEqual([true, false, true]);
  expect(after[1]).toBe(changed);
});

test.each([
  ["a connection that was read again", { connection: aConnection({ id: "a" }) }],
  ["a record", { record: emptyRecord("a") }],
  ["another band", { band: "expired" as const }],
  ["another end", { cliff: inDays(1) }],
])("%s is told from what was there", (_, change) => {
  const before = read().slice(0, 1);
  const after = [{ ...before[0]!, ...change }];

  expect(keepSame(before, after)[0]).toBe(after[0]);
});

test("a list in another order, or shorter, is another list of the same rows", () => {
  const before = read();
  const turned = keepSame(before, read().reverse());

  expect(turned).toEqual([...before].reverse());
  expect(turned[0]).toBe(before[2]);
  expect(keepSame(before, read().slice(0, 2))).toHaveLength(2);
});
