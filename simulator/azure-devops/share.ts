import { empty, isRecord, textMember } from "../core/http";
import type { Context, SimulatedResponse } from "../core/http";
import type { Endpoint, User } from "../world";
import { belongsToData } from "./endpoint-shape";
import { argumentError, argumentNull, duplicateName, serviceEndpointError } from "./errors";
import { endpointToChange, referencesOf } from "./save";
import { confidentialNames } from "./types";

/** PATCH shares with more projects and does nothing else (A46). */
export function shareEndpoint(context: Context, user: User, id: string, body: unknown): SimulatedResponse {
  const endpoint = endpointToChange(context, user, id);
  if (!Array.isArray(body)) throw argumentNull("endpointProjectReferences");
  for (const reference of referencesOf({ name: endpoint.name, serviceEndpointProjectReferences: body })) {
    const isThere = endpoint.references.some((one) => one.projectId === reference.projectId);
    if (!isThere) endpoint.references.push(reference);
  }
  return empty(204);
}

/** DELETE from the named projects; the last one removes the connection (A7, A48). */
export function deleteEndpoint(
  context: Context,
  user: User,
  id: string,
  projectIds: string | null,
): SimulatedResponse {
  const endpoint = endpointToChange(context, user, id);
  if (projectIds === null || projectIds === "") throw argumentNull("projectIds");
  const gone = new Set(projectIds.toLowerCase().split(","));
  endpoint.references = endpoint.references.filter((one) => !gone.has(one.projectId.toLowerCase()));
  if (endpoint.references.length === 0) {
    const { endpoints } = context.world;
    endpoints.splice(endpoints.indexOf(endpoint), 1);
  }
  return empty(204);
}

/** POST of a new connection: a manual one is ready at once (A48, A93). */
export function createEndpoint(context: Context, user: User, body: unknown): Endpoint {
  if (!isRecord(body)) throw argumentNull("endpoint");
  const authorization = body["authorization"];
  if (!isRecord(authorization))
    throw serviceEndpointError(400, "Service Connection Authorization cannot be null.");
  const references = referencesOf(body);
  if (references.length === 0)
    throw argumentError("At least one project reference required to create an endpoint.");
  const { world } = context;
  for (const wanted of references) {
    const taken = world.endpoints.some((one) =>
      one.references.some(
        (held) =>
          held.projectId === wanted.projectId && held.name.toLowerCase() === wanted.name.toLowerCase(),
      ),
    );
    if (taken) throw duplicateName(wanted.name);
  }
  const type = textMember(body, "type") ?? "";
  const scheme = textMember(authorization, "scheme") ?? "";
  const confidential = confidentialNames(world.endpointTypes, type, scheme);
  const texts = (members: unknown): [string, string][] =>
    Object.entries(isRecord(members) ? members : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    );
  const parameters = texts(authorization["parameters"]);
  const data = texts(body["data"]);
  const secretIn = ([name]: [string, string]): boolean => confidential.has(name.toLowerCase());
  const shown = (entry: [string, string]): boolean => !secretIn(entry);
  const now = context.now();
  const endpoint: Endpoint = {
    id: context.chance.guid(),
    name: textMember(body, "name") ?? "",
    description: textMember(body, "description") ?? "",
    type,
    url: textMember(body, "url") ?? "",
    owner: textMember(body, "owner") ?? "Library",
    data: Object.fromEntries(data.filter((entry) => shown(entry) || !belongsToData(entry[0]))),
    authorization: { scheme, parameters: Object.fromEntries(parameters.filter(shown)) },
    secrets: Object.fromEntries([
      ...parameters.filter(secretIn),
      ...data.filter((entry) => secretIn(entry) && belongsToData(entry[0])),
    ]),
    references,
    isReady: true,
    operationStatus: { state: "Ready", statusMessage: "" },
    isDisabled: false,
    isOutdated: false,
    createdById: user.id,
    creationDate: now,
    modificationDate: now,
    modifiedById: user.id,
    pending: null,
    omit: [],
    accessTokenBroken: false,
    acceptedSecrets: [],
    secretsBeforeConversion: null,
  };
  world.endpoints.push(endpoint);
  return endpoint;
}
