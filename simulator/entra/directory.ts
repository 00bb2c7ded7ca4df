import type { Application, PasswordCredential, ServicePrincipal, Tenant, World } from "../world";

const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

export const tenantOf = (world: World, tenantId: string): Tenant | undefined =>
  world.tenants.find((tenant) => same(tenant.id, tenantId));

/** Applications Graph still knows: the soft-deleted are gone (G5). */
const livingApplication = (
  tenant: Tenant,
  matches: (application: Application) => boolean,
): Application | undefined =>
  tenant.applications.find((application) => !application.deleted && matches(application));

export const applicationByAppId = (tenant: Tenant, appId: string): Application | undefined =>
  livingApplication(tenant, (application) => same(application.appId, appId));

export const applicationByObjectId = (tenant: Tenant, id: string): Application | undefined =>
  livingApplication(tenant, (application) => same(application.id, id));

/** The application of an app id in whichever tenant is its home. */
export const applicationAnywhere = (world: World, appId: string): Application | undefined =>
  world.tenants.map((tenant) => applicationByAppId(tenant, appId)).find((found) => found !== undefined);

export const servicePrincipalByAppId = (tenant: Tenant, appId: string): ServicePrincipal | undefined =>
  tenant.servicePrincipals.find((principal) => same(principal.appId, appId));

const within = (age: number, spans: readonly (readonly [number, number])[]): boolean =>
  spans.some(([from, to]) => age >= from && age < to);

/** Seconds for which a removed credential is still listed, and minutes for which it still signs in (G51). */
const removedStillListedMs = 3_000;
const removedStillAcceptedMs = 120_000;

/** Whether a Graph read at this moment shows the credential: reads lag behind writes (G45, G51). */
export function isListed(credential: PasswordCredential, now: number): boolean {
  if (credential.removedAt !== null && now >= credential.removedAt + removedStillListedMs) return false;
  return now >= credential.createdAt + credential.propagation.visibleAfterMs;
}

/** Whether the token service knows the credential at this moment (G40-G44, G51); expiry is another question. */
export function isUsable(credential: PasswordCredential, now: number): boolean {
  if (credential.removedAt !== null && now >= credential.removedAt + removedStillAcceptedMs) return false;
  const age = now - credential.createdAt;
  const { usableAfterMs, earlySuccesses, lateRefusals } = credential.propagation;
  if (age < usableAfterMs) return within(age, earlySuccesses);
  return !within(age, lateRefusals);
}
