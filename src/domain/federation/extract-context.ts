import { nearest, noVariables, variablesFrom, type Variables } from "./expressions";
import {
  isObject,
  objectsIn,
  textOf,
  type JsonObject,
  type OtherUse,
  type Unread,
} from "./pipeline-definition";

/** What a project's definitions refer to beyond themselves. */
export type ExtractContext = {
  /** Answer of `distributedtask/taskgroups`; null where it could not be read. */
  readonly taskGroups: readonly JsonObject[] | null;
  /** Answer of `distributedtask/variablegroups`; null where it could not be read. */
  readonly variableGroups: readonly JsonObject[] | null;
};

/** Values of a definition's `variables`: `{ name: { value, isSecret } }`. Secrets have no value here. */
export function definitionVariables(variables: unknown, except: readonly string[] = []): Variables {
  if (!isObject(variables)) return noVariables;
  const hidden = new Set(except.map((name) => name.toLowerCase()));
  const table: Record<string, string> = {};
  for (const [name, entry] of Object.entries(variables)) {
    const value = isObject(entry) ? textOf(entry["value"]) : textOf(entry);
    const secret = isObject(entry) && entry["isSecret"] === true;
    if (value !== null && !secret && !hidden.has(name.toLowerCase())) table[name] = value;
  }
  return variablesFrom(table);
}

/** Values of the variable groups linked by id or name, as far as they hold values themselves. */
export function groupVariables(context: ExtractContext, linked: unknown): Variables {
  const wanted = new Set(
    (Array.isArray(linked) ? linked : [])
      .map((group: unknown) =>
        isObject(group) ? (textOf(group["id"]) ?? textOf(group["name"])) : textOf(group),
      )
      .filter((key) => key !== null)
      .map((key) => key.toLowerCase()),
  );
  if (wanted.size === 0) return noVariables;
  const groups = (context.variableGroups ?? []).filter((group) =>
    [group["id"], group["name"]].some((key) => wanted.has((textOf(key) ?? "").toLowerCase())),
  );
  return nearest(...groups.map((group) => definitionVariables(group["variables"])));
}

/** Variable groups linked to a key vault, which use their connection without a task (W17 I). */
export function keyVaultGroups(groups: readonly JsonObject[]): readonly OtherUse[] {
  return groups.flatMap((group) => {
    const data = group["providerData"];
    const connection = isObject(data) ? textOf(data["serviceEndpointId"]) : null;
    if (connection === null || connection === "") return [];
    const name = textOf(group["name"]) ?? textOf(group["id"]) ?? "?";
    return [
      { kind: "key-vault-variable-group", definition: null, where: `variable group ${name}`, connection },
    ];
  });
}

export const unread = (code: Unread["code"], what: string, detail: string | null = null): Unread => ({
  code,
  what,
  detail,
});

/** First task group of an id and major; versions of a group are separate entries (W17 G). */
export function findTaskGroup(
  groups: readonly JsonObject[],
  id: string,
  major: number | null,
): JsonObject | null {
  const own = groups.filter((group) => (textOf(group["id"]) ?? "").toLowerCase() === id.toLowerCase());
  const exact = own.find((group) => {
    const version = group["version"];
    return isObject(version) && version["major"] === major;
  });
  if (exact !== undefined) return exact;
  return major === null ? (own[0] ?? null) : (own.find((group) => group["version"] === undefined) ?? null);
}

/** Defaults of a task group's parameters. */
export const groupDefaults = (group: JsonObject): Record<string, string> =>
  Object.fromEntries(
    objectsIn(group["inputs"]).map((input) => [
      textOf(input["name"]) ?? "",
      textOf(input["defaultValue"]) ?? "",
    ]),
  );
