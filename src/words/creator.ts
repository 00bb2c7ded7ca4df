import { isolated } from "./isolated";
import type { ServiceConnection } from "../domain/service-connection";

/** Whether the creator is still active, as far as Azure DevOps says it in the list (A84). */
export function creatorStateText(state: ServiceConnection["creatorState"]): string {
  switch (state) {
    case "active":
      return "active";
    case "gone":
      return "no longer active";
    case null:
      return "not known";
  }
}

/** Who created a connection, and whether they are still active; null where Azure DevOps names nobody. */
export function createdByText({
  createdBy,
  creatorState,
}: Pick<ServiceConnection, "createdBy" | "creatorState">): string | null {
  if (createdBy === null) return null;
  const created = `Created by ${isolated(createdBy.name)}`;
  switch (creatorState) {
    case "active":
      return `${created}, who is still active.`;
    case "gone":
      return `${created}, who is no longer active in the organization.`;
    case null:
      return `${created}. Whether they're still active, Azure DevOps doesn't say.`;
  }
}
