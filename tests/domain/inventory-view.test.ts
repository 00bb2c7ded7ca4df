import {
  facetsOf,
  filterRows,
  indexRows,
  sortRows,
  type RowIndex,
  type View,
} from "../../src/domain/inventory-view";
import { sortKeyOf } from "../../src/domain/sort-key";
import { rowOf, type Row } from "../../src/domain/inventory";
import { emptyRecord, type ConnectionRecord } from "../../src/domain/record";
import type { ServiceConnection } from "../../src/domain/service-connection";
import { defaultSettings } from "../../src/domain/settings";
import { columns, defaultQuery, type Column, type ViewQuery } from "../../src/domain/view-query";
import { aConnection, aCredential, anApp, inDays, now } from "../support/builders";

const viewOf = (index: RowIndex, query: ViewQuery, at: typeof now): View =>
  filterRows(sortRows(index, query.sort), query, at);

const by = { id: "u1", name: "Ada" };

type RowOptions = {
  readonly connection?: Partial<ServiceConnection>;
  readonly endsInDays?: number;
  readonly record?: Partial<ConnectionRecord>;
};

const aRow = (name: string, { connection = {}, endsInDays, record }: RowOptions = {}): Row =>
  rowOf({
    connection: aConnection({ id: `id-${name}`, name, ...connection }),
    app:
      endsInDays === undefined
        ? { state: "not-looked", reason: "not-connected" }
        : anApp(aCredential({ until: inDays(endsInDays) })),
    record: record === undefined ? null : { ...emptyRecord(`id-${name}`), ...record },
    now,
    settings: defaultSettings,
  });

const namesOf = (rows: readonly Row[], query: Partial<ViewQuery> = {}): readonly string[] =>
  viewOf(indexRows(rows), { ...defaultQuery, ...query }, now).rows.map(({ connection }) => connection.name);

const snoozed = { snooze: { until: inDays(5), reason: "moves next week", by, at: now } };

describe("filtering", () => {
  test("finds every word of the text in any case", () => {
    const rows = [aRow("Azure-Prod-West"), aRow("azure-test-west"), aRow("docker")];

    expect(namesOf(rows, { text: "  WEST azure " })).toEqual(["Azure-Prod-West", "azure-test-west"]);
    expect(namesOf(rows, { text: "west prod" })).toEqual(["Azure-Prod-West"]);
    expect(namesOf(rows, { text: "east" })).toEqual([]);
  });

  test("finds a shared connection by the name it has in another project", () => {
    const shares = [{ project: { id: "p2", name: "Contoso" }, name: "contoso-deploy" }];
    const rows = [aRow("shared", { connection: { shares } }), aRow("other")];

    expect(namesOf(rows, { text: "contoso" })).toEqual(["shared"]);
    expect(namesOf(rows, { projects: ["p2"] })).toEqual(["shared"]);
  });

  test.each<[string, Partial<ViewQuery>, readonly string[]]>([
    ["kind", { kinds: ["other"] }, ["token"]],
    ["two kinds", { kinds: ["other", "federated"] }, ["token", "federated"]],
    ["state disabled", { states: ["disabled"] }, ["off"]],
    ["state failed", { states: ["failed"] }, ["broken"]],
    ["owner", { owners: ["u9"] }, ["token"]],
    ["owner nobody has", { owners: ["u404"] }, []],
    ["band", { bands: ["within-7"] }, ["soon"]],
    ["kind and band together", { kinds: ["other"], bands: ["within-7"] }, []],
    ["app registration", { apps: ["AzureCloud/tenant-b/app-b"] }, ["broken"]],
    ["one owner or another", { owners: ["u404", "u9"] }, ["token"]],
  ])("by %s", (_name, query, expected) => {
    const rows = [
      aRow("soon", { endsInDays: 5 }),
      aRow("token", {
        connection: { kind: "other", appId: null, tenantId: null, createdBy: { id: "u9", name: "Bo" } },
      }),
      aRow("broken", { connection: { state: "failed", appId: "APP-B", tenantId: "tenant-b" } }),
      aRow("off", { connection: { disabled: true } }),
      aRow("federated", { connection: { kind: "federated", holds: "nothing" } }),
    ];

    expect(namesOf(rows, query)).toEqual(expected);
  });

  test("leaves snoozed rows out and says how many", () => {
    const index = indexRows([aRow("awake"), aRow("asleep", { record: snoozed })]);

    const view = viewOf(index, defaultQuery, now);

    expect(view.rows.map(({ connection }) => connection.name)).toEqual(["awake"]);
    expect(view).toMatchObject({ total: 2, snoozedAway: 1 });
  });

  test("counts only those snoozed rows as left out which the query would show", () => {
    const index = indexRows([
      aRow("asleep and expired", { endsInDays: -1, record: snoozed }),
      aRow("asleep and fine", { endsInDays: 200, record: snoozed }),
    ]);

    expect(viewOf(index, { ...defaultQuery, card: "expired" }, now).snoozedAway).toBe(1);
    expect(viewOf(index, { ...defaultQuery, text: "nothing" }, now).snoozedAway).toBe(0);
  });

  test("shows snoozed rows on request, and alone on their own card", () => {
    const rows = [aRow("awake"), aRow("asleep", { record: snoozed })];

    expect(namesOf(rows, { showSnoozed: true })).toEqual(["asleep", "awake"]);
    expect(namesOf(rows, { card: "snoozed" })).toEqual(["asleep"]);
  });

  test("lets a snooze end on its date", () => {
    const ended = { snooze: { ...snoozed.snooze, until: now } };

    expect(namesOf([aRow("back", { record: ended })])).toEqual(["back"]);
  });
});

