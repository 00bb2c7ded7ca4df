import { isRecord, textMember } from "../core/http";
import type { Context } from "../core/http";
import { tenantOf } from "../entra/directory";
import type { Endpoint, User } from "../world";
import { applicationOf, parameter } from "./background";
import { entraIssuer, entraSubject } from "./endpoint-shape";
import { argumentError, organizationRightMissing, serviceEndpointError } from "./errors";
import { isOrganizationAdministrator } from "./rights";
import { endpointToChange, referencesOf } from "./save";

const federation = "WorkloadIdentityFederation";

/** PUT with operation=ConvertAuthenticationScheme: the whole object, or only id, type, scheme, references (W21, W22). */
export function convertEndpoint(context: Context, user: User, id: string, body: unknown): Endpoint {
  const endpoint = endpointToChange(context, user, id);
  if (!isOrganizationAdministrator(user, endpoint)) throw organizationRightMissing();
  if (!isRecord(body) || !isRecord(body["authorization"]))
    throw serviceEndpointError(400, "Service Connection Authorization cannot be null.");
  const scheme = textMember(body["authorization"], "scheme") ?? "";
  const from = endpoint.authorization.scheme;
  if (scheme.toLowerCase() === from.toLowerCase())
    throw argumentError(
      `Converting endpoint type ${endpoint.type} scheme from ${from} to ${scheme} is neither an upgrade or a downgrade and is not supported.`,
    );
  if (endpoint.data["environment"] === "AzureStack")
    throw serviceEndpointError(
      400,
      "Unable to connect to the Azure Stack environment. Ignore the failure if the source is Azure DevOps.",
    );
  const owner = endpoint.references[0]?.projectId;
  const sent = referencesOf(body);
  // A shared connection converts only from its owning project, the first of its references (W25).
  if (endpoint.references.length > 1 && sent[0]?.projectId !== owner)
    throw argumentError("The service connection can only be converted from the project that owns it.");
  if (scheme === "ServicePrincipal") return startRevert(context, endpoint, user);
  if (scheme !== federation)
    throw argumentError(
      `Unable to find service connection type '${endpoint.type}' using authentication scheme '${scheme}'.`,
    );
  return startConversion(context, endpoint, user);
}

const inProgress = (
  context: Context,
  endpoint: Endpoint,
  user: User,
  kind: "conversion" | "revert",
): Endpoint => {
  endpoint.isReady = false;
  endpoint.operationStatus = { state: "InProgress", statusMessage: "converting_scheme" };
  endpoint.pending = {
    kind,
    readyAt: context.now() + context.world.switches.automaticSaveMs,
    userId: user.id,
  };
  endpoint.modificationDate = Math.max(context.now(), endpoint.modificationDate + 1);
  endpoint.modifiedById = user.id;
  return endpoint;
};

/** Automatic ones need the caller's right on the app; manual ones a federated credential made before (W24). */
function startConversion(context: Context, endpoint: Endpoint, user: User): Endpoint {
  const { world } = context;
  const application = applicationOf(world, endpoint);
  const tenantId = parameter(endpoint, "tenantid");
  const prepared = (application?.federatedIdentityCredentials ?? []).some(
    (one) =>
      one.issuer === entraIssuer(tenantId) &&
      one.subject === entraSubject(tenantId, world.organization.id, endpoint.id),
  );
  const automatic = (endpoint.data["creationMode"] ?? "").toLowerCase() === "automatic";
  const mayWrite =
    application !== undefined &&
    tenantOf(world, tenantId) !== undefined &&
    world.switches.conversion !== "no-rights" &&
    (user.applicationAdministrator || application.ownerIds.includes(user.id));
  if (!prepared && !(automatic && mayWrite))
    throw argumentError(
      "The authorization scheme could not be upgraded to WorkloadIdentityFederation because the service principal could not be configured automatically, and no valid configuration exists.",
    );
  return inProgress(context, endpoint, user, "conversion");
}

/** Seven days, and only where the secret was kept (W35). */
function startRevert(context: Context, endpoint: Endpoint, user: User): Endpoint {
  const deadline = Date.parse(endpoint.data["revertSchemeDeadline"] ?? "");
  if (endpoint.secretsBeforeConversion === null || !(context.now() < deadline))
    throw argumentError(
      `The authorization scheme of the service connection '${endpoint.name}' can no longer be reverted to ServicePrincipal.`,
    );
  return inProgress(context, endpoint, user, "revert");
}
