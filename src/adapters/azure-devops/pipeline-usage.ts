import { QueryDeletedOption } from "azure-devops-extension-api/Build";
import { success, type Result } from "../../domain/failure";
import type { ConnectionRef, ProjectRef } from "../../domain/service-connection";
import type { JsonObject } from "../../domain/federation/pipeline-definition";
import type {
  Listed,
  PipelineGrant,
  PipelineUsage,
  RecentUse,
  UsageControl,
} from "../../ports/pipeline-usage";
import { jsonOf } from "../http/http";
import { getPlain, type AzureDevOps } from "./azure-devops";
import { readHistoryPage } from "./past-uses";
import { callClient } from "./pipeline-usage-clients";
import {
  documentFromWire,
  grantFromWire,
  objectsFromWire,
  recentUseFromWire,
  releaseRefFromWire,
  runBranchFromWire,
  unexpected,
} from "./pipeline-usage-wire";
import { field, objectOf } from "./wire-fields";

const historyTop = 100;
const classicPage = 100;
const yamlPage = 1000;
const releasePage = 100;
/** Ids of runs in one address. */
const runsPerRequest = 200;
/** Pages read at most from one list; what lies behind them is said to be missing. */
const mostPages = 50;

/** `DefinitionType` and process types of build definitions (W17 C, D). */
const designer = 1;
const yaml = 2;

/** The port over REST. All calls only read: a preview compiles and starts nothing (W17 E). */
export function createPipelineUsage(devOps: AzureDevOps): PipelineUsage {
  return {
    /** GET {project}/_apis/serviceendpoint/{id}/executionhistory?top=100. vso.serviceendpoint (W17 A). */
    history: (ref, control) => history(devOps, ref, control),
    /** GET {project}/_apis/pipelines/pipelinepermissions/endpoint/{id}. vso.build; no official client (W17 B). */
    permissions: (ref, control) => permissions(devOps, ref, control),
    /** GET {project}/_apis/build/definitions?processType=1&includeAllProperties=true. vso.build (W17 C). */
    classicBuilds: (project, control) => builds(devOps, project, designer, classicPage, control),
    /** The same with processType=2 (W17 D). */
    yamlPipelines: (project, control) => builds(devOps, project, yaml, yamlPage, control),
    /** GET vsrm {project}/_apis/release/definitions?$top=100. vso.release (W17 F). */
    releases: (project, control) => releases(devOps, project, control),
    /** GET vsrm {project}/_apis/release/definitions/{id}. vso.release (W17 F). */
    release: (project, id, control) => release(devOps, project, id, control),
    /** GET {project}/_apis/distributedtask/taskgroups. vso.taskgroups_read (W17 G). */
    taskGroups: (project, control) =>
      whole(control, () =>
        callClient(devOps, "tasks", control.signal, (client) => client.getTaskGroups(project.id)),
      ),
    /** GET {project}/_apis/distributedtask/variablegroups. vso.variablegroups_read (W17 I). */
    variableGroups: (project, control) =>
      whole(control, () =>
        callClient(devOps, "tasks", control.signal, (client) => client.getVariableGroups(project.id)),
      ),
    /** GET {project}/_apis/pipelines/checks/configurations. vso.build; no official client (W38). */
    checks: (project, control) => checks(devOps, project, control),
    /** GET {project}/_apis/build/builds?buildIds=1,2, deleted runs included. vso.build (F17). */
    branches: (project, runIds, control) => branches(devOps, project, runIds, control),
    /** POST {project}/_apis/pipelines/{id}/preview with previewRun. vso.build (W17 E). May be repeated. */
    preview: (project, pipelineId, control, ref = null) =>
      preview(devOps, { project, pipelineId, ref }, control),
  };
}

/** One request, counted when it is over. */
async function counted<T>(control: UsageControl, call: () => Promise<Result<T>>): Promise<Result<T>> {
  const answer = await call();
  control.called();
  return answer;
}

async function history(
  devOps: AzureDevOps,
  ref: ConnectionRef,
  control: UsageControl,
): Promise<Result<Listed<RecentUse>>> {
  const answer = await counted(control, () =>
    readHistoryPage(devOps, ref, { top: historyTop, signal: control.signal }),
  );
  if (!answer.ok) return answer;
  const items = answer.value.items.map(recentUseFromWire).filter((use) => use !== null);
  return success({ items, complete: answer.value.next === null });
}

async function permissions(
  devOps: AzureDevOps,
  ref: ConnectionRef,
  control: UsageControl,
): Promise<Result<PipelineGrant>> {
  const [project, id] = [encodeURIComponent(ref.project.id), encodeURIComponent(ref.id)];
  const path = `${project}/_apis/pipelines/pipelinepermissions/endpoint/${id}?api-version=7.1-preview.1`;
  const answer = await counted(control, () => getPlain(devOps, path, { signal: control.signal }));
  if (!answer.ok) return answer;
  const json = jsonOf(answer.value, "azure-devops");
  return json.ok ? grantFromWire(json.value) : json;
}

type Page = (token: string | undefined, top: number) => Promise<Result<unknown>>;

/**
 * All pages of a list. A list that breaks off after its first page is what was read, marked as incomplete. Where a browser
 * may not see the token of the next page (Q12), a full page is asked for again with twice its size, which costs no more
 * calls than the pages would; a server that answers no more than before leaves the list incomplete.
 */
