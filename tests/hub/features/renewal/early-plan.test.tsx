import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import "@testing-library/jest-dom";
import { success, type Result } from "../../../../src/domain/failure";
import { defaultSettings, type Settings } from "../../../../src/domain/settings";
import { Hub } from "../../../../src/hub/shell/Hub";
import { inventoryActions } from "../../../../src/hub/features/inventory/actions";
import type { GraphAccess } from "../../../../src/ports/app-credentials";
import type { Ports } from "../../../../src/ports/ports";
import { aConnection } from "../../../support/builders";
import { fakeHub } from "../../support/fake-hub";
import { aWorld } from "../../support/fake-ports";

const clientId = "0c0c0c0c-1111-4222-8333-444444444444";

/** A promise and its fulfilment. */
function later<Value>() {
  let give: (value: Value) => void = () => undefined;
  const value = new Promise<Value>((resolve) => (give = resolve));
  return { value, give };
}

/** The panel of the only connection, opened as soon as its row is there. */
async function openedEarly() {
  const settings = later<Result<Settings>>();
  const graph = later<Result<GraphAccess>>();
  const made = fakeHub(aWorld({ connections: [aConnection({ name: "shop" })] }));
  const ports: Ports = {
    ...made.ports,
    settings: {
      ...made.ports.settings,
      read: () => settings.value,
      acceptedClientId: () => Promise.resolve(success(clientId)),
    },
    credentials: { ...made.ports.credentials, connect: () => graph.value },
  };
  const actions = inventoryActions(ports, made.store);
  render(<Hub hub={{ ...made, ports, actions }} virtualize={false} />);
  void act(() => actions.load());
  await userEvent.setup().click(await screen.findByRole("button", { name: "Renew shop" }));
  return { settings, graph, dialog: await screen.findByRole("dialog", { name: "Renew shop" }) };
}

const chosen: Result<Settings> = success({ ...defaultSettings, clientId, writeNote: false });
/** Every answer that is out has come, and what follows from it is drawn: everything here answers without time. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await act(() => new Promise((resolve) => setTimeout(resolve, 0)));
};

describe("a plan asked for before the page knows everything", () => {
  test("waits for the settings and for Microsoft Graph, so that nobody pastes what it can create", async () => {
    const { dialog, settings, graph } = await openedEarly();
    await settle();
    expect(within(dialog).queryByLabelText("New client secret")).toBeNull();

    settings.give(chosen);
    await settle();
    expect(within(dialog).queryByLabelText("New client secret")).toBeNull();
    expect(within(dialog).queryByRole("button", { name: "Renew now" })).toBeNull();

    graph.give(success("write"));
    expect(await within(dialog).findByRole("button", { name: "Renew now" })).toBeEnabled();
    expect(within(dialog).queryByLabelText("New client secret")).toBeNull();
    expect(within(dialog).getByRole("checkbox")).toHaveAttribute("aria-checked", "false");
  });
});
