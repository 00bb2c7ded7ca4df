import type { AppLookup, NotLookedReason } from "../domain/credential";
import type { Failure } from "../domain/failure";
import { appKeyOf, appKeyText, namesApp, type ServiceConnection } from "../domain/service-connection";
import type { GraphAccess, LookupRequest } from "../ports/app-credentials";

/** One question per app registration, with certificates only where a connection holds one (G4). */
export function lookupRequestsOf(connections: Iterable<ServiceConnection>): readonly LookupRequest[] {
  const requests = new Map<string, LookupRequest>();
  for (const connection of connections) {
    const key = appKeyOf(connection);
    if (key === null || connection.incomplete) continue;
    const withCertificates =
      connection.kind === "certificate" || (requests.get(appKeyText(key))?.withCertificates ?? false);
    requests.set(appKeyText(key), { key, withCertificates });
  }
  return Array.from(requests.values());
}

/** What was found of a connection's app registration; `reason` where nothing was found yet. */
export function lookupOf(
  connection: ServiceConnection,
  apps: ReadonlyMap<string, AppLookup>,
  reason: NotLookedReason,
): AppLookup {
  // Ten thousand rows are shown before the first app registration is known: they need no key of theirs then.
  if (!namesApp(connection)) return notLooked("no-app-registration");
  const key = apps.size === 0 ? null : appKeyOf(connection);
  return (key === null ? undefined : apps.get(appKeyText(key))) ?? notLooked(reason);
}

const notLookedFor = new Map<NotLookedReason, AppLookup>();

/** The same object for each connection of which this is all there is to say. */
function notLooked(reason: NotLookedReason): AppLookup {
  const lookup = notLookedFor.get(reason) ?? { state: "not-looked", reason };
  notLookedFor.set(reason, lookup);
  return lookup;
}

/** The tenant to sign in to first: that of most app registrations in the public cloud. */
export function mostFrequentTenant(requests: readonly LookupRequest[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { key } of requests)
    if (key.cloud === "AzureCloud") counts.set(key.tenantId, (counts.get(key.tenantId) ?? 0) + 1);
  return Array.from(counts).sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** What a failed sign-in says of the access to Graph. */
export function accessAfter(failure: Failure): GraphAccess {
  switch (failure.code) {
    case "graph-client-id-missing":
      return "no-client-id";
    case "graph-bridge-missing":
      return "no-bridge";
    default:
      return "consent-needed";
  }
}
