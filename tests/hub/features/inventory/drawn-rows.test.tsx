import "@testing-library/jest-dom";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import type { Row } from "../../../../src/domain/inventory";
import { learnedPart, withForbidding } from "../../../../src/hub/shared/findings/learned";
import { runningPart } from "../../../../src/hub/shared/renewals/running";
import { aPlan } from "../../../support/builders";
import { expiring, idOf, rowNames, shown } from "../../support/shown";

/** A page of three rows that tells whose row was drawn since it was asked last: drawing one reads its record. */
async function watched() {
  const connections = ["one", "two", "six"].map((name, place) => expiring(place + 1, name, place + 1));
  const { hub } = await shown({ connections });
  // Which comes for all of them.
  await waitFor(() => expect(hub.part(learnedPart).get().advise).not.toBeNull());
  const drawn = new Set<string>();
  const telling = (row: Row): Row => ({
    ...row,
    get record() {
      drawn.add(row.connection.name);
      return row.record;
    },
  });
  act(() =>
    hub.store.update((state) => ({
      ...state,
      inventory: state.inventory && { ...state.inventory, rows: state.inventory.rows.map(telling) },
    })),
  );
  const since = (): readonly string[] => {
    const names = [...drawn];
    drawn.clear();
    return names;
  };
  expect(since()).toEqual(rowNames());
  return { hub, since };
}

const running = { plan: aPlan(), view: null, ended: false, broken: false, cancelling: false };

test("a renewal, a verification and a checked box draw the row they belong to, and no other", async () => {
  const { hub, since } = await watched();

  act(() => hub.part(runningPart).update(() => new Map([[idOf(2), running]])));
  expect(since()).toEqual(["two"]);
  expect(screen.getByRole("row", { name: /two/ })).toHaveTextContent("Renewing");

  fireEvent.click(screen.getByRole("checkbox", { name: "Select one" }));
  expect(since()).toEqual(["one"]);

  act(() =>
    hub.store.update((state) => ({
      ...state,
      checks: new Map([[idOf(3), { state: "running", attempt: null }]]),
    })),
  );
  expect(since()).toEqual(["six"]);
  expect(screen.getByRole("row", { name: /six/ })).toHaveTextContent("Verifying");
});

test("what is learned for all of them draws all of them", async () => {
  const { hub, since } = await watched();
  act(() => hub.part(learnedPart).update((here) => withForbidding(here, "another-tenant")));

  expect(since()).toEqual(rowNames());
});
