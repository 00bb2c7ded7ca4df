import type { Failure, Result } from "../../domain/failure";
import type { Instant } from "../../domain/instant";
import { unread } from "../../domain/wif/extract-context";
import { textOf, type JsonObject, type Unread, type UnreadCode } from "../../domain/wif/pipeline-definition";
import { jsonOf } from "../http/http";
import { getPlain, type AzureDevOps } from "./official-client";
import { callClient } from "./pipeline-usage-clients";
import { field, instantField, listOf, objectField, objectOf, textField } from "./wire-fields";

/** Everything a call of this adapter needs; `call` bounds how many run and counts them. */
export type Caller = {
  readonly devOps: AzureDevOps;
  readonly signal: AbortSignal | undefined;
  readonly call: <T>(work: () => Promise<Result<T>>) => Promise<Result<T>>;
};

export type Listed = { readonly items: readonly JsonObject[]; readonly unread: readonly Unread[] };

/** Pages read at most from one list. */
const mostPages = 50;

/** Why something could not be read, as what counts against yes. */
export function unreadOf(failure: Failure, what: string): Unread {
  const detail = "detail" in failure ? failure.detail : null;
  return unread(unreadCode(failure), what, detail);
}

function unreadCode(failure: Failure): UnreadCode {
  switch (failure.code) {
    case "not-permitted":
    case "organization-administrator-needed":
    case "sign-in-required":
      return "no-right";
    case "not-found":
      return "not-found";
    case "cancelled":
      return "cancelled";
    default:
      return "could-not-read";
  }
}

const objects = (items: readonly unknown[]): readonly JsonObject[] =>
  items.map(objectOf).filter((item): item is JsonObject => item !== null);

type Page = (token: string | undefined) => Promise<Result<unknown>>;

/** All pages of a list. A full page whose successor cannot be asked for is said, never taken for the end (Q12). */
async function pages(caller: Caller, what: string, size: number, page: Page): Promise<Listed> {
  const items: JsonObject[] = [];
  let token: string | undefined;
  for (let count = 0; count < mostPages; count += 1) {
    const answer = await caller.call(() => page(token));
    if (!answer.ok) return { items, unread: [unreadOf(answer.failure, what)] };
    const list = listOf(answer.value);
    if (list === null) return { items, unread: [unread("could-not-read", what, "no list")] };
    items.push(...objects(list));
    const next = (answer.value as { readonly continuationToken?: string | null }).continuationToken;
    if (next === undefined || next === null || next === "") {
      const full = list.length >= size;
      return { items, unread: full ? [unread("could-not-read", what, "more may exist")] : [] };
    }
    token = next;
  }
  return { items, unread: [unread("could-not-read", what, "more exist")] };
}

/** GET {project}/_apis/build/definitions?processType=1&includeAllProperties=true. vso.build (W17 C). */
export const classicBuilds = (caller: Caller, project: string): Promise<Listed> =>
  pages(caller, "classic build pipelines", 100, (token) => builds(caller, project, 1, 100, token));

/** The same with processType=2: name, revision, variables, no tasks (W17 D). */
export const yamlPipelines = (caller: Caller, project: string): Promise<Listed> =>
  pages(caller, "YAML pipelines", 1000, (token) => builds(caller, project, 2, 1000, token));

const builds = (
  { devOps, signal }: Caller,
  project: string,
  processType: number,
  top: number,
  token: string | undefined,
): Promise<Result<unknown>> =>
  callClient(devOps, "build", signal, (client) =>
    client.getDefinitions(
      project,
      ...([undefined, undefined, undefined, undefined] as const),
      top,
      token,
      ...([undefined, undefined, undefined, undefined, undefined] as const),
      true,
      false,
      undefined,
      processType,
    ),
  );

/** GET vsrm {project}/_apis/release/definitions?$top=100: ids and revisions only (W17 F). vso.release. */
export const releases = (caller: Caller, project: string): Promise<Listed> =>
  pages(caller, "release pipelines", 100, (token) =>
    callClient(caller.devOps, "release", caller.signal, (client) =>
      client.getReleaseDefinitions(project, undefined, undefined, undefined, undefined, 100, token),
    ),
  );

