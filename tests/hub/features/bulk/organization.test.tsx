import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import "@testing-library/jest-dom";
import { failed, success } from "../../../../src/domain/failure";
import type { ProjectRef } from "../../../../src/domain/service-connection";
import { Hub } from "../../../../src/hub/shell/Hub";
import type { ServiceConnections } from "../../../../src/ports/service-connections";
import { aConnection } from "../../../support/builders";
import { fakeHub } from "../../support/fake-hub";
import { aWorld } from "../../support/fake-ports";

const projects: readonly ProjectRef[] = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta"].map(
  (name, index) => ({ id: `p${String(index)}`, name }),
);

jest.setTimeout(30_000);

type List = ServiceConnections["list"];

async function shown(list: List): Promise<void> {
  const hub = fakeHub(aWorld({ scope: { kind: "organization" }, projects }));
  hub.ports.connections.list = list;
  render(<Hub hub={hub} virtualize={false} />);
  await act(async () => {
    void hub.actions.load();
    await Promise.resolve();
  });
}

const one = (project: ProjectRef) =>
  success({
    project,
    connections: [aConnection({ id: `0000-${project.id}`, name: `${project.name} deploys`, project })],
  });

const user = userEvent.setup();

describe("the organization hub", () => {
  test("names the project of each connection", async () => {
    await shown((project) => Promise.resolve(one(project)));

    const grid = await screen.findByRole("grid", { name: "Service connections" });

    expect(within(grid).getByRole("columnheader", { name: /Project/ })).toBeVisible();
    const row = (await screen.findByRole("button", { name: "Details of Beta deploys" })).closest("tr");
    expect(row).toHaveTextContent("Beta");
  });

  test("shows how many projects are read and keeps what there is when stopped", async () => {
    const answers: (() => void)[] = [];
    await shown((project) => new Promise((resolve) => answers.push(() => resolve(one(project)))));
    const bar = await screen.findByRole("progressbar", { name: "Reading projects" });
    expect(bar).toHaveAttribute("aria-valuemax", "7");
    expect(answers).toHaveLength(6);

    await user.click(screen.getByRole("button", { name: "Stop reading" }));
    await act(async () => {
      answers.forEach((answer) => answer());
      await Promise.resolve();
    });

    expect(await screen.findByText(/1 of 7 projects was not read because you stopped/)).toBeVisible();
    expect(screen.queryByRole("progressbar", { name: "Reading projects" })).toBeNull();
    expect(screen.getAllByRole("button", { name: /^Renew .* deploys$/ })).toHaveLength(6);
  });

  test("lists each project that failed with its reason, and reads it again alone or with the others", async () => {
    const broken = new Set(["Beta", "Eta"]);
    const asked: string[] = [];
    await shown((project) => {
      asked.push(project.name);
      return Promise.resolve(
        broken.has(project.name)
          ? failed({ code: "unavailable", system: "azure-devops", status: 503, detail: "" })
          : one(project),
      );
    });
    await screen.findByText(/2 of 7 projects couldn't be read/);
    broken.delete("Beta");
    asked.length = 0;

    const retry = await screen.findByRole("button", { name: "Retry Beta" });
    await waitFor(() => expect(retry).not.toHaveAttribute("aria-disabled", "true"));
    await user.click(retry);

    expect(await screen.findByText(/1 of 7 projects couldn't be read/)).toBeVisible();
    expect(asked).toEqual(["Beta"]);
    expect(screen.getByRole("button", { name: "Details of Beta deploys" })).toBeVisible();
    broken.clear();
    await user.click(screen.getByRole("button", { name: "Retry all" }));
    expect(await screen.findByRole("button", { name: "Details of Eta deploys" })).toBeVisible();
    expect(screen.queryByText(/couldn't be read/)).toBeNull();
  });
});
