import type { Failure } from "../../domain/failure";
import { unread } from "../../domain/federation/extract-context";
import type { Unread, UnreadCode } from "../../domain/federation/pipeline-definition";

/** What a failed call leaves unknown: never "nothing there", always with its reason. */
export function unreadOf(what: string, failure: Failure): Unread {
  const detail = "detail" in failure && failure.detail !== "" ? failure.detail : null;
  return unread(codeOf(failure), what, detail);
}

function codeOf(failure: Failure): UnreadCode {
  switch (failure.code) {
    case "not-permitted":
    case "organization-administrator-needed":
    case "extension-not-authorized":
    case "sign-in-required":
      return "no-right";
    case "not-found":
      return "not-found";
    case "refused":
      return "not-compiled";
    case "cancelled":
      return "cancelled";
    default:
      return "could-not-read";
  }
}
