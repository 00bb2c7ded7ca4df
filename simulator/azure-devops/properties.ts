import { isRecord } from "../core/http";
import type { Context } from "../core/http";
import type { Endpoint, User } from "../world";
import { argumentError } from "./errors";
import { endpointToChange } from "./save";

/** PUT with operation=ChangeProperties: switches a connection off and on, and touches nothing else (E12). */
export function changeProperties(context: Context, user: User, id: string, body: unknown): Endpoint {
  const endpoint = endpointToChange(context, user, id);
  if (!isRecord(body) || typeof body["isDisabled"] !== "boolean")
    throw argumentError("Value cannot be null. Parameter name: isDisabled");
  if (context.world.switches.changeProperties !== "ignored") endpoint.isDisabled = body["isDisabled"];
  return endpoint;
}
