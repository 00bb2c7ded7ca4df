import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import * as React from "react";
import { success } from "../../src/domain/failure";
import { withOverlay, type Overlay } from "../../src/hub/shell/contracts/hub-state";
import { Hub } from "../../src/hub/shell/Hub";
import { fakeHub } from "./support/fake-hub";
import { aWorld } from "./support/fake-ports";
import { expiring, idOf } from "./support/shown";

jest.setTimeout(30_000);

const connectionId = idOf(1);
const overlays: readonly Overlay[] = [
  { kind: "renewal", connectionId },
  { kind: "detail", connectionId },
  { kind: "federation", connectionId },
  { kind: "snooze", connectionId },
  { kind: "verdict", connectionId },
  { kind: "bulk-renewal" },
  { kind: "bulk-verification" },
  { kind: "export" },
  { kind: "diagnostics" },
  { kind: "settings", hint: null },
];

test.each(overlays)(
  "Escape closes $kind while the focus is on one of the platform's own buttons in it",
  async (overlay) => {
    const connection = expiring(9, "shop", 1);
    const made = fakeHub(aWorld({ connections: [connection] }));
    const pastUses = () => Promise.resolve(success({ uses: [], complete: true }));
    const hub = { ...made, ports: { ...made.ports, connections: { ...made.ports.connections, pastUses } } };
    render(<Hub hub={hub} virtualize={false} />);
    await act(() => hub.actions.load());
    if (overlay.kind === "verdict") await act(() => hub.actions.verify(connection));
    act(() => hub.store.update((state) => withOverlay(state, overlay)));
    const dialog = await screen.findByRole("dialog");
    const [button] = await within(dialog).findAllByRole("button", { name: /^(Close|Cancel)$/ });
    if (button === undefined) throw new Error("no button of the platform");
    act(() => button.focus());

    fireEvent.keyDown(button, { key: "Escape", keyCode: 27 });

    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(hub.store.get().overlay).toBeNull();
    expect(hub.store.get().beneath).toBeNull();
  },
);
