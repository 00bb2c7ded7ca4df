import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import "@testing-library/jest-dom";
import { failed, success } from "../../../../src/domain/failure";
import { Hub } from "../../../../src/hub/shell/Hub";
import { aConnection } from "../../../support/builders";
import { fakeHub } from "../../support/fake-hub";
import { aWorld, type World } from "../../support/fake-ports";

async function opened(over: Partial<World> = {}) {
  const world = aWorld({ connections: [aConnection()], ...over });
  const hub = fakeHub(world);
  render(<Hub hub={hub} virtualize={false} />);
  await act(() => hub.actions.load());
  await userEvent.click(screen.getByRole("button", { name: "Settings" }));
  const settings = within(await screen.findByRole("dialog", { name: "Settings" }));
  await userEvent.click(settings.getByRole("button", { name: "Watch unattended" }));
  return within(await screen.findByRole("dialog", { name: "Watch unattended" }));
}

const where = "Project settings > Service connections > the three dots > Security";

describe("watching unattended", () => {
  test("writes a pipeline with the page's own warnings", async () => {
    const settings = { ...aWorld().settings, bands: [45, 20, 5] as const };
    const dialog = await opened({ settings });

    expect(
      within(dialog.getByRole("region", { name: "azure-pipelines.yml" })).getByText(
        /ServiceConnectionWatch@1/,
      ),
    ).toHaveTextContent("warnDays: 45 failDays: 5");
  });

  test("says that a right is missing where the roles name nobody", async () => {
    const dialog = await opened();

    expect(await dialog.findByText(/^Missing/)).toHaveTextContent(
      `Missing, unless it comes through a group: the role User for Fabrikam Build Service (contoso). Without it the pipeline gets an empty list. Give it under ${where}.`,
    );
  });

  test("says that it is there where they do", async () => {
    const dialog = await opened({
      roles: success([{ name: "Fabrikam Build Service (contoso)", role: "User" }]),
    });

    expect(
      await dialog.findByText(
        "Fabrikam Build Service (contoso) holds a role that sees the connections of this project.",
      ),
    ).toBeVisible();
  });

  test("does not call a right missing that could not be looked up", async () => {
    const dialog = await opened({ roles: failed({ code: "network", system: "azure-devops" }) });

    expect(await dialog.findByText(/Whether it has that couldn't be looked up/)).toBeVisible();
    expect(dialog.queryByText(/Missing/)).toBeNull();
  });

  test("to renew says what is to be checked, and that the rights are not known here", async () => {
    const dialog = await opened();

    await userEvent.click(dialog.getByRole("radio", { name: "Renew what is due, behind an approval" }));

    expect(dialog.getByText("These can't be looked up from here:")).toBeVisible();
    expect(dialog.getByText(/renew: plan/)).toBeVisible();
  });
});
