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
