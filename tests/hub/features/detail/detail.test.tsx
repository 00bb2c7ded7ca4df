import "@testing-library/jest-dom";
import { act, fireEvent, render, screen, within } from "@testing-library/react";
import * as React from "react";
import { failed, success, type Result } from "../../../../src/domain/failure";
import { noteText } from "../../../../src/domain/note";
import { emptyRecord } from "../../../../src/domain/record";
import { defaultSettings } from "../../../../src/domain/settings";
import { Hub } from "../../../../src/hub/shell/Hub";
import { interruptedPart } from "../../../../src/hub/shared/renewals/running";
import { withOverlay } from "../../../../src/hub/shell/contracts/hub-state";
import type { PastUses } from "../../../../src/ports/service-connections";
import {
  aConnection,
  aCredential,
  anApp,
  appId,
  inDays,
  newKeyId,
  tenantId,
} from "../../../support/builders";
import { fakeHub } from "../../support/fake-hub";
import { aWorld, type World } from "../../support/fake-ports";
import { chooseInMenu, expiring, idOf, shown } from "../../support/shown";

jest.setTimeout(30_000);

const noUse: Result<PastUses> = success({ uses: [], complete: true });

/** The details of the first connection of a world. */
async function detailsOf(over: Partial<World>, uses: Result<PastUses> = noUse) {
  const world = aWorld(over);
  const made = fakeHub(world);
  const asked: string[] = [];
  const pastUses = (ref: { readonly id: string }): Promise<Result<PastUses>> => {
    asked.push(ref.id);
    return Promise.resolve(uses);
  };
  const hub = { ...made, ports: { ...made.ports, connections: { ...made.ports.connections, pastUses } } };
  render(<Hub hub={hub} virtualize={false} />);
  await act(() => hub.actions.load());
  const connection = world.connections[0]!;
  expect(asked).toEqual([]);
  fireEvent.click(screen.getByRole("button", { name: `Details of ${connection.name}` }));
  const dialog = await screen.findByRole("dialog", { name: `Details of ${connection.name}` });
  return { world, hub, dialog, asked };
}

const part = (dialog: HTMLElement, name: string): HTMLElement => within(dialog).getByRole("region", { name });

const connected: Partial<World> = {
  settings: { ...defaultSettings, clientId: appId },
  acceptedClientId: appId,
  graph: { silent: success("read"), interactive: success("read") },
};
const withApp = (app: ReturnType<typeof anApp>): Partial<World> => ({
  ...connected,
  apps: new Map([[`AzureCloud/${tenantId}/${appId}`, app]]),
});

