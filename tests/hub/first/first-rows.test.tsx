import { MessageChannel } from "node:worker_threads";
import { act, render, screen } from "@testing-library/react";
import "@testing-library/jest-dom";
import * as React from "react";
import { listedRow, mostUrgent, type Row } from "../../../src/domain/inventory";
import { noteText } from "../../../src/domain/note";
import { Hub } from "../../../src/hub/shell/Hub";
import { showFirstRows, type FirstRows } from "../../../src/hub/first/first-rows";
import { dispatch } from "../../../src/hub/shared/dispatch";
import { loadInventory, type Inventory } from "../../../src/operations/load-inventory";
import { aConnection, inDays, now } from "../../support/builders";
import { fakeHub } from "../support/fake-hub";
import { aWorld, project } from "../support/fake-ports";

const connections = [
  aConnection({ id: "a", name: "later", project, description: noteText(null, inDays(200)) }),
  aConnection({ id: "b", name: "soon", project, description: noteText(null, inDays(9)) }),
  aConnection({ id: "c", name: "over", project, description: noteText(null, inDays(-3)) }),
  aConnection({ id: "d", name: "wif", project, kind: "federated", holds: "nothing" }),
  aConnection({ id: "e", name: "unknown", project }),
];
const dates = { culture: "en-GB", zone: () => 0, timeZone: "UTC" };

let root: HTMLElement;
let first: FirstRows;

// jsdom has none; Node's own is the same.
beforeAll(() => Object.assign(window, { MessageChannel }));
beforeEach(() => {
  document.body.innerHTML = '<div id="root"></div>';
  root = document.querySelector<HTMLElement>("#root")!;
  const host = { scope: { kind: "project", project } as const, organization: { id: "o", name: "contoso" } };
  first = showFirstRows(root, { host, connections, now, dates });
});

const front = (): Element | null => document.querySelector(".hub-first");
const button = (name: string, within: ParentNode = document): HTMLElement =>
  within.querySelector<HTMLElement>(`[aria-label="${name}"]`)!;

/** What a row says and offers, without the focus zones of the platform's list. */
const rowsOf = (place: ParentNode): string[] =>
  Array.from(place.querySelectorAll("tbody tr.bolt-table-row"), (row) =>
    row.innerHTML.replaceAll(/ data-focuszone="[^"]*"/g, ""),
  );

/** The interface, drawn behind the first rows from the same list. */
function drawBehind() {
  const world = aWorld({ connections });
  const hub = fakeHub(world);
  const inventory: Inventory = {
    rows: connections.map((connection) => listedRow(connection, now)),
    projects: [{ project, state: "loaded", failure: null }],
    projectsFailure: null,
    graph: { access: "not-asked", failure: null, pending: true },
    records: { state: "loading", failure: null, unreadable: 0 },
    settings: world.settings,
    settingsFailure: null,
    loadedAt: now,
  };
  act(() => hub.store.update((state) => ({ ...state, inventory })));
  render(<Hub hub={hub} virtualize={false} />, { container: root });
  return hub;
}

const giveWay = async (): Promise<readonly unknown[]> => {
  let wishes: readonly unknown[] = [];
  await act(async () => {
    wishes = await first.giveWay(() => undefined);
  });
  return wishes;
};

test("the first rows are those of the interface, word by word and in its order", () => {
  const before = rowsOf(front()!);
  drawBehind();

  expect(before).toHaveLength(5);
  expect(before[0]).toContain("Expired 3 days ago");
  expect(rowsOf(root)).toEqual(before);
});

test("a list is first reported as the rows that are drawn first", async () => {
  const reported: (readonly Row[])[] = [];
  const hub = fakeHub(aWorld({ connections }));
  const { signal } = new AbortController();
  await loadInventory(hub.ports, hub.ports.host.scope, ({ rows }) => reported.push(rows), signal);

  expect(reported.find((rows) => rows.length > 0)).toEqual(
    connections.map((connection) => listedRow(connection, now)),
  );
});

test("what was pressed is answered in its order once the interface is there", async () => {
  button("Renew over").click();
  button("Verify soon").click();
  button("Select later").click();
  drawBehind();

  expect(await giveWay()).toEqual([
    { kind: "renew", connectionId: "c" },
    { kind: "verify", connectionId: "b" },
    { kind: "select", connectionId: "a" },
  ]);
  expect(front()).toBeNull();
  expect(root).not.toHaveClass("hub-behind");
});

test("a kept wish does what the button of the interface does", async () => {
  button("Select later").click();
  const hub = drawBehind();
  for (const wish of await giveWay()) act(() => dispatch(hub, wish as Parameters<typeof dispatch>[1]));

  expect(button("Select later", root)).toHaveAttribute("aria-checked", "true");
  expect(screen.getByText("1 selected")).toBeInTheDocument();
});

test("the focus goes on where it is", async () => {
  button("Verify soon").focus();
  drawBehind();
  await giveWay();

  expect(document.activeElement).toBe(button("Verify soon", root));
});

test("a text typed into the filter is told before the change, and the caret stays", async () => {
  const filter = button("Filter by name") as HTMLInputElement;
  filter.focus();
  filter.value = "so";
  filter.dispatchEvent(new Event("input", { bubbles: true }));
  filter.setSelectionRange(1, 1);
  const hub = drawBehind();

  let told = "";
  await act(async () => {
    await first.giveWay((text) => {
      told = text;
      hub.store.update((state) => ({ ...state, query: { ...state.query, text } }));
    });
  });

  const after = button("Filter by name", root) as HTMLInputElement;
  expect(told).toBe("so");
  expect(document.activeElement).toBe(after);
  expect([after.value, after.selectionStart]).toEqual(["so", 1]);
});

test("a button that is held down stays until it is let go, and then counts", async () => {
  const held = button("Renew over");
  held.dispatchEvent(new Event("pointerdown", { bubbles: true }));
  drawBehind();
  const given = giveWay();
  await Promise.resolve();
  expect(front()).not.toBeNull();

  window.dispatchEvent(new Event("pointerup"));
  held.click();

  expect(await given).toEqual([{ kind: "renew", connectionId: "c" }]);
  expect(front()).toBeNull();
});

test("the most urgent rows of many are those at the head of all in order", () => {
  const many = Array.from({ length: 200 }, (_, index) =>
    listedRow(
      aConnection({
        id: String(index),
        name: `c${String((index * 37) % 200)}`,
        description: index % 3 === 0 ? "" : noteText(null, inDays(((index * 53) % 90) - 20)),
      }),
      now,
    ),
  );
  const names = (rows: readonly Row[]): string[] => rows.map(({ connection }) => connection.name);

  expect(names(mostUrgent(many, 20))).toEqual(names(mostUrgent(many, 200)).slice(0, 20));
  expect(names(mostUrgent(many, 200)).slice(0, 3)).toEqual(names(mostUrgent([...many].reverse(), 3)));
});
