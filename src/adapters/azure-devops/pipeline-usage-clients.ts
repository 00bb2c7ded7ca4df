import { BuildRestClient } from "azure-devops-extension-api/Build";
import { PipelinesRestClient } from "azure-devops-extension-api/Pipelines";
import { ReleaseRestClient } from "azure-devops-extension-api/Release";
import { TaskAgentRestClient } from "azure-devops-extension-api/TaskAgent";

import { failed, type Result } from "../../domain/failure";
import { serviceEndpointArea, type AzureDevOps } from "./azure-devops";
import { callOfficial, type OfficialClient } from "./official-client";

/** Previews compile a pipeline with all its templates. */
const callTimeoutMs = 60_000;

type Clients = {
  readonly build: BuildRestClient;
  readonly release: ReleaseRestClient;
  readonly tasks: TaskAgentRestClient;
  readonly pipelines: PipelinesRestClient;
};

const clients: { readonly [Name in keyof Clients]: OfficialClient<Clients[Name]> } = {
  build: {
    area: BuildRestClient.RESOURCE_AREA_ID,
    make: (rootPath) => new BuildRestClient({ rootPath }),
  },
  release: {
    area: ReleaseRestClient.RESOURCE_AREA_ID,
    make: (rootPath) => new ReleaseRestClient({ rootPath }),
  },
  tasks: {
    area: TaskAgentRestClient.RESOURCE_AREA_ID,
    make: (rootPath) => new TaskAgentRestClient({ rootPath }),
  },
  // The pipelines client names no area of its own; its routes live at the organization's root.
  pipelines: { area: serviceEndpointArea, make: (rootPath) => new PipelinesRestClient({ rootPath }) },
};

/** One call that changes nothing, previews included. Anything but an object is `unexpected-answer`. */
export async function callClient<Name extends keyof Clients>(
  devOps: AzureDevOps,
  name: Name,
  signal: AbortSignal | undefined,
  call: (client: Clients[Name]) => Promise<unknown>,
): Promise<Result<unknown>> {
  const options = { repeatable: true, timeoutMs: callTimeoutMs, signal };
  const answer = await callOfficial<Clients[Name], unknown>(devOps, clients[name], options, call);
  if (!answer.ok || (typeof answer.value === "object" && answer.value !== null)) return answer;
  return failed({ code: "unexpected-answer", system: "azure-devops", detail: "no object" });
}
