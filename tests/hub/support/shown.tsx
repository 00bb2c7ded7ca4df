import { act, fireEvent, render, screen } from "@testing-library/react";
import * as React from "react";
import { noteText } from "../../../src/domain/note";
import type { ServiceConnection } from "../../../src/domain/service-connection";
import type { Hub as HubParts } from "../../../src/hub/shell/contracts/hub-context";
import { Hub } from "../../../src/hub/shell/Hub";
import { aConnection, inDays } from "../../support/builders";
import { fakeHub } from "./fake-hub";
import { aWorld, type World } from "./fake-ports";

export const idOf = (index: number): string => `0000000${String(index)}-0a1b-4c5d-8e9f-101112131415`;

/** A connection whose note says when it ends. */
export const expiring = (
  days: number,
  name: string,
  index: number,
  over: Partial<ServiceConnection> = {},
): ServiceConnection =>
  aConnection({ id: idOf(index), name, description: noteText(null, inDays(days)), ...over });

/** The page over a world, with its parts loaded. */
export async function shown(over: Partial<World>): Promise<{ world: World; hub: HubParts }> {
  const world = aWorld(over);
  const hub = fakeHub(world);
  render(<Hub hub={hub} virtualize={false} />);
  await act(() => hub.actions.load());
  await screen.findByRole("group", { name: "Filter by urgency" });
  return { world, hub };
}

/** Presses an entry of a row's menu. */
export async function chooseInMenu(name: string, entry: string): Promise<void> {
  fireEvent.click(screen.getByRole("button", { name: `More actions for ${name}` }));
  fireEvent.click(await screen.findByRole("menuitem", { name: entry }));
}

/** Names of the rows, in their order. */
export const rowNames = (): readonly string[] =>
  screen
    .queryAllByRole("button", { name: /^Details of (?!the verification)/ })
    .map((button) => button.textContent ?? "");
