import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import "@testing-library/jest-dom";
import { failed, success } from "../../src/domain/failure";
import { noteText } from "../../src/domain/note";
import { emptyRecord } from "../../src/domain/record";
import { defaultSettings } from "../../src/domain/settings";
import { Hub } from "../../src/hub/shell/Hub";
import { aConnection, anApp, aCredential, appId, inDays, tenantId } from "../support/builders";
import { fakeHub } from "./support/fake-hub";
import { aWorld, type World } from "./support/fake-ports";
import { chooseInMenu } from "./support/shown";

const idOf = (index: number): string => `0000000${String(index)}-0a1b-4c5d-8e9f-101112131415`;

const expiring = (days: number, name: string, index: number) =>
  aConnection({ id: idOf(index), name, description: noteText(null, inDays(days)) });

async function shown(over: Partial<World>) {
  const world = aWorld(over);
  const hub = fakeHub(world);
  render(<Hub hub={hub} virtualize={false} />);
  await act(() => hub.actions.load());
  return { world, hub };
}

const rowOf = (name: string): HTMLElement => {
  const row = screen.getByRole("button", { name: `Details of ${name}` }).closest("tr");
  if (row === null) throw new Error(`no row of ${name}`);
  return row;
};

const namesInOrder = (): (string | null)[] =>
  screen
    .getAllByRole("button", { name: /^Details of (?!the verification)/ })
    .map((button) => button.getAttribute("aria-label"));

