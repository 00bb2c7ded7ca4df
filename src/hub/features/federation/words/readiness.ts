import type { RefusalCode } from "../../../../domain/federation/conversion-plan";
import type { UnreadCode } from "../../../../domain/federation/pipeline-definition";
import { reviewWords } from "../../../../domain/federation/replacement-words";
import { isChange, type Blocker } from "../../../../domain/federation/federation-readiness";
import { countText } from "../../../../words/common";
import { unreadSentences } from "./federation";
import { refusalText } from "./conversion";
import { isolated } from "../../../../words/isolated";

export const readinessIntro =
  "Reads the pipelines that use the connections with a secret: those that you may see, and of YAML pipelines the default branch and the branches that ran in the last 90 days. What blocks federation is sorted by how many connections one change unblocks.";
export const readinessNothing = "No connection in the list holds a secret.";
export const readinessRights = "The counts assume that you may manage all of them.";

export const readinessCounts = (readiness: {
  readonly holdSecret: number;
  readonly convertibleToday: number;
  readonly afterAcceptance: number;
  readonly notLooked: number;
  readonly refused: number;
}): readonly (readonly [label: string, count: number])[] => [
  ["Hold a secret", readiness.holdSecret],
  ["Could convert today", readiness.convertibleToday],
  ["Needs review", readiness.afterAcceptance],
  ["Blocked or not allowed", readiness.refused],
  ["Not looked at", readiness.notLooked],
];

/** One change that would help, in words. */
export function blockerText({ kind, subject, to, review }: Blocker): string {
  if (review !== null)
    return `${review.user === null ? "" : `${beginning(review.user)}: `}${reviewWords[review.code].replace(/\.$/, "")}`;
  switch (kind) {
    case "task":
      return to === null ? `Replace ${subject}` : `${subject}: move to ${to}`;
    case "platform":
      return refusalText(subject as RefusalCode);
    case "review":
      return `Look at ${subject.replace(/^[a-z-]+: /, "")}`;
    case "unknown":
      return unknownText(subject);
  }
}

/** At the start of a line; a task keeps its name as it is written. */
const beginning = (user: string): string =>
  user.includes("@") ? user : `${user.charAt(0).toUpperCase()}${user.slice(1)}`;

const unknownText = (subject: string): string =>
  subject === "rights-unknown"
    ? "Whether you may change it couldn't be found out"
    : subject in unreadSentences
      ? unreadSentences[subject as UnreadCode]
      : `Find out: ${subject.replace(/^[a-z-]+: /, "")}`;

/** How many connections one change would unblock; what the platform refuses is unblocked by no change. */
export function unblocksText(blocker: Blocker): string {
  const { unblocks, helps } = blocker;
  const concerned = countText(unblocks.length, "connection", "connections");
  if (!isChange(blocker)) return `blocks ${concerned}`;
  return [
    unblocks.length === 0 ? "" : `unblocks ${concerned}`,
    helps.length === 0 ? "" : `helps ${countText(helps.length, "other", "others")}`,
  ]
    .filter((part) => part !== "")
    .join(", ");
}

export const concernedText = ({ unblocks, helps }: Blocker): string =>
  `Show ${countText(unblocks.length + helps.length, "connection", "connections")}`;
export const pipelinesText = (names: readonly string[]): string =>
  `Seen in: ${names.map(isolated).join(", ")}.`;
export const readyTitle = "Ready to convert";
export const openConnectionName = (name: string): string =>
  `Convert ${isolated(name)} to workload identity federation`;
