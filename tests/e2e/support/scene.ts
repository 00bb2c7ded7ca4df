import type { Browser, Locator } from "playwright-core";
import type { Fault } from "../../../simulator/core/faults";
import { startSimulator, type Simulator } from "../../../simulator/simulator";
import type { Endpoint } from "../../../simulator/world";
import { openHub, type OpenHub, type OpenOptions } from "./hub-page";

/** A simulated organization on the unpacked package, with the hubs that were opened on it. */
export interface Scene {
  sim: Simulator;
  open(options?: OpenOptions): Promise<OpenHub>;
  close(): Promise<void>;
}

/** The unpacked package under test; `HUB_PACKAGE_DIR` names another one. */
export const packageDir = process.env["HUB_PACKAGE_DIR"] ?? "out/unpacked";

/** Starts a scenario; time stands still in every hub that is opened on it, and leaps where nothing is due. */
export async function scene(
  browser: Browser,
  scenario: string,
  prepare: (sim: Simulator) => void = () => undefined,
): Promise<Scene> {
  const sim = await startSimulator({ extensionDir: packageDir, scenario });
  prepare(sim);
  const hubs: OpenHub[] = [];
  return {
    sim,
    open: async (options = {}) => {
      const hub = await openHub(browser, sim, { frozenTime: true, leaps: true, ...options });
      hubs.push(hub);
      return hub;
    },
    close: async () => {
      for (const hub of hubs) await hub.close();
      await sim.close();
    },
  };
}

/** The world's first connection, which the single scenarios are about. */
export function firstConnection(sim: Simulator): Endpoint {
  const [endpoint] = sim.world.endpoints;
  if (endpoint === undefined) throw new Error("the world has no connection");
  return endpoint;
}

/** The colleague's id, for `query: { user }`. */
export const colleagueOf = (sim: Simulator): string => {
  const other = sim.world.users.find((one) => one.id !== sim.world.currentUserId);
  if (other === undefined) throw new Error("the world has one person only");
  return other.id;
};

/**
 * The list is there, with what comes a moment after it, and everything is read that the page reads by itself: what it says
 * of connections stays, and no row goes to another place under a press.
 */
export async function interfaceThere({ hub }: Pick<OpenHub, "hub">): Promise<void> {
  await hub.getByRole("row").nth(1).waitFor();
  await hub.getByRole("button", { name: "Refresh", disabled: false }).waitFor();
  await hub.getByRole("group", { name: "More filters" }).waitFor();
}

/**
 * Chooses an entry of the menu of a connection's row. The platform closes a menu as soon as the page behind it scrolls: so
 * the page has come to rest before, and its row is in view.
 */
export async function chooseInMenu(open: Pick<OpenHub, "hub">, name: string, entry: string): Promise<void> {
  await interfaceThere(open);
  const more = open.hub.getByRole("button", { name: `More actions for ${name}`, exact: true });
  await more.scrollIntoViewIfNeeded();
  await more.click();
  await open.hub.getByRole("menuitem", { name: entry }).click();
}

/** Shows another view of the page, once nothing that is still read comes above its tabs and moves them under the press. */
export async function showTab({ hub }: Pick<OpenHub, "hub">, name: string): Promise<Locator> {
  await hub.getByRole("button", { name: "Refresh", disabled: false }).waitFor();
  await hub.getByRole("tab", { name }).click();
  return hub.getByRole("tabpanel", { name });
}

/** Opens the panel of a connection by its button. */
export async function openPanel(open: OpenHub, name: string): Promise<Locator> {
  await open.hub.getByRole("button", { name: `Renew ${name}`, exact: true }).click();
  return open.hub.getByRole("dialog", { name: `Renew ${name}`, exact: true });
}

/** The words by which a run of a dialog shows that it has ended. */
const endOf = (dialog: Locator): Locator =>
  dialog
    .getByRole("button", { name: "Try again" })
    .or(dialog.getByText(/^Verification succeeded|^Saved, |^Renewed\./))
    .first();

/**
 * Lets time pass until the run of a dialog has ended, and says how: the text of its status or alert. Time goes in
 * steps of two seconds, which come to the same end sooner than ones that show each attempt, or from timer to timer.
 */
export async function outcomeOf(open: OpenHub, dialog: Locator, ms = 900_000): Promise<string> {
  const words = endOf(dialog);
  if (open.leaps) await open.passUntil(() => words.isVisible(), ms, 2_000);
  for (let passed = 0; passed <= ms;) {
    if (await words.isVisible()) {
      const said = dialog.getByRole("alert").or(dialog.getByRole("status"));
      return (await said.allInnerTexts()).join(" ").trim();
    }
    const step = passed < 60_000 ? 2_000 : 10_000;
    await open.pass(step, step);
    passed += step;
  }
  throw new Error(`the run did not end: ${(await dialog.innerText()).slice(0, 2_000)}`);
}

/** Requests of one kind that arrived, in their order. */
export const arrived = (sim: Simulator, method: string, part: string): number =>
  sim.traffic.requests.filter((one) => one.method === method && one.path.includes(part)).length;

/** Lets time pass until so many requests of a kind have arrived. */
export async function untilArrived(
  open: OpenHub,
  sim: Simulator,
  request: { method: string; part: string; count: number },
  ms = 900_000,
): Promise<void> {
  await open.passUntil(
    () => Promise.resolve(arrived(sim, request.method, request.part) >= request.count),
    ms,
  );
}

/** A place in the sequence where a tab ends: the call at which it waits, and what became of that call. */
export interface Boundary {
  title: string;
  at: { method: string; part: string; count: number };
  effect: Fault["effect"];
}

/** Calls of one renewal by name, each where it is met in the sequence. */
export const calls = {
  addPassword: { method: "POST", part: "addPassword", count: 1 },
  put: { method: "PUT", part: "serviceendpoint/endpoints/", count: 1 },
  test: (count: number) => ({ method: "POST", part: "endpointproxy", count }),
} as const;

/** Stops the world at a boundary. */
export const faultAt = ({ at, effect }: Boundary): Fault => ({
  match: { method: at.method, path: at.part, nth: at.count },
  effect,
});
