import type { AfterConversion } from "../../../../domain/federation/after-conversion";
import type { PastUse } from "../../../../ports/service-connections";
import { countText } from "../../../../words/common";
import { isolated } from "../../../../words/isolated";

/** What became of a connection's pipelines since its conversion; said while there is a way back. */
export const convertedText = (name: string, date: string): string =>
  `${isolated(name)} signs in without a secret since ${date}.`;

export function sinceText({ runs, failing }: AfterConversion<PastUse>): string {
  if (runs === 0) return "No pipeline has run with it since. Run one to be sure.";
  if (failing.length === 0)
    return `${countText(runs, "run", "runs")} with it since; no pipeline's newest run failed.`;
  const pipelines = countText(failing.length, "pipeline", "pipelines");
  return `Since then the newest run of ${pipelines} with it failed:`;
}

export const otherReasonsText =
  "A run can fail for other reasons: look at it first. If it fails at signing in, revert.";
export const notWatchedText = "The runs since then couldn't be read.";
export const olderRunsText = "Older runs since then couldn't be read.";
export const revertByText = (date: string, days: string): string => `You can revert until ${date} (${days}).`;
export const revertName = (name: string): string => `Revert ${isolated(name)}`;
export const showConversionText = "Show";
export const showConversionName = (name: string): string => `Show the conversion of ${isolated(name)}`;
