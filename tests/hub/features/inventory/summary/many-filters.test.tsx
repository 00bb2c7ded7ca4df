import { fireEvent, render, screen } from "@testing-library/react";
import * as React from "react";
import "@testing-library/jest-dom";
import { listedRow } from "../../../../../src/domain/inventory";
import { indexRows } from "../../../../../src/domain/inventory-view";
import { HubProvider } from "../../../../../src/hub/shell/contracts/hub-context";
import { Filters } from "../../../../../src/hub/features/inventory/summary/Filters";
import { aConnection, now } from "../../../../support/builders";
import { fakeHub } from "../../../support/fake-hub";
import { aWorld } from "../../../support/fake-ports";

const appOf = (index: number): string => `${String(index).padStart(8, "0")}-1111-4222-8333-444444444444`;
const rows = Array.from({ length: 501 }, (_, index) =>
  listedRow(aConnection({ id: String(index), name: `c${String(index)}`, appId: appOf(index) }), now),
);

const choices = (): number =>
  screen.getByRole<HTMLSelectElement>("combobox", { name: "App registration" }).options.length;

function show(hub = fakeHub(aWorld())): void {
  render(
    <HubProvider value={hub}>
      <Filters index={indexRows(rows)} />
    </HubProvider>,
  );
}

test("the filters of a long list get their choices when they are reached by keyboard or pointer", () => {
  show();
  expect(choices()).toBe(1);

  fireEvent.focus(screen.getByRole("combobox", { name: "App registration" }));
  expect(choices()).toBe(502);
});

test("a filter that came with the address shows its choice at once", () => {
  const hub = fakeHub(aWorld());
  hub.store.update((state) => ({ ...state, query: { ...state.query, kinds: ["manual"] } }));
  show(hub);

  expect(screen.getByRole("combobox", { name: "Kind" })).toHaveDisplayValue("Manual (501)");
});
