import { json } from "../core/http";
import type { Context, SimulatedResponse } from "../core/http";

/** An expected refusal of Graph: status, code and text. */
export class GraphError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  answer(context: Context): SimulatedResponse {
    return json(this.status, {
      error: {
        code: this.code,
        message: this.message,
        innerError: {
          date: new Date(context.now()).toISOString().slice(0, 19),
          "request-id": context.chance.guid(),
          "client-request-id": context.chance.guid(),
        },
      },
    });
  }
}

export const notFound = (id: string): GraphError =>
  new GraphError(
    404,
    "Request_ResourceNotFound",
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );

export const denied = (): GraphError =>
  new GraphError(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

export const badRequest = (message: string): GraphError => new GraphError(400, "Request_BadRequest", message);

export const invalidLifetime = (): GraphError =>
  new GraphError(
    400,
    "CredentialInvalidLifetimeAsPerAppPolicy",
    "The credential lifetime exceeds the max value allowed as per assigned policy.",
  );

export const credentialTypeNotAllowed = (): GraphError =>
  new GraphError(
    400,
    "CredentialTypeNotAllowedAsPerAppPolicy",
    "Credential type not allowed as per assigned policy.",
  );

export const tooLarge = (): GraphError =>
  new GraphError(
    403,
    "Directory_ResourceSizeExceeded",
    "The size of the object has exceeded its limit. Please reduce the number of values and retry your request.",
  );

export const invalidToken = (message: string): GraphError =>
  new GraphError(401, "InvalidAuthenticationToken", message);
