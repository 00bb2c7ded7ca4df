import { isRecord, textMember } from "../core/http";
import type { Context } from "../core/http";
import type { Endpoint, EndpointReference, User } from "../world";
import { applicationOf, isAutomatic, parameter, secretName } from "./background";
import { belongsToData } from "./endpoint-shape";
import {
  argumentError,
  duplicateName,
  endpointNotFound,
  internalError,
  notAuthorized,
  organizationRightMissing,
  serviceEndpointError,
} from "./errors";
import { isOrganizationAdministrator, mayAtLeast } from "./rights";
import { confidentialNames } from "./types";

interface Incoming {
  name: string;
  description: string;
  url: string;
  scheme: string;
  parameters: Record<string, string>;
  data: Record<string, string>;
  /** Confidential values that were sent; null and absent ones are not in it (A50). */
  secrets: Record<string, string>;
  /** Lower-case names of what is kept because it was sent as null; what was not sent at all is lost (E3). */
  kept: ReadonlySet<string>;
  emptyAccessToken: boolean;
  references: EndpointReference[];
}

/** Finds the connection the caller may see; saving one that is not visible is a 404. */
export function endpointToChange(context: Context, user: User, id: string): Endpoint {
  const endpoint = context.world.endpoints.find((one) => one.id.toLowerCase() === id.toLowerCase());
  if (endpoint === undefined || !mayAtLeast(user, endpoint, "view")) throw endpointNotFound(id);
  if (!mayAtLeast(user, endpoint, "manage")) throw notAuthorized(user.uniqueName);
  return endpoint;
}

const isText = (entry: [string, unknown]): entry is [string, string] => typeof entry[1] === "string";

/** Splits what was sent into shown and confidential values: null keeps, empty text overwrites (A50, A51), absent loses (E3). */
function incoming(context: Context, endpoint: Endpoint, body: Record<string, unknown>): Incoming {
  const authorization = body["authorization"];
  if (!isRecord(authorization))
    throw serviceEndpointError(400, "Service Connection Authorization cannot be null.");
  const type = textMember(body, "type") ?? endpoint.type;
  const scheme = textMember(authorization, "scheme") ?? endpoint.authorization.scheme;
  const known = context.world.endpointTypes.find((one) => one.name.toLowerCase() === type.toLowerCase());
  if (
    known !== undefined &&
    !known.authenticationSchemes.some((one) => one.scheme.toLowerCase() === scheme.toLowerCase())
  )
    throw serviceEndpointError(
      400,
      `Unable to find service connection type '${type}' using authentication scheme '${scheme}'.`,
    );
  const confidential = confidentialNames(context.world.endpointTypes, type, scheme);
  const sent = isRecord(authorization["parameters"]) ? authorization["parameters"] : {};
  const sentData = isRecord(body["data"]) ? body["data"] : {};
  const isSecret = ([name]: [string, unknown]): boolean => confidential.has(name.toLowerCase());
  const isShown = (entry: [string, unknown]): boolean => !isSecret(entry);
  const secretEntries = [
    ...Object.entries(sent).filter(isSecret),
    ...Object.entries(sentData).filter((entry) => isSecret(entry) && belongsToData(entry[0])),
  ].filter(isText);
  const kept = new Set(
    [...Object.entries(sent), ...Object.entries(sentData)]
      .filter(([, value]) => value === null)
      .map(([name]) => name.toLowerCase()),
  );
  const accessToken = Object.entries(sent).find(([name]) => name.toLowerCase() === "accesstoken");
  return {
    name: textMember(body, "name") ?? endpoint.name,
    description: textMember(body, "description") ?? "",
    url: textMember(body, "url") ?? endpoint.url,
    scheme,
    parameters: Object.fromEntries(Object.entries(sent).filter(isShown).filter(isText)),
    data: Object.fromEntries(
      Object.entries(sentData)
        .filter((entry) => isShown(entry) || !belongsToData(entry[0]))
        .filter(isText),
    ),
    // azurerm's own is a token of the person, not of the connection; other types keep theirs under this name (A53, A85).
    secrets: Object.fromEntries(
      secretEntries.filter(
        ([name]) => type.toLowerCase() !== "azurerm" || name.toLowerCase() !== "accesstoken",
      ),
    ),
    kept,
    emptyAccessToken: accessToken !== undefined && (accessToken[1] === null || accessToken[1] === ""),
    references: referencesOf(body),
  };
}

