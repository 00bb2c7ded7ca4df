import { isRecord, parseBody, queryValue, textMember } from "../core/http";
import type { Context, SimulatedRequest, SimulatedResponse } from "../core/http";
import { servicePrincipalByAppId, tenantOf } from "../entra/directory";
import { signInApplication } from "../entra/sign-in";
import type { SignInRequest } from "../entra/sign-in";
import type { CloudName, Endpoint, Project, User } from "../world";
import { isAutomatic } from "./background";
import { belongsToData } from "./endpoint-shape";
import {
  argumentError,
  endpointNotFound,
  internalError,
  invalidBinding,
  notAuthorized,
  proxyError,
  serviceEndpointError,
} from "./errors";
import { mayAtLeast } from "./rights";
import { confidentialNames } from "./types";
import { ServiceError, WireEnum, WireList, wireAnswer } from "./wire";

/** The connection to test: stored values with the inline ones laid over them (A14-A18). */
interface Candidate {
  endpoint: Endpoint | null;
  type: string;
  url: string;
  scheme: string;
  /** Lower-case names. */
  parameters: Record<string, string>;
  data: Record<string, string>;
  secrets: Record<string, string>;
}

interface Outcome {
  status: number;
  result: string[];
  message: string;
}

const jwtPrefix =
  "Failed to obtain the Json Web Token(JWT) using service principal client ID. Exception message: ";

/** POST endpointproxy. A failed test is HTTP 200; other statuses mean that the proxy itself refused (A19). */
export function executeProxy(
  context: Context,
  request: SimulatedRequest,
  user: User,
  project: Project,
): SimulatedResponse {
  const body = parseBody(request);
  if (body === undefined)
    throw new ServiceError(
      400,
      "Newtonsoft.Json.JsonReaderException, Newtonsoft.Json",
      internalError(context.chance.guid()).message,
      0,
    );
  const id = queryValue(request, "endpointId");
  if (id === null) return wireAnswer(request, 200, new WireList([]));
  if (!isRecord(body)) throw argumentError("Value cannot be null. Parameter name: serviceEndpointRequest");
  const endpoint = /^0(0{7}-0{4}-0{4}-0{4}-0{12})?$/.test(id)
    ? null
    : storedEndpoint(context, user, project, id);
  // Values inside are for administrators (E8), and what is switched off is not tested (E12).
  if (endpoint !== null && isRecord(body["serviceEndpointDetails"]) && !mayAtLeast(user, endpoint, "manage"))
    throw notAuthorized(user.uniqueName);
  if (endpoint?.isDisabled === true)
    throw serviceEndpointError(400, `The service connection '${endpoint.name}' is disabled.`);
  const candidate = candidateOf(context, endpoint, body["serviceEndpointDetails"]);
  const source = isRecord(body["dataSourceDetails"]) ? body["dataSourceDetails"] : {};
  const outcome = test(context, candidate, source);
  return wireAnswer(request, 200, {
    result: outcome.result,
    statusCode: statusName(outcome.status),
    errorMessage: outcome.message,
    activityId: context.chance.guid(),
    callbackContextParameters: {},
    callbackRequired: false,
  });
}

const names: Record<number, string> = {
  200: "ok",
  400: "badRequest",
  401: "unauthorized",
  403: "forbidden",
  404: "notFound",
  500: "internalServerError",
};
const statusName = (status: number): WireEnum => new WireEnum(names[status] ?? String(status), status);

function storedEndpoint(context: Context, user: User, project: Project, id: string): Endpoint {
  const endpoint = context.world.endpoints.find(
    (one) =>
      one.id.toLowerCase() === id.toLowerCase() &&
      one.references.some((reference) => reference.projectId === project.id),
  );
  if (endpoint === undefined || !mayAtLeast(user, endpoint, "view")) throw endpointNotFound(id);
  // Using it is needed to make it act (Q21).
  if (!mayAtLeast(user, endpoint, "use")) throw notAuthorized(user.uniqueName);
  return endpoint;
}

const texts = (members: unknown): [string, string][] =>
  isRecord(members)
    ? Object.entries(members).filter((entry): entry is [string, string] => typeof entry[1] === "string")
    : [];

const lower = (members: Iterable<[string, string]>): Record<string, string> =>
  Object.fromEntries([...members].map(([name, value]) => [name.toLowerCase(), value]));