/** One release definition with its phases (W17 F). */
export const releaseDefinition = (caller: Caller, project: string, id: number): Promise<Result<unknown>> =>
  caller.call(() =>
    callClient(caller.devOps, "release", caller.signal, (client) => client.getReleaseDefinition(project, id)),
  );

const whole = async (caller: Caller, what: string, call: () => Promise<Result<unknown>>): Promise<Listed> => {
  const answer = await caller.call(call);
  if (!answer.ok) return { items: [], unread: [unreadOf(answer.failure, what)] };
  const list = listOf(answer.value);
  return list === null
    ? { items: [], unread: [unread("could-not-read", what, "no list")] }
    : { items: objects(list), unread: [] };
};

/** GET {project}/_apis/distributedtask/taskgroups. vso.taskgroups_read (W17 G). */
export const taskGroups = (caller: Caller, project: string): Promise<Listed> =>
  whole(caller, "task groups", () =>
    callClient(caller.devOps, "tasks", caller.signal, (client) => client.getTaskGroups(project)),
  );

/** GET {project}/_apis/distributedtask/variablegroups. vso.variablegroups_read (W17 I). */
export const variableGroups = (caller: Caller, project: string): Promise<Listed> =>
  whole(caller, "variable groups", () =>
    callClient(caller.devOps, "tasks", caller.signal, (client) => client.getVariableGroups(project)),
  );

/** Builds that used the connection, by definition id, with their newest run (W17 A). */
export type History = {
  readonly ran: ReadonlyMap<string, Instant | null>;
  readonly unread: readonly Unread[];
};

const historyTop = 100;

/** GET {project}/_apis/serviceendpoint/{id}/executionhistory?top=100. vso.serviceendpoint (W17 A). One call. */
export async function history(caller: Caller, project: string, connectionId: string): Promise<History> {
  const what = "execution history";
  const answer = await caller.call(() =>
    callClient(caller.devOps, "endpoints", caller.signal, (client) =>
      client.getServiceEndpointExecutionRecords(project, connectionId, historyTop),
    ),
  );
  if (!answer.ok) return { ran: new Map(), unread: [unreadOf(answer.failure, what)] };
  const list = listOf(answer.value);
  if (list === null) return { ran: new Map(), unread: [unread("could-not-read", what, "no list")] };
  const ran = new Map<string, Instant | null>();
  for (const item of list) {
    const data = objectField(objectOf(item), "data");
    const id = field(objectField(data, "definition"), "id");
    if (typeof id !== "number" && typeof id !== "string") continue;
    if ((textField(data, "planType") ?? "").toLowerCase() === "release") continue;
    const at = instantField(data, "finishTime");
    const known = ran.get(String(id)) ?? null;
    ran.set(String(id), at !== null && (known === null || at > known) ? at : known);
  }
  return { ran, unread: list.length >= historyTop ? [unread("history-incomplete", what)] : [] };
}

/** Pipelines that may use the connection: permission, not use (W17 B). */
export type Permissions = {
  readonly all: boolean;
  readonly ids: readonly string[];
  readonly unread: readonly Unread[];
};

/** GET {project}/_apis/pipelines/pipelinepermissions/endpoint/{id}. vso.build (W17 B). No official client covers it. */
export async function permissions(
  caller: Caller,
  project: string,
  connectionId: string,
): Promise<Permissions> {
  const what = "pipeline permissions";
  const path = `${encodeURIComponent(project)}/_apis/pipelines/pipelinepermissions/endpoint/${encodeURIComponent(connectionId)}?api-version=7.1-preview.1`;
  const answer = await caller.call(async () => {
    const got = await getPlain(caller.devOps, path, { signal: caller.signal });
    return got.ok ? jsonOf(got.value, "azure-devops") : got;
  });
  if (!answer.ok) return { all: false, ids: [], unread: [unreadOf(answer.failure, what)] };
  const body = objectOf(answer.value);
  if (body === null) return { all: false, ids: [], unread: [unread("could-not-read", what)] };
  const list = listOf(field(body, "pipelines")) ?? [];
  const ids = objects(list).flatMap((pipeline) => textOf(pipeline["id"]) ?? []);
  return { all: field(objectField(body, "allPipelines"), "authorized") === true, ids, unread: [] };
}
