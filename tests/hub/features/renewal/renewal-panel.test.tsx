import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import "@testing-library/jest-dom";
import { failed, success } from "../../../../src/domain/failure";
import type { Ports } from "../../../../src/ports/ports";
import { Hub } from "../../../../src/hub/shell/Hub";
import { dateTimeText } from "../../../../src/words/expiry";
import { aConnection, aPlan, inDays, now } from "../../../support/builders";
import { fakeHub } from "../../support/fake-hub";
import { aWorld, project, type World } from "../../support/fake-ports";

const secret = "Abc8Q~canary-0123456789-canary-0123456789";

/** The hub with the panel of the only connection open; `change` replaces what ports answer. */
async function opened(over: Partial<World> = {}, change: (ports: Ports) => Ports = (ports) => ports) {
  const world = aWorld({ connections: [aConnection({ name: "shop" })], ...over });
  const made = fakeHub(world);
  const hub = { ...made, ports: Object.assign(made.ports, change(made.ports)) };
  const user = userEvent.setup();
  render(<Hub hub={hub} virtualize={false} />);
  await act(() => hub.actions.load());
  await user.click(await screen.findByRole("button", { name: "Renew shop" }));
  return { world, user, dialog: await screen.findByRole("dialog", { name: "Renew shop" }) };
}

const refusingLock = (ports: Ports): Ports => ({
  ...ports,
  journal: {
    ...ports.journal,
    lock: () =>
      Promise.resolve(failed({ code: "locked", by: "Grace Hopper", since: now, connectionName: "other" })),
  },
});

