import type { MajorRow, FederationData, TaskRow } from "./data/federation-data";
import type { TaskReference } from "./pipeline-definition";

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isGuid = (text: string): boolean => guid.test(text.trim());

/** Version text of a step: `2`, `2.*`, `2.239.6`; anything after the major other than `*` pins it (W5). */
function versionOf(text: string): { readonly major: number | null; readonly pinned: string | null } {
  const match = /^\s*(\d+)(?:\.(\d+|\*))?(?:\.(\d+|\*))?\s*$/.exec(text);
  if (match === null) return { major: null, pinned: null };
  const [, major = "", minor, patch] = match;
  if (minor === undefined || minor === "*") return { major: Number(major), pinned: null };
  return { major: Number(major), pinned: `${minor}.${patch === undefined || patch === "*" ? "*" : patch}` };
}

/** Reads `Name@2`, `guid@2.1.3` or `publisher.extension.contribution.Name@4` as YAML writes them. */
export function parseTaskReference(written: string): TaskReference {
  const at = written.lastIndexOf("@");
  const subject = (at < 0 ? written : written.slice(0, at)).trim();
  const version = at < 0 ? { major: null, pinned: null } : versionOf(written.slice(at + 1));
  return isGuid(subject)
    ? { id: subject.toLowerCase(), name: null, ...version, written }
    : { id: null, name: subject, ...version, written };
}

/** Reads the id and version of classic builds (`task.versionSpec`) and releases (`version`). */
export function classicTaskReference(id: string, version: string, name: string | null): TaskReference {
  const written = `${name ?? id}@${version}`;
  return { id: id.toLowerCase(), name, ...versionOf(version), written };
}

/** Compares `1.2.3` texts number by number; a missing or `*` part counts as the newest there is. */
export function isOlder(version: string, than: string): boolean {
  const parts = (text: string) => text.split(".").map((part) => (part === "*" ? Infinity : Number(part)));
  const [left, right] = [parts(version), parts(than)];
  for (let index = 0; index < 3; index += 1) {
    const [a, b] = [left[index] ?? Infinity, right[index] ?? 0];
    if (a !== b) return a < b;
  }
  return false;
}

const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** Whether `publisher.extension` of a reference is the one the row was read from. */
function fitsExtension(row: TaskRow, extension: string): boolean {
  if (row.extension === null) return false;
  return row.extension.endsWith(".*")
    ? extension.toLowerCase().startsWith(row.extension.slice(0, -1).toLowerCase())
    : same(row.extension, extension);
}

function fits(row: TaskRow, task: TaskReference): boolean {
  if (task.id !== null) {
    if (row.id !== null) return row.id === task.id;
    return task.name !== null && same(row.name, task.name);
  }
  const name = task.name ?? "";
  if (same(row.name, name)) return true;
  const parts = name.split(".");
  if (parts.length < 4) return false;
  const extension = parts.slice(0, 2).join(".");
  return fitsExtension(row, extension) && same(row.name, parts[parts.length - 1] ?? "");
}

export type Lookup =
  | { readonly found: "row"; readonly task: TaskRow; readonly row: MajorRow }
  | { readonly found: "task-only"; readonly task: TaskRow }
  | { readonly found: "nothing" };

/**
 * Finds the row of a task reference. Several tasks may share a GUID and differ by major (W42), so a row is
 * looked for in all of them before the major is called unlisted.
 */
export function lookUpTask(data: FederationData, task: TaskReference): Lookup {
  const tasks = data.tasks.filter((row) => fits(row, task));
  for (const candidate of tasks) {
    const row = candidate.majors.find((major) => major.major === null || major.major === task.major);
    if (row !== undefined) return { found: "row", task: candidate, row };
  }
  const [first] = tasks;
  return first === undefined ? { found: "nothing" } : { found: "task-only", task: first };
}

/** Command line, Bash and PowerShell: they take no connection, and their scripts may hold anything. */
const scriptTasks = new Set([
  "cmdline",
  "bash",
  "powershell",
  "d9bafed4-0b18-4f58-968d-86655b4d2ce9",
  "6c731c3c-3c68-459a-a5c9-bde6e6595b5b",
  "e213ff0f-5d5c-4791-802d-52ea3e7be1f1",
]);

/** True for tasks of which nothing is kept: no connection can be in them, but secrets can. */
export const isScriptTask = (task: TaskReference): boolean =>
  scriptTasks.has(task.id ?? (task.name ?? "").toLowerCase());
