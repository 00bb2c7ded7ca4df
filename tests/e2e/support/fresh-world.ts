import type { Simulator } from "../../../simulator/simulator";
import type { World } from "../../../simulator/world";
import type { OpenHub } from "./hub-page";

/**
 * Makes the world what it was, under a connection that no page has seen before: one page can take many cells of a table
 * without what one left in its memory telling on the next. Returns how to begin a cell.
 */
export function freshWorlds(sim: Simulator): (number: number) => string {
  const { endpoints: _all, ...template } = structuredClone(sim.world);
  const [first, ...others] = structuredClone(sim.world.endpoints);
  if (first === undefined) throw new Error("the world has no connection");
  return (number) => {
    const name = `${first.name}-${String(number)}`;
    const digits = number.toString(16).padStart(12, "0");
    const subject = { ...structuredClone(first), name, id: `${first.id.slice(0, 24)}${digits}` };
    for (const reference of subject.references) reference.name = name;
    const world: World = { ...structuredClone(template), endpoints: [subject, ...structuredClone(others)] };
    Object.assign(sim.world, world);
    // Ends of secrets are given from the start of the scenario; hours that went by since make no difference to them.
    sim.faults.clear();
    sim.barrier.breakOff();
    sim.traffic.clear();
    return name;
  };
}

/** Asks the page to read the list anew, as soon as it has ended reading it for another reason. */
export async function refresh(open: OpenHub): Promise<void> {
  const button = open.hub.getByRole("button", { name: "Refresh", exact: true });
  await open.passUntil(() => button.isEnabled(), 300_000, 1_000);
  await button.click();
}

/** Reads the list anew until it shows a connection. */
export async function showAnew(open: OpenHub, name: string): Promise<void> {
  await refresh(open);
  const button = open.hub.getByRole("button", { name: `Renew ${name}`, exact: true });
  await open.passUntil(() => button.isVisible(), 60_000);
}
