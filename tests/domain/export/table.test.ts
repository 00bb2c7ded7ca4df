import {
  exportColumns,
  tableOf,
  unreadOf,
  type ExportWords,
  type LoadedParts,
} from "../../../src/domain/export/table";
import type { AppLookup } from "../../../src/domain/credential";
import { isoInstant } from "../../../src/domain/instant";
import { rowOf, type Row } from "../../../src/domain/inventory";
import { defaultSettings } from "../../../src/domain/settings";
import type { ServiceConnection } from "../../../src/domain/service-connection";
import { aConnection, now } from "../../support/builders";

const notConnected: AppLookup = { state: "not-looked", reason: "not-connected" };
const aRow = (over: Partial<ServiceConnection> = {}, app: AppLookup = notConnected): Row =>
  rowOf({ connection: aConnection(over), app, record: null, now, settings: defaultSettings });

const words: ExportWords = {
  heading: (column) => column.toUpperCase(),
  cell: (column, row) => (column === "name" ? row.connection.name : ""),
  madeAt: (at) => `Made at ${isoInstant(at)}`,
  unread: (part) => `Not read: ${part.kind}`,
  nothingUnread: "Everything was read",
};

const loaded: LoadedParts = {
  rows: [],
  projects: [{ project: { id: "p1", name: "Fabrikam" }, state: "loaded", failure: null }],
  projectsFailure: null,
  graph: { access: "read", failure: null, pending: false },
  records: { state: "loaded", failure: null, unreadable: 0 },
  settingsFailure: null,
};

test("has a heading and a cell for every column, in the order of the view", () => {
  const table = tableOf({ rows: [aRow({ name: "b" }), aRow({ name: "a" })], unread: [], madeAt: now }, words);

  expect(table.headings).toEqual(exportColumns.map((column) => column.toUpperCase()));
  expect(table.rows.map((cells) => [cells.length, cells[0]])).toEqual([
    [exportColumns.length, "b"],
    [exportColumns.length, "a"],
  ]);
});

test("says when it was made, and that everything was read", () => {
  const { notes } = tableOf({ rows: [], unread: [], madeAt: now }, words);

  expect(notes).toEqual(["Made at 2026-11-24T09:00:00.000Z", "Everything was read"]);
});

test("names each part that could not be read", () => {
  const { notes } = tableOf(
    {
      rows: [],
      unread: [
        { kind: "graph", failure: null, connections: 1, of: 1 },
        { kind: "details", connections: 2 },
      ],
      madeAt: now,
    },
    words,
  );

  expect(notes.slice(1)).toEqual(["Not read: graph", "Not read: details"]);
});

describe("what a load could not read", () => {
  const network = { code: "network", system: "graph" } as const;
  const contoso = { id: "p2", name: "Contoso" };

  test.each<[string, Partial<LoadedParts>, readonly unknown[]]>([
    ["nothing missing", {}, []],
    [
      "a failed project",
      { projects: [{ project: contoso, state: "failed", failure: network }] },
      [{ kind: "project", project: contoso, failure: network }],
    ],
    [
      "a project still loading",
      { projects: [{ project: contoso, state: "loading", failure: null }] },
      [{ kind: "still-loading" }],
    ],
    ["no list of projects", { projectsFailure: network }, [{ kind: "projects", failure: network }]],
    ["no settings", { settingsFailure: network }, [{ kind: "settings", failure: network }]],
    [
      "unreadable records",
      { records: { state: "loaded", failure: null, unreadable: 2 } },
      [{ kind: "records", failure: null, unreadable: 2 }],
    ],
    [
      "failed records",
      { records: { state: "failed", failure: network, unreadable: 0 } },
      [{ kind: "records", failure: network, unreadable: 0 }],
    ],
    [
      "hidden details",
      { rows: [aRow({ incomplete: true, appId: null }, { state: "gone" })] },
      [{ kind: "details", connections: 1 }],
    ],
    [
      "Graph for one of two app registrations",
      { rows: [aRow(), { ...aRow(), app: { state: "gone" } as const }] },
      [{ kind: "graph", failure: null, connections: 1, of: 2 }],
    ],
    ["Graph not asked", { rows: [aRow()] }, [{ kind: "graph", failure: null, connections: 1, of: 1 }]],
    [
      "Graph failed",
      { rows: [aRow()], graph: { access: "read", failure: network, pending: false } },
      [{ kind: "graph", failure: network, connections: 1, of: 1 }],
    ],
    [
      "Graph still asked",
      { rows: [aRow()], graph: { access: "read", failure: null, pending: true } },
      [{ kind: "still-loading" }],
    ],
    [
      "nothing Graph could tell",
      { rows: [aRow({}, { state: "not-looked", reason: "no-app-registration" })] },
      [],
    ],
    ["Graph read", { rows: [aRow({}, { state: "gone" })] }, []],
  ])("with %s", (_name, parts, expected) => {
    expect(unreadOf({ ...loaded, ...parts })).toEqual(expected);
  });
});