describe("sorting", () => {
  const later = { verification: { word: "verified" as const, code: null, at: inDays(-1), by } };
  const earlier = { verification: { word: "verified" as const, code: null, at: inDays(-9), by } };
  const rows = [
    aRow("b-10", {
      endsInDays: 40,
      record: later,
      connection: { kind: "certificate", createdBy: { id: "u2", name: "Élan" }, modifiedAt: inDays(-2) },
    }),
    aRow("b-9", {
      endsInDays: 4,
      record: earlier,
      connection: {
        createdBy: { id: "u3", name: "eva" },
        modifiedAt: inDays(-1),
        project: { id: "p0", name: "Alpha" },
      },
    }),
    aRow("a", {
      connection: {
        kind: "other",
        createdBy: null,
        modifiedAt: null,
        disabled: true,
        appId: null,
        project: { id: "p9", name: "Zeta" },
      },
    }),
  ];

  test.each<[Column, readonly string[], readonly string[]]>([
    ["name", ["a", "b-9", "b-10"], ["b-10", "b-9", "a"]],
    ["expiry", ["b-9", "b-10", "a"], ["b-10", "b-9", "a"]],
    ["kind", ["b-9", "b-10", "a"], ["a", "b-10", "b-9"]],
    ["state", ["a", "b-9", "b-10"], ["b-9", "b-10", "a"]],
    ["verification", ["b-9", "b-10", "a"], ["b-10", "b-9", "a"]],
    ["app", ["b-9", "b-10", "a"], ["b-9", "b-10", "a"]],
    ["owner", ["b-10", "b-9", "a"], ["b-9", "b-10", "a"]],
    ["project", ["b-9", "b-10", "a"], ["a", "b-10", "b-9"]],
    ["modified", ["b-10", "b-9", "a"], ["b-9", "b-10", "a"]],
  ])("by %s, rows without a value last both ways", (column, ascending, descending) => {
    expect(namesOf(rows, { sort: { column, direction: "ascending" } })).toEqual(ascending);
    expect(namesOf(rows, { sort: { column, direction: "descending" } })).toEqual(descending);
  });

  test("knows every column", () => {
    const sorted = columns.map(
      (column) => namesOf(rows, { sort: { column, direction: "ascending" } }).length,
    );

    expect(sorted).toEqual(columns.map(() => 3));
  });

  test("orders numbers by value and letters without case and accents", () => {
    const names = ["conn-10", "Conn-2", "émile", "Eva", "conn-2b"];

    const sorted = [...names].sort((a, b) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : 1));

    expect(sorted).toEqual(["Conn-2", "conn-2b", "conn-10", "émile", "Eva"]);
  });

  test("does not change the index it sorts", () => {
    const index = indexRows(rows);
    const before = index.map(({ row }) => row.connection.name);

    sortRows(index, { column: "name", direction: "descending" });

    expect(index.map(({ row }) => row.connection.name)).toEqual(before);
  });
});

describe("facets", () => {
  test("count each choice, labelled by name", () => {
    const facets = facetsOf(
      indexRows([
        aRow("one", { endsInDays: 9 }),
        aRow("two", { endsInDays: 9 }),
        aRow("three", { connection: { kind: "other", appId: null, createdBy: null, disabled: true } }),
      ]),
    );

    expect([...facets.kinds]).toEqual([
      ["manual", 2],
      ["other", 1],
    ]);
    expect([...facets.states].sort()).toEqual([
      ["disabled", 1],
      ["ready", 2],
    ]);
    expect(facets.apps.map(({ label, count }) => [label, count])).toEqual([["deployer", 2]]);
    expect(facets.owners).toEqual([{ value: "u1", label: "Ada", count: 2 }]);
    expect(facets.projects.map(({ label, count }) => [label, count])).toEqual([["Fabrikam", 3]]);
  });
});

test("ten thousand rows are filtered within two frames", () => {
  const index = indexRows(Array.from({ length: 10_000 }, (_, n) => aRow(`connection-${n}-azure`)));
  const ordered = sortRows(index, { column: "name", direction: "ascending" });
  const query = { ...defaultQuery, text: "azure 77" };
  filterRows(ordered, query, now);

  const times = Array.from({ length: 9 }, () => {
    const before = performance.now();
    filterRows(ordered, query, now);
    return performance.now() - before;
  }).sort((a, b) => a - b);

  expect(times[4]).toBeLessThan(33);
});
