import type { Endpoint, EndpointReference, OperationStatus, Project, User, World } from "../world";
import { WireLinks } from "./wire";

/** Azure DevOps' own application id, in the federated subject as rISbSSETf0KqFyZ8ppdXmA (W28). */
const azureDevOpsInSubject = "rISbSSETf0KqFyZ8ppdXmA";

/** The subject prefix carries the tenant's GUID in little-endian bytes (W28). */
export function entraSubject(tenantId: string, organizationId: string, endpointId: string): string {
  const digits = tenantId.replace(/-/g, "");
  const bytes = Buffer.from(digits, "hex");
  const swapped = Buffer.concat([
    Buffer.from(bytes.subarray(0, 4)).reverse(),
    Buffer.from(bytes.subarray(4, 6)).reverse(),
    Buffer.from(bytes.subarray(6, 8)).reverse(),
    bytes.subarray(8),
  ]);
  const tenant = swapped.toString("base64url");
  return `/eid1/c/pub/t/${tenant}/a/${azureDevOpsInSubject}/sc/${organizationId}/${endpointId}`;
}

export const entraIssuer = (tenantId: string): string => `https://login.microsoftonline.com/${tenantId}/v2.0`;

const identity = (user: User | undefined, id: string): Record<string, unknown> => ({
  displayName: user?.displayName ?? "Former member",
  id,
  uniqueName: user?.uniqueName ?? "former.member@contoso.example",
  imageUrl: `https://dev.azure.com/_api/_common/identityImage?id=${id}`,
  descriptor: `aad.${Buffer.from(id).toString("base64url").slice(0, 24)}`,
  _links: new WireLinks({ avatar: { href: "https://dev.azure.com/_apis/GraphProfile/MemberAvatars/aad" } }),
});

const identityOf = (world: World, id: string): Record<string, unknown> => {
  const person = world.users.find((user) => user.id === id);
  return {
    ...identity(person, id),
    ...(person?.deletedInOrigin === true ? { isDeletedInOrigin: true } : {}),
  };
};

/** The reference this project has on the connection; the first one where it has none. */
export const referenceIn = (endpoint: Endpoint, project: Project | null): EndpointReference | undefined =>
  endpoint.references.find((one) => one.projectId === project?.id) ?? endpoint.references[0];

function withNullSecrets(
  members: Record<string, string>,
  secretNames: readonly string[],
  secrets: "absent" | "null",
): Record<string, string | null> {
  if (secrets === "absent") return { ...members };
  return { ...members, ...Object.fromEntries(secretNames.map((name) => [name, null])) };
}

/** Where a secret belongs: `data` for the few types that keep it there (Q22), else the authorization. */
const dataSecrets = new Set(["servicebusconnectionstring", "privatekey"]);
export const belongsToData = (name: string): boolean => dataSecrets.has(name.toLowerCase());

const statusShape = (status: OperationStatus): Record<string, unknown> => ({
  state: status.state,
  statusMessage: status.statusMessage,
});

/**
 * A connection as an answer carries it (A61). Its secrets are absent from lists and null elsewhere (A13); name and
 * description are this project's (A11).
 */
export function endpointShape(
  world: World,
  endpoint: Endpoint,
  options: { project: Project | null; secrets: "absent" | "null" },
): Record<string, unknown> {
  const reference = referenceIn(endpoint, options.project);
  const secretNames = Object.keys(endpoint.secrets);
  const inData = secretNames.filter(belongsToData);
  const inParameters = secretNames.filter((name) => !belongsToData(name));
  const members: Record<string, unknown> = {
    data: withNullSecrets(endpoint.data, inData, options.secrets),
    id: endpoint.id,
    name: reference?.name ?? endpoint.name,
    type: endpoint.type,
    url: endpoint.url,
    createdBy: identityOf(world, endpoint.createdById),
    creationDate: new Date(endpoint.creationDate),
    modificationDate: new Date(endpoint.modificationDate),
    modifiedBy: identityOf(world, endpoint.modifiedById),
    description: reference?.description ?? endpoint.description,
    authorization: {
      parameters: withNullSecrets(endpoint.authorization.parameters, inParameters, options.secrets),
      scheme: endpoint.authorization.scheme,
    },
    isShared: endpoint.references.length > 1,
    isReady: endpoint.isReady,
    ...(endpoint.operationStatus === null ? {} : { operationStatus: statusShape(endpoint.operationStatus) }),
    isOutdated: endpoint.isOutdated,
    isDisabled: endpoint.isDisabled,
    owner: endpoint.owner,
    serviceEndpointProjectReferences: endpoint.references.map((one) => referenceShape(world, one)),
  };
  for (const name of endpoint.omit) Reflect.deleteProperty(members, name);
  return members;
}

const referenceShape = (world: World, reference: EndpointReference): Record<string, unknown> => ({
  projectReference: {
    id: reference.projectId,
    name: world.projects.find((project) => project.id === reference.projectId)?.name ?? "",
  },
  name: reference.name,
  description: reference.description,
});