describe("the list", () => {
  test("has a title of level one, a grid of its name and a named filter", async () => {
    await shown({ connections: [expiring(9, "shop", 1)] });

    expect(screen.getByRole("heading", { level: 1, name: "Service connection renewal" })).toBeVisible();
    expect(screen.getByRole("grid", { name: "Service connections" })).toBeVisible();
    expect(screen.getByRole("textbox", { name: "Filter by name" })).toBeVisible();
  });

  test("puts the most urgent first and says when each expires", async () => {
    await shown({
      connections: [expiring(200, "later", 1), expiring(9, "soon", 2), expiring(-3, "over", 3)],
    });

    expect(namesInOrder()).toEqual(["Details of over", "Details of soon", "Details of later"]);
    expect(within(rowOf("over")).getByText("Expired 3 days ago")).toBeVisible();
    expect(within(rowOf("soon")).getByText("Expires in 9 days")).toBeVisible();
    const day = within(rowOf("soon")).getByText("3 Dec 2026");
    expect(day.closest("[title]")).toHaveAttribute(
      "title",
      expect.stringMatching(/^3 Dec 2026, from the note \(/),
    );
  });

  test("shows names as text, whatever they hold", async () => {
    const name = '<img src=x onerror=alert(1)> "quoted" 😀 شركة';
    await shown({ connections: [aConnection({ name })] });

    expect(screen.getByText(name)).toHaveAttribute("dir", "auto");
    expect(document.querySelector("img")).toBeNull();
  });

  test("offers no renewal where there is no secret, and says so", async () => {
    await shown({ connections: [aConnection({ name: "wif", kind: "federated", holds: "nothing" })] });

    expect(screen.queryByRole("button", { name: "Renew wif" })).toBeNull();
    expect(within(rowOf("wif")).getByText("No secret")).toBeVisible();
    expect(within(rowOf("wif")).getByText("Nothing to renew")).toHaveAttribute(
      "title",
      "It signs in without a secret.",
    );
  });

  test("keeps the rows whose name holds the text of the filter", async () => {
    await shown({ connections: [expiring(1, "Payments", 1), expiring(2, "shop", 2)] });

    await userEvent.type(screen.getByRole("textbox", { name: "Filter by name" }), "PAY");

    expect(namesInOrder()).toEqual(["Details of Payments"]);
    expect(screen.getByText("1 of 2 service connections")).toBeVisible();
  });

  test("says that nothing matches instead of showing an empty grid", async () => {
    await shown({ connections: [expiring(1, "shop", 1)] });

    await userEvent.type(screen.getByRole("textbox", { name: "Filter by name" }), "zzz");

    expect(screen.getByText('No service connection\'s name contains "zzz".')).toBeVisible();
    expect(screen.queryByRole("grid")).toBeNull();
  });
});

describe("what could not be read", () => {
  test("an empty list says that the person may not be allowed to see connections, and leads to where one is created", async () => {
    await shown({ connections: [] });

    expect(await screen.findByText(/You may not be allowed to see them/)).toBeVisible();
    expect(
      screen.getByRole("link", { name: "Open the project's service connections in Azure DevOps" }),
    ).toHaveAttribute("href", "https://dev.azure.com/contoso/Fabrikam/_settings/adminservices");
  });

  test("a list that failed says what happened, what is still true and what to do, and can be tried again", async () => {
    const { world } = await shown({ listFailure: { code: "sign-in-required", system: "azure-devops" } });

    expect(screen.getByRole("alert")).toHaveTextContent(
      "Azure DevOps answered with a sign-in page: your session has ended. No service connection was changed. Reload this page and sign in again.",
    );
    expect(screen.queryByText(/You may not be allowed/)).toBeNull();

    world.listFailure = null;
    world.connections = [expiring(1, "shop", 1)];
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));

    expect(await screen.findByRole("button", { name: "Renew shop" })).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("an extension without authorization sends the person to an organization administrator", async () => {
    await shown({ listFailure: { code: "extension-not-authorized" } });

    expect(screen.getByRole("alert")).toHaveTextContent(
      "Azure DevOps doesn't accept the extension's token (HostAuthorizationNotFound). No service connection was changed. An organization administrator has to authorize the extension again: Organization settings > Extensions.",
    );
  });

  test("what keeps records and settings away together is said once", async () => {
    const failure = { code: "extension-not-authorized" } as const;
    await shown({
      connections: [expiring(1, "shop", 1)],
      recordsFailure: failure,
      settingsFailure: failure,
    });

    expect(screen.getAllByRole("alert").map((alert) => alert.textContent)).toEqual([
      "Azure DevOps doesn't accept the extension's token (HostAuthorizationNotFound). The list below is complete, without earlier verifications and renewals, and with the usual settings. An organization administrator has to authorize the extension again: Organization settings > Extensions.",
    ]);
  });

  test("records that cannot be read leave the list and are said", async () => {
    await shown({
      connections: [expiring(1, "shop", 1)],
      recordsFailure: { code: "network", system: "extension-data" },
    });

    expect(screen.getByRole("button", { name: "Renew shop" })).toBeVisible();
    expect(screen.getByRole("alert")).toHaveTextContent(
      "The extension's data storage in Azure DevOps couldn't be reached. The list below is complete, without earlier verifications and renewals.",
    );
  });

  test("Microsoft Graph that fails leaves the list and is said", async () => {
    const failure = failed({ code: "network", system: "graph" });
    await shown({
      connections: [expiring(1, "shop", 1)],
      settings: { ...defaultSettings, clientId: appId },
      acceptedClientId: appId,
      graph: { silent: failure, interactive: failure },
    });

    expect(screen.getByRole("button", { name: "Renew shop" })).toBeVisible();
    expect(screen.getByRole("alert")).toHaveTextContent("Microsoft Graph couldn't be reached.");
  });
});

describe("verifying from the row", () => {
  test("goes from not verified over verifying to verified, with when and by whom", async () => {
    let answer: ((value: { kind: "passed" }) => void) | null = null;
    await shown({
      connections: [expiring(1, "shop", 1)],
      test: () => new Promise((resolve) => (answer = resolve)),
    });
    expect(within(rowOf("shop")).getByText("Not verified")).toBeVisible();

    await chooseInMenu("shop", "Verify");
    expect(within(rowOf("shop")).getByText("Verifying…")).toBeVisible();

    await waitFor(() => expect(answer).not.toBeNull());
    answer!({ kind: "passed" });
    expect(await within(rowOf("shop")).findByText("Verified")).toBeVisible();
    expect(within(rowOf("shop")).getByText("Ada Lovelace")).toBeVisible();
    expect(screen.getByText("shop: Verified")).toBeInTheDocument();
  });

  test("a refusal is named, explained and kept for the next visit", async () => {
    const { world, hub } = await shown({
      connections: [expiring(1, "shop", 1)],
      test: () =>
        Promise.resolve({
          kind: "refused",
          status: 401,
          message: "AADSTS7000222: The provided keys are expired.",
        }),
    });

    await chooseInMenu("shop", "Verify");
    expect(await within(rowOf("shop")).findByText("Failed: credential expired")).toBeVisible();

    await userEvent.click(screen.getByRole("button", { name: "Details of the verification of shop" }));
    const dialog = await screen.findByRole("dialog", { name: "Verification of shop" });
    expect(
      within(dialog).getByText("The stored secret or certificate is past its expiry date."),
    ).toBeVisible();
    expect(within(dialog).getByRole("link", { name: "What AADSTS7000222 means" })).toHaveAttribute(
      "href",
      "https://login.microsoftonline.com/error?code=7000222",
    );
    expect(world.records.get(idOf(1))?.verification?.word).toBe("credential expired");
    expect(hub.store.get().inventory?.rows[0]?.expiry.state).toBe("refused-as-expired");
  });

  test("an earlier result stands in the row after a reload", async () => {
    const verification = {
      word: "role missing" as const,
      code: "AuthorizationFailed",
      at: inDays(-2),
      by: { id: "u2", name: "Grace" },
    };
    await shown({
      connections: [expiring(1, "shop", 1)],
      records: new Map([[idOf(1), { ...emptyRecord(idOf(1)), verification }]]),
    });

    expect(within(rowOf("shop")).getByText("Failed: role missing")).toBeVisible();
    expect(within(rowOf("shop")).getByText(/2 days ago/)).toBeVisible();
  });
});

describe("connecting to Microsoft Graph", () => {
  test("without a client id the button leads to the settings and says why", async () => {
    await shown({ connections: [expiring(1, "shop", 1)] });

    await userEvent.click(screen.getByRole("button", { name: "Connect to Microsoft Graph" }));

    const dialog = await screen.findByRole("dialog", { name: "Settings" });
    expect(dialog).toHaveTextContent("To connect to Microsoft Graph, enter the client ID");
  });

  test("an id this person has not used is shown without the name that any member can write, and used only on the click", async () => {
    const key = `AzureCloud/${tenantId}/${appId}`;
    const { world } = await shown({
      connections: [aConnection({ name: "shop" })],
      settings: {
        ...defaultSettings,
        clientId: appId,
        clientIdChangedBy: { id: "u2", name: "Grace Hopper" },
        clientIdChangedAt: inDays(-3),
      },
      graph: { silent: success("read"), interactive: success("read") },
      apps: new Map([[key, anApp(aCredential({ until: inDays(20) }))]]),
    });
    expect(world.calls).not.toContain("connect silently");
    expect(
      screen.getByText(
        new RegExp(`signs you in with the Entra application ${appId}, according to the stored settings`),
      ),
    ).toBeVisible();
    expect(screen.queryByText(/Grace Hopper/)).toBeNull();

    await userEvent.click(screen.getByRole("button", { name: "Connect to Microsoft Graph" }));

    await waitFor(() => expect(within(rowOf("shop")).getByText("Expires in 20 days")).toBeVisible());
    expect(screen.getByText("Microsoft Graph connected")).toBeVisible();
    expect(world.acceptedClientId).toBe(appId);
  });

  test("an id that was changed since is shown as changed from the old one to the new, and nothing uses it", async () => {
    const old = "0ddba11e-1111-4222-8333-444444444444";
    const { world } = await shown({
      connections: [aConnection({ name: "shop" })],
      settings: { ...defaultSettings, clientId: appId },
      acceptedClientId: old,
      graph: { silent: success("read"), interactive: success("read") },
    });

    expect(screen.getByRole("alert")).toHaveTextContent(
      `The Entra application for the sign-in was changed from ${old} to ${appId}, according to the stored settings. Connect only if you know the new one.`,
    );
    expect(world.calls.filter((call) => call.startsWith("connect"))).toEqual([]);
  });

  test("an administrator's consent that is missing comes with the link to give it or send it, and Connect isn't the first thing to press", async () => {
    const sent: string[] = [];
    const writeText = (text: string): Promise<void> => Promise.resolve(void sent.push(text));
    Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText } });
    const consentUrl = "https://login.microsoftonline.com/t/adminconsent?client_id=x";
    const refused = failed({ code: "graph-admin-consent-needed", detail: "AADSTS90094", consentUrl });
    await shown({
      connections: [aConnection({ name: "shop" })],
      settings: { ...defaultSettings, clientId: appId },
      graph: { silent: refused, interactive: refused },
    });

    const connect = screen.getByRole("button", { name: "Connect to Microsoft Graph" });
    fireEvent.click(connect);

    expect(
      await screen.findByRole("link", { name: "Open the consent page for administrators" }),
    ).toHaveAttribute("href", consentUrl);
    expect(connect).not.toHaveClass("primary");
    fireEvent.click(screen.getByRole("button", { name: "Copy consent link" }));
    expect(await screen.findByRole("button", { name: "Copied" })).toBeVisible();
    expect(sent).toEqual([consentUrl]);
    expect(screen.getByRole("button", { name: "Renew shop" })).toBeVisible();
  });

  test("what refused a sign-in stays said when the list is read anew, and goes with the next sign-in that succeeds", async () => {
    const consentUrl = "https://login.microsoftonline.com/t/adminconsent?client_id=x";
    const { world, hub } = await shown({
      connections: [aConnection({ name: "shop" })],
      settings: { ...defaultSettings, clientId: appId },
      graph: {
        silent: success("read"),
        interactive: failed({ code: "graph-admin-consent-needed", detail: "AADSTS90094", consentUrl }),
      },
    });
    const consent = () => screen.queryByRole("link", { name: "Open the consent page for administrators" });
    const connect = (): HTMLElement => screen.getByRole("button", { name: "Connect to Microsoft Graph" });
    await userEvent.click(connect());
    await waitFor(() => expect(consent()).toBeVisible());

    await act(() => hub.actions.load());

    expect(consent()).toBeVisible();
    expect(connect()).not.toHaveClass("primary");
    // Another application is another sign-in.
    const other = "0ddba11e-1111-4222-8333-444444444444";
    await act(() => hub.ports.settings.write({ ...world.settings, clientId: other }).then(() => undefined));
    await act(() => hub.actions.load());
    expect(consent()).toBeNull();
    await act(() => hub.ports.settings.write({ ...world.settings, clientId: appId }).then(() => undefined));
    world.graph = { ...world.graph, interactive: success("read") };
    await act(() => hub.actions.load());
    await userEvent.click(connect());
    expect(await screen.findByText("Microsoft Graph connected")).toBeVisible();
    await act(() => hub.actions.load());
    expect(consent()).toBeNull();
  });

  test("a failure that the list read anew meets itself is said, not what refused the sign-in before", async () => {
    const consentUrl = "https://login.microsoftonline.com/t/adminconsent?client_id=x";
    const { hub, world } = await shown({
      connections: [aConnection({ name: "shop" })],
      settings: { ...defaultSettings, clientId: appId },
      acceptedClientId: appId,
      graph: {
        silent: failed({ code: "graph-not-connected" }),
        interactive: failed({ code: "graph-admin-consent-needed", detail: "AADSTS90094", consentUrl }),
      },
    });
    const consent = () => screen.queryByRole("link", { name: "Open the consent page for administrators" });
    await userEvent.click(screen.getByRole("button", { name: "Connect to Microsoft Graph" }));
    await waitFor(() => expect(consent()).toBeVisible());

    world.graph = { ...world.graph, silent: failed({ code: "network", system: "graph" }) };
    await act(() => hub.actions.load());

    expect(consent()).toBeNull();
  });

  test("one button of the page is the first to press: Connect, unless connections are selected or the readiness for federation is shown", async () => {
    await shown({
      connections: [aConnection({ name: "shop", kind: "federated", holds: "nothing" })],
      settings: { ...defaultSettings, clientId: appId },
    });
    const connect = screen.getByRole("button", { name: "Connect to Microsoft Graph" });
    const select = screen.getByRole("checkbox", { name: "Select shop" });
    expect(connect).toHaveClass("primary");

    fireEvent.click(select);
    expect(screen.getByRole("button", { name: "Renew selected" })).toHaveClass("primary");
    expect(connect).not.toHaveClass("primary");

    fireEvent.click(select);
    expect(connect).toHaveClass("primary");
    fireEvent.click(screen.getByRole("tab", { name: "Federation readiness" }));
    expect(connect).not.toHaveClass("primary");
  });
});
