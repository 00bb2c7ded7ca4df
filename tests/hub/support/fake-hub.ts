import { act } from "@testing-library/react";
import type { Hub } from "../../../src/hub/shell/contracts/hub-context";
import { initialState } from "../../../src/hub/shell/contracts/hub-state";
import { createParts } from "../../../src/hub/shell/contracts/parts";
import { features, inventoryActions } from "../../../src/hub/shell/features";
import { createStore } from "../../../src/hub/shell/contracts/store";
import type { Diagnostics } from "../../../src/ports/diagnostics";
import { fakePorts, type World } from "./fake-ports";

/** Nothing around the page, and no calls. */
const noDiagnostics: Diagnostics = { calls: () => [], probe: () => Promise.resolve([]) };

/** A hub over a world, in British dates and UTC. */
export function fakeHub(world: World, diagnostics = noDiagnostics): Hub {
  const ports = fakePorts(world);
  const store = createStore(initialState(world.now), (notify) => act(notify));
  const parts = createParts();
  const hub: Hub = {
    ports,
    store,
    actions: inventoryActions(ports, store),
    dates: { culture: "en-GB", zone: () => 0, timeZone: "UTC" },
    diagnostics,
    part: (part) => parts(hub, part),
    features,
  };
  return hub;
}