export function referencesOf(body: Record<string, unknown>): EndpointReference[] {
  const list = body["serviceEndpointProjectReferences"];
  if (!Array.isArray(list)) return [];
  return list.map((item: unknown) => ({
    projectId: textMember(isRecord(item) ? item["projectReference"] : null, "id") ?? "",
    name: textMember(item, "name") ?? textMember(body, "name") ?? "",
    description: textMember(item, "description") ?? "",
  }));
}

/**
 * PUT without an operation (A45-A60). The whole object replaces the old one, except what is confidential and not sent.
 */
export function saveEndpoint(context: Context, user: User, id: string, body: unknown): Endpoint {
  if (!isRecord(body)) throw argumentError("Value cannot be null. Parameter name: endpoint");
  const endpoint = endpointToChange(context, user, id);
  const wanted = incoming(context, endpoint, body);
  refuseUndeclared(context, endpoint, wanted);
  if (wanted.references.length === 0)
    throw argumentError("At least one project reference required to create an endpoint.");
  const automatic = isAutomatic(endpoint);
  const takesOver = automatic && (wanted.data["creationMode"] ?? "").toLowerCase() === "manual";
  if (changesCredentials(endpoint, wanted, automatic) && !isOrganizationAdministrator(user, endpoint))
    throw organizationRightMissing();
  refuseRegistryKeyChange(endpoint, wanted);
  checkReferences(context, endpoint, wanted);
  const renews = automatic && !takesOver;
  if (renews && context.world.switches.automaticSave === "error-500")
    throw internalError(context.chance.guid());
  if (takesOver) refuseOwnedApp(wanted);
  const changed = isChanged(endpoint, wanted);
  apply(context, endpoint, user, wanted, automatic && !takesOver);
  if (renews && (changed || context.world.switches.unchangedSaveRenews))
    startRenewal(context, endpoint, user);
  return endpoint;
}

/** Organization level is needed for credentials only; project level renames and describes (A83). */
function changesCredentials(endpoint: Endpoint, wanted: Incoming, automatic: boolean): boolean {
  const differs = Object.entries(wanted.parameters).some(
    ([name, value]) => parameter(endpoint, name) !== value,
  );
  return (
    automatic ||
    differs ||
    Object.keys(wanted.secrets).length > 0 ||
    wanted.scheme !== endpoint.authorization.scheme
  );
}

/** Manual, while the connection still names what Azure DevOps made for it (E1). */
function refuseOwnedApp({ data }: Incoming): void {
  const named = ["appObjectId", "spnObjectId", "azureSpnRoleAssignmentId", "azureSpnPermissions"].filter(
    (name) => (data[name] ?? "") !== "",
  );
  if (named.length > 0)
    throw argumentError(`A service connection cannot be Manual while it holds: ${named.join(", ")}.`);
}

/** Members of `data` that Azure DevOps itself keeps on an Azure Resource Manager connection. */
const ofAzure = [
  ...["creationMode", "environment", "scopeLevel", "identityType", "appObjectId", "spnObjectId"],
  ...["azureSpnRoleAssignmentId", "azureSpnPermissions", "subscriptionId", "subscriptionName"],
].map((name) => name.toLowerCase());

/** What neither the type declares nor the connection holds already is refused, so a note has no place in `data` (E10). */
function refuseUndeclared(context: Context, endpoint: Endpoint, { data }: Incoming): void {
  const type = context.world.endpointTypes.find(
    (one) => one.name.toLowerCase() === endpoint.type.toLowerCase(),
  );
  if (type === undefined) return;
  const known = new Set([
    ...type.inputDescriptors.map(({ id }) => id.toLowerCase()),
    ...Object.keys(endpoint.data).map((name) => name.toLowerCase()),
    ...(endpoint.type.toLowerCase() === "azurerm" ? ofAzure : []),
  ]);
  const foreign = Object.keys(data).filter((name) => !known.has(name.toLowerCase()));
  if (foreign.length > 0)
    throw serviceEndpointError(
      400,
      `Following fields in the service connection are not expected: ${foreign.join(", ")}.`,
    );
}

/** (A56) */
function refuseRegistryKeyChange(endpoint: Endpoint, wanted: Incoming): void {
  const isRegistry =
    endpoint.type.toLowerCase() === "dockerregistry" && endpoint.data["registrytype"] === "ACR";
  const id = Object.entries(wanted.parameters).find(([name]) => name.toLowerCase() === "serviceprincipalid");
  if (isRegistry && (id === undefined || id[1] !== parameter(endpoint, "serviceprincipalid")))
    throw argumentError(
      "Updating the authorization data is not allowed for Azure Container Registry type Docker endpoint. Updated field: 'serviceprincipalid'. Please pass the current value and try again.",
    );
}

