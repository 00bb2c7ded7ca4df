import "@testing-library/jest-dom";
import { act, fireEvent, screen, within } from "@testing-library/react";
import { emptyRecord } from "../../../../../src/domain/record";
import { inDays } from "../../../../support/builders";
import { choose, filterButton } from "../../../support/choosing";
import { expiring, idOf, rowNames, shown } from "../../../support/shown";

jest.setTimeout(30_000);

const some = () => [
  expiring(-3, "over", 1),
  expiring(5, "soon", 2, { createdBy: { id: "u2", name: "Grace" } }),
  expiring(12, "next", 3, { disabled: true }),
  expiring(200, "later", 4, { kind: "certificate", holds: "certificate" }),
];

const card = (name: string): HTMLElement =>
  within(screen.getByRole("group", { name: "Filter by urgency" })).getByRole("button", { name });

test("each card says how many connections it stands for", async () => {
  await shown({ connections: some() });

  expect(card("1 Expired")).toBeVisible();
  expect(card("1 0–7 days")).toBeVisible();
  expect(card("0 8–14 days")).toBeVisible();
  expect(card("0 Unknown")).toBeVisible();
  expect(card("1 Failed or disabled")).toBeVisible();
  expect(card("0 Unknown")).toHaveClass("hub-card-none");
  expect(card("1 Expired")).not.toHaveClass("hub-card-none");
});

test("a card shows its rows alone, and all of them again when it is pressed once more", async () => {
  await shown({ connections: some() });

  fireEvent.click(card("1 Expired"));
  expect(card("1 Expired")).toHaveAttribute("aria-pressed", "true");
  expect(rowNames()).toEqual(["over"]);

  fireEvent.click(card("1 Expired"));
  expect(rowNames()).toEqual(["over", "soon", "next", "later"]);
});

test("filters by kind, state and owner narrow the list together, and one button clears them", async () => {
  await shown({ connections: some() });

  await choose("Owner", "Ada (3)");
  await choose("Kind", "Manual (3)");
  expect(rowNames()).toEqual(["over", "next"]);
  await choose("State", "Disabled (1)");
  expect(rowNames()).toEqual(["next"]);

  fireEvent.click(screen.getByRole("button", { name: "Clear filters" }));
  expect(rowNames()).toHaveLength(4);
  expect(screen.queryByRole("button", { name: "Clear filters" })).toBeNull();
});

test("a filter takes several choices, says so on its button, and gives each back", async () => {
  const { hub } = await shown({ connections: some() });

  await choose("Kind", "Certificate (1)");
  expect(filterButton("Kind")).toHaveTextContent("Kind: Certificate");
  expect(rowNames()).toEqual(["later"]);
  await choose("Kind", "Manual (3)");
  expect(filterButton("Kind")).toHaveTextContent("Kind: Manual (+1)");
  expect(rowNames()).toHaveLength(4);
  await act(() => hub.actions.load());
  expect(filterButton("Kind")).toHaveTextContent("Kind: Manual (+1)");

  await choose("Kind", "Manual (3)");
  expect(rowNames()).toEqual(["later"]);
});

test("filters that leave nothing say so without a word about rights", async () => {
  await shown({ connections: some() });

  fireEvent.click(card("0 Unknown"));

  expect(screen.getByText("No service connection matches these filters.")).toBeVisible();
  expect(screen.queryByText(/You may not be allowed to see them/)).toBeNull();
});

test("a column's header sorts by it, turns it around, and says so", async () => {
  await shown({ connections: some() });
  const header = () => screen.getByRole("columnheader", { name: "Name" });
  expect(screen.getByRole("columnheader", { name: "Expiry" })).toHaveAttribute("aria-sort", "ascending");

  fireEvent.click(header());
  expect(header()).toHaveAttribute("aria-sort", "ascending");
  expect(rowNames()).toEqual(["later", "next", "over", "soon"]);

  fireEvent.click(header());
  expect(header()).toHaveAttribute("aria-sort", "descending");
  expect(rowNames()).toEqual(["soon", "over", "next", "later"]);
});

test("a snoozed row stays away, is counted, and comes back marked when asked for", async () => {
  const snooze = { until: inDays(10), reason: "migrating", by: { id: "u1", name: "Ada" }, at: inDays(-1) };
  await shown({ connections: some(), records: new Map([[idOf(1), { ...emptyRecord(idOf(1)), snooze }]]) });

  expect(rowNames()).not.toContain("over");
  expect(card("0 Expired")).toBeVisible();
  expect(screen.getByText(/3 of 4 service connections · 1 snoozed, not shown/)).toBeVisible();

  fireEvent.click(screen.getByRole("checkbox", { name: "Show snoozed" }));
  expect(rowNames()).toContain("over");
  expect(screen.getByText("Snoozed until 4 Dec 2026.")).toHaveAttribute("title", "migrating");
});