describe("the renewal panel", () => {
  test("says who holds the lock and when this page saw it, whatever the holder's clock says (V9)", async () => {
    const { dialog } = await opened({}, (ports) => ({
      ...ports,
      journal: {
        ...ports.journal,
        currentLock: (subject) =>
          Promise.resolve(
            success({
              subject,
              runId: "another-run",
              connectionName: "other",
              holder: { id: "u2", name: "Grace Hopper" },
              since: inDays(3),
              beatAt: inDays(3),
              firstSeen: { wall: now, steady: 0 },
            }),
          ),
      },
    }));

    const line = await within(dialog).findByText(/Grace Hopper/);

    expect(line.textContent?.replace(/[\u2066-\u2069]/g, "")).toBe(
      `Grace Hopper holds the lock of this app registration for other, as seen on ${dateTimeText(now, "en-GB", "UTC")}. Only one renewal or conversion of an app registration runs at a time. Wait until that one has ended.`,
    );
    expect(within(dialog).getByRole("button", { name: "Save and verify" })).toHaveAttribute(
      "aria-disabled",
      "true",
    );
  });

  test("leads to Certificates & secrets of the app registration", async () => {
    const { dialog } = await opened();

    const link = await within(dialog).findByRole("link", { name: "Create a secret in the Azure portal" });

    expect(link).toHaveAttribute(
      "href",
      "https://portal.azure.com/7e7e7e7e-1111-4222-8333-555555555555/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Credentials/appId/0a0a0a0a-1111-4222-8333-444444444444/isMSAApp~/false",
    );
    expect(link.getAttribute("rel")?.split(" ")).toEqual(expect.arrayContaining(["noopener", "noreferrer"]));
  });

  test("refuses a pasted Secret ID before any call, having said what to copy", async () => {
    const { dialog, user, world } = await opened();
    expect(await within(dialog).findByLabelText("New client secret")).toHaveAccessibleDescription(
      /^Copy the column Value, not the Secret ID\./,
    );
    await user.type(
      await within(dialog).findByLabelText("New client secret"),
      "1a2b3c4d-1111-4222-8333-666666666666",
    );
    const before = world.calls.length;

    await user.click(within(dialog).getByRole("button", { name: "Save and verify" }));

    expect(
      within(dialog).getByText("This is the Secret ID, not the secret. Copy the column Value instead."),
    ).toBeVisible();
    expect(world.calls.length).toBe(before);
  });

  test("tells who holds the lock, and drops the pasted secret", async () => {
    const { dialog, user } = await opened({}, refusingLock);
    await user.type(await within(dialog).findByLabelText("New client secret"), secret);

    await user.click(within(dialog).getByRole("button", { name: "Save and verify" }));

    const alert = await within(dialog).findByRole("alert");
    expect(alert).toHaveTextContent(
      "Grace Hopper is renewing other or converting it, and it uses the same app registration. The connection wasn't changed by this renewal. Wait until that has ended, then try again.",
    );
    expect(document.documentElement.outerHTML).not.toContain(secret);
  });

  test("doubts a right that the organization's level does not name, and lets the person go on", async () => {
    const { dialog } = await opened({}, (ports) => ({
      ...ports,
      connections: {
        ...ports.connections,
        mayManage: () => Promise.resolve(success(true)),
        administrators: () =>
          Promise.resolve({
            project: [ports.host.user],
            organization: [{ id: "u2", name: "Grace Hopper" }],
          }),
      },
    }));

    expect(
      await within(dialog).findByText(/You aren't named there.*Named are: Grace Hopper\.$/),
    ).toBeVisible();
    expect(within(dialog).getByRole("button", { name: "Save and verify" })).not.toHaveAttribute(
      "aria-disabled",
      "true",
    );
  });

  test("asks before Azure DevOps may remove the secrets of other connections (E2)", async () => {
    const { dialog, user } = await opened({
      connections: [
        aConnection({ name: "shop", kind: "automatic", project }),
        aConnection({ id: "11111111-0a1b-4c5d-8e9f-101112131415", name: "depot", project }),
      ],
    });
    const start = await within(dialog).findByRole("button", { name: "Renew now" });

    expect(
      within(dialog).getByText(
        "When Azure DevOps creates the new secret, it may remove every other secret of this app registration. Whoever uses one of them can't sign in anymore.",
      ),
    ).toBeVisible();
    expect(
      within(dialog).getByText(
        "1 other connection uses this app registration and may lose its secret: depot.",
      ),
    ).toBeVisible();
    expect(
      within(dialog).getByText(
        "The hub removes nothing. Azure DevOps may remove the old secret when it creates the new one.",
      ),
    ).toBeVisible();
    expect(start).toHaveAttribute("aria-disabled", "true");

    await user.click(
      within(dialog).getByRole("checkbox", {
        name: "I agree that Azure DevOps may remove the other secrets of this app registration",
      }),
    );

    expect(start).not.toHaveAttribute("aria-disabled", "true");
  });

  test("says whom to ask where the save is not allowed", async () => {
    const { dialog } = await opened({}, (ports) => ({
      ...ports,
      connections: {
        ...ports.connections,
        mayManage: () => Promise.resolve(success(false)),
        administrators: () =>
          Promise.resolve({ project: [{ id: "u2", name: "Grace Hopper" }], organization: null }),
      },
    }));

    expect(
      await within(dialog).findByText(
        "You may see shop but not change it. Changing its credential needs the role Administrator on this service connection at the organization level (the connection's Security page, Organization). Ask one of: Grace Hopper.",
      ),
    ).toBeVisible();
    expect(within(dialog).getByRole("button", { name: "Renew now" })).toHaveAttribute(
      "aria-disabled",
      "true",
    );
    expect(within(dialog).queryByLabelText("New client secret")).toBeNull();
  });
});

describe("an interrupted renewal", () => {
  test("is told on the page with what can be done", async () => {
    const world = aWorld({ connections: [aConnection({ name: "shop" })] });
    const made = fakeHub(world);
    const plan = aPlan({ connectionName: "shop", mode: "guided", marker: null, until: inDays(180) });
    const entry = {
      renewal: { plan, stage: "preparing" as const },
      etag: 1,
      writtenAt: now,
      writer: "w",
      firstSeen: { wall: now, steady: now },
      takenOver: null,
    };
    const ports: Ports = {
      ...made.ports,
      journal: {
        ...made.ports.journal,
        unfinished: () => Promise.resolve(success({ entries: [entry], unreadable: [] })),
      },
    };
    render(<Hub hub={{ ...made, ports }} virtualize={false} />);
    await act(() => made.actions.load());

    const resume = await waitFor(() => screen.getByRole("button", { name: "Resume" }));

    const told = resume.closest("[role=status]");
    expect(told).toHaveTextContent(/The renewal of shop was interrupted\./);
    expect(told?.querySelector(".severity-warning")).not.toBeNull();
    expect(screen.getByRole("button", { name: "Clean up" })).toBeVisible();
  });
});
