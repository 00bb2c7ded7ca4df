import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import "@testing-library/jest-dom";
import { noteText } from "../../../../src/domain/note";
import type { TestAnswer } from "../../../../src/domain/verification/test-answer";
import { Hub } from "../../../../src/hub/shell/Hub";
import type { Hub as HubParts } from "../../../../src/hub/shell/contracts/hub-context";
import { aConnection, inDays } from "../../../support/builders";
import { fakeHub } from "../../support/fake-hub";
import { aWorld, type World } from "../../support/fake-ports";

jest.setTimeout(30_000);

const idOf = (index: number): string => `0000000${String(index)}-0a1b-4c5d-8e9f-101112131415`;
const one = (index: number, name: string) =>
  aConnection({ id: idOf(index), name, description: noteText(null, inDays(index)) });

const expired: TestAnswer = {
  kind: "refused",
  status: null,
  message: "AADSTS7000222: The provided client secret keys for app are expired.",
};

async function shown(over: Partial<World>): Promise<HubParts> {
  const hub = fakeHub(aWorld(over));
  render(<Hub hub={hub} virtualize={false} />);
  await act(() => hub.actions.load());
  return hub;
}

const user = userEvent.setup();
const press = async (name: string | RegExp): Promise<void> =>
  user.click(await screen.findByRole("button", { name }));
const panel = (): Promise<HTMLElement> => screen.findByRole("dialog", { name: "Verify service connections" });

describe("Verify all", () => {
  test("tests every connection after one more click and shows failures first", async () => {
    const hub = await shown({
      connections: [one(1, "good"), one(2, "bad")],
      test: ({ id }) => Promise.resolve(id === idOf(2) ? expired : { kind: "passed" }),
    });

    await press("Verify all");
    await press("Verify 2 connections");

    const results = within(await panel()).getByRole("table", { name: "Result (2)" });
    await waitFor(() => expect(within(results).getAllByRole("row")[1]).toHaveTextContent("bad"));
    expect(within(results).getByText("Failed: credential expired")).toBeVisible();
    expect(screen.getAllByText("1 verified, 1 failed · 2 in all")[0]).toBeVisible();
    await waitFor(() => expect(hub.store.get().checks.get(idOf(1))?.state).toBe("done"));
    expect(hub.store.get().announcement).toBe("Verified: 1 of 2 passed");
  });

  test("offers the shown and the selected ones where they are fewer", async () => {
    const calls: string[] = [];
    await shown({ connections: [one(1, "a"), one(2, "b"), one(3, "c")], calls });
    await user.click(screen.getByRole("checkbox", { name: "Select a" }));

    await press("Verify all");
    await user.click(within(await panel()).getByRole("radio", { name: "The 1 selected" }));
    await press("Verify 1 connection");

    await screen.findByText("1 verified · 1 in all", { selector: "span" });
    expect(calls.filter((call) => call.startsWith("test "))).toEqual([`test ${idOf(1)}`]);
  });

  test("stops after the current ones and goes on with the rest, keeping what there is", async () => {
    const answers: (() => void)[] = [];
    await shown({
      connections: ["a", "b", "c", "d", "e"].map((name, index) => one(index + 1, name)),
      test: () => new Promise((resolve) => answers.push(() => resolve({ kind: "passed" }))),
    });
    await press("Verify all");
    await press("Verify 5 connections");
    await waitFor(() => expect(answers).toHaveLength(4));

    await press("Stop after the current ones");
    answers.forEach((answer) => answer());
    expect(await screen.findByText("Stopped. 1 connection has not been started.")).toBeVisible();
    await press("Continue");
    await waitFor(() => expect(answers).toHaveLength(5));
    answers[4]?.();

    expect(await screen.findByText("5 verified · 5 in all", { selector: "span" })).toBeVisible();
  });

  test("goes on while its panel is closed and can be opened again", async () => {
    const answers: (() => void)[] = [];
    await shown({
      connections: [one(1, "a")],
      test: () => new Promise((resolve) => answers.push(() => resolve({ kind: "passed" }))),
    });
    await press("Verify all");
    await press("Verify 1 connection");
    await waitFor(() => expect(answers).toHaveLength(1));

    await press("Close");
    expect(await screen.findByText("Verifying: 0 of 1 done")).toBeVisible();
    answers[0]?.();
    expect(
      await screen.findByText("Verified: 1 of 1 passed", { selector: ".hub-bulk-summary" }),
    ).toBeVisible();
    await press("Show verifications");

    expect(within(await panel()).getByText("1 verified · 1 in all", { selector: "span" })).toBeVisible();
  });
});
