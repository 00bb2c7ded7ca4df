import type { Outcome } from "../../../../domain/federation/evaluate";
import { describeFact, type Fact } from "../../../../domain/federation/facts";
import type {
  DefinitionRef,
  PipelineStep,
  Unread,
  UnreadCode,
} from "../../../../domain/federation/pipeline-definition";
import type { JudgedUse, Readiness } from "../../../../domain/federation/roll-up";
import type { ScanPlan } from "../actions";
import { asSentence, countText as countOf, numberText } from "../../../../words/common";
import { isolated } from "../../../../words/isolated";

export const usesTitle = (name: string): string => `Pipelines that use ${isolated(name)}`;
export const panelTitle = (name: string): string =>
  `Convert ${isolated(name)} to workload identity federation`;

export const introText =
  "A connection with workload identity federation signs in without a secret, so nothing expires. Before it's converted, the hub reads the pipelines that use it: those that you may see, and of YAML pipelines the default branch and the branches that ran in the last 90 days.";

/** For a connection that holds a token for Azure DevOps itself, which cannot be converted (N1). */
export const tokenIntroText =
  "A connection with a token for Azure DevOps can't be converted: a new one without a token replaces it, and each step that uses the old one changes. The hub looks for these steps.";

/** Of such a connection: which pipelines were found, and no more than that. */
export function usedInText(pipelines: number, unread: number): string {
  const found =
    pipelines === 0
      ? "No use was found in what could be read"
      : `${countOf(pipelines, "pipeline uses", "pipelines use")} it, or may use it`;
  return unread === 0 ? `${found}.` : `${found}. Some pipelines couldn't be read; they are listed below.`;
}

/** What the check costs, before it starts. */
export function planText(plan: ScanPlan, made: number): string {
  const parts = [
    `${numberText(plan.perConnection)} for its history and permissions`,
    `${numberText(plan.releases)} for release definitions`,
    `up to ${numberText(plan.previews)} to compile YAML pipelines`,
    ...(plan.checks === 0 ? [] : [`up to ${numberText(plan.checks)} for checks on environments`]),
    ...(plan.branches === 0 ? [] : [`up to ${numberText(plan.branches)} for other branches that ran`]),
  ];
  const count = countOf(made, "call", "calls");
  const most = plan.remaining + plan.checks + plan.branches;
  return `The lists took ${count}. The check takes at most ${countOf(most, "more call", "more calls")}: ${parts.join(", ")}.`;
}

export const countText = "Count the calls";
export const countingText = "Counting the calls…";
export const countingProgressText = (done: number): string =>
  done === 0 ? countingText : `${countingText} ${countedText(done)} so far`;
export const countPriceText = (projects: number): string =>
  `To count the calls of the check, the lists of ${countOf(projects, "project", "projects")} are read: about ${numberText(projects * 6)} calls.`;

const countedText = (done: number): string => countOf(done, "call", "calls");
export const startText = "Check pipelines";
export const cancelText = "Cancel";
export const againText = "Check again";
export const cancellingText = "Cancelling…";
export const progressText = (done: number, of: number): string =>
  `${numberText(done)} of ${countOf(of, "call", "calls")}`;
export const allYamlText = (count: number): string => `Compile all ${numberText(count)} YAML pipelines`;
export const capText = (notChecked: number, cap: number): string =>
  `Only the ${numberText(cap)} YAML pipelines that ran last are compiled; ${numberText(notChecked)} aren't checked, so the connection can't be called convertible.`;

/** The state of a connection or pipeline in words. */
export function readinessText(readiness: Readiness): string {
  switch (readiness) {
    case "convertible":
      return "Convertible";
    case "after-review":
      return "Needs review";
    case "blocked":
      return "Blocked";
    case "not-fully-visible":
      return "Not fully visible";
  }
}

/** How much work stands before the conversion; null where none does. */
export const stepsNeededText = (count: number): string | null =>
  count === 0 ? null : `${countOf(count, "step", "steps")} needed`;

/** Where every use works without a secret, once something was done. */
export const firstText = "Do what is listed below first; then every use works without a secret.";

/** The uses of a pipeline that need nothing of anybody. */
export const passingText = (count: number): string =>
  `${countOf(count, "step works", "steps work")} without a secret`;

/** What a connection's state means for the person. */
export function readinessExplanation(readiness: Readiness, uses: number, yaml: number): string {
  switch (readiness) {
    case "convertible": {
      const where = yaml === 0 ? "" : ", for the branches that ran";
      return uses === 0
        ? `Nothing was found that uses it, and the check could read all that it looks at${where}.`
        : `Every use that was found works without a secret, and the check could read all that it looks at${where}.`;
    }
    case "after-review":
      return "Review some uses before you convert.";
    case "blocked":
      return "Some uses stop working without a secret. Change these first.";
    case "not-fully-visible":
      return "No use is known to need the secret, but the check couldn't read all that it looks at.";
  }
}

export function outcomeText(outcome: Outcome): string {
  switch (outcome) {
    case "supported":
      return "Works without a secret";
    case "supported-from":
      return "Works from a newer version";
    case "not-supported":
      return "Doesn't work without a secret";
    case "depends":
      return "Depends: needs review";
    case "unknown":
      return "Not known";
    case "not-a-use":
      return "Not used by this step";
  }
}

