import { createPrivateKey, X509Certificate } from "node:crypto";
import type { Chance } from "../core/chance";
import type { CloudName, PasswordCredential, Tenant, World } from "../world";
import {
  applicationAnywhere,
  applicationByAppId,
  isUsable,
  servicePrincipalByAppId,
  tenantOf,
} from "./directory";

export interface SignInRequest {
  tenantId: string;
  clientId: string;
  cloud: CloudName;
  proof:
    | { kind: "secret"; text: string }
    | { kind: "certificate"; pem: string }
    | { kind: "federated"; issuer: string; subject: string };
}

type SignInResult =
  | { ok: true; principalId: string }
  | { ok: false; code: number; error: string; status: number; description: string };

type Refusal = [code: number, text: string, error?: string];

const loginCloud = (cloud: CloudName): CloudName => (cloud === "AzureStack" ? "AzureCloud" : cloud);

/** Trace lines that follow every message (A27). */
function described(code: number, text: string, chance: Chance, now: number): string {
  const at = new Date(now).toISOString().replace("T", " ").slice(0, 19);
  return (
    `AADSTS${String(code)}: ${text}\r\nTrace ID: ${chance.guid()}\r\nCorrelation ID: ${chance.guid()}` +
    `\r\nTimestamp: ${at}Z`
  );
}

/** Signs an application in as the token service does for client_credentials (G52-G66). */
export function signInApplication(
  world: World,
  request: SignInRequest,
  now: number,
  chance: Chance,
): SignInResult {
  const verdict = judge(world, request, now);
  if (typeof verdict === "string") return { ok: true, principalId: verdict };
  const [code, text, error = "invalid_client"] = verdict;
  const status = error === "invalid_client" ? 401 : 400;
  return { ok: false, code, error, status, description: described(code, text, chance, now) };
}

function judge(world: World, request: SignInRequest, now: number): string | Refusal {
  const { clientId, tenantId } = request;
  const tenant = tenantOf(world, tenantId);
  if (tenant === undefined || tenant.cloud !== loginCloud(request.cloud))
    return [
      90002,
      `Tenant '${tenantId}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
      "invalid_request",
    ];
  const principal = servicePrincipalByAppId(tenant, clientId);
  const home = applicationAnywhere(world, clientId);
  const managed = principal?.servicePrincipalType === "ManagedIdentity";
  if (
    (home === undefined && !managed) ||
    (principal === undefined && applicationByAppId(tenant, clientId) === undefined)
  )
    return [
      700016,
      `Application with identifier '${clientId}' was not found in the directory '${tenant.displayName}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
      "unauthorized_client",
    ];
  if (principal === undefined)
    return [
      7000229,
      `The client application '${clientId}' is missing service principal in the tenant '${tenantId}'.`,
      "unauthorized_client",
    ];
  if (!principal.accountEnabled)
    return [
      7000112,
      `Application '${clientId}'(${principal.displayName}) is disabled.`,
      "unauthorized_client",
    ];
  if (tenant.conditionalAccessBlocks)
    return [
      53003,
      "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.",
      "invalid_grant",
    ];
  const passwords = [...(home?.passwordCredentials ?? []), ...principal.passwordCredentials];
  const refusal = proofRefusal(request, tenant, world, passwords, now);
  return refusal ?? principal.id;
}

function proofRefusal(
  request: SignInRequest,
  tenant: Tenant,
  world: World,
  passwords: readonly PasswordCredential[],
  now: number,
): Refusal | null {
  const { proof, clientId } = request;
  if (proof.kind === "secret") return secretRefusal(proof.text, clientId, passwords, now);
  const application = applicationAnywhere(world, clientId);
  if (proof.kind === "certificate") {
    const body = certificateBody(proof.pem);
    const key = application?.keyCredentials.find(
      (one) =>
        certificateBody(one.certificatePem) === body && now - one.startDateTime >= (one.usableAfterMs ?? 0),
    );
    const signs = keyBelongs(proof.pem);
    if (key !== undefined && key.endDateTime > now && signs) return null;
    const reason =
      key === undefined
        ? "The key was not found"
        : signs
          ? "The key used is expired"
          : "The key was found, but use of the key to verify the signature failed";
    return [
      700027,
      `The certificate with identifier used to sign the client assertion is not registered on application. [Reason - ${reason}.]`,
    ];
  }
  const credentials = application?.federatedIdentityCredentials ?? [];
  if (credentials.length === 0 && application !== undefined)
    return [
      70025,
      `The client '${clientId}'(${application.displayName}) has no configured federated identity credentials.`,
    ];
  const sameIssuer = credentials.filter((one) => one.issuer === proof.issuer);
  if (application !== undefined && sameIssuer.length === 0)
    return [
      700211,
      `No matching federated identity record found for presented assertion issuer '${proof.issuer}'.`,
      "invalid_request",
    ];
  if (application !== undefined && !sameIssuer.some((one) => one.subject === proof.subject))
    return [
      700213,
      `No matching federated identity record found for presented assertion subject '${proof.subject}'.`,
      "invalid_request",
    ];
  if (
    application !== undefined &&
    application.signInAudience !== "AzureADMyOrg" &&
    proof.issuer.includes(tenant.id)
  )
    return [70052, "The identity must be a managed identity, or a single tenant app.", "invalid_request"];
  return null;
}

function secretRefusal(
  text: string,
  clientId: string,
  passwords: readonly PasswordCredential[],
  now: number,
): Refusal | null {
  if (text === "")
    return [
      7000216,
      "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
    ];
  const known = passwords.find((one) => one.secretText === text);
  const expired = `The provided client secret keys for app '${clientId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`;
  if (known !== undefined && isUsable(known, now)) return known.endDateTime > now ? null : [7000222, expired];
  if (known?.removedAt === null && known.propagation.refusal === 7000222) return [7000222, expired];
  return [
    7000215,
    `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
  ];
}

/** Whether the private key signs for the certificate beside it; a damaged one signs nothing. */
function keyBelongs(pem: string): boolean {
  try {
    return new X509Certificate(pem).checkPrivateKey(createPrivateKey(pem));
  } catch {
    return false;
  }
}

/** The certificate's own text, without headers and line ends. */
export function certificateBody(pem: string): string {
  const body = /-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/.exec(pem)?.[1];
  return (body ?? "").replace(/\s/g, "");
}
