import { queryValue } from "../core/http";
import type { Context, SimulatedRequest, SimulatedResponse } from "../core/http";
import type { Endpoint, Project, User } from "../world";
import { endpointShape, referenceIn } from "./endpoint-shape";
import { argumentError } from "./errors";
import { actionFilterLevel, mayAtLeast } from "./rights";
import { WireLinks, WireList, wireAnswer } from "./wire";

const commaList = (text: string | null): Set<string> | null =>
  text === null || text.trim() === ""
    ? null
    : new Set(text.split(",").map((part) => part.trim().toLowerCase()));

const inProject = (endpoint: Endpoint, project: Project): boolean =>
  endpoint.references.some((reference) => reference.projectId === project.id);

/** GET of one project's connections (A9, A12, A80): who may view none gets 200 with an empty list. */
export function listEndpoints(
  context: Context,
  request: SimulatedRequest,
  user: User,
  project: Project,
): SimulatedResponse {
  const type = queryValue(request, "type")?.toLowerCase() ?? "";
  const owner = queryValue(request, "owner")?.toLowerCase() ?? "";
  const schemes = commaList(queryValue(request, "authSchemes"));
  const ids = commaList(queryValue(request, "endpointIds"));
  const names = commaList(queryValue(request, "endpointNames"));
  const includeFailed = queryValue(request, "includeFailed")?.toLowerCase() === "true";
  const level = actionFilterLevel(queryValue(request, "actionFilter")) ?? "view";
  const isWanted = (endpoint: Endpoint): boolean =>
    inProject(endpoint, project) &&
    mayAtLeast(user, endpoint, "view") &&
    mayAtLeast(user, endpoint, level) &&
    (includeFailed || endpoint.isReady) &&
    (type === "" || endpoint.type.toLowerCase() === type) &&
    (owner === "" || endpoint.owner.toLowerCase() === owner) &&
    (schemes === null || schemes.has(endpoint.authorization.scheme.toLowerCase())) &&
    (ids === null || ids.has(endpoint.id.toLowerCase())) &&
    (names === null || names.has(referenceIn(endpoint, project)?.name.toLowerCase() ?? ""));
  const shapes = context.world.endpoints
    .filter(isWanted)
    .map((endpoint) => endpointShape(context.world, endpoint, { project, secrets: "absent" }));
  return wireAnswer(request, 200, new WireList(shapes));
}

/** GET of one: an unknown id, and one the caller may not see, is 200 with `null` (A12). */
export function getEndpoint(
  context: Context,
  request: SimulatedRequest,
  user: User,
  at: { project: Project; id: string },
): SimulatedResponse {
  const level = actionFilterLevel(queryValue(request, "actionFilter")) ?? "view";
  const endpoint = context.world.endpoints.find(
    (one) => one.id.toLowerCase() === at.id.toLowerCase() && inProject(one, at.project),
  );
  if (endpoint === undefined || !mayAtLeast(user, endpoint, level) || !mayAtLeast(user, endpoint, "view"))
    return wireAnswer(request, 200, null);
  return wireAnswer(
    request,
    200,
    endpointShape(context.world, endpoint, { project: at.project, secrets: "null" }),
  );
}

/** GET on the organization: only for licensing, by type and owner, with three members each (A9). */
export function listByTypeAndOwner(context: Context, request: SimulatedRequest): SimulatedResponse {
  const type = queryValue(request, "type");
  const owner = queryValue(request, "owner");
  if (type === null || owner === null) throw argumentError("The parameters type and owner are required.");
  const found = context.world.endpoints.filter(
    (one) => one.type.toLowerCase() === type.toLowerCase() && one.owner.toLowerCase() === owner.toLowerCase(),
  );
  return wireAnswer(request, 200, new WireList(found.map(({ id, name, url }) => ({ id, name, url }))));
}

/** GET of the types, or of one, or of those with a scheme (A86). */
export function listTypes(context: Context, request: SimulatedRequest): SimulatedResponse {
  const name = queryValue(request, "type")?.toLowerCase() ?? "";
  const scheme = queryValue(request, "scheme")?.toLowerCase() ?? "";
  const found = context.world.endpointTypes.filter(
    (type) =>
      (name === "" || type.name.toLowerCase() === name) &&
      (scheme === "" || type.authenticationSchemes.some((one) => one.scheme.toLowerCase() === scheme)),
  );
  const shapes = found.map((type) => ({
    inputDescriptors: type.inputDescriptors.map(inputShape),
    authenticationSchemes: type.authenticationSchemes.map((one) => ({
      inputDescriptors: one.inputDescriptors.map(inputShape),
      scheme: one.scheme,
      displayName: one.displayName,
      properties: { isVerifiable: one.isVerifiable ? "True" : "False" },
      dataSourceBindings: [],
    })),
    dataSources: type.dataSources.map((one) => ({
      ...one,
      headers: [],
      authenticationScheme: null,
      resultSelector: "jsonpath:$",
    })),
    name: type.name,
    displayName: type.displayName,
    description: type.description,
    endpointUrl: { displayName: "Server Url", isVisible: "true" },
    helpMarkDown: "",
    iconUrl: "",
    uiContributionId: "",
    _links: new WireLinks({}),
  }));
  return wireAnswer(request, 200, new WireList(shapes));
}

const inputShape = (input: {
  id: string;
  name: string;
  description: string;
  isConfidential: boolean;
  isRequired: boolean;
}): Record<string, unknown> => ({
  id: input.id,
  name: input.name,
  description: input.description,
  inputMode: input.isConfidential ? "passwordBox" : "textBox",
  isConfidential: input.isConfidential,
  useInDefaultDescription: false,
  groupName: "AuthenticationParameter",
  validation: { dataType: "string", isRequired: input.isRequired },
  hasDynamicValueInformation: false,
});
