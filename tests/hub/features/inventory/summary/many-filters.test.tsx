import { fireEvent, render, screen, within } from "@testing-library/react";
import * as React from "react";
import "@testing-library/jest-dom";
import { indexRows } from "../../../../../src/domain/inventory-view";
import { HubProvider } from "../../../../../src/hub/shell/contracts/hub-context";
import { Filters } from "../../../../../src/hub/features/inventory/summary/Filters";
import { aConnection, aListedRow, tenantId } from "../../../../support/builders";
import { filterButton, openFilter } from "../../../support/choosing";
import { fakeHub } from "../../../support/fake-hub";
import { aWorld } from "../../../support/fake-ports";

const appOf = (index: number): string => `${String(index).padStart(8, "0")}-1111-4222-8333-444444444444`;
const rows = Array.from({ length: 10_001 }, (_, index) =>
  aListedRow(aConnection({ id: String(index), name: `c${String(index)}`, appId: appOf(index) })),
);

function show(hub = fakeHub(aWorld())): ReturnType<typeof fakeHub> {
  render(
    <HubProvider value={hub}>
      <Filters index={indexRows(rows)} />
    </HubProvider>,
  );
  return hub;
}

test("a filter of 10,001 choices draws those in view, and finds each by typing", async () => {
  const hub = show();

  const list = await openFilter("App registration");
  expect(within(list).queryAllByRole("option").length).toBeLessThan(200);
  fireEvent.change(screen.getByPlaceholderText("Search in app registration"), { target: { value: "9876" } });
  fireEvent.click(await within(list).findByText(`${appOf(9_876)} (1)`));

  expect(hub.store.get().query.apps).toEqual([`AzureCloud/${tenantId}/${appOf(9_876)}`]);
  expect(filterButton("App registration")).toHaveTextContent(`App registration: ${appOf(9_876)}`);
});

test("a filter that came with the address shows its choice at once, and one that nothing has says so", () => {
  const hub = fakeHub(aWorld());
  hub.store.update((state) => ({
    ...state,
    query: { ...state.query, kinds: ["manual"], owners: ["nobody"] },
  }));
  show(hub);

  expect(filterButton("Kind")).toHaveTextContent("Kind: Manual");
  expect(filterButton("Owner")).toHaveTextContent("Owner: not in this list");
});
