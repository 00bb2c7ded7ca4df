import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import "@testing-library/jest-dom";
import type { Credential } from "../../../../src/domain/credential";
import { success } from "../../../../src/domain/failure";
import type { Ended } from "../../../../src/domain/renewal/renewal";
import type { ServiceConnection } from "../../../../src/domain/service-connection";
import { Hub } from "../../../../src/hub/shell/Hub";
import { runningPart } from "../../../../src/hub/shared/renewals/running";
import { defaultSettings } from "../../../../src/domain/settings";
import {
  aConnection,
  aCredential,
  anApp,
  aPlan,
  appId,
  aRenewedEnd,
  aRunView,
  inDays,
  now,
  tenantId,
} from "../../../support/builders";
import { fakeHub } from "../../support/fake-hub";
import { aWorld } from "../../support/fake-ports";

const detail = "Failed to obtain the Json Web Token using service principal client ID.";

const stopped: Ended = {
  stage: "stopped",
  during: "verifying",
  failure: { code: "renewed-nothing", aadsts: null, detail },
  leftBehind: null,
  connection: "saved",
  readAt: now,
};
const renewed: Ended = aRenewedEnd();

/** The panel of the only connection, whose run has ended; Microsoft Graph shows these secrets where any are given. */
async function endedAs(
  ended: Ended,
  mode: "automatic" | "graph",
  secrets: readonly Credential[] = [],
  over: Partial<ServiceConnection> = {},
) {
  const kind = mode === "automatic" ? "automatic" : "manual";
  const connection = aConnection({ name: "shop", kind, ...over });
  const connected = {
    settings: { ...defaultSettings, clientId: appId },
    acceptedClientId: appId,
    graph: { silent: success("read" as const), interactive: success("read" as const) },
    apps: new Map([[`AzureCloud/${tenantId}/${appId}`, anApp(...secrets)]]),
  };
  const hub = fakeHub(aWorld({ connections: [connection], ...(secrets.length === 0 ? {} : connected) }));
  const plan = aPlan({ connectionId: connection.id, connectionName: "shop", mode });
  const view = aRunView({ renewal: { plan, ...ended }, goneSecrets: null });
  render(<Hub hub={hub} virtualize={false} />);
  await act(() => hub.actions.load());
  act(() =>
    hub
      .part(runningPart)
      .update(
        () =>
          new Map([
            [connection.id.toLowerCase(), { plan, view, ended: true, broken: false, cancelling: false }],
          ]),
      ),
  );
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "Renew shop" }));
  return { user, dialog: await screen.findByRole("dialog", { name: "Renew shop" }) };
}

