import type { Reason, WatchBand, WatchResult } from "../../domain/watch/judgement";
import { plainText } from "../../domain/watch/plain";
import { countText, namesText } from "../common";

/** The result in a few words. */
export function resultText(result: WatchResult): string {
  switch (result) {
    case "failed":
      return "Failed";
    case "succeeded-with-issues":
      return "Succeeded with issues";
    case "succeeded":
      return "Succeeded";
  }
}

/** What a band is called in a report. */
export function bandText(band: WatchBand): string {
  switch (band) {
    case "expired":
      return "Expired";
    case "within-fail":
      return "Urgent";
    case "within-warn":
      return "Soon";
    case "later":
      return "Later";
    case "unknown":
      return "Unknown";
    case "not-visible":
      return "Not visible";
    case "no-secret":
      return "No secret";
  }
}

const connections = (count: number): string => countText(count, "service connection", "service connections");

const named = (names: readonly string[]): string => namesText(names, (name) => plainText(name, 60));

/** The role to give, and where: an identity that may not see gets an empty list instead of a refusal (E17). */
export const roleText =
  "Give the identity of the run the role User: Project settings > Service connections > the three dots > Security.";

/** Why a run did not simply succeed. */
export function reasonText(reason: Reason): string {
  switch (reason.code) {
    case "expired":
      return reason.count === 1
        ? "1 service connection has expired."
        : `${connections(reason.count)} have expired.`;
    case "within-fail":
    case "within-warn":
      return `${connections(reason.count)} ${reason.count === 1 ? "expires" : "expire"} within ${countText(reason.days, "day", "days")}.`;
    case "nothing-read":
      return "Nothing could be read: no list of service connections came back.";
    case "no-project-in-sight":
      return "This identity sees no project. Add it to the projects to watch as a member.";
    case "project-not-found":
      return `This identity sees no project named ${named(reason.names)}. Check the name, or add the identity to the project.`;
    case "empty-list":
      return reason.projects.length === 1
        ? `The list of project ${named(reason.projects.map(({ name }) => name))} is empty. That isn't "none": this identity may not see them. ${roleText}`
        : `The lists of ${countText(reason.projects.length, "project", "projects")} are empty (${named(reason.projects.map(({ name }) => name))}). That isn't "none": this identity may not see them. ${roleText}`;
    case "unread":
      return `${countText(reason.parts.length, "part", "parts")} of what was asked for couldn't be read.${
        reason.parts.some(({ kind }) => kind === "details") ? ` ${roleText}` : ""
      }`;
    case "renewal-failed":
      return `${countText(reason.count, "renewal", "renewals")} didn't succeed.`;
    case "proof-void":
      return `${countText(reason.count, "renewal was", "renewals were")} not done, because the test accepted a wrong secret too.`;
    case "vault-refused":
      return `The key vault refused ${countText(reason.count, "value", "values")}. The connections are renewed; the vault holds the old value, which stays valid until its date.`;
    case "vault-value-unknown":
      return `The key vault got no value for ${countText(reason.count, "renewal", "renewals")}: an interrupted run created it, and nobody knows it anymore. The connections are renewed; the vault holds the old value, which stays valid until its date.`;
    case "renewal-unread":
      return `${countText(reason.count, "listed connection was", "listed connections were")} not renewed, because what earlier runs left behind couldn't be read, or nothing could be recorded.`;
    case "not-told":
      return `${countText(reason.count, "notification was", "notifications were")} refused.`;
    case "cancelled":
      return "The run was cancelled. What it didn't read, renew or report is left to the next run.";
  }
}
