import * as React from "react";
import * as ReactDOM from "react-dom";
import type { Failure } from "../../domain/failure";
import type { Instant } from "../../domain/instant";
import type { Diagnostics } from "../../ports/diagnostics";
import type { Host, HostProblem } from "../../ports/host";
import type { Ports } from "../../ports/ports";
import type { Hub as HubParts } from "./contracts/hub-context";
import { Hub } from "./Hub";
import { initialState } from "./contracts/hub-state";
import { createParts } from "./contracts/parts";
import { features, followAddress, inventoryActions } from "./features";
import { frameDrawn } from "../shared/frames";
import { createStore } from "./contracts/store";
import { localZone, type DateStyle } from "../../words/expiry";

/** What the page tells the host, and hears of its own calls, outside of the ports. */
export type Surroundings = {
  readonly notifyLoadSucceeded: () => void;
  /** Until when calls to Azure DevOps wait, and when that moves. */
  readonly throttledUntil: () => Instant | null;
  readonly onThrottle: (listener: () => void) => void;
};

/** The dates of the host's user, in the zone of the browser. */
const datesOf = ({ culture }: Pick<Host, "culture">): DateStyle => ({ culture, zone: localZone });

/** The hub over its ports, with nothing on screen yet. */
export function createHub(ports: Ports, diagnostics: Diagnostics): HubParts {
  const store = createStore(initialState(ports.clock.now()), ReactDOM.unstable_batchedUpdates);
  const parts = createParts();
  const hub: HubParts = {
    ports,
    store,
    actions: inventoryActions(ports, store),
    dates: datesOf(ports.host),
    diagnostics,
    part: (part) => parts(hub, part),
    features,
  };
  return hub;
}

/** Shows the page, reads the list, and tells the host as soon as there is something useful to see. */
export function startHub(hub: HubParts, root: HTMLElement, surroundings: Surroundings): void {
  const { store, ports, actions } = hub;
  const draw = once(() => {
    ReactDOM.render(<Hub hub={hub} />, root);
    void followAddress(ports, store);
  });
  onFirstRows(hub, () => {
    draw();
    surroundings.notifyLoadSucceeded();
  });
  surroundings.onThrottle(() => showThrottle(hub, surroundings));
  void actions.load();
  // A list that comes within the next frame is drawn without the sign of waiting before it.
  void frameDrawn().then(draw);
  // "5 minutes ago" and "expires today" go on being true on a page that stays open.
  setInterval(() => store.update((state) => ({ ...state, now: ports.clock.now() })), 60_000);
}

/** Once there is something useful to see. */
function onFirstRows(hub: HubParts, act: () => void): void {
  const stop = hub.store.subscribe(() => {
    if (!hasSomethingToShow(hub)) return;
    stop();
    act();
  });
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}

/** Rows, or the reason why there are none. */
function hasSomethingToShow({ store }: HubParts): boolean {
  const { inventory } = store.get();
  return (
    inventory !== null &&
    (inventory.rows.length > 0 ||
      inventory.projectsFailure !== null ||
      inventory.projects.some((one) => one.state !== "loading"))
  );
}

/** Shown until the pause is over; a longer pause asks again by itself. */
function showThrottle({ store, ports }: HubParts, { throttledUntil }: Surroundings): void {
  const until = throttledUntil();
  store.update((state) => ({ ...state, throttledUntil: until }));
  if (until === null) return;
  void ports.clock.sleep(until - ports.clock.now()).then(() => {
    if (throttledUntil() === null) store.update((state) => ({ ...state, throttledUntil: null }));
  });
}

/** A readable page instead of a blank one; answers the sentence for the host. */
export async function showStartFailure(
  root: HTMLElement,
  problem: HostProblem | null,
  failure: Failure,
): Promise<string> {
  const { StartFailure, startSentence, sentenceText } = await import("./start-failure");
  const words = startSentence(problem, failure);
  ReactDOM.render(<StartFailure words={words} />, root);
  return sentenceText(words);
}
