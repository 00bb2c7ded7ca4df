import { BuildRestClient } from "azure-devops-extension-api/Build";
import { PipelinesRestClient } from "azure-devops-extension-api/Pipelines";
import { ReleaseRestClient } from "azure-devops-extension-api/Release";
import { ServiceEndpointRestClient } from "azure-devops-extension-api/ServiceEndpoint";
import { TaskAgentRestClient } from "azure-devops-extension-api/TaskAgent";

import { failed, success, type Failure, type Result } from "../../domain/failure";
import { jsonOf } from "../http/http";
import { serviceEndpointArea, suppressedRedirects, withIsoDates, type AzureDevOps } from "./official-client";

/** A failure on its way through an official client, which knows only exceptions. */
class Refusal extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

type RequestParameters = {
  readonly method?: string;
  readonly body?: unknown;
  readonly returnRawResponse?: boolean;
};

/** Previews compile a pipeline with all its templates. */
const callTimeoutMs = 60_000;

type Issue = (url: string, apiVersion: string, parameters: RequestParameters) => Promise<unknown>;

/** What the client would have sent, sent by our own fetch (P61). All calls here change nothing, previews included. */
const issueThrough =
  (devOps: AzureDevOps, signal: AbortSignal | undefined): Issue =>
  async (url, apiVersion, { method = "GET", body, returnRawResponse }) => {
    const answer = await devOps.send({
      repeatable: true,
      timeoutMs: callTimeoutMs,
      signal,
      method,
      url,
      headers: {
        Accept: `application/json;api-version=${apiVersion};excludeUrls=true;enumsAsNumbers=true;msDateFormat=true;noArrayWrap=true`,
        ...suppressedRedirects,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Refusal(answer.failure);
    const text = withIsoDates(answer.value.text);
    const json = jsonOf({ ...answer.value, text }, "azure-devops");
    if (!json.ok) throw new Refusal(json.failure);
    if (typeof json.value !== "object" || json.value === null) {
      throw new Refusal({ code: "unexpected-answer", system: "azure-devops", detail: "no object" });
    }
    return returnRawResponse === true ? new Response(text, { headers: answer.value.headers }) : json.value;
  };

type Clients = {
  readonly build: BuildRestClient;
  readonly release: ReleaseRestClient;
  readonly tasks: TaskAgentRestClient;
  readonly pipelines: PipelinesRestClient;
  readonly endpoints: ServiceEndpointRestClient;
};

const makers = {
  build: {
    area: BuildRestClient.RESOURCE_AREA_ID,
    make: (rootPath: string) => new BuildRestClient({ rootPath }),
  },
  release: {
    area: ReleaseRestClient.RESOURCE_AREA_ID,
    make: (rootPath: string) => new ReleaseRestClient({ rootPath }),
  },
  tasks: {
    area: TaskAgentRestClient.RESOURCE_AREA_ID,
    make: (rootPath: string) => new TaskAgentRestClient({ rootPath }),
  },
  // The pipelines client names no area of its own; its routes live at the organization's root.
  pipelines: { area: serviceEndpointArea, make: (rootPath: string) => new PipelinesRestClient({ rootPath }) },
  endpoints: {
    area: serviceEndpointArea,
    make: (rootPath: string) => new ServiceEndpointRestClient({ rootPath }),
  },
} as const;

/** One call through an official client; what it throws of ours comes back as a failure. */
export async function callClient<Name extends keyof Clients>(
  devOps: AzureDevOps,
  name: Name,
  signal: AbortSignal | undefined,
  call: (client: Clients[Name]) => Promise<unknown>,
): Promise<Result<unknown>> {
  const { area, make } = makers[name];
  // The clients offer no other way in than this protected method; an own property takes its place.
  const client = Object.assign(make(await devOps.rootOf(area)) as Clients[Name], {
    _issueRequest: issueThrough(devOps, signal),
  });
  try {
    return success(await call(client));
  } catch (error: unknown) {
    if (error instanceof Refusal) return failed(error.failure);
    throw error;
  }
}
