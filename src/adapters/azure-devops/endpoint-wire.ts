import { cloudOf } from "../../domain/cloud";
import type { Actor } from "../../domain/failure";
import type {
  ConnectionKind,
  ConnectionState,
  Holding,
  ProjectRef,
  ProjectShare,
  ServiceConnection,
} from "../../domain/service-connection";
import { field, instantField, objectField, objectOf, textField, type WireObject } from "./wire-fields";

/**
 * One connection as Azure DevOps sends it, in either form of serialisation (A1), with keys and schemes in any casing
 * (A5). Null where it has no id. Name and description are those in `project` (A11). Carries no secret.
 */
export function connectionFromWire(value: unknown, project: ProjectRef): ServiceConnection | null {
  const wire = objectOf(value);
  const id = textField(wire, "id");
  if (wire === null || id === null) return null;
  const data = objectField(wire, "data");
  const authorization = objectField(wire, "authorization");
  const parameters = objectField(authorization, "parameters");
  const type = textField(wire, "type") ?? "";
  const scheme = textField(authorization, "scheme") ?? "";
  const incomplete = type === "" || data === null || scheme === "";
  const kind = kindOf({ type, scheme, data, parameters });
  const shares = sharesOf(wire);
  return {
    id: id.toLowerCase(),
    project,
    name: textField(wire, "name") ?? shares.find((one) => one.project.id === project.id)?.name ?? id,
    description: textField(wire, "description") ?? "",
    type,
    scheme,
    kind: incomplete && (kind === "automatic" || kind === "manual") ? "other" : kind,
    holds: incomplete ? "unknown" : holdingOf(kind, type, scheme),
    cloud: isAzureRm(type) ? cloudOf(textField(data, "environment")) : null,
    tenantId: textField(parameters, "tenantid"),
    appId: textField(parameters, "serviceprincipalid"),
    appObjectId: textField(data, "appObjectId"),
    spnObjectId: textField(data, "spnObjectId"),
    subscriptionId: textField(data, "subscriptionId"),
    createdBy: actorOf(objectField(wire, "createdBy")),
    creatorState: stateOfPerson(objectField(wire, "createdBy")),
    createdAt: instantField(wire, "creationDate"),
    modifiedBy: actorOf(objectField(wire, "modifiedBy")),
    modifiedAt: instantField(wire, "modificationDate"),
    state: stateOf(wire),
    stateMessage: textField(objectField(wire, "operationStatus"), "statusMessage")?.trim() ?? null,
    disabled: field(wire, "isDisabled") === true,
    shared: field(wire, "isShared") === true || shares.length > 1,
    shares,
    host: hostOf(textField(wire, "url")),
    asksForTokens: [parameters, data].some((part) => textField(part, "useOIDC")?.toLowerCase() === "true"),
    issuer: textField(parameters, "workloadIdentityFederationIssuer"),
    subject: textField(parameters, "workloadIdentityFederationSubject"),
    revertDeadline: instantField(data, "revertSchemeDeadline"),
    incomplete,
  };
}

export const isAzureRm = (type: string): boolean => type.toLowerCase() === "azurerm";

/** The host of an address, in lower case; the rest of it may hold what people wrote there. */
function hostOf(address: string | null): string | null {
  const host = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:@]+)/i.exec(address?.trim() ?? "")?.[1];
  return host?.toLowerCase() ?? null;
}

type Facts = {
  readonly type: string;
  readonly scheme: string;
  readonly data: WireObject | null;
  readonly parameters: WireObject | null;
};

/** Shapes A61-A65. An Azure Container Registry's service principal is `other`: Azure DevOps refuses its change (A56). */
function kindOf({ type, scheme, data, parameters }: Facts): ConnectionKind {
  switch (scheme.toLowerCase()) {
    case "workloadidentityfederation":
      return "federated";
    case "managedserviceidentity":
      return "managed-identity";
    case "serviceprincipal": {
      if (!isAzureRm(type)) return "other";
      if (textField(parameters, "authenticationType")?.toLowerCase() === "spncertificate")
        return "certificate";
      return textField(data, "creationMode")?.toLowerCase() === "automatic" ? "automatic" : "manual";
    }
    default:
      return "other";
  }
}

/** Schemes of other types in which nobody enters a secret: the platform keeps the token itself (A85). */
const withoutInputs = ["installationtoken", "oauth", "oauth2"];

function holdingOf(kind: ConnectionKind, type: string, scheme: string): Holding {
  switch (kind) {
    case "automatic":
    case "manual":
      return "client-secret";
    case "certificate":
      return "certificate";
    case "federated":
    case "managed-identity":
      return "nothing";
    case "other": {
      // Service Fabric's scheme None is Windows security (A85).
      const none = scheme.toLowerCase() === "none" && type.toLowerCase() === "servicefabric";
      return none || withoutInputs.includes(scheme.toLowerCase()) ? "nothing" : "confidential-inputs";
    }
  }
}

/** `operationStatus` decides where it is present; a non-boolean `isReady` counts as ready (A58); conversions have words of their own (E11). */
function stateOf(wire: WireObject): ConnectionState {
  switch (textField(objectField(wire, "operationStatus"), "state")?.toLowerCase()) {
    case "failed":
    case "converting_scheme_failed":
      return "failed";
    case "inprogress":
    case "converting_scheme":
      return "in-progress";
    case "ready":
      return field(wire, "isReady") === false ? "in-progress" : "ready";
    default:
      return field(wire, "isReady") === false ? "failed" : "ready";
  }
}

function actorOf(identity: WireObject | null): Actor | null {
  const name = textField(identity, "displayName") ?? textField(identity, "uniqueName");
  return name === null ? null : { id: textField(identity, "id") ?? "", name };
}

/** An identity reference says whether it was deleted at its origin; the older `inactive` says the same (A84). */
function stateOfPerson(identity: WireObject | null): ServiceConnection["creatorState"] {
  const told = [field(identity, "isDeletedInOrigin"), field(identity, "inactive")];
  return told.includes(true) ? "gone" : told.includes(false) ? "active" : null;
}

/** The projects that see the connection, each with its own name for it (A11). */
export function sharesOf(wire: WireObject): readonly ProjectShare[] {
  const references = field(wire, "serviceEndpointProjectReferences");
  if (!Array.isArray(references)) return [];
  return (references as readonly unknown[]).flatMap((value) => {
    const reference = objectOf(value);
    const project = objectField(reference, "projectReference");
    const id = textField(project, "id");
    if (id === null) return [];
    return [
      {
        project: { id, name: textField(project, "name") ?? id },
        name: textField(reference, "name") ?? "",
      },
    ];
  });
}
