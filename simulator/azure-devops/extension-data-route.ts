import { empty, parseBody } from "../core/http";
import type { Context, SimulatedRequest, SimulatedResponse } from "../core/http";
import { ExtensionDataError, documentStore } from "../extension-data";
import type { User } from "../world";
import { notAuthorized } from "./errors";
import { ServiceError, WireList, wireAnswer } from "./wire";

/** The REST form of extension data (P70); the host's data service sits on the same documents. */
export function extensionDataRoute(
  context: Context,
  request: SimulatedRequest,
  user: User,
  parts: readonly (string | undefined)[],
): SimulatedResponse {
  const [scopeType = "Default", collection = "", id] = parts;
  const scope = scopeType.toLowerCase() === "user" ? user.id : "Default";
  const { unattendedData } = context.world.switches;
  if (user.kind !== "person" && unattendedData !== "all" && user.kind !== unattendedData)
    throw notAuthorized(user.uniqueName);
  const store = documentStore(context.world, () => context.chance.guid());
  try {
    switch (request.method) {
      case "GET":
        if (id === undefined) return wireAnswer(request, 200, new WireList(store.list(scope, collection)));
        return wireAnswer(request, 200, store.get(scope, collection, id));
      case "POST":
        return wireAnswer(request, 201, store.create(scope, collection, parseBody(request)));
      case "PUT":
        return wireAnswer(request, 200, store.set(scope, collection, parseBody(request)));
      case "PATCH":
        return wireAnswer(request, 200, store.update(scope, collection, parseBody(request)));
      default:
        store.remove(scope, collection, id ?? "");
        return empty(204);
    }
  } catch (error) {
    if (!(error instanceof ExtensionDataError)) throw error;
    const type = `Microsoft.VisualStudio.Services.ExtensionManagement.WebApi.${error.typeKey}`;
    // Over REST a conflict is a 400 with its key (L10).
    throw new ServiceError(error.status === 409 ? 400 : error.status, type, error.message);
  }
}
