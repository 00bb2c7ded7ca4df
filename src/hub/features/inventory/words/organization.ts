import { countText, numberText } from "../../../../words/common";

export const readingProjectsName = "Reading projects";
export const stopReadingText = "Stop reading";
export const retryAllText = "Retry all";
export const retryText = "Retry";
export const retryName = (project: string): string => `Retry ${project}`;

export const readingProjectsText = (read: number, all: number): string =>
  `Read ${numberText(read)} of ${countText(all, "project", "projects")}. Connections are listed as they come.`;

/** Projects whose connections are missing from the list, by reason. */
export function missingProjectsText(failed: number, stopped: number, all: number): string {
  const of = `of ${countText(all, "project", "projects")}`;
  const parts = [
    ...(failed === 0 ? [] : [`${numberText(failed)} ${of} couldn't be read`]),
    ...(stopped === 0
      ? []
      : [`${numberText(stopped)} ${of} ${stopped === 1 ? "was" : "were"} not read because you stopped`]),
  ];
  return `${parts.join(", and ")}. Their connections are missing below; those of the others are listed.`;
}

export const whichProjectsText = (count: number): string =>
  `Show ${count === 1 ? "it" : `the ${numberText(count)} projects`}`;
export const notReadText = "Not read";
