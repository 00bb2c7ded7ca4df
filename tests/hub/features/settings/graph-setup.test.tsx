import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import "@testing-library/jest-dom";
import { failed, success, type Result } from "../../../../src/domain/failure";
import { delegatedPermissions, signInRedirect, type Registration } from "../../../../src/domain/graph-setup";
import { Hub } from "../../../../src/hub/shell/Hub";
import { aConnection, appId } from "../../../support/builders";
import { fakeHub } from "../../support/fake-hub";
import { aWorld } from "../../support/fake-ports";

async function checked(registration: Result<Registration>, signIn = success("read" as const)) {
  const world = aWorld({
    connections: [aConnection()],
    settings: { ...aWorld().settings, clientId: appId },
    graph: { silent: failed({ code: "graph-consent-needed", detail: "" }), interactive: signIn },
  });
  const hub = fakeHub(world);
  hub.ports.credentials.registration = () => Promise.resolve(registration);
  render(<Hub hub={hub} virtualize={false} />);
  await act(() => hub.actions.load());
  await userEvent.click(screen.getByRole("button", { name: "Settings" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Settings" }));
  return { dialog, check: () => userEvent.click(dialog.getByRole("button", { name: "Check the setup" })) };
}

test("the commands make one app registration with two permissions and the redirect, and hold the client id", async () => {
  const { dialog } = await checked(success({ singlePageRedirects: [], delegated: [] }));
  await waitFor(() => expect(dialog.getByText("Set up the app registration")).toBeInTheDocument());

  const commands = dialog.getAllByText(/^az /).map((one) => one.textContent);
  expect(commands).toHaveLength(4);
  expect(commands[1]).toContain(`{"spa":{"redirectUris":["${signInRedirect}"]}}`);
  expect(commands[2]).toBe(
    `az ad app permission add --id ${appId} --api 00000003-0000-0000-c000-000000000000 --api-permissions c79f8feb-a9db-4090-85f9-90d820caa0eb=Scope bdfbf15f-ee85-4955-8675-146e8e5296b5=Scope`,
  );
});

test("a check says which part is missing, by the app registration itself", async () => {
  const { dialog, check } = await checked(
    success({ singlePageRedirects: [], delegated: [delegatedPermissions["Application.Read.All"]] }),
  );
  await check();

  const list = await dialog.findByRole("status", { name: "Setup of the app registration" });
  expect(
    within(list)
      .getAllByRole("listitem")
      .map((one) => one.textContent),
  ).toEqual([
    "App registration with this client ID: there.",
    `Redirect ${signInRedirect} as a single-page application: missing.`,
    "Delegated permission Application.Read.All: there.",
    "Delegated permission Application.ReadWrite.All: missing.",
  ]);
});
