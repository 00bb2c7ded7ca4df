import { hubName } from "./contract";
import type { Bootstrap } from "./contract";
import { reserved } from "./options";

const portalHosts =
  /^https:\/\/((?:portal\.azure\.(?:com|us|cn))|(?:entra\.microsoft\.(?:com|us|cn)))(\/[^?#]*)?(\?[^#]*)?(#.*)?$/i;

/**
 * Where a link leads inside the simulator: portals of every cloud to its portal page, with the same path and fragment
 * (G74-G76, G79-G81); pages of Azure DevOps to a page that only names them; anything else stays as it is.
 */
export function mapLink(url: string, origins: Bootstrap["origins"]): string {
  const portal = portalHosts.exec(url);
  if (portal !== null) {
    const [, host = "", path = "/", query = "", fragment = ""] = portal;
    const joined = query === "" ? `?portal=${host}` : `${query}&portal=${host}`;
    return `${origins.portal}${path}${joined}${fragment}`;
  }
  if (/^https:\/\/login\.microsoftonline\.(com|us)\/[^/]+\/(v2\.0\/)?adminconsent/i.test(url)) {
    const { pathname, search } = new URL(url);
    return `${origins.portal}${pathname}${search}`;
  }
  // The page of a hub of this extension, or of a run, is a page of this host as well.
  const own = ownPage(url, origins);
  if (own !== null) return own;
  const azureDevOps = /^https:\/\/(dev\.azure\.com|[^/]+\.visualstudio\.com)\//i.test(url);
  if (azureDevOps || url.startsWith(`${origins.rest}/`))
    return `${origins.host}/stub.html?url=${encodeURIComponent(url)}`;
  return url;
}

function ownPage(url: string, origins: Bootstrap["origins"]): string | null {
  if (!url.startsWith(`${origins.rest}/`)) return null;
  const { pathname, search } = new URL(url);
  return /\/_settings\/[^/]+\.[^/]+\.[^/]+$|\/_build\/results$/.test(pathname)
    ? `${origins.host}${pathname}${search}`
    : null;
}

const ownParameters = (): Record<string, string> => {
  const entries = [...new URLSearchParams(location.search)].filter(([name]) => !reserved.includes(name));
  return Object.fromEntries(entries);
};

function setQueryParams(parameters: Record<string, string>): void {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(parameters)) {
    if (reserved.includes(name)) continue;
    if (value === "") url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  history.replaceState(history.state, "", url);
}

const hash = (): string => location.hash.replace(/^#/, "");

/** `ms.vss-features.host-navigation-service` (P68), acting on this page: the frame's own address stays as it is. */
export function navigationService(bootstrap: Bootstrap): object {
  const { origins } = bootstrap;
  const level = bootstrap.project == null ? "collection" : "project";
  return {
    getHash: () => Promise.resolve(hash()),
    setHash: (value: string) => {
      location.hash = value;
    },
    replaceHash: (value: string) => {
      history.replaceState(history.state, "", `#${value.replace(/^#/, "")}`);
    },
    onHashChanged: (callback: (value: string) => void) => {
      window.addEventListener("hashchange", () => {
        callback(hash());
      });
    },
    getQueryParams: () => Promise.resolve(ownParameters()),
    setQueryParams,
    getPageRoute: () =>
      Promise.resolve({
        id: `ms.vss-admin-web.${level}-admin-hub-route`,
        routeValues: {
          ...(bootstrap.project == null ? {} : { project: bootstrap.project.name }),
          adminPivot: bootstrap.contributionId,
          controller: "ContributedPage",
          action: "Execute",
        },
      }),
    getPageNavigationElements: () =>
      Promise.resolve([
        { id: `ms.vss-web.${level}-admin-hub-group`, name: "Settings", type: "hub-group" },
        { id: bootstrap.contributionId, name: hubName(bootstrap), type: "hub" },
      ]),
    navigate: (url: string) => {
      location.assign(mapLink(url, origins));
    },
    openNewWindow: (url: string, features?: string) => {
      window.open(mapLink(url, origins), "_blank", features ?? "");
    },
    reload: () => {
      location.reload();
    },
    setDocumentTitle: (title: string) => {
      document.title = title;
    },
  };
}
