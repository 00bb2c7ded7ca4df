import { ServiceEndpointRestClient } from "azure-devops-extension-api/ServiceEndpoint";

import { failed, success, type Failure, type Result } from "../../domain/failure";
import type { HttpAnswer, Send } from "../http/http";
import {
  serviceEndpointArea,
  shortForm,
  shortJson,
  suppressedRedirects,
  withIsoDates,
  type AzureDevOps,
  type CallOptions,
} from "./azure-devops";

/** A failure on its way through an official client, which knows only exceptions. */
class Refusal extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

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
      Accept: shortForm(accept, apiVersion),
      ...suppressedRedirects,
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!result.ok) throw new Refusal(result.failure);
  return parameters.returnRawResponse === true ? rawResponse(result.value) : deserialized(result.value);
}

function deserialized(answer: HttpAnswer): unknown {
  const json = shortJson(answer);
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

/** One call through the official service endpoint client. What it answers is read as unknown: its types promise too much. */
export const callEndpoints = <T>(
  devOps: AzureDevOps,
  options: CallOptions,
  call: (client: ServiceEndpointRestClient) => Promise<T>,
): Promise<Result<unknown>> => callOfficial(devOps, endpointClient, options, call);
