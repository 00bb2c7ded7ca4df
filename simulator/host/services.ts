import { post, ServerRefusal } from "./contract";
import type { Bootstrap } from "./contract";
import { globalMessagesService, layoutService } from "./messages";
import { navigationService } from "./navigation";

function locationService(bootstrap: Bootstrap): object {
  const { restUrl: root, resourceAreas } = bootstrap;
  return {
    getResourceAreaLocation: (area: string) => Promise.resolve(resourceAreas[area.toLowerCase()] ?? root),
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
  "queryCollectionsByName",
] as const;

/** The service's own error, as a client of its API would throw it; other errors stay what they are. */
function refusalOf(error: unknown): unknown {
  const body =
    error instanceof ServerRefusal ? (error.serverError as { error?: object } | undefined) : undefined;
  return body?.error === undefined ? error : Object.assign(new Error(), body.error);
}

/** `ms.vss-features.extension-data-service` (P69): each call goes to the server as it came. */
function extensionDataService(): object {
  const call =
    (operation: string) =>
    async (...args: unknown[]): Promise<unknown> => {
      try {
        const answer = await post("/_sim/extension-data", { operation, args });
        return (answer as { result?: unknown } | undefined)?.result;
      } catch (error) {
        throw refusalOf(error);
      }
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
    ...bootstrap.services,
  };
}
