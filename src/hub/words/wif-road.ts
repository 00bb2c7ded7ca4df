import type { RefusalCode } from "../../domain/wif/conversion-plan";
import type { UnreadCode } from "../../domain/wif/pipeline-definition";
import type { Blocker } from "../../domain/wif/road-out";
import { countText } from "./common";
import { unreadSentences } from "./wif";
import { refusalText } from "./wif-conversion";

export const roadTitle = "The road out of secrets";
export const roadIntro =
  "Looks at everything that uses the connections with a secret, and orders what stands in the way by how many connections one change would free.";
export const roadNothing = "No connection in the list holds a secret.";
export const roadRights = "Counted as for a person who may manage all of them.";

export const roadCounts = (road: {
  readonly holdSecret: number;
  readonly convertibleToday: number;
  readonly afterAcceptance: number;
  readonly notLooked: number;
  readonly refused: number;
}): readonly (readonly [label: string, count: number])[] => [
  ["Hold a secret", road.holdSecret],
  ["Could convert today", road.convertibleToday],
  ["After a look or acceptance", road.afterAcceptance],
  ["Blocked or not allowed", road.refused],
  ["Not looked at", road.notLooked],
];

/** One change that would help, in words. */
export function blockerText(blocker: Blocker): string {
  switch (blocker.kind) {
    case "task":
      return blocker.to === null ? `Replace ${blocker.subject}` : `${blocker.subject}: move to ${blocker.to}`;
    case "platform":
      return refusalText(blocker.subject as RefusalCode);
    case "review":
      return `Look at ${subjectText(blocker.subject)}`;
    case "unknown":
      return `Find out: ${subjectText(blocker.subject)}`;
  }
}

function subjectText(subject: string): string {
  const gap = unreadSentences[subject as UnreadCode] as string | undefined;
  return gap === undefined ? subject.replace(/^[a-z-]+: /, "").replace(/-/g, " ") : gap.toLowerCase();
}

/** How many connections one change would free; what the platform refuses is freed by no change. */
export function freesText({ kind, subject, frees, helps }: Blocker): string {
  const concerned = countText(frees.length, "connection", "connections");
  if (kind === "platform" && subject !== "manual-without-credential") return `holds back ${concerned}`;
  return [
    frees.length === 0 ? "" : `frees ${concerned}`,
    helps.length === 0 ? "" : `helps ${countText(helps.length, "other", "others")}`,
  ]
    .filter((part) => part !== "")
    .join(", ");
}
