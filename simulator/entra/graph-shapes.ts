import type { Application, KeyCredential, PasswordCredential, ServicePrincipal } from "../world";
import { certificateBody } from "./sign-in";
import { isListed } from "./directory";

const date = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z");

/** A password credential as every read shows it: never with its text (G2). */
export const passwordShape = (credential: PasswordCredential, secretText: string | null = null) => ({
  customKeyIdentifier: credential.customKeyIdentifier,
  displayName: credential.displayName,
  endDateTime: date(credential.endDateTime),
  hint: credential.hint,
  keyId: credential.keyId,
  secretText,
  startDateTime: date(credential.startDateTime),
});

const keyShape = (credential: KeyCredential, withKey: boolean) => ({
  customKeyIdentifier: credential.thumbprint,
  displayName: credential.displayName.slice(0, 90),
  endDateTime: date(credential.endDateTime),
  key: withKey ? certificateBody(credential.certificatePem) : null,
  keyId: credential.keyId,
  startDateTime: date(credential.startDateTime),
  type: "AsymmetricX509Cert",
  usage: "Verify",
});

/** Only what `$select` names, `id` aside nothing else; everything without it. */
export function selected(
  members: Record<string, unknown>,
  select: readonly string[] | null,
): Record<string, unknown> {
  if (select === null) return members;
  return Object.fromEntries(Object.entries(members).filter(([name]) => select.includes(name)));
}

/** The certificate itself comes only with `$select=keyCredentials` on a single GET (G3). */
export function applicationShape(
  application: Application,
  options: { select: readonly string[] | null; single: boolean; now: number },
): Record<string, unknown> {
  const withKey = options.single && (options.select?.includes("keyCredentials") ?? false);
  const listed = application.passwordCredentials.filter((one) => isListed(one, options.now));
  const members = {
    id: application.id,
    deletedDateTime: null,
    appId: application.appId,
    createdDateTime: date(application.createdAt),
    displayName: application.displayName,
    signInAudience: application.signInAudience,
    passwordCredentials: listed.map((one) => passwordShape(one)),
    keyCredentials: application.keyCredentials.map((one) => keyShape(one, withKey)),
    spa: { redirectUris: application.spaRedirectUris ?? [] },
    requiredResourceAccess: [
      {
        resourceAppId: "00000003-0000-0000-c000-000000000000",
        resourceAccess: (application.delegatedPermissions ?? []).map((id) => ({ id, type: "Scope" })),
      },
    ],
  };
  return selected(members, options.select);
}

export function servicePrincipalShape(
  principal: ServicePrincipal,
  options: { select: readonly string[] | null; now: number },
): Record<string, unknown> {
  const listed = principal.passwordCredentials.filter((one) => isListed(one, options.now));
  const members = {
    id: principal.id,
    appId: principal.appId,
    displayName: principal.displayName,
    accountEnabled: principal.accountEnabled,
    appOwnerOrganizationId: principal.appOwnerOrganizationId,
    servicePrincipalType: principal.servicePrincipalType,
    passwordCredentials: listed.map((one) => passwordShape(one)),
    keyCredentials: [],
  };
  return selected(members, options.select);
}
