import type { World } from "../world";
import { connected } from "./connected";
import { wellKnown } from "./empty-world";
import type { Setting } from "./empty-world";
import { permitted } from "./permitted";

/** A named world. `build` is pure apart from the chance it is given. */
export interface Scenario {
  name: string;
  title: string;
  /** What to press, and what there is to see then. */
  description: string;
  /** The client id to paste where connecting is what the scenario is about; absent for every other one. */
  clientId?: string;
  /** The page to open where it is not the hub. */
  opens?: "run" | "dashboard";
  build(setting: Setting): World;
}

/** A scenario whose users have the usual rights, and are connected to Graph where that is its point. */
export const scenario = (
  name: string,
  title: string,
  description: string,
  build: (setting: Setting) => World,
  opens?: Scenario["opens"],
): Scenario => ({
  name,
  title,
  description,
  build: (setting) => permitted(connectedOnes.has(name) ? connected(build(setting)) : build(setting)),
  ...(aboutConnecting.has(name) ? { clientId: wellKnown.entraClientId } : {}),
  ...(opens === undefined ? {} : { opens }),
});

/** Those whose point is what Microsoft Graph does: everybody has connected before. */
const connectedOnes = new Set([
  "advice",
  "bulk-25",
  "graph-consented",
  "policy-caps-lifetime",
  "policy-forbids-secrets",
  "slow-propagation",
  "inline-ignored",
  "interrupted-graph",
  "two-admins",
  "failed-runs",
]);

const aboutConnecting = new Set(["mixed-40", "graph-not-consented", "graph-admin-consent", "org-150"]);