describe("the details of a connection", () => {
  test("list every credential with its part, the recorded one marked", async () => {
    const other = aCredential({
      keyId: "0ther000-1111-4222-8333-666666666666",
      displayName: "old",
      until: inDays(-3),
    });
    const recorded = aCredential({ displayName: "pipelines", from: inDays(-100), until: inDays(80) });
    const { dialog } = await detailsOf({
      connections: [aConnection({ name: "shop", description: noteText(newKeyId, inDays(80)) })],
      ...withApp(anApp(recorded, other)),
    });

    const table = within(dialog).getByRole("table", { name: "Credentials on a time axis" });
    const rows = within(table).getAllByRole("row").slice(1);
    expect(rows[0]).toHaveTextContent(/pipelines.*1a2b3c4d.*In use, by the note.*16 Aug 2026 to 12 Feb 2027/);
    expect(rows[1]).toHaveTextContent(/old.*Expired/);
    expect(part(dialog, "Expiry")).toHaveTextContent(
      "Certain: the note names this secret, and Microsoft Graph shows when it expires.",
    );
  });

  test("say once how sure a date is", async () => {
    const [early, late] = [inDays(30), inDays(80)].map((until, index) =>
      aCredential({
        keyId: `0ther00${String(index)}-1111-4222-8333-666666666666`,
        from: inDays(-100),
        until,
      }),
    );
    const { dialog } = await detailsOf({
      connections: [aConnection({ name: "shop" })],
      ...withApp(anApp(early!, late!)),
    });

    expect(part(dialog, "Expiry")).toHaveTextContent(
      /^ExpiryBetween 24 Dec 2026 and 12 Feb 2027Uncertain: several credentials are valid, and Azure DevOps doesn't show which one it holds\. After a renewal, the date is certain\.$/,
    );
  });

  test("without Graph say that nothing was looked up, not that there is nothing", async () => {
    const { dialog } = await detailsOf({ connections: [expiring(9, "shop", 1)] });

    expect(part(dialog, "Credentials")).toHaveTextContent("Connect to Microsoft Graph to see credentials.");
  });

  test("name what does not fit together, with the next step; the row says it in short", async () => {
    const newer = aCredential({ displayName: "by hand", from: inDays(-2), until: inDays(300) });
    const { dialog } = await detailsOf({
      connections: [aConnection({ name: "shop", modifiedAt: inDays(-90) })],
      ...withApp(anApp(newer)),
    });

    const findings = part(dialog, "Issues");
    expect(findings).toHaveTextContent("Newer secret not used.");
    expect(findings).toHaveTextContent(
      "created on 22 Nov 2026, after this connection was last saved on 26 Aug 2026",
    );
    expect(findings).toHaveTextContent(
      "Renew the connection, so that Azure DevOps holds a secret that is known.",
    );
    expect(screen.getByText("Newer secret not used")).toBeInTheDocument();
  });

  test("name Resume and Clean up for the secret of an interrupted renewal only where the page offers them", async () => {
    const name = "shop";
    const connection = aConnection({ name, modifiedAt: inDays(-90) });
    const displayName = `ADO-SC v1 ${connection.id} 1a2b3c4d`;
    const ours = aCredential({ displayName, from: inDays(-2), until: inDays(180) });
    const { dialog, hub } = await detailsOf({ connections: [connection], ...withApp(anApp(ours)) });
    const renewing =
      "Renew the connection through Microsoft Graph. The same panel then offers Retire old secret, which can remove this unused secret too.";
    const resuming = "Close this panel, and choose Resume or Clean up above the list.";

    expect(part(dialog, "Issues")).toHaveTextContent(renewing);
    expect(part(dialog, "Issues")).not.toHaveTextContent(resuming);

    act(() => hub.part(interruptedPart).update(() => new Set([connection.id])));
    expect(part(dialog, "Issues")).toHaveTextContent(resuming);
    expect(part(dialog, "Issues")).not.toHaveTextContent(renewing);
  });

  test("tell who else uses the app registration, and that other projects weren't searched", async () => {
    const { dialog, hub } = await detailsOf({
      connections: [expiring(9, "shop", 1), expiring(20, "billing", 2)],
    });

    const siblings = part(dialog, "Who else uses the app registration");
    expect(siblings).toHaveTextContent("At least 1 other connection uses it:");
    expect(siblings).toHaveTextContent("Other projects weren't searched");
    fireEvent.click(within(siblings).getByRole("button", { name: "Details of billing" }));
    expect(hub.store.get().overlay).toEqual({ kind: "detail", connectionId: idOf(2) });
  });

  test("ask for the last use once they are open, and keep the job's outcome apart from the credential's", async () => {
    const { dialog, asked } = await detailsOf(
      { connections: [expiring(9, "shop", 1)] },
      success({
        uses: [
          {
            definitionName: "deploy",
            runName: "42",
            runUrl: "https://dev.azure.com/contoso/Fabrikam/_build/results?buildId=42",
            planType: "Build",
            finishedAt: inDays(-2),
            result: "failed",
          },
        ],
        complete: false,
      }),
    );

    expect(await within(dialog).findByRole("link", { name: "deploy 42" })).toBeInTheDocument();
    const use = part(dialog, "Last use");
    expect(use).toHaveTextContent("the job failed, 2 days ago");
    expect(use).toHaveTextContent("The outcome of a job isn't that of the credential");
    expect(use).toHaveTextContent("Older entries exist, or they couldn't be read.");
    expect(asked).toEqual([idOf(1)]);
  });

  test("an empty history is not taken for a proof of no use, and a failed look is told", async () => {
    const { dialog } = await detailsOf({ connections: [expiring(9, "shop", 1)] });
    expect(await within(dialog).findByText(/so something may use it all the same/)).toBeInTheDocument();
  });

  test("a history that could not be read says so", async () => {
    const { dialog } = await detailsOf(
      { connections: [expiring(9, "shop", 1)] },
      failed({ code: "network", system: "azure-devops" }),
    );

    expect(await within(part(dialog, "Last use")).findByRole("alert")).toHaveTextContent(
      "Azure DevOps couldn't be reached.",
    );
  });

  test("list the renewals the hub recorded", async () => {
    const renewal = {
      runId: "r1",
      mode: "graph" as const,
      outcome: "renewed" as const,
      keyId: newKeyId,
      until: inDays(180),
      at: inDays(-1),
      by: { id: "u2", name: "Grace" },
      reason: null,
    };
    const { dialog } = await detailsOf({
      connections: [expiring(9, "shop", 1)],
      records: new Map([[idOf(1), { ...emptyRecord(idOf(1)), renewals: [renewal] }]]),
    });

    expect(part(dialog, "Renewals and conversions")).toHaveTextContent(
      "Renewed through Microsoft Graph, secret 1a2b3c4d, until 23 May 2027 · 23 Nov 2026, 09:00 · Grace",
    );
  });

  test("list conversions among them, the newest first and no surer than they were seen", async () => {
    const by = { id: "u2", name: "Grace" };
    const conversion = (daysAgo: number, more: object) => ({
      runId: `c${String(daysAgo)}`,
      direction: "convert" as const,
      outcome: "done" as const,
      verified: "yes" as const,
      startedAt: inDays(-daysAgo),
      at: inDays(-daysAgo),
      by,
      ...more,
    });
    const renewal = {
      runId: "r1",
      mode: "graph" as const,
      outcome: "renewed" as const,
      keyId: newKeyId,
      until: inDays(180),
      at: inDays(-3),
      by,
      reason: null,
    };
    const conversions = [
      conversion(1, { direction: "revert", outcome: "not-confirmed", verified: null }),
      conversion(2, { verified: "no" }),
      conversion(5, { outcome: "failed", verified: null }),
    ];
    const { dialog } = await detailsOf({
      connections: [expiring(9, "shop", 1)],
      records: new Map([[idOf(1), { ...emptyRecord(idOf(1)), renewals: [renewal], conversions }]]),
    });

    const items = within(part(dialog, "Renewals and conversions")).getAllByRole("listitem");
    expect(items.map(({ textContent }) => (textContent ?? "").split(" · ")[0])).toEqual([
      "Reversal to the secret, not confirmed",
      "Conversion to workload identity federation, sign-in failed",
      "Renewed through Microsoft Graph, secret 1a2b3c4d, until 23 May 2027",
      "Conversion to workload identity federation failed",
    ]);
  });
});