function candidateOf(context: Context, endpoint: Endpoint | null, details: unknown): Candidate {
  const stored: Candidate = {
    endpoint,
    type: endpoint?.type ?? "",
    url: endpoint?.url ?? "",
    scheme: endpoint?.authorization.scheme ?? "",
    parameters: lower(Object.entries(endpoint?.authorization.parameters ?? {})),
    data: endpoint?.data ?? {},
    secrets: lower(Object.entries(endpoint?.secrets ?? {})),
  };
  if (!isRecord(details)) {
    if (endpoint === null)
      throw argumentError("Value cannot be null. Parameter name: serviceEndpointDetails");
    return stored;
  }
  const authorization = isRecord(details["authorization"]) ? details["authorization"] : {};
  const type = textMember(details, "type") ?? stored.type;
  const scheme = textMember(authorization, "scheme") ?? stored.scheme;
  const confidential = confidentialNames(context.world.endpointTypes, type, scheme);
  const sent = texts(authorization["parameters"]);
  const sentData = texts(details["data"]);
  const isSecret = ([name]: [string, string]): boolean => confidential.has(name.toLowerCase());
  const inline = lower([
    ...sent.filter(isSecret),
    ...sentData.filter((one) => isSecret(one) && belongsToData(one[0])),
  ]);
  const asNull = new Set(
    [authorization["parameters"], details["data"]]
      .flatMap((part) => (isRecord(part) ? Object.entries(part) : []))
      .flatMap(([name, value]) => (value === null ? [name.toLowerCase()] : [])),
  );
  // As in a save: what is stored counts where it is sent as null, and not where it is absent (E3).
  const kept = Object.fromEntries(Object.entries(stored.secrets).filter(([name]) => asNull.has(name)));
  const ignored = endpoint !== null && context.world.switches.inlineValue === "ignored";
  return {
    endpoint,
    type,
    url: textMember(details, "url") ?? stored.url,
    scheme,
    parameters: { ...stored.parameters, ...lower(sent.filter((one) => !isSecret(one))) },
    data: sentData.length > 0 ? Object.fromEntries(sentData) : stored.data,
    secrets: ignored ? stored.secrets : { ...kept, ...inline },
  };
}

function test(context: Context, candidate: Candidate, source: Record<string, unknown>): Outcome {
  const url = textMember(source, "dataSourceUrl") ?? "";
  if (url !== "" && !/^\{\{(endpoint\.url|configuration\.Url)\}\}/i.test(url)) throw invalidBinding();
  if (/^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/i.test(candidate.url))
    throw proxyError(
      "The URL resolves to a loopback or localhost address. This address is not allowed for use in a Service Endpoint.",
    );
  const name = textMember(source, "dataSourceName") ?? "";
  const type = context.world.endpointTypes.find(
    (one) => one.name.toLowerCase() === candidate.type.toLowerCase(),
  );
  const isOffered = type?.dataSources.some((one) => one.name === name) ?? false;
  if (!isOffered)
    throw new ServiceError(
      404,
      "Microsoft.VisualStudio.Services.ServiceEndpoints.WebApi.DataSourceNotFoundException",
      `The data source '${name}' is not defined for the service connection type '${candidate.type}'.`,
    );
  if (candidate.type.toLowerCase() === "azurerm") return testAzure(context, candidate);
  return testOther(candidate);
}

function proofOf(candidate: Candidate): SignInRequest["proof"] | "none" {
  const scheme = candidate.scheme.toLowerCase();
  if (scheme === "workloadidentityfederation")
    return {
      kind: "federated",
      issuer: candidate.parameters["workloadidentityfederationissuer"] ?? "",
      subject: candidate.parameters["workloadidentityfederationsubject"] ?? "",
    };
  if (scheme !== "serviceprincipal") return "none";
  const certificate = candidate.parameters["authenticationtype"]?.toLowerCase() === "spncertificate";
  if (certificate)
    return { kind: "certificate", pem: candidate.secrets["serviceprincipalcertificate"] ?? "" };
  return { kind: "secret", text: candidate.secrets["serviceprincipalkey"] ?? "" };
}

