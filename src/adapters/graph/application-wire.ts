import type { Registration } from "../../domain/graph-setup";
import type { AppLookup, AppRegistration, Credential } from "../../domain/credential";
import { decoded, fieldsOf, type Fields } from "../../domain/decode";
import { parseInstant } from "../../domain/instant";

const textOf = (fields: Fields, name: string): string | null => {
  const value = fields[name];
  return typeof value === "string" && value !== "" ? value : null;
};

export const objectsOf = (value: unknown): readonly Fields[] =>
  Array.isArray(value)
    ? (value as readonly unknown[])
        .map((item) => decoded(() => fieldsOf(item)))
        .filter((item): item is Fields => item !== null)
    : [];

/** Older tools kept the name as base64 in `customKeyIdentifier` (G2); null where it is no text. */
function nameFromIdentifier(encoded: string | null): string | null {
  if (encoded === null) return null;
  try {
    const text = atob(encoded).replace(/\0/g, "");
    return /^[\x20-\x7e]+$/.test(text) ? text : null;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** `customKeyIdentifier` of a certificate is its thumbprint: base64 of 20 bytes, or already hexadecimal (G3). */
function thumbprintOf(identifier: string | null): string | null {
  if (identifier === null) return null;
  if (/^[0-9a-f]{40}$/i.test(identifier)) return identifier.toUpperCase();
  try {
    const bytes = atob(identifier);
    if (bytes.length !== 20) return null;
    return Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0"))
      .join("")
      .toUpperCase();
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function credentialsOf(
  fields: Fields,
  kind: Credential["kind"],
  on: Credential["on"],
): readonly Credential[] {
  return objectsOf(fields[kind === "secret" ? "passwordCredentials" : "keyCredentials"]).flatMap((wire) => {
    const keyId = textOf(wire, "keyId");
    const until = parseInstant(wire["endDateTime"]);
    if (keyId === null || until === null) return [];
    const identifier = textOf(wire, "customKeyIdentifier");
    const name = textOf(wire, "displayName") ?? (kind === "secret" ? nameFromIdentifier(identifier) : null);
    return [
      {
        keyId: keyId.toLowerCase(),
        kind,
        displayName: name,
        hint: textOf(wire, "hint"),
        from: parseInstant(wire["startDateTime"]),
        until,
        thumbprint: kind === "certificate" ? thumbprintOf(identifier) : null,
        on,
      },
    ];
  });
}

/** An application as Graph sends it (G1, G3); null where ids are missing. Never holds a secret's text (G2). */
export function applicationFromWire(value: unknown): AppRegistration | null {
  const wire = decoded(() => fieldsOf(value));
  const appId = wire === null ? null : textOf(wire, "appId");
  const objectId = wire === null ? null : textOf(wire, "id");
  if (wire === null || appId === null || objectId === null) return null;
  return {
    appId: appId.toLowerCase(),
    objectId,
    displayName: textOf(wire, "displayName") ?? appId,
    signInAudience: textOf(wire, "signInAudience"),
    credentials: [
      ...credentialsOf(wire, "secret", "application"),
      ...credentialsOf(wire, "certificate", "application"),
    ],
  };
}

/** A service principal as far as it matters here (G5, G6). */
export type Principal = {
  readonly appId: string;
  readonly disabled: boolean | null;
  readonly homeTenantId: string | null;
  readonly managedIdentity: boolean;
  readonly credentials: readonly Credential[];
};

export function principalFromWire(value: unknown): Principal | null {
  const wire = decoded(() => fieldsOf(value));
  const appId = wire === null ? null : textOf(wire, "appId");
  if (wire === null || appId === null) return null;
  const enabled = wire["accountEnabled"];
  return {
    appId: appId.toLowerCase(),
    disabled: typeof enabled === "boolean" ? !enabled : null,
    homeTenantId: textOf(wire, "appOwnerOrganizationId")?.toLowerCase() ?? null,
    managedIdentity: textOf(wire, "servicePrincipalType") === "ManagedIdentity",
    credentials: [
      ...credentialsOf(wire, "secret", "service-principal"),
      ...credentialsOf(wire, "certificate", "service-principal"),
    ],
  };
}

/** What it means that a tenant has no application of an id: told by its service principal (G5). */
export function withoutApplication(principal: Principal | null, tenantId: string): AppLookup {
  if (principal === null) return { state: "gone" };
  if (principal.managedIdentity) return { state: "managed-identity" };
  const { homeTenantId, disabled, credentials } = principal;
  // Owned here, yet its application is not: it was deleted and the service principal stayed.
  if (homeTenantId === tenantId.toLowerCase()) return { state: "gone" };
  return { state: "foreign", homeTenantId, disabled, credentials };
}

/** An application with what its service principal adds: whether it may sign in, and credentials of its own (G6). */
export function withPrincipal(app: AppRegistration, principal: Principal | null): AppLookup {
  const credentials = [...app.credentials, ...(principal?.credentials ?? [])];
  return { state: "found", app: { ...app, credentials }, disabled: principal?.disabled ?? null };
}

/** Microsoft Graph as a resource of an app registration. */
const graphResource = "00000003-0000-0000-c000-000000000000";

/** Redirects of single-page applications, and the delegated permissions of Microsoft Graph that it asks for. */
export function registrationFromWire(application: Fields): Registration {
  const spa = application["spa"];
  const redirects = typeof spa === "object" && spa !== null ? (spa as Fields)["redirectUris"] : null;
  const wanted = objectsOf(application["requiredResourceAccess"]).filter(
    ({ resourceAppId }) => resourceAppId === graphResource,
  );
  return {
    singlePageRedirects: Array.isArray(redirects)
      ? redirects.filter((one): one is string => typeof one === "string")
      : [],
    delegated: wanted
      .flatMap(({ resourceAccess }) => objectsOf(resourceAccess))
      .flatMap(({ id, type }) => (typeof id === "string" && type === "Scope" ? [id] : [])),
  };
}