describe("a date entered by an administrator", () => {
  const token = () =>
    aConnection({ id: idOf(1), name: "github", kind: "other", type: "github", holds: "confidential-inputs" });

  test("is kept with who entered it, and the row shows it at once", async () => {
    const { dialog, world } = await detailsOf({ connections: [token()] });

    fireEvent.change(within(dialog).getByLabelText("Expires on"), { target: { value: "2026-12-04" } });
    fireEvent.click(within(dialog).getByRole("button", { name: "Save date" }));

    expect(await within(dialog).findByText("Entered by Ada Lovelace on 24 Nov 2026.")).toBeInTheDocument();
    expect(world.records.get(idOf(1))?.typedExpiry?.until).toBe(Date.UTC(2026, 11, 4, 23, 59));
    expect(part(dialog, "Expiry")).toHaveTextContent(
      "Expires in 10 days (4 Dec 2026, entered by an administrator)",
    );
  });

  test("that is missing is asked for before anything is written", async () => {
    const { dialog, world } = await detailsOf({ connections: [token()] });

    fireEvent.click(within(dialog).getByRole("button", { name: "Save date" }));

    expect(within(dialog).getByText("Enter a date.")).toBeInTheDocument();
    expect(world.records.size).toBe(0);
  });

  test("is not asked for where a better source tells it", async () => {
    const { dialog } = await detailsOf({ connections: [expiring(9, "shop", 1)] });

    expect(within(dialog).queryByLabelText("Expires on")).toBeNull();
  });
});

