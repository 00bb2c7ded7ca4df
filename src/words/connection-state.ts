import type { StateFilter } from "../domain/view-query";

/** What a state of Azure DevOps is called. */
export function stateFilterText(state: StateFilter): string {
  switch (state) {
    case "ready":
      return "Ready";
    case "in-progress":
      return "Being saved";
    case "failed":
      return "Failed to save";
    case "disabled":
      return "Disabled";
  }
}