/** References are only added; another name in a shared one is an internal error (A48). */
function checkReferences(context: Context, endpoint: Endpoint, wanted: Incoming): void {
  for (const reference of wanted.references) {
    const held = endpoint.references.find((one) => one.projectId === reference.projectId);
    if (held !== undefined && endpoint.references.length > 1 && held.name !== reference.name)
      throw internalError(context.chance.guid());
    const taken = context.world.endpoints.some(
      (one) =>
        one.id !== endpoint.id &&
        one.references.some(
          (other) =>
            other.projectId === reference.projectId &&
            other.name.toLowerCase() === reference.name.toLowerCase(),
        ),
    );
    if (taken && held?.name !== reference.name) throw duplicateName(reference.name);
  }
}

function isChanged(endpoint: Endpoint, wanted: Incoming): boolean {
  const sameData = JSON.stringify(sorted(endpoint.data)) === JSON.stringify(sorted(wanted.data));
  const described = wanted.references.some((one) => {
    const held = endpoint.references.find((other) => other.projectId === one.projectId);
    return held === undefined || held.description !== one.description || held.name !== one.name;
  });
  return (
    described ||
    !sameData ||
    wanted.description !== endpoint.description ||
    wanted.name !== endpoint.name ||
    Object.keys(wanted.secrets).length > 0
  );
}

const sorted = (members: Record<string, string>): [string, string][] =>
  Object.entries(members).sort(([left], [right]) => (left < right ? -1 : 1));

function apply(
  context: Context,
  endpoint: Endpoint,
  user: User,
  wanted: Incoming,
  keepsOwnKey: boolean,
): void {
  endpoint.url = wanted.url;
  endpoint.authorization = { scheme: wanted.scheme, parameters: wanted.parameters };
  endpoint.data = wanted.data;
  endpoint.omit = [];
  // A key sent for a connection that Azure DevOps manages does nothing (A57).
  const written = keepsOwnKey ? {} : wanted.secrets;
  if (!keepsOwnKey)
    for (const name of Object.keys(endpoint.secrets))
      if (!wanted.kept.has(name.toLowerCase())) Reflect.deleteProperty(endpoint.secrets, name);
  for (const [name, value] of Object.entries(written)) endpoint.secrets[secretName(endpoint, name)] = value;
  if (keepsOwnKey && wanted.emptyAccessToken) endpoint.accessTokenBroken = true;
  const isShared = endpoint.references.length > 1;
  for (const reference of wanted.references) {
    const held = endpoint.references.find((one) => one.projectId === reference.projectId);
    if (held === undefined) endpoint.references.push({ ...reference });
    else Object.assign(held, reference);
  }
  const only = endpoint.references[0];
  // With a single project the object's own name and description are that project's (A11).
  if (!isShared && only !== undefined && only.name !== wanted.name) only.name = wanted.name;
  endpoint.name = only?.name ?? wanted.name;
  if (!isShared && only !== undefined && wanted.description !== endpoint.description)
    only.description = wanted.description;
  endpoint.description = only?.description ?? wanted.description;
  endpoint.modificationDate = Math.max(context.now(), endpoint.modificationDate + 1);
  endpoint.modifiedById = user.id;
  if (!keepsOwnKey) {
    endpoint.isReady = true;
    endpoint.operationStatus = { state: "Ready", statusMessage: "" };
  }
}

function startRenewal(context: Context, endpoint: Endpoint, user: User): void {
  endpoint.isReady = false;
  endpoint.operationStatus = { state: "InProgress", statusMessage: "" };
  endpoint.pending = {
    kind: "automatic-renewal",
    readyAt: context.now() + context.world.switches.automaticSaveMs,
    userId: user.id,
  };
  if (user.kind !== "person") {
    endpoint.pending = null;
    // (E16, L4)
    endpoint.operationStatus = {
      state: "Failed",
      statusMessage: `TF14045: The identity with type '${user.kind === "build-service" ? "Microsoft.TeamFoundation.ServiceIdentity" : "Microsoft.VisualStudio.Services.Claims.AadServicePrincipal"}' and identifier '${user.id}' could not be found.`,
    };
    return;
  }
  if (endpoint.accessTokenBroken || applicationOf(context.world, endpoint) === undefined) {
    endpoint.pending = null;
    endpoint.operationStatus = {
      state: "Failed",
      statusMessage: endpoint.accessTokenBroken
        ? "Failed to get Azure DevOps Service access token, cache value is invalid."
        : "Failed to obtain an access token. The app registration of this service connection does not exist.",
    };
  }
}
