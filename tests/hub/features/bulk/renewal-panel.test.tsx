import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import "@testing-library/jest-dom";
import { success } from "../../../../src/domain/failure";
import { noteText } from "../../../../src/domain/note";
import { appKeyOf, appKeyText } from "../../../../src/domain/service-connection";
import { Hub } from "../../../../src/hub/shell/Hub";
import type { Hub as HubParts, Part } from "../../../../src/hub/shell/contracts/hub-context";
import { createRuns, type RunOperations } from "../../../../src/hub/shared/renewals/runs";
import type { Running } from "../../../../src/hub/shared/renewals/running";
import { createStore } from "../../../../src/hub/shell/contracts/store";
import type { Plan } from "../../../../src/domain/renewal/renewal";
import type { RunControl } from "../../../../src/operations/run-control";
import { aConnection, anApp, aRenewedEnd, aRunView, appId, inDays } from "../../../support/builders";
import { fakeHub } from "../../support/fake-hub";
import { aWorld, type World } from "../../support/fake-ports";
import { runsPart } from "../../../../src/hub/shared/renewals/actions";

jest.setTimeout(30_000);

const idOf = (index: number): string => `0000000${String(index)}-0a1b-4c5d-8e9f-101112131415`;

/** Connections that Azure DevOps renews itself need nobody. */
const automatic = (index: number, name: string) =>
  aConnection({
    id: idOf(index),
    name,
    kind: "automatic",
    appId: appId.replace(/^./, String(index)),
    description: noteText(null, inDays(index)),
  });

type Started = {
  readonly plan: Plan;
  readonly control: RunControl;
  readonly renewed: () => void;
  readonly failed: () => void;
};

/** Renewals that end when the test says so. */
function heldRuns(): { readonly operations: RunOperations; readonly started: Started[] } {
  const started: Started[] = [];
  const run: RunOperations["run"] = (plan, control) =>
    new Promise((resolve) => {
      const end = (renewal: Parameters<RunControl["report"]>[0]["renewal"]): void => {
        control.report(aRunView({ renewal }));
        resolve(renewal);
      };
      started.push({
        plan,
        control,
        renewed: () => end({ plan, ...aRenewedEnd({ at: plan.startedAt }) }),
        failed: () =>
          end({
            plan,
            stage: "stopped",
            during: "saving",
            failure: { code: "changed-meanwhile", by: "Bob", at: null },
            leftBehind: null,
            connection: "not-saved",
            readAt: null,
          }),
      });
    });
  return {
    started,
    operations: {
      run,
      resume: ({ renewal }) => Promise.resolve(renewal),
      store: createStore<ReadonlyMap<string, Running>>(new Map(), (notify) => act(notify)),
      holdPage: () => undefined,
    },
  };
}

async function shown(over: Partial<World>): Promise<{ readonly hub: HubParts; readonly started: Started[] }> {
  const { operations, started } = heldRuns();
  const runs = createRuns(operations);
  const fake = fakeHub(aWorld(over));
  const hub: HubParts = {
    ...fake,
    part: <T,>(part: Part<T>): T =>
      (part as Part<unknown>) === runsPart ? (runs as unknown as T) : fake.part(part),
  };
  render(<Hub hub={hub} virtualize={false} />);
  await act(() => hub.actions.load());
  return { hub, started };
}

const user = userEvent.setup();
const button = (name: string | RegExp): HTMLElement => screen.getByRole("button", { name });
const panel = (name: string): Promise<HTMLElement> => screen.findByRole("dialog", { name });

async function planned(...names: readonly string[]): Promise<HTMLElement> {
  for (const name of names) await user.click(screen.getByRole("checkbox", { name: `Select ${name}` }));
  await user.click(button("Renew selected"));
  const opened = await panel("Renew selected service connections");
  await within(opened).findByText(/^At most four run at a time/);
  return opened;
}

describe("selecting", () => {
  test("needs at least one connection, and counts them", async () => {
    await shown({ connections: [automatic(1, "one"), automatic(2, "two")] });

    expect(screen.queryByRole("button", { name: "Renew selected" })).toBeNull();
    await user.click(screen.getByRole("checkbox", { name: "Select one" }));

    expect(button("Renew selected")).toBeVisible();
    expect(screen.getByText("1 selected")).toBeVisible();
  });

  test("selects all shown and none again", async () => {
    await shown({ connections: [automatic(1, "one"), automatic(2, "two")] });
    const all = screen.getByRole("checkbox", { name: "Select all connections shown" });

    await user.click(all);
    expect(screen.getByText("2 selected")).toBeVisible();
    await user.click(all);

    expect(screen.queryByText("2 selected")).toBeNull();
  });

  test("keeps what a filter hides, and says so", async () => {
    await shown({ connections: [automatic(1, "one"), automatic(2, "two")] });

    await user.click(screen.getByRole("checkbox", { name: "Select one" }));
    await user.type(screen.getByRole("textbox", { name: "Filter by name" }), "two");

    expect(screen.getByText("1 selected, 1 of them not shown")).toBeVisible();
  });
});

