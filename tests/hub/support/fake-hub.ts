import { act } from "@testing-library/react";
import { initialBulk } from "../../../src/hub/features/bulk/bulk-state";
import type { Hub } from "../../../src/hub/shell/contracts/hub-context";
import { initialState } from "../../../src/hub/shell/contracts/hub-state";
import { inventoryIntents } from "../../../src/hub/features/inventory/actions";
import { createStore } from "../../../src/hub/shell/contracts/store";
import type { Diagnostics } from "../../../src/ports/diagnostics";
import { fakePorts, type World } from "./fake-ports";

/** Nothing around the page, and no calls. */
const noDiagnostics: Diagnostics = { calls: () => [], probe: () => Promise.resolve([]) };

/** A hub over a world, in British dates and UTC. */
export function fakeHub(world: World, diagnostics = noDiagnostics): Hub {
  const ports = fakePorts(world);
  const store = createStore(initialState(world.now), (notify) => act(notify));
  return {
    ports,
    store,
    intents: inventoryIntents(ports, store),
    federation: { current: null },
    dates: { culture: "en-GB", zone: () => 0, timeZone: "UTC" },
    renewals: { current: null },
    bulk: createStore(initialBulk, (notify) => act(notify)),
    diagnostics,
  };
}
