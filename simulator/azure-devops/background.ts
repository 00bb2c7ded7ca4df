import { addMonths, addPassword } from "../entra/credentials";
import { applicationAnywhere, applicationByAppId, tenantOf } from "../entra/directory";
import type { Context } from "../core/http";
import type { Application, Endpoint, World } from "../world";
import { entraIssuer, entraSubject } from "./endpoint-shape";

/** The parameter whatever its casing (A5). */
export function parameter(endpoint: Endpoint, name: string): string {
  const entry = Object.entries(endpoint.authorization.parameters).find(
    ([key]) => key.toLowerCase() === name.toLowerCase(),
  );
  return entry?.[1] ?? "";
}

/** The name under which a secret is held, or the given one where it is not held yet. */
export const secretName = (endpoint: Endpoint, name: string): string =>
  Object.keys(endpoint.secrets).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;

export const isAutomatic = (endpoint: Endpoint): boolean =>
  endpoint.type.toLowerCase() === "azurerm" &&
  endpoint.authorization.scheme.toLowerCase() === "serviceprincipal" &&
  (endpoint.data["creationMode"] ?? "").toLowerCase() === "automatic";

/** The application a connection signs in as, in its home tenant. */
export function applicationOf(world: World, endpoint: Endpoint): Application | undefined {
  const tenant = tenantOf(world, parameter(endpoint, "tenantid"));
  const appId = parameter(endpoint, "serviceprincipalid");
  return (tenant && applicationByAppId(tenant, appId)) ?? applicationAnywhere(world, appId);
}

/** Finishes what is due by now; called before every request, so that no timer is needed. */
export function settleOperations(context: Context): void {
  for (const endpoint of context.world.endpoints) {
    const pending = endpoint.pending;
    if (pending === null || context.now() < pending.readyAt) continue;
    endpoint.pending = null;
    if (pending.kind === "automatic-renewal") finishRenewal(context, endpoint, pending.userId);
    else if (pending.kind === "conversion") finishConversion(context, endpoint);
    else finishRevert(endpoint);
  }
}

function fail(endpoint: Endpoint, statusMessage: string): void {
  endpoint.isReady = false;
  endpoint.operationStatus = { state: "Failed", statusMessage };
}

function ready(endpoint: Endpoint): void {
  endpoint.isReady = true;
  endpoint.operationStatus = { state: "Ready", statusMessage: "" };
}

/** Three more months, made with the rights of the person who saved (A68, A72); other secrets may go (E2). */
function finishRenewal(context: Context, endpoint: Endpoint, userId: string): void {
  const { world } = context;
  const mode = world.switches.automaticSave;
  if (mode === "renews-nothing") return ready(endpoint);
  const application = applicationOf(world, endpoint);
  const user = world.users.find((one) => one.id === userId);
  const mayWrite =
    user !== undefined &&
    (user.applicationAdministrator || (application?.ownerIds.includes(user.id) ?? false));
  if (mode === "fails" || !mayWrite)
    return fail(
      endpoint,
      "Failed to create an app in Microsoft Entra. Error: Insufficient privileges to complete the operation in Microsoft Graph Ensure that the user has permissions to create a Microsoft Entra Application.",
    );
  if (application === undefined)
    return fail(
      endpoint,
      "Failed to update the app in Microsoft Entra. Error: the app registration of this service connection does not exist.",
    );
  const tenant = world.tenants.find((one) => one.applications.includes(application));
  const now = context.now();
  const credential = addPassword(
    application,
    { displayName: null, startDateTime: now, endDateTime: addMonths(now, 3) },
    {
      now,
      propagation: tenant?.propagation ?? {
        usableAfterMs: 0,
        earlySuccesses: [],
        lateRefusals: [],
        visibleAfterMs: 0,
        refusal: 7000215,
      },
      chance: context.chance,
    },
  );
  endpoint.secrets[secretName(endpoint, "serviceprincipalkey")] = credential.secretText;
  if (world.switches.automaticSaveRemoves)
    for (const one of application.passwordCredentials)
      if (one !== credential && one.removedAt === null) one.removedAt = now;
  ready(endpoint);
}

/** The federated credential is named after the connection (W24); the secret is kept for the way back. */
function finishConversion(context: Context, endpoint: Endpoint): void {
  const { world } = context;
  const application = applicationOf(world, endpoint);
  if (world.switches.conversion === "fails-later" || application === undefined)
    return fail(
      endpoint,
      "converting_scheme_failed: GetUserAccessToken: Failed to obtain an access token of identity. AAD returned silent failure.",
    );
  const tenantId = parameter(endpoint, "tenantid");
  const issuer = entraIssuer(tenantId);
  const subject = entraSubject(tenantId, world.organization.id, endpoint.id);
  const credentials = application.federatedIdentityCredentials;
  const automatic = (endpoint.data["creationMode"] ?? "").toLowerCase() === "automatic";
  if (automatic && !credentials.some((one) => one.issuer === issuer && one.subject === subject))
    credentials.push({
      id: context.chance.guid(),
      name: endpoint.id,
      issuer,
      subject,
      audiences: ["api://AzureADTokenExchange"],
      description: `Federation for Service Connection ${endpoint.name}`,
    });
  endpoint.secretsBeforeConversion = automatic ? endpoint.secrets : null;
  endpoint.secrets = {};
  endpoint.authorization.scheme = "WorkloadIdentityFederation";
  delete endpoint.authorization.parameters["authenticationType"];
  Object.assign(endpoint.authorization.parameters, {
    workloadIdentityFederationIssuer: issuer,
    workloadIdentityFederationSubject: subject,
    workloadIdentityFederationIssuerType: "EntraID",
  });
  if (automatic) {
    endpoint.data["identityType"] = "AppRegistrationAutomatic";
    endpoint.data["revertSchemeDeadline"] = new Date(context.now() + 7 * 86_400_000).toISOString();
  }
  ready(endpoint);
}

function finishRevert(endpoint: Endpoint): void {
  endpoint.secrets = endpoint.secretsBeforeConversion ?? {};
  endpoint.secretsBeforeConversion = null;
  endpoint.authorization.scheme = "ServicePrincipal";
  for (const name of ["Issuer", "Subject", "IssuerType"])
    delete endpoint.authorization.parameters[`workloadIdentityFederation${name}`];
  endpoint.authorization.parameters["authenticationType"] = "spnKey";
  delete endpoint.data["revertSchemeDeadline"];
  delete endpoint.data["identityType"];
  ready(endpoint);
}