test("the details show what can be done, then links, then four groups, each fact in its own", async () => {
  const { dialog, hub } = await detailsOf({ connections: [expiring(9, "shop", 1)] });

  expect(await within(dialog).findByText(/^No use is listed/)).toBeVisible();
  const buttons = within(dialog).getAllByRole("button");
  expect(buttons.map((button) => button.textContent)).toEqual(
    expect.arrayContaining(["Renew", "Verify", "Federation", "Snooze"]),
  );
  const headings = within(dialog).getAllByRole("heading", { level: 2 });
  expect(headings.map((heading) => heading.textContent)).toEqual([
    "Status",
    "Credentials",
    "Usage",
    "History",
  ]);
  const links = within(dialog).getByRole("list", { name: "Links" });
  expect(within(links).getByRole("link", { name: "Connection in Azure DevOps" })).toBeVisible();
  const [status] = headings;
  expect(links.compareDocumentPosition(status as Node)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  const group = (name: string) => within(part(dialog, name));
  expect(group("Status").getByRole("region", { name: "Last verification" })).toHaveTextContent(
    "Not verified",
  );
  expect(group("Usage").getByRole("region", { name: "Last use" })).toBeVisible();
  expect(group("History").getByRole("region", { name: "Renewals and conversions" })).toBeVisible();

  fireEvent.click(within(dialog).getByRole("button", { name: "Federation" }));
  expect(hub.store.get().overlay).toEqual({ kind: "federation", connectionId: idOf(1) });
});

describe("snooze", () => {
  /** The dialog that Snooze in the row's menu opens. */
  async function snoozing(over: Partial<World>) {
    const page = await shown({ connections: [expiring(9, "shop", 1)], ...over });
    await chooseInMenu("shop", "Snooze");
    const dialog = await screen.findByRole("dialog", { name: "Snooze shop" });
    return { ...page, dialog, press: within(dialog).getByRole("button", { name: "Snooze" }) };
  }

  test("in the row's menu takes a day and a reason, puts the row away, and can be ended", async () => {
    const { dialog, world, hub, press } = await snoozing({});

    fireEvent.click(press);
    expect(within(dialog).getByText("Say why, so that others understand.")).toBeInTheDocument();
    fireEvent.change(within(dialog).getByLabelText("Snooze until"), { target: { value: "2026-12-01" } });
    fireEvent.change(within(dialog).getByLabelText("Reason"), { target: { value: "moves to federation" } });
    fireEvent.click(press);

    expect(await screen.findByText("No service connection matches these filters.")).toBeInTheDocument();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(hub.store.get().announcement).toBe("shop is snoozed until 1 Dec 2026");
    expect(world.records.get(idOf(1))?.snooze?.until).toBe(Date.UTC(2026, 11, 1));

    act(() => hub.store.update((state) => withOverlay(state, { kind: "snooze", connectionId: idOf(1) })));
    const again = await screen.findByRole("dialog", { name: "Snooze shop" });
    expect(again).toHaveTextContent(
      "Snoozed until 1 Dec 2026 by Ada Lovelace on 24 Nov 2026. moves to federation",
    );
    fireEvent.click(within(again).getByRole("button", { name: "End snooze" }));
    expect(await screen.findByRole("button", { name: "Details of shop" })).toBeVisible();
    expect(world.records.get(idOf(1))?.snooze).toBeNull();
    expect(hub.store.get().announcement).toBe("shop is no longer snoozed");
  });

  test("that could not be kept says so and stays a form", async () => {
    const { dialog, world, press } = await snoozing({
      writeFailure: { code: "network", system: "extension-data" },
    });

    fireEvent.change(within(dialog).getByLabelText("Snooze until"), { target: { value: "2026-12-01" } });
    fireEvent.change(within(dialog).getByLabelText("Reason"), { target: { value: "later" } });
    fireEvent.click(press);

    expect(await within(dialog).findByRole("alert")).toHaveTextContent("Not kept.");
    expect(world.records.size).toBe(0);
  });
});
