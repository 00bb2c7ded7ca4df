import { act, fireEvent, render, screen } from "@testing-library/react";
import * as React from "react";
import "@testing-library/jest-dom";
import { noteText } from "../../../../src/domain/note";
import { Hub } from "../../../../src/hub/shell/Hub";
import { inPlaces } from "../../../../src/hub/features/inventory/steady-order";
import { withOverlay, withQuery } from "../../../../src/hub/shell/contracts/hub-state";
import { aConnection, aListedRow, inDays } from "../../../support/builders";
import { fakeHub } from "../../support/fake-hub";
import { aWorld } from "../../support/fake-ports";

const idOf = (name: string): string => `${name.padEnd(8, "0")}-0a1b-4c5d-8e9f-101112131415`;
const ending = (name: string, days: number) =>
  aConnection({ id: idOf(name), name, description: noteText(null, inDays(days)) });
const nameOf = (element: Element): string | null => element.getAttribute("aria-label");
const shownOrder = (): (string | null)[] =>
  screen.getAllByRole("button", { name: /^Renew (aaa|bbb|ccc)$/ }).map(nameOf);
const renew = (name: string): HTMLElement => screen.getByRole("button", { name: `Renew ${name}` });

/** A page of two connections, and a way to read it again with the second one the more urgent. */
async function twoRows() {
  const world = aWorld({ connections: [ending("aaa", 3), ending("bbb", 9)] });
  const hub = fakeHub(world);
  const { unmount } = render(<Hub hub={hub} virtualize={false} />);
  await act(() => hub.actions.load());
  const turn = async (...connections: ReturnType<typeof ending>[]): Promise<void> => {
    world.connections = connections.length > 0 ? connections : [ending("aaa", 9), ending("bbb", 3)];
    await act(() => hub.actions.load());
  };
  return { hub, turn, unmount };
}

const before = ["Renew aaa", "Renew bbb"];
const after = ["Renew bbb", "Renew aaa"];

describe("the order of the rows", () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ["queueMicrotask", "setImmediate", "nextTick"] }));
  afterEach(() => jest.useRealTimers());
  const rest = (ms: number): void => {
    act(() => {
      jest.advanceTimersByTime(ms);
    });
  };

  test("follows what was read where nobody has a hand on the list", async () => {
    const { turn } = await twoRows();
    await turn();

    expect(shownOrder()).toEqual(after);
  });

  test("stays while a pointer moves over the list, and comes when it has left", async () => {
    const { turn } = await twoRows();
    fireEvent.pointerMove(renew("aaa"));
    await turn();
    expect(shownOrder()).toEqual(before);

    fireEvent.pointerOut(renew("aaa"), { relatedTarget: document.body });
    rest(0);
    expect(shownOrder()).toEqual(after);
  });

  test("comes when the pointer has been at rest for five seconds", async () => {
    const { turn } = await twoRows();
    fireEvent.pointerMove(renew("aaa"));
    await turn();
    rest(4_900);
    expect(shownOrder()).toEqual(before);

    rest(200);
    expect(shownOrder()).toEqual(after);
  });

  test("stays as long as the focus is in the list", async () => {
    const { turn } = await twoRows();
    act(() => renew("aaa").focus());
    await turn();
    rest(60_000);
    expect(shownOrder()).toEqual(before);
    expect(renew("aaa")).toHaveFocus();

    act(() => renew("aaa").blur());
    rest(0);
    expect(shownOrder()).toEqual(after);
  });

  test("gives way to an order somebody asks for", async () => {
    const { turn, hub } = await twoRows();
    fireEvent.pointerMove(renew("aaa"));
    await turn();
    act(() =>
      hub.store.update((state) => withQuery(state, { sort: { column: "name", direction: "descending" } })),
    );

    expect(shownOrder()).toEqual(after);
  });

  test("puts a connection that is new behind those in their places", async () => {
    const { turn } = await twoRows();
    fireEvent.pointerMove(renew("aaa"));
    await turn(ending("aaa", 9), ending("bbb", 3), ending("ccc", 1));

    expect(shownOrder()).toEqual([...before, "Renew ccc"]);
  });

  test("waits for nothing once the page is gone", async () => {
    const { unmount } = await twoRows();
    const timers = jest.getTimerCount();
    fireEvent.pointerMove(renew("aaa"));
    expect(jest.getTimerCount()).toBe(timers + 1);
    unmount();

    expect(jest.getTimerCount()).toBeLessThanOrEqual(timers);
  });
});

test("the order stays while a panel of a row is open", async () => {
  const { turn, hub } = await twoRows();
  act(() => hub.store.update((state) => withOverlay(state, { kind: "renewal", connectionId: idOf("aaa") })));
  await turn();

  expect(screen.getAllByRole("button", { name: /^Renew (aaa|bbb|ccc)$/, hidden: true }).map(nameOf)).toEqual(
    before,
  );
});

test("a row that moves takes its buttons along", async () => {
  const { turn } = await twoRows();
  const button = renew("aaa");
  await turn();

  expect(button.isConnected).toBe(true);
  expect(nameOf(button)).toBe("Renew aaa");
  expect(shownOrder()).toEqual(after);
});

test("rows keep their places as what they are now", () => {
  const rows = [ending("aaa", 3), ending("bbb", 9)].map((one) => aListedRow(one));
  const [first, second] = [ending("aaa", 9), ending("bbb", 3)].map((one) => aListedRow(one));

  expect(inPlaces(rows, [second!, first!])).toEqual([first, second]);
  expect(inPlaces(rows, [second!])).toEqual([second]);
});