async function pages(control: UsageControl, size: number, page: Page): Promise<Result<Listed<JsonObject>>> {
  const items: JsonObject[] = [];
  let token: string | undefined;
  let top = size;
  for (let count = 0; count < mostPages; count += 1) {
    const answer = await counted(control, () => page(token, top));
    if (!answer.ok) {
      return count === 0 || answer.failure.code === "cancelled"
        ? answer
        : success({ items, complete: false });
    }
    const list = objectsFromWire(answer.value);
    if (list === null) return count === 0 ? unexpected("no list") : success({ items, complete: false });
    if (top > size) {
      if (list.length <= items.length) return success({ items, complete: false });
      items.length = 0;
    }
    items.push(...list);
    const next = field(objectOf(answer.value), "continuationToken") ?? continuationOf(answer.value);
    if (typeof next === "string" && next !== "") token = next;
    else if (token !== undefined || list.length < top) {
      return success({ items, complete: list.length < top });
    } else top *= 2;
  }
  return success({ items, complete: false });
}

/** The official clients hang the header's token on the list itself. */
const continuationOf = (list: unknown): unknown =>
  Array.isArray(list) ? (list as { readonly continuationToken?: unknown }).continuationToken : undefined;

const builds = (
  devOps: AzureDevOps,
  project: ProjectRef,
  processType: number,
  size: number,
  control: UsageControl,
): Promise<Result<Listed<JsonObject>>> =>
  pages(control, size, (token, top) =>
    callClient(devOps, "build", control.signal, (client) =>
      client.getDefinitions(
        project.id,
        ...([undefined, undefined, undefined, undefined] as const),
        top,
        token,
        ...([undefined, undefined, undefined, undefined, undefined] as const),
        true,
        false,
        undefined,
        processType,
      ),
    ),
  );

async function releases(
  devOps: AzureDevOps,
  project: ProjectRef,
  control: UsageControl,
): ReturnType<PipelineUsage["releases"]> {
  const listed = await pages(control, releasePage, (token, top) =>
    callClient(devOps, "release", control.signal, (client) =>
      client.getReleaseDefinitions(project.id, undefined, undefined, undefined, undefined, top, token),
    ),
  );
  if (!listed.ok) return listed;
  const items = listed.value.items.map(releaseRefFromWire).filter((item) => item !== null);
  // One without an id cannot be asked for; leaving it out in silence would be "nothing there".
  if (items.length < listed.value.items.length) return unexpected("a release definition without id");
  return success({ items, complete: listed.value.complete });
}

async function release(
  devOps: AzureDevOps,
  project: ProjectRef,
  id: string,
  control: UsageControl,
): Promise<Result<JsonObject>> {
  const answer = await counted(control, () =>
    callClient(devOps, "release", control.signal, (client) =>
      client.getReleaseDefinition(project.id, Number(id)),
    ),
  );
  if (!answer.ok) return answer;
  const body = objectOf(answer.value) as JsonObject | null;
  return body === null ? unexpected("no release definition") : success(body);
}

async function whole(
  control: UsageControl,
  call: () => Promise<Result<unknown>>,
): Promise<Result<readonly JsonObject[]>> {
  const answer = await counted(control, call);
  if (!answer.ok) return answer;
  const list = objectsFromWire(answer.value);
  return list === null ? unexpected("no list") : success(list);
}

async function checks(
  devOps: AzureDevOps,
  project: ProjectRef,
  control: UsageControl,
): Promise<Result<readonly JsonObject[]>> {
  const path = `${encodeURIComponent(project.id)}/_apis/pipelines/checks/configurations?$expand=settings&api-version=7.1-preview.1`;
  const answer = await counted(control, () => getPlain(devOps, path, { signal: control.signal }));
  if (!answer.ok) return answer;
  const json = jsonOf(answer.value, "azure-devops");
  if (!json.ok) return json;
  const list = objectsFromWire(json.value);
  return list === null ? unexpected("no list of checks") : success(list);
}

async function branches(
  devOps: AzureDevOps,
  project: ProjectRef,
  runIds: readonly string[],
  control: UsageControl,
): ReturnType<PipelineUsage["branches"]> {
  const ids = runIds.map(Number).filter((id) => Number.isSafeInteger(id) && id > 0);
  const found = new Map<string, string>();
  for (let from = 0; from < ids.length; from += runsPerRequest) {
    const part = ids.slice(from, from + runsPerRequest);
    const answer = await counted(control, () =>
      callClient(devOps, "build", control.signal, (client) =>
        client.getBuilds(
          project.id,
          ...([undefined, undefined, undefined, undefined, undefined, undefined] as const),
          ...([undefined, undefined, undefined, undefined, undefined] as const),
          part.length,
          ...([undefined, undefined] as const),
          QueryDeletedOption.IncludeDeleted,
          ...([undefined, undefined] as const),
          part,
        ),
      ),
    );
    if (!answer.ok) return answer;
    const list = objectsFromWire(answer.value);
    if (list === null) return unexpected("no list of runs");
    for (const run of list.map(runBranchFromWire)) if (run !== null) found.set(...run);
  }
  return success(found);
}

type Compiled = { readonly project: ProjectRef; readonly pipelineId: string; readonly ref: string | null };

async function preview(
  devOps: AzureDevOps,
  { project, pipelineId, ref }: Compiled,
  control: UsageControl,
): Promise<Result<unknown>> {
  const from = ref === null ? {} : { resources: { repositories: { self: { refName: ref } } } };
  const answer = await counted(control, () =>
    callClient(devOps, "pipelines", control.signal, (client) =>
      // The declared type asks for everything a run could be given; a preview needs none of it.
      client.preview(
        { previewRun: true, ...from } as unknown as Parameters<typeof client.preview>[0],
        project.id,
        Number(pipelineId),
      ),
    ),
  );
  return answer.ok ? documentFromWire(answer.value, control.turn) : answer;
}
