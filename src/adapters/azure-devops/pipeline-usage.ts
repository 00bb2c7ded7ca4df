import pLimit from "p-limit";

import { failed, success, type Result } from "../../domain/failure";
import type { ProjectRef } from "../../domain/service-connection";
import { extractClassicBuild, extractRelease } from "../../domain/wif/extract-classic";
import { unread, type ExtractContext } from "../../domain/wif/extract-context";
import type { Matrix } from "../../domain/wif/matrix/matrix";
import {
  textOf,
  type DefinitionRef,
  type JsonObject,
  type ReadDefinition,
} from "../../domain/wif/pipeline-definition";
import { parallelCalls, planUsage } from "../../domain/wif/usage-plan";
import type { AzureDevOps } from "./official-client";
import {
  classicBuilds,
  history,
  permissions,
  releaseDefinition,
  releases,
  taskGroups,
  unreadOf,
  variableGroups,
  yamlPipelines,
  type Caller,
} from "./pipeline-usage-lists";
import {
  idOf,
  mayUse,
  usageOf,
  withoutScripts,
  type Found,
  type Hints,
  type Prepared,
  type ProjectLists,
} from "./pipeline-usage-findings";
import type {
  ConnectionUsage,
  PipelineUsage,
  PreparedUsage,
  SoughtConnection,
  UsageOptions,
} from "./pipeline-usage-port";
import { readPreview } from "./pipeline-usage-preview";
import { objectOf } from "./wire-fields";

/** Distilled definitions by project, kind, id and revision, for the life of the page. */
type Memory = Map<string, ReadDefinition>;

/** The port over REST: at most four calls at a time, nothing written (W19). */
export function createPipelineUsage(devOps: AzureDevOps, matrix: Matrix): PipelineUsage {
  const memory: Memory = new Map();
  return {
    prepare: async (connections, options): Promise<Result<PreparedUsage>> => {
      const projects = projectsOf(connections);
      const meter = meterFor(2 * hintCount(connections) + 5 * projects.length, options);
      const caller = callerFor(devOps, options, meter);
      const [lists, hints] = await Promise.all([
        Promise.all(projects.map((project) => listsOf(caller, project))),
        Promise.all(connections.flatMap((connection) => hintsOf(caller, connection))),
      ]);
      if (options.signal?.aborted === true) return failed({ code: "cancelled" });
      const prepared = choosePreviews({ connections, lists, hints }, options.previewCap);
      const plan = planFor(prepared, memory);
      return success({
        plan,
        read: (readOptions) => readAll({ devOps, matrix, memory, prepared, readOptions, plan }),
      });
    },
  };
}

const projectsOf = (connections: readonly SoughtConnection[]): readonly ProjectRef[] => {
  const projects = connections.flatMap((connection) => connection.seenIn.map(({ project }) => project));
  return [...new Map(projects.map((project) => [project.id, project])).values()];
};

const hintCount = (connections: readonly SoughtConnection[]): number =>
  connections.reduce((count, connection) => count + connection.seenIn.length, 0);

type Meter = { readonly made: () => void };

function meterFor(of: number, { onProgress }: UsageOptions, already = 0): Meter {
  let calls = already;
  return {
    made() {
      calls += 1;
      onProgress?.({ calls, of: Math.max(of, calls) });
    },
  };
}

function callerFor(devOps: AzureDevOps, { signal }: UsageOptions, meter: Meter): Caller {
  const limit = pLimit(parallelCalls);
  return {
    devOps,
    signal,
    call: (work) =>
      limit(async () => {
        if (signal?.aborted === true) return failed({ code: "cancelled" });
        const result = await work();
        meter.made();
        return result;
      }),
  };
}

async function listsOf(caller: Caller, project: ProjectRef): Promise<ProjectLists> {
  const [classic, yaml, release, groups, variables] = await Promise.all([
    classicBuilds(caller, project.id),
    yamlPipelines(caller, project.id),
    releases(caller, project.id),
    taskGroups(caller, project.id),
    variableGroups(caller, project.id),
  ]);
  return { project, classic, yaml, releases: release, taskGroups: groups, variableGroups: variables };
}

const hintsOf = (caller: Caller, connection: SoughtConnection): readonly Promise<Hints>[] =>
  connection.seenIn.map(async ({ project }) => {
    const [past, allowed] = await Promise.all([
      history(caller, project.id, connection.id),
      permissions(caller, project.id, connection.id),
    ]);
    return { connection, project, history: past, permissions: allowed };
  });

/** `DefinitionQueueStatus.Disabled`: such a pipeline cannot run (W19). */
const isDisabled = (item: JsonObject): boolean =>
  item["queueStatus"] === 2 || textOf(item["queueStatus"])?.toLowerCase() === "disabled";

/** Previews: every YAML pipeline that A or B name, newest run first, up to the cap (W19). */
function choosePreviews(
  given: Pick<Prepared, "connections" | "lists" | "hints">,
  cap: number | null,
): Prepared {
  const wanted = given.lists.flatMap(({ project, yaml }) => {
    const hints = given.hints.filter((hint) => hint.project.id === project.id);
    return yaml.items
      .filter((item) => !isDisabled(item) && hints.some((hint) => mayUse(hint, idOf(item))))
      .map((item) => ({ project, item, newest: newestRun(hints, idOf(item)) }));
  });
  wanted.sort((a, b) => b.newest - a.newest);
  const most = cap ?? wanted.length;
  return { ...given, previews: wanted.slice(0, most), notChecked: wanted.slice(most) };
}