describe("renewing the selected", () => {
  test("shows the plan of each before anything happens, with what cannot be renewed and why", async () => {
    const federated = aConnection({ id: idOf(3), name: "wif", kind: "federated", holds: "nothing" });
    const manual = aConnection({ id: idOf(4), name: "by-hand" });
    const { started } = await shown({ connections: [automatic(1, "one"), federated, manual] });

    const opened = await planned("one", "wif", "by-hand");

    expect(
      within(opened).getByText(
        "1 connection can be renewed without you, 1 needs you, 1 can't be renewed now.",
      ),
    ).toBeVisible();
    const refused = within(opened).getByRole("table", { name: "Not renewed (1)" });
    expect(within(refused).getByText(/This connection holds no secret/)).toBeVisible();
    expect(started).toEqual([]);
  });

  test.each([
    [["one"], "1 connection can be renewed without you."],
    [["by-hand"], "1 connection needs you."],
    [["one", "by-hand"], "1 connection can be renewed without you, 1 needs you."],
  ])("says of %j nothing that there is none of", async (names, sentence) => {
    const manual = aConnection({ id: idOf(4), name: "by-hand" });
    await shown({ connections: [automatic(1, "one"), manual] });

    expect(within(await planned(...names)).getByText(sentence)).toBeVisible();
  });

  test("runs four at a time, goes on with the panel closed, and keeps the results", async () => {
    const names = ["a", "b", "c", "d", "e"];
    const { started } = await shown({ connections: names.map((name, index) => automatic(index + 1, name)) });
    await planned(...names);

    await user.click(button("Renew 5 connections"));
    await waitFor(() => expect(started).toHaveLength(4));
    await user.click(button("Close"));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    started[0]?.failed();
    await waitFor(() => expect(started).toHaveLength(5));
    for (const one of started.slice(1)) one.renewed();

    expect(await screen.findByText("Renewed 4 of 5, 1 failed")).toBeVisible();
    await user.click(button("Show renewals"));
    const again = await panel("Renew selected service connections");
    const results = within(again).getByRole("table", { name: "Result (5)" });
    const first = within(results).getAllByRole("row")[1];
    expect(first).toHaveTextContent("Failed");
    expect(first).toHaveTextContent("Bob");
    expect(first).toHaveTextContent("The connection wasn't changed by this renewal.");
    expect(within(results).getAllByText("Renewed and verified")).toHaveLength(4);
  });

  test("stops after the current ones, goes on, and renews the failed ones again", async () => {
    const names = ["a", "b", "c", "d", "e"];
    const { started } = await shown({ connections: names.map((name, index) => automatic(index + 1, name)) });
    await planned(...names);
    await user.click(button("Renew 5 connections"));
    await waitFor(() => expect(started).toHaveLength(4));

    await user.click(button("Stop after the current ones"));
    for (const one of started) one.failed();
    expect(await screen.findByText("Stopped. 1 connection has not been started.")).toBeVisible();
    expect(started).toHaveLength(4);
    await user.click(button("Continue"));
    await waitFor(() => expect(started).toHaveLength(5));
    started[4]?.renewed();
    await user.click(await screen.findByRole("button", { name: "Retry failed" }));

    await waitFor(() => expect(started).toHaveLength(9));
  });

  test("agrees to no save without proof", async () => {
    const { started } = await shown({ connections: [automatic(1, "one")] });
    await planned("one");
    await user.click(button("Renew 1 connection"));
    await waitFor(() => expect(started).toHaveLength(1));
    const [one] = started;
    const answer = one?.control.confirmUnproved("control-passed");
    one?.control.report({
      renewal: { plan: one.plan, stage: "preparing" },
      steps: [],
      waitingFor: "unproved-consent",
      settling: null,
      takesLong: false,
      proofVoid: "control-passed",
      shortenedToDays: null,
      lostProjects: [],
      goneSecrets: null,
      recorded: true,
      holdsSecret: true,
    });

    expect(await answer).toBe(false);
  });

  test("makes the guided ones a queue that the person works off or passes over", async () => {
    const manual = (index: number, name: string) =>
      aConnection({ id: idOf(index), name, appId: appId.replace(/^./, String(index)) });
    const { hub, started } = await shown({ connections: [manual(1, "first"), manual(2, "second")] });
    await planned("first", "second");
    await user.click(button("Renew 2 connections one by one"));

    await user.click(await screen.findByRole("button", { name: "Skip first" }));
    await user.click(await screen.findByRole("button", { name: "Work on second" }));

    expect(await panel("Renew second")).toBeVisible();
    expect(hub.store.get().overlay).toEqual({ kind: "renewal", connectionId: idOf(2) });
    expect(started).toEqual([]);
    act(() => hub.store.update((state) => ({ ...state, overlay: null })));
    expect(await panel("Renew selected service connections")).toBeVisible();
  });
});

describe("copying the results", () => {
  test("shows the text where the browser does not allow copying", async () => {
    const { started } = await shown({ connections: [automatic(1, "one|two")] });
    await planned("one|two");
    await user.click(button("Renew 1 connection"));
    await waitFor(() => expect(started).toHaveLength(1));
    started[0]?.renewed();
    await screen.findByText("Renewed and verified");
    Object.defineProperty(navigator, "clipboard", { configurable: true, value: undefined });

    await user.click(button("Copy results"));

    const text = (await screen.findByRole<HTMLTextAreaElement>("textbox", { name: /Select the text/ })).value;
    expect(text).toContain("| Connection | Project | How | Result | Details |");
    expect(text).toContain("one\\|two");
    expect(text).toContain("Renewed and verified");
  });
});

test("a graph connect is not asked for where no renewal needs it", async () => {
  const connection = automatic(1, "one");
  const world: Partial<World> = {
    connections: [connection],
    apps: new Map([[appKeyText(appKeyOf(connection)!), anApp()]]),
    calls: [],
    graph: { silent: success("read"), interactive: success("write") },
  };
  const { started } = await shown(world);
  await planned("one");

  await user.click(button("Renew 1 connection"));
  await waitFor(() => expect(started).toHaveLength(1));

  expect(world.calls).not.toContain("connect interactively");
});
