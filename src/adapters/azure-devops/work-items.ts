import type { Failure } from "../../domain/failure";
import type {
  TellFailure,
  TellResult,
  WorkItem,
  WorkItemContent,
  WorkItems,
} from "../../ports/announcements";
import { jsonOf, type Send } from "../http/http";
import { listOf, objectField, objectOf, textField, type WireObject } from "./wire-fields";

const version = "api-version=7.1";
/** Work items of one read. */
const mostIds = 200;

export type WorkItemPlace = {
  readonly send: Send;
  readonly root: string;
  readonly project: string;
  readonly type: string;
};

function tellFailure(failure: Failure): TellFailure {
  if (failure.code === "network" || failure.code === "timeout" || failure.code === "cancelled")
    return { code: "unreachable" };
  const status = "status" in failure ? failure.status : 0;
  return { code: "refused", status, detail: "detail" in failure ? failure.detail : failure.code };
}

const refused = (detail: string): TellResult<never> => ({
  ok: false,
  failure: { code: "refused", status: 200, detail },
});

/** A work item as it was read, with its state; `type` where the answer names none. */
const itemOf = (value: unknown, type: string): (WorkItem & { readonly state: string }) | null => {
  const wire = objectOf(value);
  const fields = objectField(wire, "fields");
  const id = wire?.["id"];
  if (typeof id !== "number") return null;
  const tags = (textField(fields, "System.Tags") ?? "")
    .split(";")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
  return {
    id,
    title: textField(fields, "System.Title") ?? "",
    tags,
    type: textField(fields, "System.WorkItemType") ?? type,
    state: textField(fields, "System.State") ?? "",
  };
};

/** Work items over REST: found by a tag through WIQL, changed by JSON patch. vso.work_write of the run's identity. */
export function createWorkItems(place: WorkItemPlace): WorkItems {
  const base = `${place.root}${encodeURIComponent(place.project)}/_apis/wit/`;
  const call = async (
    method: string,
    path: string,
    body?: unknown,
  ): Promise<TellResult<WireObject | null>> => {
    const answer = await place.send({
      method,
      url: `${base}${path}${path.includes("?") ? "&" : "?"}${version}`,
      headers: {
        Accept: "application/json",
        "Content-Type": Array.isArray(body) ? "application/json-patch+json" : "application/json",
      },
      // A query changes nothing although it is a POST.
      repeatable: method === "GET" || path === "wiql",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) return { ok: false, failure: tellFailure(answer.failure) };
    const json = jsonOf(answer.value, "azure-devops");
    return json.ok ? { ok: true, value: objectOf(json.value) } : refused("not JSON");
  };
  /** Each type has states of its own, and a person may have changed a work item's type since. */
  const completed = new Map<string, readonly string[]>();
  const completedStates = async (type: string): Promise<TellResult<readonly string[]>> => {
    const known = completed.get(type);
    if (known !== undefined) return { ok: true, value: known };
    const states = await call("GET", `workitemtypes/${encodeURIComponent(type)}/states`);
    if (!states.ok) return states;
    const all = (listOf(states.value) ?? []).map((item) => objectOf(item));
    const inCategory = (category: string): readonly string[] =>
      all
        .filter((state) => textField(state, "category")?.toLowerCase() === category)
        .flatMap((state) => textField(state, "name") ?? []);
    // What is renewed was done: removed is only what a person makes of it.
    const names = [...inCategory("completed"), ...inCategory("removed")];
    completed.set(type, names);
    return { ok: true, value: names };
  };
  return {
    async openWith(tag) {
      const states = await completedStates(place.type);
      if (!states.ok) return states;
      const query = `SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project AND [System.Tags] CONTAINS '${tag.replaceAll("'", "''")}' ORDER BY [System.Id] DESC`;
      const found = await call("POST", "wiql", { query });
      if (!found.ok) return found;
      const ids = (listOf(found.value?.["workItems"]) ?? [])
        .map((item) => objectOf(item)?.["id"])
        .filter((id): id is number => typeof id === "number");
      const open: WorkItem[] = [];
      for (let from = 0; from < ids.length; from += mostIds) {
        const fields = "System.Title,System.Tags,System.State,System.WorkItemType";
        const part = ids.slice(from, from + mostIds).join(",");
        const read = await call("GET", `workitems?ids=${part}&fields=${fields}`);
        if (!read.ok) return read;
        for (const item of listOf(read.value) ?? []) {
          const one = itemOf(item, place.type);
          if (one?.tags.includes(tag) !== true) continue;
          const ended = await completedStates(one.type);
          if (!ended.ok) return ended;
          if (!ended.value.includes(one.state)) open.push(one);
        }
      }
      return { ok: true, value: open.sort((a, b) => b.id - a.id) };
    },
    async create(content) {
      const made = await call("POST", `workitems/$${encodeURIComponent(place.type)}`, patchOf(content));
      if (!made.ok) return made;
      const item = itemOf(made.value, place.type);
      return item === null ? refused("no work item in the answer") : { ok: true, value: item };
    },
    async update(id, content, comment) {
      const changed = await call("PATCH", `workitems/${String(id)}`, [
        ...patchOf({ ...content, areaPath: null, assignTo: null }),
        field("System.History", comment),
      ]);
      return changed.ok ? { ok: true, value: null } : changed;
    },
    async close({ id, type }, comment) {
      const states = await completedStates(type);
      if (!states.ok) return states;
      const [state] = states.value;
      if (state === undefined) return refused("the type has no completed state");
      const changed = await call("PATCH", `workitems/${String(id)}`, [
        field("System.State", state),
        field("System.History", comment),
      ]);
      return changed.ok ? { ok: true, value: null } : changed;
    },
  };
}

const field = (name: string, value: string) => ({ op: "add", path: `/fields/${name}`, value });

const patchOf = ({ title, description, tags, areaPath, assignTo }: WorkItemContent) => [
  field("System.Title", title),
  field("System.Description", description),
  field("System.Tags", tags.join("; ")),
  ...(areaPath === null ? [] : [field("System.AreaPath", areaPath)]),
  ...(assignTo === null ? [] : [field("System.AssignedTo", assignTo)]),
];
