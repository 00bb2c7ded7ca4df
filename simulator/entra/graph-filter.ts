import type { SimulatedRequest } from "../core/http";
import { badRequest } from "./graph-errors";

/** Entities by `$filter=appId in ('…')` or `appId eq '…'`: 15 values at most, more only as an advanced query. */
export function filterByAppIds<Entity extends { appId: string }>(
  entities: readonly Entity[],
  request: SimulatedRequest,
): Entity[] {
  const filter = request.query.get("$filter");
  if (filter === null) return [...entities];
  const list = /^\s*appId\s+in\s*\((.*)\)\s*$/i.exec(filter)?.[1];
  const single = /^\s*appId\s+eq\s+'([^']*)'\s*$/i.exec(filter)?.[1];
  if (list === undefined && single === undefined)
    throw badRequest(`Unsupported or invalid query filter clause specified: '${filter}'.`);
  const values = single !== undefined ? [single] : (list ?? "").split(",").map((value) => value.trim());
  const advanced =
    request.headers["consistencylevel"] === "eventual" && request.query.get("$count") === "true";
  if (values.length > 15 && !advanced)
    throw badRequest(
      `Too many child clauses specified in search filter expression containing 'OR' operators: ${String(values.length)}. Max allowed: 15.`,
    );
  const wanted = new Set(values.map((value) => value.replace(/^'|'$/g, "").toLowerCase()));
  return entities.filter((entity) => wanted.has(entity.appId.toLowerCase()));
}