test("says how an automatic renewal ended before what is not known of other secrets, and before its steps", async () => {
  const { dialog } = await endedAs(stopped, "automatic");
  const alert = await within(dialog).findByRole("alert");
  const others = within(dialog).getByText(
    "Whether Azure DevOps removed other secrets of the app registration isn't known: Microsoft Graph didn't show them before and after.",
  );

  expect(alert).toHaveTextContent("Azure DevOps saved the connection, but no new secret was seen");
  expect(alert.compareDocumentPosition(others)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  const again = within(dialog).getByRole("button", { name: "Try again" });
  expect(others.compareDocumentPosition(again)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  const steps = within(dialog).getByRole("list", { name: "Steps" });
  expect(again.compareDocumentPosition(steps)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

test("says what was seen of an automatic renewal, and offers what can be undone first", async () => {
  const { dialog } = await endedAs(stopped, "automatic");
  const alert = await within(dialog).findByRole("alert");

  expect(alert).not.toHaveTextContent(/created no new secret/);
  expect(within(dialog).getByRole("button", { name: "Try again" })).toHaveClass("primary");
  expect(within(dialog).getByRole("button", { name: "Switch to manual" })).not.toHaveClass("primary");
});

test("keeps what a service answered folded below the result, to be copied at once", async () => {
  const { dialog, user } = await endedAs(stopped, "automatic");
  const details = within(await within(dialog).findByRole("region", { name: "Details" }));

  expect(details.getByText(detail)).not.toBeVisible();
  expect(details.getByRole("button", { name: "Copy" })).toBeVisible();
  await user.click(details.getByText("Show text"));
  expect(details.getByText(detail)).toBeVisible();
});

test("has one button at its foot once a renewal has succeeded, which closes it", async () => {
  const { dialog, user } = await endedAs(renewed, "graph");
  await within(dialog).findByText("Verification succeeded");
  const close = within(dialog).getAllByRole("button", { name: "Close" }).pop();

  expect(close).toHaveClass("primary");
  expect(within(dialog).queryByRole("button", { name: "Cancel" })).toBeNull();
  if (close !== undefined) await user.click(close);
  expect(screen.queryByRole("dialog")).toBeNull();
});

const old = { keyId: "0ld00000-1111-4222-8333-666666666666", displayName: "pipelines" };

test("names a valid secret that the hub didn't create, says why it stays and leads to where a person removes it", async () => {
  const { dialog } = await endedAs(renewed, "graph", [aCredential(), aCredential(old)]);
  const line = await within(dialog).findByText(/^The old secrets? .*pipelines/);

  expect(line).toHaveTextContent("0ld00000");
  expect(within(line).getByRole("link", { name: "Open Certificates & secrets" })).toHaveAttribute(
    "href",
    expect.stringContaining(`/Credentials/appId/${appId}`),
  );
  expect(within(dialog).queryByRole("button", { name: "Retire old secret" })).toBeNull();
});

test("offers to retire where a secret has expired, and says nothing of the others before it looked", async () => {
  const { dialog } = await endedAs(renewed, "graph", [
    aCredential(),
    aCredential({ ...old, until: inDays(-3) }),
  ]);

  expect(await within(dialog).findByRole("button", { name: "Retire old secret" })).toBeVisible();
  expect(within(dialog).queryByText(/^The old secret/)).toBeNull();
});

test("after an old secret was removed, Tab stays in the panel and Escape closes it", async () => {
  const expired = aCredential({ ...old, until: inDays(-3) });
  const { dialog, user } = await endedAs(renewed, "graph", [aCredential(), expired]);
  await user.click(await within(dialog).findByRole("button", { name: "Retire old secret" }));
  const remove = await within(dialog).findByRole("button", { name: "Remove 0ld00000 for good" });
  await user.click(remove);
  await waitFor(() => expect(remove).not.toBeInTheDocument());

  await waitFor(() => expect(dialog).toContainElement(document.activeElement as HTMLElement));
  await user.tab();
  expect(dialog).toContainElement(document.activeElement as HTMLElement);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

const forbidden: Ended = {
  stage: "stopped",
  during: "issuing",
  failure: { code: "secrets-forbidden", detail: "Credential type not allowed as per the app policy." },
  leftBehind: null,
  connection: "untouched",
  readAt: now,
};

test("where the tenant forbids secrets, the first thing to press leads to the conversion of this connection", async () => {
  const { dialog, user } = await endedAs(forbidden, "graph");
  const convert = await within(dialog).findByRole("button", { name: "Check for federation" });

  expect(convert).toHaveClass("primary");
  expect(within(dialog).getByRole("button", { name: "Try again" })).not.toHaveClass("primary");
  await user.click(convert);
  expect(
    await screen.findByRole("dialog", { name: "Convert shop to workload identity federation" }),
  ).toBeVisible();
});

test("a connection of a type that Azure DevOps can't convert is offered no conversion", async () => {
  const { dialog } = await endedAs(forbidden, "graph", [], { type: "kubernetes" });

  expect(await within(dialog).findByRole("button", { name: "Try again" })).toBeVisible();
  expect(within(dialog).queryByRole("button", { name: /^Convert/ })).toBeNull();
});
