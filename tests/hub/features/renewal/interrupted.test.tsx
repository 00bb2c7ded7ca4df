import "@testing-library/jest-dom";
import { act, fireEvent, render, screen, within } from "@testing-library/react";
import * as React from "react";
import { success } from "../../../../src/domain/failure";
import { Hub } from "../../../../src/hub/shell/Hub";
import { interruptedPart } from "../../../../src/hub/shared/renewals/running";
import { defaultSettings } from "../../../../src/domain/settings";
import {
  aBaseline,
  aConnection,
  aCredential,
  anApp,
  aPlan,
  appId,
  connectionId,
  inDays,
  tenantId,
} from "../../../support/builders";
import { fakeHub } from "../../support/fake-hub";
import { aWorld } from "../../support/fake-ports";

jest.setTimeout(30_000);

const resuming = "Close this panel, and choose Resume or Clean up above the list.";
const renewing =
  "Renew the connection through Microsoft Graph. The same panel then offers Retire old secret, which can remove this unused secret too.";

/** The list over a connection with an unused secret of this extension, and with an unfinished renewal where one was left. */
async function listed({ interrupted }: { readonly interrupted: boolean }) {
  // Azure DevOps may write an id in capitals, the journal keeps it in lower case.
  const connection = aConnection({ id: connectionId.toUpperCase(), name: "shop", modifiedAt: inDays(-90) });
  const world = aWorld({
    connections: [connection],
    settings: { ...defaultSettings, clientId: appId },
    acceptedClientId: appId,
    graph: { silent: success("read"), interactive: success("read") },
    apps: new Map([[`AzureCloud/${tenantId}/${appId}`, anApp(aCredential())]]),
  });
  const hub = fakeHub(world);
  const plan = aPlan({ connectionName: "shop" });
  if (interrupted)
    await hub.ports.journal.open({ plan, stage: "issuing", baseline: aBaseline(), attempt: 1 }, inDays(-1));
  render(<Hub hub={hub} virtualize={false} />);
  await act(() => hub.actions.load());
  return hub;
}

async function issues(): Promise<HTMLElement> {
  fireEvent.click(screen.getByRole("button", { name: "Details of shop" }));
  const dialog = await screen.findByRole("dialog", { name: "Details of shop" });
  return within(dialog).getByRole("region", { name: "Issues" });
}

test("an unfinished renewal above the list is what the details of its connection lead to", async () => {
  const hub = await listed({ interrupted: true });

  expect(await screen.findByRole("button", { name: "Look again" })).toBeVisible();
  expect(hub.part(interruptedPart).get()).toEqual(new Set([connectionId]));
  const told = await issues();
  expect(told).toHaveTextContent(resuming);
  expect(told).not.toHaveTextContent(renewing);
});

test("without one above the list, the details of a connection lead to no button that isn't there", async () => {
  const hub = await listed({ interrupted: false });

  const told = await issues();
  expect(told).toHaveTextContent(renewing);
  expect(told).not.toHaveTextContent(resuming);
  expect(hub.part(interruptedPart).get()).toEqual(new Set());
});
