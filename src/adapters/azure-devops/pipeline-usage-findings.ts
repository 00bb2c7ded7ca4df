import type { ProjectRef } from "../../domain/service-connection";
import { judgeOther, judgeStep, type ConnectionIdentity } from "../../domain/wif/evaluate";
import { keyVaultGroups, unread } from "../../domain/wif/extract-context";
import type { Matrix } from "../../domain/wif/matrix/matrix";
import {
  textOf,
  type JsonObject,
  type ReadDefinition,
  type Unread,
} from "../../domain/wif/pipeline-definition";
import type { History, Listed, Permissions } from "./pipeline-usage-lists";
import type { ConnectionUsage, SoughtConnection } from "./pipeline-usage-port";

/** Lists of one project. */
export type ProjectLists = {
  readonly project: ProjectRef;
  readonly classic: Listed;
  readonly yaml: Listed;
  readonly releases: Listed;
  readonly taskGroups: Listed;
  readonly variableGroups: Listed;
};

/** What A and B say of one connection in one project. */
export type Hints = {
  readonly connection: SoughtConnection;
  readonly project: ProjectRef;
  readonly history: History;
  readonly permissions: Permissions;
};

/** Everything read before releases and previews. */
export type Prepared = {
  readonly connections: readonly SoughtConnection[];
  readonly lists: readonly ProjectLists[];
  readonly hints: readonly Hints[];
  /** YAML pipelines to preview, newest run first. */
  readonly previews: readonly { readonly project: ProjectRef; readonly item: JsonObject }[];
  readonly notChecked: readonly { readonly project: ProjectRef; readonly item: JsonObject }[];
};

/** A definition as read in one project. */
export type Found = { readonly project: ProjectRef; readonly read: ReadDefinition };

/** Id of a definition; empty where it has none. */
export const idOf = (item: JsonObject): string => textOf(item["id"]) ?? "";

/** Whether A or B name the pipeline for the connection, or all pipelines of the project may use it. */
export const mayUse = (hint: Hints, id: string): boolean =>
  hint.permissions.all || hint.history.ran.has(id) || hint.permissions.ids.includes(id);

/** Tasks that take no connection and whose scripts may hold secrets: nothing of them is kept. */
const scriptTasks = new Set([
  "cmdline",
  "bash",
  "powershell",
  "d9bafed4-0b18-4f58-968d-86655b4d2ce9",
  "6c731c3c-3c68-459a-a5c9-bde6e6595b5b",
  "e213ff0f-5d5c-4791-802d-52ea3e7be1f1",
]);

/** The definition without steps that can only be scripts. */
export const withoutScripts = (read: ReadDefinition): ReadDefinition => ({
  ...read,
  steps: read.steps.filter((step) => !scriptTasks.has(step.task.id ?? (step.task.name ?? "").toLowerCase())),
});

/** What is known of one connection: definitions reduced to its own steps, and every gap that concerns it. */
export function usageOf(
  connection: SoughtConnection,
  prepared: Prepared,
  matrix: Matrix,
  found: readonly Found[],
): ConnectionUsage {
  const seen = new Map(connection.seenIn.map(({ project, name }) => [project.id, name]));
  const hints = prepared.hints.filter((hint) => hint.connection === connection);
  const concerns = (project: ProjectRef, id: string): boolean =>
    hints.some((hint) => hint.project.id === project.id && mayUse(hint, id));
  const definitions = found
    .filter(({ project }) => seen.has(project.id))
    .map(({ project, read }) =>
      own(read, identityIn(connection, seen.get(project.id)), matrix, project, concerns),
    )
    .filter((read) => read.steps.length + read.others.length + read.unread.length > 0);
  const lists = prepared.lists.filter(({ project }) => seen.has(project.id));
  const left = prepared.notChecked.filter(({ project, item }) => concerns(project, idOf(item)));
  return {
    connectionId: connection.id,
    definitions,
    others: lists.flatMap(({ variableGroups: groups }) => keyVaultGroups(groups.items)),
    unread: [
      ...lists.flatMap(gapsOf),
      ...hints.flatMap((hint) => [...hint.history.unread, ...hint.permissions.unread]),
      ...left.map(({ item }) => unread("preview-cap", textOf(item["name"]) ?? idOf(item))),
    ],
  };
}

const gapsOf = (lists: ProjectLists): readonly Unread[] =>
  [lists.classic, lists.yaml, lists.releases, lists.taskGroups, lists.variableGroups].flatMap((list) =>
    list.unread.map((gap) => ({ ...gap, what: `${gap.what} of ${lists.project.name}` })),
  );

const identityIn = (connection: SoughtConnection, name: string | undefined): ConnectionIdentity => ({
  id: connection.id,
  type: connection.type,
  names: name === undefined ? [] : [name],
});

/**
 * The part of a definition that concerns one connection. A YAML pipeline that uses it was read on its default branch
 * only, which is said; gaps of pipelines that may not use it are not its own.
 */
function own(
  read: ReadDefinition,
  identity: ConnectionIdentity,
  matrix: Matrix,
  project: ProjectRef,
  concerns: (project: ProjectRef, id: string) => boolean,
): ReadDefinition {
  const steps = read.steps.filter((step) => judgeStep(step, identity, matrix) !== null);
  const others = read.others.filter((other) => judgeOther(other, identity, matrix) !== null);
  if (read.definition.kind !== "yaml") return { ...read, steps, others };
  const isIts = concerns(project, read.definition.id);
  const branch =
    steps.length + others.length > 0 ? [unread("default-branch-only", read.definition.name)] : [];
  return { ...read, steps, others, unread: isIts ? [...read.unread, ...branch] : branch };
}
