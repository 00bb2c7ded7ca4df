import { post } from "./contract";
import type { Bootstrap } from "./contract";
import { globalMessagesService, layoutService } from "./messages";
import { navigationService } from "./navigation";

/** Resource area of Release, which lives on a host of its own (P62). */
const releaseArea = "efc2f575-36ef-48e9-b672-0c6fb4a48ac5";

function locationService(bootstrap: Bootstrap): object {
  const root = `${bootstrap.origins.rest}/${bootstrap.organization.name}/`;
  const locations: Record<string, string> = {
    [releaseArea]: `${bootstrap.origins.rest}/vsrm/${bootstrap.organization.name}/`,
    ...bootstrap.locations,
  };
  return {
    getResourceAreaLocation: (area: string) => Promise.resolve(locations[area.toLowerCase()] ?? root),
    getServiceLocation: () => Promise.resolve(root),
    routeUrl: (_routeId: string, values: Record<string, string> = {}) => {
      const parts = [values["project"], "_settings", values["adminPivot"]];
      return Promise.resolve(root + parts.filter((part) => part !== undefined).join("/"));
    },
  };
}

const dataOperations = [
  "getValue",
  "setValue",
  "getDocument",
  "getDocuments",
  "createDocument",
  "setDocument",
  "updateDocument",
  "deleteDocument",
  "queryCollections",
  "queryCollectionsByName",
] as const;

/** `ms.vss-features.extension-data-service` (P69): each call goes to the server as it came. */
function extensionDataService(): object {
  const call =
    (operation: string) =>
    async (...args: unknown[]): Promise<unknown> => {
      const answer = await post("/_sim/extension-data", { operation, args });
      return (answer as { result?: unknown } | undefined)?.result;
    };
  return {
    getExtensionDataManager: () =>
      Promise.resolve(Object.fromEntries(dataOperations.map((operation) => [operation, call(operation)]))),
  };
}

/** Every service of this host by its id; an unknown id has none (P5). */
export function servicesOf(bootstrap: Bootstrap): Record<string, object> {
  return {
    "ms.vss-tfs-web.tfs-page-data-service": {
      getProject: () => Promise.resolve(bootstrap.project ?? undefined),
    },
    "ms.vss-features.location-service": locationService(bootstrap),
    "ms.vss-features.host-page-layout-service": layoutService(),
    "ms.vss-tfs-web.tfs-global-messages-service": globalMessagesService(),
    "ms.vss-features.host-navigation-service": navigationService(bootstrap),
    "ms.vss-features.extension-data-service": extensionDataService(),
  };
}
