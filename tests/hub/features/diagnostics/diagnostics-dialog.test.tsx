import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import "@testing-library/jest-dom";
import type { CallRecord, Diagnostics, Probe } from "../../../../src/ports/diagnostics";
import { Hub } from "../../../../src/hub/shell/Hub";
import { aConnection, now } from "../../../support/builders";
import { fakeHub } from "../../support/fake-hub";
import { aWorld } from "../../support/fake-ports";

const call: CallRecord = {
  at: now,
  method: "GET",
  host: "dev.azure.com",
  route: "/{…}/_apis/projects?$top",
  status: 200,
  durationMs: 12,
  failure: null,
  readable: ["X-MS-ContinuationToken"],
  activityId: "5b1c0d2e-0000-4000-8000-00000000abcd",
};

const probes: readonly Probe[] = [
  { id: "handshake-shape", answer: "told", detail: "current" },
  { id: "nested-app-auth", answer: "absent", detail: "graph-bridge-missing: contoso has no bridge" },
  { id: "service-page-data", answer: "present", detail: "3 ms" },
  { id: "frame-features", answer: "unknown", detail: "this browser does not tell" },
];

async function opened(over: Partial<Diagnostics> = {}) {
  const asked: boolean[] = [];
  const diagnostics: Diagnostics = {
    calls: () => [call, { ...call, status: null, failure: "network", readable: [], activityId: null }],
    probe: ({ writing }) => {
      asked.push(writing);
      return Promise.resolve(probes);
    },
    ...over,
  };
  const hub = fakeHub(aWorld({ connections: [aConnection({ name: "payments-prod" })] }), diagnostics);
  render(<Hub hub={hub} virtualize={false} />);
  await act(() => hub.actions.load());
  await userEvent.click(screen.getByRole("button", { name: "Settings" }));
  const settings = within(await screen.findByRole("dialog", { name: "Settings" }));
  await userEvent.click(await settings.findByRole("button", { name: "Diagnostics" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Diagnostics" }));
  return { asked, dialog };
}

const textOf = (dialog: Awaited<ReturnType<typeof opened>>["dialog"]): Promise<string> =>
  dialog
    .findByRole("region", { name: "Report" })
    .then((region) => region.querySelector("pre")?.textContent ?? "");

describe("the diagnostics", () => {
  test("open from the settings and write down what was found, the list in figures, and the last calls", async () => {
    const { asked, dialog } = await opened();

    const lines = (await textOf(dialog)).split("\n");

    expect(asked).toEqual([false]);
    expect(lines.slice(0, 7)).toEqual([
      "Service connection renewal, project hub, 2026-11-24T09:00:00.000Z",
      "",
      "Surroundings",
      "Handshake: current",
      "Nested App Authentication: no, graph-bridge-missing: {name} has no bridge",
      "Service: page data: yes, 3 ms",
      "Features allowed to the frame: unknown, this browser does not tell",
    ]);
    expect(lines).toContain("Connections: 1 in 1 project, 0 unread");
    expect(lines.slice(-3)).toEqual([
      "Last calls, newest first (2)",
      "2026-11-24T09:00:00.000Z GET dev.azure.com/{…}/_apis/projects?$top -> 200 in 12 ms [readable: X-MS-ContinuationToken] [activity: 5b1c0d2e-0000-4000-8000-00000000abcd]",
      "2026-11-24T09:00:00.000Z GET dev.azure.com/{…}/_apis/projects?$top -> network in 12 ms",
    ]);
  });

  test("hold no name that the page knows", async () => {
    const { dialog } = await opened();

    const report = await textOf(dialog);

    for (const name of ["contoso", "Fabrikam", "Ada Lovelace", "payments-prod"])
      expect(report.toLowerCase()).not.toContain(name.toLowerCase());
  });

  test("test writing only when asked", async () => {
    const { asked, dialog } = await opened();
    await textOf(dialog);

    await userEvent.click(dialog.getByRole("button", { name: "Also test writing" }));

    await waitFor(() => expect(asked).toEqual([false, true]));
    expect(await textOf(dialog)).toContain("Surroundings");
  });

  test("say so where the page could not be looked at", async () => {
    const { dialog } = await opened({ probe: () => Promise.reject(new Error("canary")) });

    expect(
      await dialog.findByText("The page couldn't be looked at. Close this and open it again."),
    ).toBeVisible();
    expect(dialog.queryByText(/canary/)).toBeNull();
  });
});
