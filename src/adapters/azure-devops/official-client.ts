import { CoreRestClient } from "azure-devops-extension-api/Core";
import { ServiceEndpointRestClient } from "azure-devops-extension-api/ServiceEndpoint";

import { failed, success, type Failure, type Result } from "../../domain/failure";
import { jsonOf, type HttpAnswer, type Send } from "../http/http";

/** A failure on its way through an official client, which knows only exceptions. */
class Refusal extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

export type CallOptions = {
  readonly repeatable: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  /** Values the request carries which must not come back in a failure's text. */
  readonly secrets?: readonly string[];
  /** Asked in the moment before the request leaves; false keeps it here. */
  readonly leave?: () => boolean;
};

/** The part of the official clients' request which matters here; the package does not export the type itself. */
type RequestParameters = {
  readonly method?: string | undefined;
  readonly httpResponseType?: string | undefined;
  readonly body?: unknown;
  readonly returnRawResponse?: boolean | undefined;
};

/** What the official client would have sent, sent by our own fetch: same address, method, headers and body (P61). */
async function issue(
  send: Send,
  options: CallOptions,
  url: string,
  apiVersion: string,
  parameters: RequestParameters,
): Promise<unknown> {
  const accept = parameters.httpResponseType ?? "application/json";
  const { body } = parameters;
  const result = await send({
    ...options,
    method: parameters.method ?? "GET",
    url,
    headers: {
      Accept: `${accept};api-version=${apiVersion};excludeUrls=true;enumsAsNumbers=true;msDateFormat=true;noArrayWrap=true`,
      ...suppressedRedirects,
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!result.ok) throw new Refusal(result.failure);
  return parameters.returnRawResponse === true ? rawResponse(result.value) : deserialized(result.value);
}

/** Headers by which Azure DevOps answers 401 instead of leading to a sign-in page (A3). */
export const suppressedRedirects = {
  "X-VSS-ReauthenticationAction": "Suppress",
  "X-TFS-FedAuthRedirect": "Suppress",
} as const;

/**
 * `"\/Date(ms)\/"` as ISO text. Only the serialiser escapes slashes, so a person's own text never matches (A1); the
 * clients' own reading of it is not exported.
 */
export const withIsoDates = (text: string): string =>
  text.replace(
    /(^|[^\\])"\\\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\\\/"/g,
    (_, before: string, milliseconds: string) => `${before}"${new Date(Number(milliseconds)).toISOString()}"`,
  );

function deserialized(answer: HttpAnswer): unknown {
  const json = jsonOf({ ...answer, text: withIsoDates(answer.text) }, "azure-devops");
  if (!json.ok) throw new Refusal(json.failure);
  return json.value;
}

/** The client reads members of the parsed body, so a body that is no object has to be refused before. */
function rawResponse(answer: HttpAnswer): Response {
  const value = deserialized(answer);
  if (typeof value !== "object" || value === null)
    throw new Refusal({ code: "unexpected-answer", system: "azure-devops", detail: "no object" });
  return new Response(withIsoDates(answer.text), { status: 200, headers: answer.headers });
}

/** Resource areas of the official clients (P62). */
export const serviceEndpointArea = ServiceEndpointRestClient.RESOURCE_AREA_ID;
export const coreArea = CoreRestClient.RESOURCE_AREA_ID;

/** Azure DevOps as the adapters of this folder reach it. */
export type AzureDevOps = {
  readonly send: Send;
  /** Root of a resource area, ending in a slash; answers the organization's root where the host cannot tell (P65). */
  readonly rootOf: (areaId: string) => Promise<string>;
};

/** An official client: the resource area in which its routes live, and how it is made for a root. */
export type OfficialClient<Client> = {
  readonly area: string;
  readonly make: (rootPath: string) => Client;
};

/** One call through an official client, sent by our own fetch; what it throws of ours comes back as a failure. */
export async function callOfficial<Client extends object, T>(
  devOps: AzureDevOps,
  { area, make }: OfficialClient<Client>,
  options: CallOptions,
  call: (client: Client) => Promise<T>,
): Promise<Result<T>> {
  // The clients offer no other way in than this protected method; an own property takes its place.
  const client = Object.assign(make(await devOps.rootOf(area)), {
    _issueRequest: (url: string, apiVersion: string, parameters: RequestParameters) =>
      issue(devOps.send, options, url, apiVersion, parameters),
  }) as Client;
  try {
    return success(await call(client));
  } catch (error: unknown) {
    if (error instanceof Refusal) return failed(error.failure);
    throw error;
  }
}

const endpointClient: OfficialClient<ServiceEndpointRestClient> = {
  area: serviceEndpointArea,
  make: (rootPath) => new ServiceEndpointRestClient({ rootPath }),
};
const coreClient: OfficialClient<CoreRestClient> = {
  area: coreArea,
  make: (rootPath) => new CoreRestClient({ rootPath }),
};

/** One call through the official service endpoint client. What it answers is read as unknown: its types promise too much. */
export const callEndpoints = <T>(
  devOps: AzureDevOps,
  options: CallOptions,
  call: (client: ServiceEndpointRestClient) => Promise<T>,
): Promise<Result<unknown>> => callOfficial(devOps, endpointClient, options, call);

/** One call through the official core client. */
export const callProjects = <T>(
  devOps: AzureDevOps,
  options: CallOptions,
  call: (client: CoreRestClient) => Promise<T>,
): Promise<Result<T>> => callOfficial(devOps, coreClient, options, call);

/** A call which no official client covers or whose headers are needed (A4): plain JSON, strings and ISO dates (A1). */
export async function getPlain(
  devOps: AzureDevOps,
  path: string,
  options: Omit<CallOptions, "repeatable"> = {},
): Promise<Result<HttpAnswer>> {
  const root = await devOps.rootOf(serviceEndpointArea);
  return devOps.send({
    ...options,
    repeatable: true,
    method: "GET",
    url: root + path,
    headers: { Accept: "application/json", ...suppressedRedirects },
  });
}