const newestRun = (hints: readonly Hints[], id: string): number =>
  Math.max(-1, ...hints.map((hint) => (hint.history.ran.has(id) ? (hint.history.ran.get(id) ?? 0) : -1)));

function planFor(prepared: Prepared, memory: Memory) {
  const parts = prepared.lists.map((lists) =>
    planUsage({
      connections: prepared.hints.filter((hint) => hint.project.id === lists.project.id).length,
      yaml: lists.yaml.items.length,
      classic: lists.classic.items.length,
      releases: lists.releases.items.length,
      previews: prepared.previews.filter(({ project }) => project.id === lists.project.id).length,
      previewCap: null,
    }),
  );
  const sum = (of: (part: (typeof parts)[number]) => number) =>
    parts.reduce((total, part) => total + of(part), 0);
  const remembered = prepared.lists.reduce(
    (count, lists) => count + lists.releases.items.filter((item) => isRemembered(memory, lists, item)).length,
    0,
  );
  return {
    perConnection: sum((part) => part.perConnection),
    scan: sum((part) => part.scan) - remembered,
    previews: sum((part) => part.previews),
    total: sum((part) => part.total) - remembered,
    notChecked: prepared.notChecked.length,
  };
}

type Reading = {
  readonly devOps: AzureDevOps;
  readonly matrix: Matrix;
  readonly memory: Memory;
  readonly prepared: Prepared;
  readonly readOptions: UsageOptions;
  readonly plan: { readonly total: number; readonly previews: number };
};

async function readAll(reading: Reading): Promise<readonly ConnectionUsage[]> {
  const { prepared, devOps, readOptions, plan } = reading;
  const open = prepared.lists.reduce(
    (count, lists) =>
      count + lists.releases.items.filter((item) => !isRemembered(reading.memory, lists, item)).length,
    0,
  );
  const meter = meterFor(plan.total, readOptions, Math.max(0, plan.total - plan.previews - open));
  const caller = callerFor(devOps, readOptions, meter);
  const contexts = new Map(prepared.lists.map((lists) => [lists.project.id, contextOf(lists)]));
  const contextIn = (project: ProjectRef): ExtractContext =>
    contexts.get(project.id) ?? { taskGroups: null, variableGroups: null };
  const found = await Promise.all([
    ...prepared.lists.flatMap((lists) => scanned(reading, caller, lists, contextIn(lists.project))),
    ...prepared.previews.map(async ({ project, item }): Promise<Found> => {
      const read = await readPreview(caller, project.id, item, referenceTo("yaml", item), contextIn(project));
      return { project, read: withoutScripts(read) };
    }),
  ]);
  return prepared.connections.map((connection) => usageOf(connection, prepared, reading.matrix, found));
}

/** Groups that could not be read are null, so that macros and task groups stay open instead of being empty. */
const contextOf = (lists: ProjectLists): ExtractContext => ({
  taskGroups: lists.taskGroups.unread.length > 0 ? null : lists.taskGroups.items,
  variableGroups: lists.variableGroups.unread.length > 0 ? null : lists.variableGroups.items,
});

const referenceTo = (kind: DefinitionRef["kind"], item: JsonObject): DefinitionRef => ({
  kind,
  id: idOf(item),
  name: textOf(item["name"]) ?? idOf(item),
  revision: typeof item["revision"] === "number" ? item["revision"] : null,
});

/** A release's revision, and those of the groups its steps may come from: a change of either is read anew. */
const memoryKey = (lists: ProjectLists, item: JsonObject): string => {
  const stamps = [...lists.taskGroups.items, ...lists.variableGroups.items].map(
    (group) => `${idOf(group)}@${textOf(group["revision"]) ?? textOf(group["modifiedOn"]) ?? "?"}`,
  );
  return `${lists.project.id}/${idOf(item)}@${textOf(item["revision"]) ?? "?"} ${stamps.join(" ")}`;
};

const isRemembered = (memory: Memory, lists: ProjectLists, item: JsonObject): boolean =>
  textOf(item["revision"]) !== null && memory.has(memoryKey(lists, item));

/** Classic builds come whole with their list; releases need a call each, saved where the revision is known. */
function scanned(
  { memory }: Reading,
  caller: Caller,
  lists: ProjectLists,
  context: ExtractContext,
): readonly Promise<Found>[] {
  const { project } = lists;
  const classic = lists.classic.items.map((item) =>
    Promise.resolve({ project, read: withoutScripts(extractClassicBuild(item, context)) }),
  );
  const release = lists.releases.items.map(async (item): Promise<Found> => {
    const key = memoryKey(lists, item);
    const known = memory.get(key);
    if (known !== undefined && isRemembered(memory, lists, item)) return { project, read: known };
    const definition = referenceTo("release", item);
    const answer = await releaseDefinition(caller, project.id, Number(definition.id));
    const body = answer.ok ? (objectOf(answer.value) as JsonObject | null) : null;
    if (body === null) {
      const gap = answer.ok
        ? unread("could-not-read", definition.name)
        : unreadOf(answer.failure, definition.name);
      return { project, read: { definition, steps: [], others: [], unread: [gap] } };
    }
    const read = withoutScripts(extractRelease(body, context));
    memory.set(key, read);
    return { project, read };
  });
  return [...classic, ...release];
}