export const factText = (said: Fact): string => describeFact(said);

/** "Seen in tasks:AzureFileCopyV5, 21 Aug 2026". */
export const sourceText = (date: string): string => `Source of ${date}`;
export const noSourceText = "Seen in the pipeline itself";
/** Opens where a sentence was seen. */
export const sourceName = "Where this is from";

export function definitionText(definition: DefinitionRef | null): string {
  if (definition === null) return "Outside of pipelines";
  switch (definition.kind) {
    case "classic-build":
      return `Classic build ${isolated(definition.name)}`;
    case "release":
      return `Release ${isolated(definition.name)}`;
    case "yaml":
      return `YAML pipeline ${isolated(definition.name)}`;
    case "environment-check":
      return `Check ${isolated(definition.name)}`;
  }
}

/** Where in its pipeline a step stands. */
export const placeText = (step: PipelineStep): string =>
  [step.stage, step.job, step.via === null ? null : `task group ${step.via}`]
    .filter((part) => part !== null && part !== "")
    .join(" › ");

export const nameOfUse = (use: JudgedUse): string =>
  use.step === null ? (use.other?.where ?? "") : use.step.name === "" ? use.step.task.written : use.step.name;

export const unreadSentences: Readonly<Record<UnreadCode, string>> = {
  "no-right": "You have no right to read it",
  "not-found": "It isn't there, or you may not see it",
  "not-compiled": "It couldn't be compiled",
  "could-not-read": "It couldn't be read",
  "task-group-missing": "A task group in it couldn't be read",
  "task-group-loop": "Its task groups contain each other",
  "run-time-expression": "It holds an expression whose value is known only in a run",
  "other-branches":
    "Not every branch that it ran from with the connection in the last 90 days was compiled; they may differ",
  "preview-cap": "Left out to keep the number of calls small",
  "not-listed":
    "It ran with the connection or has a permission for it, but no list shows it: you may not see it, or it was deleted",
  "too-large": "It is too large to be checked whole",
  "project-unreadable": "The project couldn't be read",
  "history-incomplete": "Only recent runs are listed",
  cancelled: "The check was cancelled before it",
};

/** What could not be looked at, and why. */
export const unreadText = (gap: Unread): string =>
  `${unreadSentences[gap.code]}.${gap.detail === null ? "" : ` ${asSentence(gap.detail)}`}`;

export const unreadTitle = "What couldn't be looked at";
export const unreadNote = "As long as any of these is unknown, the connection isn't called convertible.";

export function lookedText(looked: {
  readonly classic: number;
  readonly releases: number;
  readonly yaml: number;
  readonly branches: number;
  readonly checks: number | null;
  readonly disabled: number;
  readonly projects: readonly string[];
}): string {
  const parts = [
    countOf(looked.classic, "classic build", "classic builds"),
    countOf(looked.releases, "release", "releases"),
    countOf(looked.yaml, "YAML pipeline", "YAML pipelines"),
    ...(looked.checks === null ? [] : [countOf(looked.checks, "check with a task", "checks with a task")]),
  ];
  const off = looked.disabled === 0 ? "" : ` Switched off and left out: ${numberText(looked.disabled)}.`;
  const unasked =
    looked.checks === null && looked.yaml > 0
      ? " Checks weren't read, since none of these pipelines deploys to an environment."
      : "";
  return `Looked at ${parts.join(", ")} in ${looked.projects.join(", ")}.${branchesText(looked)}${off}${unasked}`;
}

/** Which branches of YAML pipelines were looked at, and that nobody looked at the rest (F17). */
function branchesText({ yaml, branches }: { readonly yaml: number; readonly branches: number }): string {
  if (yaml === 0) return "";
  const which =
    branches === 0
      ? "their default branch"
      : `their default branch and ${countOf(branches, "other branch", "other branches")}`;
  return ` YAML pipelines were compiled from ${which}: those that ran with the connection in the last 90 days. A branch that didn't run wasn't looked at.`;
}

export const replacementTitles = {
  unpin: (task: string, minimum: string): string => `Don't pin the version: ${task} (${minimum} or newer)`,
  upgrade: (task: string, minimum: string | null): string =>
    `Move to ${task}${minimum === null ? "" : ` (${minimum} or newer)`}`,
  script: "Replace the step by a script in Azure CLI",
  feed: "Sign in to the feed with the new connection",
  splitOff: "Split it off",
} as const;

export const splitOffText =
  "Create a separate connection with a secret for this step alone, with a role on only what the step needs, and convert the other one. The hub shows when the secret expires.";
export const rolesText = (roles: readonly string[]): string => `The identity needs ${roles.join(", ")}.`;
export const missingText = (missing: readonly string[]): string =>
  `The definition doesn't show: ${missing.join(", ")}. Fill in the places in angle brackets.`;
export const trapsTitle = "What goes wrong at this change";
export const breaksTitle = "What changes with it";
export const gapsTitle = "What the script doesn't carry over";
