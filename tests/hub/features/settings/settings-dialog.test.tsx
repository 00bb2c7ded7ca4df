import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import "@testing-library/jest-dom";
import type { Fields } from "../../../../src/domain/decode";
import { failed, success } from "../../../../src/domain/failure";
import { emptyRecord } from "../../../../src/domain/record";
import { Hub } from "../../../../src/hub/shell/Hub";
import { aConnection, appId, now } from "../../../support/builders";
import { leave } from "../../../support/fake-documents";
import { fakeHub } from "../../support/fake-hub";
import { aWorld, type World } from "../../support/fake-ports";

async function opened(over: Partial<World> = {}) {
  const world = aWorld({ connections: [aConnection()], ...over });
  const hub = fakeHub(world);
  render(<Hub hub={hub} virtualize={false} />);
  await act(() => hub.actions.load());
  await userEvent.click(screen.getByRole("button", { name: "Settings" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Settings" }));
  await waitFor(() => expect(dialog.getByRole("button", { name: "Save" })).toHaveAttribute("tabindex", "0"));
  return { world, dialog };
}

describe("the settings", () => {
  test("keep the client id with who set it", async () => {
    const { world, dialog } = await opened();

    await userEvent.type(dialog.getByRole("textbox", { name: "Entra application (client) ID" }), appId);
    await userEvent.click(dialog.getByRole("button", { name: "Save" }));

    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(world.settings).toEqual({
      clientId: appId,
      bands: [30, 14, 7],
      lifetimeDays: 180,
      writeNote: true,
      terraformPattern: null,
      vault: null,
      keepNamesDays: 400,
      changedBy: { id: "u1", name: "Ada Lovelace" },
      changedAt: now,
      clientIdChangedBy: { id: "u1", name: "Ada Lovelace" },
      clientIdChangedAt: now,
    });
  });

  test("a saved client id whose sign-in is refused leaves the reason on the page, after the list was read anew too", async () => {
    const consentUrl = "https://login.microsoftonline.com/t/adminconsent?client_id=x";
    const refused = failed({ code: "graph-admin-consent-needed", detail: "AADSTS90094", consentUrl });
    const { world, dialog } = await opened({ graph: { silent: success("read"), interactive: refused } });
    const readBefore = world.calls.filter((call) => call.startsWith("list")).length;

    await userEvent.type(dialog.getByRole("textbox", { name: "Entra application (client) ID" }), appId);
    await userEvent.click(dialog.getByRole("button", { name: "Save" }));

    await waitFor(() =>
      expect(world.calls.filter((call) => call.startsWith("list")).length).toBeGreaterThan(readBefore),
    );
    await waitFor(() => expect(screen.getByRole("button", { name: "Refresh" })).toBeEnabled());
    expect(screen.getByRole("button", { name: "Copy consent link" })).toBeVisible();
  });

  test("leave who set the client id when something else is changed", async () => {
    const grace = { id: "u2", name: "Grace" };
    const { world, dialog } = await opened({
      settings: { ...aWorld().settings, clientId: appId, clientIdChangedBy: grace, clientIdChangedAt: now },
    });

    await userEvent.click(dialog.getByRole("checkbox"));
    await userEvent.click(dialog.getByRole("button", { name: "Save" }));

    await waitFor(() => expect(world.settings.writeNote).toBe(false));
    expect(world.settings.clientIdChangedBy).toEqual(grace);
    expect(world.settings.changedBy).toEqual({ id: "u1", name: "Ada Lovelace" });
  });

  test("refuse an id that is none, beside its field and without writing", async () => {
    const { world, dialog } = await opened();

    await userEvent.type(dialog.getByRole("textbox", { name: "Entra application (client) ID" }), "my app");
    await userEvent.click(dialog.getByRole("button", { name: "Save" }));

    expect(await dialog.findByRole("alert")).toHaveTextContent(
      "Not a client ID: it looks like 00000000-0000-0000-0000-000000000000. It isn't the app's name, and not a secret.",
    );
    expect(world.settings.clientId).toBeNull();
  });

  test("say the unit of each number, and what each applies to", async () => {
    const { dialog } = await opened();

    const warnings = await dialog.findByRole("group", {
      name: "Warnings before a credential expires, in days",
    });
    expect(within(warnings).getByLabelText("Last warning")).toHaveValue(7);
    expect(dialog.getByLabelText("Lifetime of a new secret, in days")).toHaveValue(180);
    for (const applies of [
      "These settings apply to every project and every person of the organization.",
      "They set the cards above the list, for every connection that shows a date or an estimate.",
      "Applies to secrets that the hub creates through Microsoft Graph, and is what a guided renewal suggests. Azure DevOps chooses it for automatic connections.",
      "Applies to every connection renewed here. The note, such as [secret 1a2b3c4d expires 2027-05-22], shows people without the hub when the secret expires.",
    ])
      expect(dialog.getByText(applies)).toBeVisible();
  });

  test("refuse warnings that do not come later and later", async () => {
    const { dialog } = await opened();

    const second = dialog.getByLabelText("Second warning");
    await userEvent.clear(second);
    await userEvent.type(second, "40");
    await userEvent.click(dialog.getByRole("button", { name: "Save" }));

    expect(await dialog.findByRole("alert")).toHaveTextContent(
      "Each warning has to come later than the one before: fewer days.",
    );
  });

  test("say a conflict with another person's change and keep the draft", async () => {
    const { world, dialog } = await opened();
    world.writeFailure = { code: "document-conflict" };

    await userEvent.type(dialog.getByRole("textbox", { name: "Entra application (client) ID" }), appId);
    await userEvent.click(dialog.getByRole("button", { name: "Save" }));

    expect(await dialog.findByRole("alert")).toHaveTextContent(
      "The stored document isn't the one that was read: somebody changed it, or an earlier answer to this page was lost. The settings are as they were before. Reload to see it as it is now, then decide again.",
    );
    expect(dialog.getByRole("textbox", { name: "Entra application (client) ID" })).toHaveValue(appId);
  });

  test("give the focus back to their button", async () => {
    const { dialog } = await opened();

    await userEvent.click(dialog.getByRole("button", { name: "Cancel" }));

    await waitFor(() => expect(screen.getByRole("button", { name: "Settings" })).toHaveFocus());
  });
});

describe("what is stored and cannot be read", () => {
  async function broken(over: Partial<World>, ...left: readonly (readonly [string, string, Fields])[]) {
    const world = aWorld({ connections: [aConnection()], ...over });
    for (const [collection, id, body] of left) leave(world.kept, collection, id, body);
    const hub = fakeHub(world);
    render(<Hub hub={hub} virtualize={false} />);
    await act(() => hub.actions.load());
    await userEvent.click(screen.getByRole("button", { name: "Settings" }));
    return { world, dialog: within(await screen.findByRole("dialog", { name: "Settings" })) };
  }

  test("says what a reset of the settings loses, and then shows the usual ones", async () => {
    const { dialog } = await broken({}, ["settings", "organization", { schemaVersion: 99 }]);

    expect(await dialog.findByRole("alert")).toHaveTextContent(
      "The stored settings can't be read: they are damaged, or a newer version of this extension wrote them. They are still stored, and the hub works with the usual settings. Reload the page to get the newest version. Resetting removes them for the whole organization: the client ID of the Entra application, the warnings, the lifetime, and the choice about the renewal note are lost, for a newer version too.",
    );
    await userEvent.click(dialog.getByRole("button", { name: "Reset settings" }));

    expect(await dialog.findByLabelText("First warning")).toHaveValue(30);
    expect(dialog.queryByRole("alert")).toBeNull();
  });

  test("offers no reset where the settings could not be looked at", async () => {
    const { dialog } = await broken({
      settingsFailure: { code: "unavailable", system: "extension-data", status: 503, detail: "" },
    });

    await dialog.findByRole("alert");
    expect(dialog.queryByRole("button", { name: "Reset settings" })).toBeNull();
  });

  test("says what a reset of a lock loses, and removes that one alone", async () => {
    const { dialog, world } = await broken(
      {},
      ["locks", "tenant.app", { schemaVersion: 99 }],
      ["locks", "tenant.other", { schemaVersion: 1, holder: 7 }],
    );

    const [newer, damaged] = await dialog.findAllByRole("alert");
    expect(newer).toHaveTextContent(
      "The lock tenant.app was written by a newer version of this extension. While it is stored, connections of this app registration can't be renewed here. Reload the page to get the newest version. Resetting removes the lock: if a renewal runs there, a second one can begin beside it.",
    );
    expect(damaged).toHaveTextContent(
      "The lock tenant.other is damaged. It keeps nobody from renewing. Resetting removes it. Nothing else is lost.",
    );
    await userEvent.click(dialog.getByRole("button", { name: "Reset lock tenant.app" }));

    await waitFor(() => expect(dialog.queryByText(/tenant\.app was written/)).toBeNull());
    expect([...(world.kept.collections.get("locks")?.keys() ?? [])]).toEqual(["tenant.other"]);
    expect(dialog.getByText(/tenant\.other is damaged/)).toBeVisible();
  });
});

describe("the history", () => {
  const record = {
    ...emptyRecord(aConnection().id),
    verification: { word: "verified" as const, code: null, at: now, by: { id: "u2", name: "Grace" } },
  };

  test("is removed after saying what is lost and what stays", async () => {
    const { world, dialog } = await opened({ records: new Map([[aConnection().id, record]]) });

    await userEvent.click(dialog.getByRole("button", { name: "Remove my organization's history" }));
    const asked = await dialog.findByRole("alert");
    expect(asked.textContent).toBe(
      "This removes who renewed and verified connections, when, and how it ended, in every project that you can see, for everybody. It can't be undone. Connections, secrets and the notes in descriptions stay. So do, without names, typed expiry dates, snoozes, and the last result that shows when a secret expires; and the settings, and records of renewals that aren't finished. Other connections show no verification until you verify them again. The audit log of Azure DevOps keeps its own entries.",
    );
    expect(world.records.size).toBe(1);
    await userEvent.click(dialog.getByRole("button", { name: "Remove history" }));

    expect(await dialog.findByText("1 record of 1 project removed. The list is read again.")).toBeVisible();
    expect(world.records.size).toBe(0);
  });

  test("stays where the person thinks better of it", async () => {
    const { world, dialog } = await opened({ records: new Map([[aConnection().id, record]]) });

    await userEvent.click(dialog.getByRole("button", { name: "Remove my organization's history" }));
    await userEvent.click(await dialog.findByRole("button", { name: "Keep it" }));

    expect(dialog.getByRole("button", { name: "Remove my organization's history" })).toBeVisible();
    expect(world.records.size).toBe(1);
  });
});
