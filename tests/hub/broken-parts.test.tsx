import "@testing-library/jest-dom";
import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import { success } from "../../src/domain/failure";
import { instant } from "../../src/domain/instant";
import { momentOf } from "../../src/domain/moment";
import type { Renewal } from "../../src/domain/renewal/renewal";
import { bulkPart, type BulkState } from "../../src/hub/features/bulk/bulk-state";
import { Hub } from "../../src/hub/shell/Hub";
import { HubProvider, type Hub as HubParts } from "../../src/hub/shell/contracts/hub-context";
import { withOverlay, type Overlay } from "../../src/hub/shell/contracts/hub-state";
import { Overlays } from "../../src/hub/shell/Overlays";
import { aPlan, now } from "../support/builders";
import { fakeHub } from "./support/fake-hub";
import { aWorld } from "./support/fake-ports";
import { expiring, idOf, rowNames, shown } from "./support/shown";

/** No calendar holds it: every word about it throws while it is drawn. */
const never = instant(1e300);

/** Whatever is asked of it throws. */
const throwing = new Proxy(
  {},
  {
    get: () => {
      throw new RangeError("secret text");
    },
  },
);

const list = [expiring(9, "azure-test", 1), expiring(20, "azure-production", 2)];
const connectionId = idOf(1);

beforeEach(() => void jest.spyOn(console, "error").mockImplementation(() => undefined));

/** The panels beside a list that stands for the rest of the page; they draw what `break` has broken. */
async function beside(): Promise<{ readonly hub: HubParts; readonly breakHub: () => () => void }> {
  const hub = fakeHub(aWorld({ connections: list }));
  render(
    <HubProvider value={hub}>
      <React.Suspense fallback={null}>
        <Overlays />
      </React.Suspense>
      <p>the list</p>
    </HubProvider>,
  );
  await act(() => hub.actions.load());
  const breakHub = (): (() => void) => {
    const { dates, actions, ports } = hub;
    const get = (): never => {
      throw new RangeError("secret text");
    };
    for (const name of ["dates", "actions", "ports"])
      Object.defineProperty(hub, name, { get, configurable: true });
    return () => {
      for (const [name, value] of Object.entries({ dates, actions, ports }))
        Object.defineProperty(hub, name, { value });
    };
  };
  return { hub, breakHub };
}

const overlays: readonly Overlay[] = [
  { kind: "renewal", connectionId },
  { kind: "verdict", connectionId },
  { kind: "federation", connectionId },
  { kind: "detail", connectionId },
  { kind: "export" },
  { kind: "settings", hint: null },
];

test.each(overlays)("a $kind panel that cannot be drawn says so, and the page stays", async (overlay) => {
  const { hub, breakHub } = await beside();
  const mend = breakHub();

  act(() => hub.store.update((state) => withOverlay(state, overlay)));

  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent(
    "The hub couldn't show this panel: it met an error of its own (RangeError). Showing it changes nothing, and renewals that are under way go on while this page stays open. Try again. If it happens again, reload the page, and report it with this text.",
  );
  expect(screen.getByText("the list")).toBeVisible();
  mend();
  await userEvent.click(screen.getByRole("button", { name: "Close" }));
  expect(screen.queryByRole("alert")).toBeNull();
  expect(hub.store.get().overlay).toBeNull();
});

test.each(["bulk-renewal", "bulk-verification"] as const)(
  "the %s panel says so, and the page stays",
  async (kind) => {
    const { hub } = await beside();
    const broken = { renewing: throwing, verifying: throwing } as unknown as BulkState;
    hub.part(bulkPart).update(() => broken);

    act(() => hub.store.update((state) => withOverlay(state, { kind })));

    expect(await screen.findByRole("alert")).toHaveTextContent(
      "The hub couldn't show the panel for several connections: it met an error of its own (RangeError).",
    );
    expect(screen.getByText("the list")).toBeVisible();
  },
);

test("a panel can be tried again once its cause is gone", async () => {
  const { hub, breakHub } = await beside();
  const mend = breakHub();
  act(() => hub.store.update((state) => withOverlay(state, { kind: "settings", hint: null })));
  await screen.findByRole("alert");
  mend();

  await userEvent.click(screen.getByRole("button", { name: "Try again" }));

  expect(await screen.findByRole("dialog", { name: "Settings" })).toBeVisible();
});

test("one unfinished renewal that cannot be drawn says so; the others and the list stay", async () => {
  const hub = fakeHub(aWorld({ connections: list }));
  const entries = [
    aPlan({ connectionId: idOf(1), startedAt: never }),
    aPlan({ connectionId: idOf(2), runId: "aabbccdd-0000-4000-8000-000000000002" }),
  ].map((plan) => ({
    renewal: { plan, stage: "preparing" } satisfies Renewal,
    etag: 1,
    writtenAt: now,
    writer: "somebody",
    firstSeen: momentOf(hub.ports.clock),
    takenOver: null,
  }));
  Object.assign(hub.ports.journal, {
    unfinished: () => Promise.resolve(success({ entries, unreadable: [] })),
  });
  render(<Hub hub={hub} virtualize={false} />);
  await act(() => hub.actions.load());

  expect(await screen.findByText(/^The renewal of azure-production was interrupted\./)).toBeVisible();
  expect(screen.getByRole("alert")).toHaveTextContent("The hub couldn't show one unfinished renewal");
  expect(rowNames()).toEqual(["azure-test", "azure-production"]);
});

/** The page with a part of its inventory that throws for whoever reads it. */
async function shownWith(broken: object): Promise<void> {
  const { hub } = await shown({ connections: list });
  act(() =>
    hub.store.update((state) => ({
      ...state,
      inventory: state.inventory === null ? null : Object.assign({ ...state.inventory }, broken),
    })),
  );
}

test("messages that cannot be drawn say so, and the list stays", async () => {
  await shownWith({ settingsFailure: throwing });

  expect(screen.getByRole("alert")).toHaveTextContent("The hub couldn't show the messages");
  expect(rowNames()).toEqual(["azure-test", "azure-production"]);
});

test("a list that cannot be drawn says so, and the actions of the page stay", async () => {
  await shownWith({ rows: [throwing] });

  expect(screen.getAllByRole("alert").map((one) => one.querySelector("strong")?.textContent)).toContain(
    "The hub couldn't show the list: it met an error of its own (RangeError).",
  );
  expect(screen.getByRole("button", { name: "Settings" })).toBeVisible();
});
