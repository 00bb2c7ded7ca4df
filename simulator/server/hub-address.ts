import type { World } from "../world";
import type { Extension } from "./extension";

/** Roots without a trailing slash. */
export interface Origins {
  host: string;
  assets: string;
  rest: string;
  graph: string;
  portal: string;
}

export interface HubOptions {
  hub?: "project" | "organization";
  /** Id or name; default the first project. */
  project?: string;
  theme?: "light" | "dark";
  handshake?: "current" | "legacy";
  naa?: boolean;
  query?: Record<string, string>;
}

const hubGroups = {
  project: "ms.vss-web.project-admin-hub-group",
  organization: "ms.vss-web.collection-admin-hub-group",
};

/** The hub contribution for a place in the host; undefined where the package has none. */
export const hubContribution = (extension: Extension, hub: "project" | "organization") =>
  extension.contributions.find(
    (one) => one.type === "ms.vss-web.hub" && one.targets.includes(hubGroups[hub]),
  );

/** The full id of a contribution: publisher.extension.contribution. */
export const fullId = (extension: Extension, contributionId: string): string =>
  `${extension.publisherId}.${extension.extensionId}.${contributionId}`;

/** Address of the host page around the hub, formed as in Azure DevOps (P23). */
export function hubAddress(
  origins: Origins,
  world: World,
  extension: Extension,
  options: HubOptions = {},
): string {
  const { hub = "project", query = {} } = options;
  const contribution = hubContribution(extension, hub)?.id ?? `${hub}-hub`;
  const project = options.project ?? world.projects[0]?.name ?? "";
  const place = hub === "project" ? `/${encodeURIComponent(project)}` : "";
  const url = new URL(
    `${origins.host}/${world.organization.name}${place}/_settings/${fullId(extension, contribution)}`,
  );
  if (options.theme !== undefined) url.searchParams.set("theme", options.theme);
  if (options.handshake !== undefined) url.searchParams.set("handshake", options.handshake);
  if (options.naa !== undefined) url.searchParams.set("naa", options.naa ? "on" : "off");
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
