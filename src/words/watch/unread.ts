import type { Unread } from "../../domain/export/table";
import { countText, numberText } from "../common";
import { runFailure } from "./failure";
import { roleText } from "./judgement";
import type { Failure } from "../../domain/failure";

/** What a run could not read, why, and what to do. */
export function unreadPartText(part: Unread): string {
  switch (part.kind) {
    case "project":
      return `Project ${part.project.name}. ${told(part.failure)}`;
    case "projects":
      return `The list of projects. ${told(part.failure)}`;
    case "graph":
      return `Microsoft Graph${part.connections === part.of ? "" : ` for ${numberText(part.connections)} of ${countText(part.of, "connection", "connections")}`}, so some dates are estimates or unknown. ${part.failure === null ? "Connections of other clouds, and app registrations this identity may not read, aren't looked up." : told(part.failure)}`;
    case "records":
      return `Typed dates, snoozes and earlier verifications${part.unreadable > 0 ? ` (${numberText(part.unreadable)} couldn't be understood)` : ""}.${part.failure === null ? "" : ` ${told(part.failure)}`}`;
    case "settings":
      return `The hub's settings. ${told(part.failure)}`;
    case "details":
      return `The details of ${countText(part.connections, "connection", "connections")}. ${roleText}`;
    case "still-loading":
      return "The run ended while answers were still coming in.";
  }
}

function told(failure: Failure): string {
  const { happened, next } = runFailure(failure);
  return `${happened} ${next}`;
}
