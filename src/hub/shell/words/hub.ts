import type { Failure } from "../../../domain/failure";
import type { HostProblem } from "../../../ports/host";
import { failureSentence, type FailureSentence } from "../../../words/failure";

const untouched = "No service connection was read or changed.";

/** Why the page around the hub could not be used. */
export function hostProblemSentence(problem: HostProblem): FailureSentence {
  switch (problem) {
    case "no-host":
      return {
        happened: "This page works only inside Azure DevOps.",
        stillTrue: untouched,
        next: "Open it in Azure DevOps: Project settings > Service connection renewal.",
      };
    case "host-does-not-answer":
      return {
        happened: "Azure DevOps didn't answer when the hub asked for its session.",
        stillTrue: untouched,
        next: "Reload the page. If it happens again, sign in to Azure DevOps in another tab first.",
      };
    case "foreign-host":
      return {
        happened: "This page is framed by a site that isn't Azure DevOps, so the hub didn't start.",
        stillTrue: untouched,
        next: "Open it in Azure DevOps: Project settings > Service connection renewal.",
      };
  }
}

/** Why the hub could not start, in the form of every message. */
export function startSentence(problem: HostProblem | null, failure: Failure): FailureSentence {
  if (problem !== null) return hostProblemSentence(problem);
  if (failure.code === "not-found")
    return {
      happened: "Azure DevOps didn't say which project this page belongs to.",
      stillTrue: untouched,
      next: "Reload the page from Project settings.",
    };
  return failureSentence(failure, "hub");
}
