import { instant, isoInstant } from "../../domain/instant";
import { plainText } from "../../domain/watch/plain";
import type { WatchOptions } from "../../domain/watch/options";
import { countText } from "../common";

export const noJobToken =
  "The job has no access token (SYSTEMVSSCONNECTION). Run the task in a pipeline of Azure DevOps.";
export const readingText = "Reading service connections";
export const tellingText = "Sending notifications";
export const doneText = "Done";
export const nothingSoonText = "Everything was read, and nothing expires soon.";
export const notWrittenText =
  "The summary or the artifact couldn't be written. The agent's disk may be full; the result above is complete.";
export const stoppedEarlyText =
  "The run was cancelled before everything was read, so nothing is reported. No connection was changed. Run it again.";
export const memoryUnreadText =
  "The record of earlier notifications couldn't be read or kept, so notifications were sent for everything that's due.";

export const startedText = (name: string, { scope }: Pick<WatchOptions, "scope">): string =>
  `Reading ${scope === "organization" ? "the organization" : "the project"} as ${plainText(name)}.`;
export const renewingText = (name: string): string => `Renewing ${plainText(name)}.`;
export const waitingText = (until: number): string =>
  `Another run holds the lock of a listed connection, or was killed with it. Waiting until ${isoInstant(instant(until)).slice(11, 16)} UTC at the latest.`;
export const acceptedText = (count: number): string =>
  `${countText(count, "message was", "messages were")} accepted. A webhook doesn't say whether a message was delivered.`;
export const annotationText = (name: string, project: string, expiry: string): string =>
  `${plainText(name)} (${plainText(project)}): ${expiry}.`;
export const moreText = (count: number): string =>
  `${countText(count, "more service connection expires", "more service connections expire")} soon or ${count === 1 ? "has" : "have"} expired. The summary and the artifact list them.`;

/** The page of a build; null outside of builds. */
export const runPage = (
  organizationUrl: string,
  project: string | null,
  buildId: string | null,
): string | null =>
  project === null || buildId === null
    ? null
    : `${organizationUrl}${encodeURIComponent(project)}/_build/results?buildId=${encodeURIComponent(buildId)}`;
