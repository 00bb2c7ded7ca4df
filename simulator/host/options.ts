import type { ThemeName } from "./theme";

/** What the address of a host page asks for. */
export interface HostOptions {
  hub: string;
  theme: ThemeName;
  /** How this person has dates and numbers written. */
  culture: string;
  /** `legacy-bare` is the legacy answer without `context`: `getUser()` and `getHost()` throw (P54). */
  handshake: "current" | "legacy" | "legacy-bare";
  naa: boolean;
  /** The host never answers anything (P4). */
  silent: boolean;
  /** The hub is opened by itself, with no host around it (P4). */
  frameless: boolean;
  /** Services this host does not have (P5). */
  missing: string[];
  /** Under which of its ids a widget is called (R8). */
  asks: "full" | "short";
}

/** Parameters of the simulator; the hub never sees them among its own (P68). */
export const reserved = [
  "hub",
  "theme",
  "culture",
  "handshake",
  "naa",
  "silent",
  "frameless",
  "missing",
  "scenario",
  "user",
  "buildId",
  "view",
  "tells",
  "settings",
  "asks",
];

const handshakeOf = (asked: string | null): HostOptions["handshake"] =>
  asked === "legacy" || asked === "legacy-bare" ? asked : "current";

/** Place of the hub by an address as Azure DevOps forms it (P23): with a project in it, or of the organization. */
function placeOf(path: string): { hub?: string; project?: string } {
  const found = /^\/[^/]+\/(?:([^/]+)\/)?_(?:settings|build|dashboards)\//.exec(path);
  if (found === null) return {};
  const project = found[1];
  return project === undefined
    ? { hub: "organization" }
    : { hub: "project", project: decodeURIComponent(project) };
}

/** Where to ask what this page is to show. */
export function bootstrapAddress({ pathname, search }: Location): string {
  const query = new URLSearchParams({
    ...Object.fromEntries(new URLSearchParams(search)),
    ...placeOf(pathname),
  });
  return `/_sim/bootstrap?${query.toString()}`;
}

export function optionsOf({ pathname, search }: Location): HostOptions {
  const query = new URLSearchParams(search);
  return {
    hub: placeOf(pathname).hub ?? query.get("hub") ?? "project",
    theme: query.get("theme") === "dark" ? "dark" : "light",
    culture: query.get("culture") ?? "en-US",
    handshake: handshakeOf(query.get("handshake")),
    naa: !["off", "0", "false"].includes(query.get("naa") ?? "on"),
    silent: query.get("silent") === "1",
    frameless: query.get("frameless") === "1",
    asks: query.get("asks") === "short" ? "short" : "full",
    missing: (query.get("missing") ?? "").split(",").filter((id) => id !== ""),
  };
}

/** The address of this page with one of its own parameters changed. */
export function withOption(name: string, value: string): string {
  const url = new URL(location.href);
  url.searchParams.set(name, value);
  return url.href;
}