function testAzure(context: Context, candidate: Candidate): Outcome {
  const { endpoint } = candidate;
  if (endpoint !== null && isAutomatic(endpoint) && endpoint.accessTokenBroken)
    return failed(400, "Failed to get Azure DevOps Service access token, cache value is invalid.");
  const proof = proofOf(candidate);
  if (proof === "none")
    return failed(
      400,
      "Failed to query service connection API: An error occurred while sending the request.",
    );
  const clientId = candidate.parameters["serviceprincipalid"] ?? "";
  const tenantId = candidate.parameters["tenantid"] ?? "";
  const signedIn = signIn(context, { tenantId, clientId, cloud: cloudOf(candidate), proof });
  if (typeof signedIn !== "string") return signedIn;
  return readAzure(context, candidate, { clientId, principalId: signedIn });
}

const cloudOf = (candidate: Candidate): CloudName => {
  const name = candidate.data["environment"] ?? "AzureCloud";
  const known: CloudName[] = [
    "AzureCloud",
    "AzureUSGovernment",
    "AzureChinaCloud",
    "AzureGermanCloud",
    "AzureStack",
  ];
  return known.find((one) => one.toLowerCase() === name.toLowerCase()) ?? "AzureCloud";
};

/** The principal's id, or the test's outcome where no token was issued. */
function signIn(context: Context, request: SignInRequest): string | Outcome {
  const { world } = context;
  const cached = world.proxyTokenCache[request.clientId] ?? 0;
  const tenant = tenantOf(world, request.tenantId);
  if (world.switches.proxyCachesTokens && cached > context.now() && tenant !== undefined) {
    const principal = servicePrincipalByAppId(tenant, request.clientId);
    if (principal !== undefined) return principal.id;
  }
  const result = signInApplication(world, request, context.now(), context.chance);
  if (!result.ok) {
    // MSAL wraps what it calls a configuration issue (A28, A39).
    const wrapped = /^AADSTS(7000222|7000215)\b/.test(result.description);
    const intro = wrapped
      ? "A configuration issue is preventing authentication - check the error message from the server for details. You can modify the configuration in the application registration portal. See https://aka.ms/msal-net-invalid-client for details.  Original exception: "
      : "";
    return failed(400, `${jwtPrefix}${intro}${result.description}`);
  }
  if (world.switches.proxyCachesTokens) world.proxyTokenCache[request.clientId] = context.now() + 3_600_000;
  return result.principalId;
}

const failed = (status: number, message: string): Outcome => ({ status, result: [], message });

/** Reading the subscription (or management group) needs a role at or above it: a good secret can end here (A23, A30). */
function readAzure(
  context: Context,
  candidate: Candidate,
  as: { clientId: string; principalId: string },
): Outcome {
  const { data } = candidate;
  const group = (data["scopeLevel"] ?? "").toLowerCase() === "managementgroup";
  const scope = group
    ? `/providers/Microsoft.Management/managementGroups/${data["managementGroupId"] ?? ""}`
    : `/subscriptions/${data["subscriptionId"] ?? ""}`;
  const version = group ? "2018-01-01-preview" : "2016-06-01";
  const assigned = context.world.roleAssignments.some(
    (one) => one.principalId === as.principalId && scope.toLowerCase() === one.scope.toLowerCase(),
  );
  if (assigned)
    return {
      status: 200,
      result: [JSON.stringify({ id: scope, displayName: data["subscriptionName"] ?? "" })],
      message: "",
    };
  const action = group
    ? "Microsoft.Management/managementGroups/read"
    : "Microsoft.Resources/subscriptions/read";
  const error = {
    error: {
      code: "AuthorizationFailed",
      message: `The client '${as.clientId}' with object id '${as.principalId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    },
  };
  const address = `${candidate.url.replace(/\/?$/, "/")}${scope.slice(1)}?api-version=${version}`;
  return failed(
    403,
    `Failed to query service connection API: '${address} '. Status Code: 'Forbidden', Response from server: '${JSON.stringify(error)}'`,
  );
}

/** Other types: the target accepts what the world says it accepts. */
function testOther(candidate: Candidate): Outcome {
  const accepted = candidate.endpoint?.acceptedSecrets ?? [];
  const offered = Object.values(candidate.secrets);
  const works = accepted.length === 0 || offered.some((value) => accepted.includes(value));
  if (works) return { status: 200, result: ['{"login":"service-account"}'], message: "" };
  return failed(
    401,
    `Failed to query service connection API: '${candidate.url}'. Status Code: 'Unauthorized', Response from server: '{"message":"Bad credentials"}'`,
  );
}
