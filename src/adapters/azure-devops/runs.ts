import { BuildRestClient } from "azure-devops-extension-api/Build/BuildClient";
import { failed, success, type Result } from "../../domain/failure";
import type { JsonObject } from "../../domain/federation/pipeline-definition";
import type { Run, RunRecord, RunResult } from "../../domain/run/run";
import type { Runs } from "../../ports/runs";
import type { AzureDevOps } from "./azure-devops";
import { callOfficial, type OfficialClient } from "./official-client";
import {
  field,
  instantField,
  listOf,
  objectField,
  objectOf,
  textField,
  type WireObject,
} from "./wire-fields";

const client: OfficialClient<BuildRestClient> = {
  area: BuildRestClient.RESOURCE_AREA_ID,
  make: (rootPath) => new BuildRestClient({ rootPath }),
};

/** The port over REST, with vso.build alone. */
export function createRuns(devOps: AzureDevOps): Runs {
  const get = (call: (builds: BuildRestClient) => Promise<unknown>): Promise<Result<unknown>> =>
    callOfficial<BuildRestClient, unknown>(devOps, client, { repeatable: true }, call);
  return {
    /** GET {project}/_apis/build/builds/{id}. */
    read: async (project, runId) => {
      const answer = await get((builds) => builds.getBuild(project.id, runId));
      if (!answer.ok) return answer;
      const run = runFromWire(answer.value);
      return run === null ? unexpected("no run") : success(run);
    },
    /** GET {project}/_apis/build/builds/{id}/timeline; 204 or null where there is none (R4). */
    timeline: async (project, runId) => {
      const answer = await get((builds) => builds.getBuildTimeline(project.id, runId));
      if (!answer.ok) return answer;
      if (answer.value === null || answer.value === undefined || answer.value === "") return success(null);
      const records = listOf(field(objectOf(answer.value), "records"));
      return records === null ? unexpected("no timeline") : success(records.flatMap(recordFromWire));
    },
    /** GET {project}/_apis/build/definitions/{id}. */
    definition: async (project, definitionId) => {
      const answer = await get((builds) => builds.getDefinition(project.id, definitionId));
      if (!answer.ok) return answer;
      const definition = objectOf(answer.value) as JsonObject | null;
      return definition === null ? unexpected("no definition") : success(definition);
    },
  };
}

const unexpected = (detail: string): Result<never> =>
  failed({ code: "unexpected-answer", system: "azure-devops", detail });

const numberField = (object: WireObject | null, name: string): number | null => {
  const value = field(object, name);
  return typeof value === "number" && Number.isFinite(value) ? value : null;
};

/** A value of an enumeration as the official client gets it, a number, or as others do, a word (A1). */
const wordOf = (object: WireObject | null, name: string): string => {
  const value = field(object, name);
  return typeof value === "string" || typeof value === "number" ? String(value).toLowerCase() : "";
};

function runFromWire(value: unknown): Run | null {
  const build = objectOf(value);
  const id = numberField(build, "id");
  if (id === null) return null;
  const definition = objectField(build, "definition");
  const definitionId = numberField(definition, "id");
  return {
    id,
    name: textField(build, "buildNumber") ?? String(id),
    definition:
      definitionId === null ? null : { id: definitionId, name: textField(definition, "name") ?? "" },
    completed: ["completed", "2"].includes(wordOf(build, "status")),
    // A text in a table of texts, reported of GitHub alone; where it is absent nothing is said of a fork (R11).
    fromFork: wordOf(objectField(build, "triggerInfo"), "pr.isFork") === "true",
    branch: textField(build, "sourceBranch"),
  };
}

const results: Readonly<Record<string, RunResult>> = {
  "0": "succeeded",
  succeeded: "succeeded",
  "1": "succeeded-with-issues",
  succeededwithissues: "succeeded-with-issues",
  "2": "failed",
  failed: "failed",
  "3": "canceled",
  canceled: "canceled",
  "4": "skipped",
  skipped: "skipped",
  "5": "abandoned",
  abandoned: "abandoned",
};

function recordFromWire(value: unknown): readonly RunRecord[] {
  const record = objectOf(value);
  const id = textField(record, "id");
  if (id === null) return [];
  const errors = (listOf(field(record, "issues")) ?? [])
    .map(objectOf)
    .filter((issue) => ["error", "1"].includes(wordOf(issue, "type")))
    .map((issue) => textField(issue, "message") ?? "");
  return [
    {
      id,
      parentId: textField(record, "parentId"),
      identifier: textField(record, "identifier"),
      type: textField(record, "type") ?? "",
      name: textField(record, "name") ?? "",
      attempt: numberField(record, "attempt") ?? 1,
      result: results[wordOf(record, "result")] ?? null,
      startedAt: instantField(record, "startTime"),
      finishedAt: instantField(record, "finishTime"),
      errors,
      errorCount: Math.max(errors.length, numberField(record, "errorCount") ?? 0),
    },
  ];
}
