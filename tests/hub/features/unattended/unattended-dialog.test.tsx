import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import "@testing-library/jest-dom";
import { failed, success } from "../../../../src/domain/failure";
import { Hub } from "../../../../src/hub/shell/Hub";
import type { AppLookup } from "../../../../src/domain/credential";
import { instant } from "../../../../src/domain/instant";
import { noteText } from "../../../../src/domain/note";
import { appKeyText } from "../../../../src/domain/service-connection";
import { defaultSettings } from "../../../../src/domain/settings";
import { aConnection, now } from "../../../support/builders";
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
});

describe("the rights of a service principal", () => {
  const tenantId = "11111111-1111-4111-8111-111111111111";
  const watcherApp = "22222222-2222-4222-8222-222222222222";
  const dueApp = "33333333-3333-4333-8333-333333333333";
  const watcher = aConnection({
    id: "aaaaaaaa-0000-4000-8000-000000000001",
    name: "watcher-connection",
    kind: "federated",
    holds: "nothing",
    appId: watcherApp,
    tenantId,
  });
  const due = aConnection({
    id: "aaaaaaaa-0000-4000-8000-000000000002",
    name: "shop-production",
    appId: dueApp,
    tenantId,
    description: noteText("12345678", instant(now + 5 * 86_400_000)),
  });
  const application = (appId: string, displayName: string): AppLookup => ({
    state: "found",
    disabled: false,
    app: { appId, objectId: `object-${appId}`, displayName, signInAudience: null, credentials: [] },
  });
  const keyOf = (appId: string) => appKeyText({ tenantId, appId, cloud: "AzureCloud" });
  const connected: Partial<World> = {
    connections: [watcher, due],
    settings: { ...defaultSettings, clientId: "44444444-4444-4444-8444-444444444444" },
    acceptedClientId: "44444444-4444-4444-8444-444444444444",
    graph: { silent: success("read"), interactive: success("read") },
    apps: new Map([
      [keyOf(watcherApp), application(watcherApp, "watcher")],
      [keyOf(dueApp), application(dueApp, "app-shop")],
    ]),
  };
  const owned = "18a4783c-866b-4cc7-a460-3d5e5662c884";
  const named = [{ id: "u9", name: "Watcher" }];

  async function toRenew(over: Partial<World>): Promise<readonly (string | null)[]> {
    const dialog = await opened({ ...connected, ...over });
    await userEvent.click(dialog.getByRole("radio", { name: "Renew what is due, behind an approval" }));
    const rights = within(dialog.getByRole("region", { name: "Required permissions" }));
    await rights.findByText("Check these yourself. This page can't read them:");
    return rights.getAllByRole("listitem").map(({ textContent }) => textContent);
  }

  const byHand = [
    "A user of the organization with a Basic license, and a member of each project: Organization settings > Users.",
    "An environment named service-connections with an approval: Pipelines > Environments > service-connections > Approvals and checks.",
  ];

  test("that are all there are told as read, and only what no call tells is left to check", async () => {
    const rights = await toRenew({
      principal: success({ objectId: "sp1", appRoleIds: [owned] }),
      roles: success([{ name: "watcher", role: "Administrator" }]),
      administrators: { project: named, organization: named },
      owners: new Map([[dueApp, success([{ id: "sp1", name: "watcher" }])]]),
    });

    expect(rights).toEqual([
      "watcher holds Application.ReadWrite.OwnedBy of Microsoft Graph, or a permission above it.",
      "watcher holds a role that sees the connections of this project.",
      "watcher may create secrets for each listed connection's app registration.",
      "watcher is named as Administrator of each listed connection, for the project and the organization.",
      ...byHand,
    ]);
  });

  test("that are missing are named one by one, with the place to give them", async () => {
    const rights = await toRenew({
      principal: success({ objectId: "sp1", appRoleIds: ["9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30"] }),
      administrators: { project: named, organization: [] },
      owners: new Map([[dueApp, success([{ id: "u1", name: "Ada Lovelace" }])]]),
    });

    expect(rights).toEqual([
      "Missing: Application.ReadWrite.OwnedBy of Microsoft Graph, as an application permission with an administrator's consent. Give it under Microsoft Entra admin center > App registrations > watcher > API permissions.",
      `Missing, unless it comes through a group or single connections: the role User for watcher. Give it under ${where}.`,
      "Missing: ownership of the app registrations of shop-production. Add watcher under Microsoft Entra admin center > App registrations > Owners.",
      "Missing, unless it comes through a group: Administrator of shop-production, for the project and the organization. Give it to watcher on the connection's Security page.",
      ...byHand,
    ]);
  });

  test("that nobody could look at are not called missing", async () => {
    const rights = await toRenew({ roles: failed({ code: "network", system: "azure-devops" }) });

    expect(rights).toHaveLength(6);
    for (const text of rights.slice(0, 4))
      expect(text).toMatch(/^Whether watcher .* couldn't be looked up\. /);
    expect(rights.join(" ")).not.toContain("Missing");
  });

  test("of a connection that isn't known are listed, and nothing is said of them", async () => {
    const rights = await toRenew({ connections: [due] });

    expect(rights).toEqual([
      "Application.ReadWrite.OwnedBy of Microsoft Graph, as an application permission, and ownership of each app registration under renewOnly.",
      `The role User on the connections: ${where}.`,
      "Administrator of each connection under renewOnly, in both parts of the connection's Security page.",
      ...byHand,
    ]);
  });
});
