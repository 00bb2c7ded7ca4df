import "@testing-library/jest-dom";
import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ServiceConnection } from "../../../../src/domain/service-connection";
import type { TimelineMark, TimelineMonth } from "../../../../src/domain/timeline";
import { placed, weeksOf } from "../../../../src/hub/features/timeline/placed";
import { inDays, now } from "../../../support/builders";
import { expiring, rowNames, shown } from "../../support/shown";

jest.setTimeout(30_000);

const month = (name: RegExp): HTMLElement =>
  within(screen.getByRole("list", { name: "Months, each a filter" })).getByRole("button", { name });

const some = () => [
  expiring(-3, "over", 1),
  expiring(10, "first", 2),
  expiring(20, "second", 3),
  expiring(400, "later", 4),
];

const tab = (name: string): Promise<void> => userEvent.click(screen.getByRole("tab", { name }));

async function timelineOf(connections: readonly ServiceConnection[]): Promise<void> {
  await shown({ connections });
  await tab("Timeline");
  await screen.findByRole("list", { name: "Months, each a filter" });
}

test("twelve months say how many connections end in each", async () => {
  await timelineOf(some());

  expect(
    within(screen.getByRole("list", { name: "Months, each a filter" })).getAllByRole("button"),
  ).toHaveLength(12);
  expect(month(/^December 2026: 2 connections expire$/)).toHaveTextContent("2Dec");
  expect(month(/^January 2027: nothing expires$/)).toHaveTextContent("0Jan 2027");
  expect(month(/^November 2026/)).toHaveTextContent(/Nov$/);
  expect(screen.getByRole("heading", { name: "November 2026 to October 2027" })).toBeVisible();
  expect(screen.getByText("Not shown here: 1 already expired, 1 later.")).toBeVisible();
});

test("a month shows what ends in it alone, and everything again when pressed once more", async () => {
  await timelineOf(some());

  await userEvent.click(month(/^December 2026/));
  expect(screen.getByRole("tab", { name: "List" })).toHaveAttribute("aria-selected", "true");
  expect(rowNames()).toEqual(["first", "second"]);
  await tab("Timeline");
  expect(month(/^December 2026/)).toHaveAttribute("aria-pressed", "true");

  await userEvent.click(month(/^December 2026/));
  expect(rowNames()).toHaveLength(4);
});

test("the issuer's retirement is told with its day and how many it concerns", async () => {
  await timelineOf([
    ...some(),
    expiring(0, "wif", 5, {
      kind: "federated",
      holds: "nothing",
      issuer: "https://vstoken.dev.azure.com/org",
      description: "",
    }),
  ]);

  expect(screen.getByText("1 Jul 2027: old token issuer retires (1 connection).")).toBeVisible();
  expect(month(/^July 2027: 1 connection expires, of them 1 issuer retires$/)).toBeVisible();
});

test("the same stands in a table that lists names with their days", async () => {
  await timelineOf(some());
  const details = screen.getByText("Show as a table").closest("details")!;
  details.open = true;
  fireEvent(details, new Event("toggle"));

  const row = within(screen.getByRole("table")).getByRole("row", { name: /^December 2026/ });
  expect(row).toHaveTextContent("first, 4 Dec 2026; second, 14 Dec 2026");
});

const december = (shares: readonly number[]): TimelineMonth => ({
  key: "2026-12",
  start: now,
  end: inDays(31),
  startPosition: 0.25,
  endPosition: 0.5,
  count: shares.length,
  marks: shares.map((share, index): TimelineMark => ({
    connectionId: String(index),
    name: "n",
    projectName: "p",
    shape: "disc",
    at: inDays(share * 31),
    position: 0.25 + share / 4,
    latest: null,
    latestPosition: null,
  })),
});

test("marks stand at their dates, near ones on top of each other", () => {
  expect(
    placed(december([0.1, 0.2, 0.9]))?.map(({ share, lane }) => [Number(share.toFixed(6)), lane]),
  ).toEqual([
    [0.1, 0],
    [0.2, 1],
    [0.9, 0],
  ]);
});

test("a month without room for a mark of each is drawn by weeks, none before its first end", () => {
  const full = december([0.4, 0.4, 0.41, 0.41, 0.42, 0.95]);

  expect(placed(full)).toBeNull();
  expect(weeksOf(full).map(({ from, to, count }) => [from.toFixed(2), to.toFixed(2), count])).toEqual([
    ["0.40", "0.45", 5],
    ["0.95", "1.00", 1],
  ]);
});

test("the picture draws a full month by weeks and the others by marks", async () => {
  const full = Array.from({ length: 9 }, (_, index) => expiring(10, `full ${String(index)}`, index + 1));
  await timelineOf([...full, expiring(50, "alone", 10)]);

  expect(month(/^December 2026: 9 connections expire$/).querySelectorAll(".hub-week")).toHaveLength(1);
  const january = month(/^January 2027: 1 connection expires$/);
  expect(january.querySelectorAll(".hub-week")).toHaveLength(0);
  expect(january.querySelectorAll(".hub-month-mark")).toHaveLength(1);
});

test("where nothing ends ahead there is no picture, only what is left out", async () => {
  await shown({ connections: [expiring(-3, "over", 1), expiring(-9, "older", 2)] });
  await tab("Timeline");

  expect(
    await screen.findByText(/^Nothing with a known date expires from November 2026 to October 2027\./),
  ).toHaveTextContent("Not shown here: 2 already expired.");
  expect(screen.queryByRole("list", { name: "Months, each a filter" })).toBeNull();
});
