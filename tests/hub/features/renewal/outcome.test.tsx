import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import "@testing-library/jest-dom";
import type { Ended } from "../../../../src/domain/renewal/renewal";
import { Hub } from "../../../../src/hub/shell/Hub";
import { runningPart } from "../../../../src/hub/shared/renewals/running";
import { aConnection, aPlan, aRenewedEnd, aRunView, now } from "../../../support/builders";
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

/** The panel of the only connection, whose run has ended. */
async function endedAs(ended: Ended, mode: "automatic" | "graph") {
  const connection = aConnection({ name: "shop", kind: mode === "automatic" ? "automatic" : "manual" });
  const hub = fakeHub(aWorld({ connections: [connection] }));
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

  expect(alert).toHaveTextContent("Azure DevOps saved the connection but created no new secret");
  expect(alert.compareDocumentPosition(others)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  const again = within(dialog).getByRole("button", { name: "Try again" });
  expect(others.compareDocumentPosition(again)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  const steps = within(dialog).getByRole("list", { name: "Steps" });
  expect(again.compareDocumentPosition(steps)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
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
