import { CoreRestClient } from "azure-devops-extension-api/Core";
import { failed, success, type Result } from "../../domain/failure";
import type { ProjectRef } from "../../domain/service-connection";
import type { AzureDevOps } from "./azure-devops";
import { callOfficial, type OfficialClient } from "./official-client";
import { listOf, objectOf, textField } from "./wire-fields";

const projectsPerPage = 100;

const coreClient: OfficialClient<CoreRestClient> = {
  area: CoreRestClient.RESOURCE_AREA_ID,
  make: (rootPath) => new CoreRestClient({ rootPath }),
};

/** All projects that the user may see, 100 at a time (A87). */
export async function readProjects(
  devOps: AzureDevOps,
  signal?: AbortSignal,
): Promise<Result<readonly ProjectRef[]>> {
  const found = new Map<string, ProjectRef>();
  for (let skip = 0; ; skip += projectsPerPage) {
    const answer = await callOfficial(devOps, coreClient, { repeatable: true, signal }, (client) =>
      client.getProjects("wellFormed", projectsPerPage, skip),
    );
    if (!answer.ok) return answer;
    const items = listOf(answer.value);
    if (items === null)
      return failed({ code: "unexpected-answer", system: "azure-devops", detail: "no list of projects" });
    const before = found.size;
    for (const item of items) {
      const id = textField(objectOf(item), "id");
      if (id !== null) found.set(id, { id, name: textField(objectOf(item), "name") ?? id });
    }
    if (items.length < projectsPerPage || found.size === before) return success([...found.values()]);
  }
}
