import type { Failure } from "../../domain/failure";
import type { ConversionFailure, Direction, Verified } from "../../domain/wif/conversion";
import type { Acceptance, RefusalCode } from "../../domain/wif/conversion-plan";
import type { Outcome } from "../../domain/wif/evaluate";
import { describeFact, type Fact } from "../../domain/wif/facts";
import type { IssuerVerdict } from "../../domain/wif/issuer";
import type { DefinitionRef, PipelineStep, Unread, UnreadCode } from "../../domain/wif/pipeline-definition";
import type { Blocker } from "../../domain/wif/road-out";
import type { JudgedUse, Readiness } from "../../domain/wif/roll-up";
import type { ScanPlan } from "../wif/intents";
import { asSentence, countText } from "./common";
import { failureWords } from "./failure";

export const panelTitle = (name: string): string => `Use without a secret: ${name}`;

export const introText =
  "A connection with workload identity federation signs in without a secret, so nothing expires. Before it is converted, the hub looks at everything that uses it.";

/** What the check costs, before it starts. */
export function planText(plan: ScanPlan, made: number): string {
  const parts = [
    `${String(plan.perConnection)} for its history and permissions`,
    `${String(plan.releases)} for release definitions`,
    `up to ${String(plan.previews)} to compile YAML pipelines`,
  ];
  const count = countText(made, "call", "calls");
  return `The lists took ${count}. The check makes at most ${countText(plan.remaining, "more call", "more calls")}: ${parts.join(", ")}.`;
}

export const countingText = "Counting the calls…";
export const startText = "Start the check";
export const cancelText = "Cancel";
export const againText = "Check again";
export const cancellingText = "Cancelling…";
export const progressText = (done: number, of: number): string =>
  `${String(done)} of ${countText(of, "call", "calls")}`;
export const allYamlText = (count: number): string => `Compile all ${String(count)} YAML pipelines`;
export const capText = (notChecked: number, cap: number): string =>
  `Only the ${String(cap)} YAML pipelines that ran last are compiled; ${String(notChecked)} are not checked and count against yes.`;

/** The state of a connection or pipeline in words. */
export function readinessText(readiness: Readiness): string {
  switch (readiness) {
    case "convertible":
      return "Convertible";
    case "after-review":
      return "After review";
    case "blocked":
      return "Blocked";
    case "not-fully-visible":
      return "Not fully visible";
  }
}

/** What a connection's state means for the person. */
export function readinessExplanation(readiness: Readiness, uses: number): string {
  switch (readiness) {
    case "convertible":
      return uses === 0
        ? "Nothing was found that uses it, and everything could be looked at."
        : "Every use works without a secret, and everything could be looked at.";
    case "after-review":
      return "Some uses need a person's look before the secret goes.";
    case "blocked":
      return "Some uses stop working without a secret. Change these first.";
    case "not-fully-visible":
      return "No use is known to need the secret, but not everything could be looked at.";
  }
}

export function outcomeText(outcome: Outcome): string {
  switch (outcome) {
    case "supported":
      return "Works without a secret";
    case "supported-from":
      return "Works from a newer version";
    case "not-supported":
      return "Does not work without a secret";
    case "depends":
      return "Depends: has to be looked at";
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

export function definitionText(definition: DefinitionRef | null): string {
  if (definition === null) return "Outside of pipelines";
  switch (definition.kind) {
    case "classic-build":
      return `Classic build ${definition.name}`;
    case "release":
      return `Release ${definition.name}`;
    case "yaml":
      return `YAML pipeline ${definition.name}`;
    case "environment-check":
      return `Check ${definition.name}`;
  }
}

/** Where in its pipeline a step stands. */
export const placeText = (step: PipelineStep): string =>
  [step.stage, step.job, step.via === null ? null : `task group ${step.via}`]
    .filter((part) => part !== null && part !== "")
    .join(" › ");

export const useName = (use: JudgedUse): string =>
  use.step === null ? (use.other?.where ?? "") : use.step.name === "" ? use.step.task.written : use.step.name;

const unreadSentences: Readonly<Record<UnreadCode, string>> = {
  "no-right": "You have no right to read it",
  "not-found": "It is not there, or you may not see it",
  "not-compiled": "It could not be compiled",
  "could-not-read": "It could not be read",
  "task-group-missing": "A task group in it could not be read",
  "task-group-loop": "Its task groups contain each other",
  "run-time-expression": "It holds an expression that is settled only in a run",
  "default-branch-only": "Only the default branch was compiled; other branches may differ",
  "preview-cap": "Left out to keep the number of calls small",
  "project-unreadable": "The project could not be read",
  "history-incomplete": "Only recent runs are listed",
  cancelled: "The check was cancelled before it",
};

/** What could not be looked at, and why. */
export const unreadText = (gap: Unread): string =>
  `${unreadSentences[gap.code]}.${gap.detail === null ? "" : ` ${asSentence(gap.detail)}`}`;

export const unreadTitle = "What could not be looked at";
export const unreadNote = "Each of these counts against yes.";
export const outsideNote =
  "Approvals and checks on environments are not part of this check. Runs of older branches are seen only where they are named above.";

export function lookedText(looked: {
  readonly classic: number;
  readonly releases: number;
  readonly yaml: number;
  readonly disabled: number;
  readonly projects: readonly string[];
}): string {
  const parts = [
    countText(looked.classic, "classic build", "classic builds"),
    countText(looked.releases, "release", "releases"),
    countText(looked.yaml, "YAML pipeline", "YAML pipelines"),
  ];
  const off = looked.disabled === 0 ? "" : ` Switched off and left out: ${String(looked.disabled)}.`;
  return `Looked at ${parts.join(", ")} in ${looked.projects.join(", ")}.${off}`;
}

/** Why the platform does not allow a conversion, and what to do instead (W24-W26, W36). */
export function refusalText(code: RefusalCode): string {
  switch (code) {
    case "already-federated":
      return "This connection is federated already: it holds no secret.";
    case "no-secret-to-lose":
      return "This connection holds no secret.";
    case "type-without-conversion":
      return "Azure DevOps converts Azure Resource Manager connections only. Keep renewing this one.";
    case "scheme-without-conversion":
      return "Azure DevOps converts connections with a service principal only. A publish profile can be replaced by a federated Azure Resource Manager connection.";
    case "shared":
      return "This connection is shared with other projects. Convert it in Azure DevOps, from the project that owns it, after you looked into all of them.";
    case "shared-from-elsewhere":
      return "Another project owns this connection. It can be converted from there only.";
    case "certificate":
      return "Azure DevOps does not state that connections with a certificate convert. Make a second, federated connection and move the pipelines.";
    case "azure-stack":
      return "Azure Stack knows no workload identity federation. Keep the secret and renew it here.";
    case "sovereign-cloud":
      return "Microsoft advises against federation in this cloud. Keep the secret and renew it here.";
    case "cloud-unknown":
      return "The cloud of this connection is not known, so nobody can say whether it converts.";
    case "not-ready":
      return "Azure DevOps has not finished saving this connection. Try again when it is ready.";
    case "not-administrator":
      return "You are not an administrator of this connection. Ask one to convert it.";
    case "blocked-uses":
      return "Some uses stop working without a secret. Change them first, or split them off to a connection of their own.";
    case "manual-without-credential":
      return "This connection was made by hand, so the app registration has to trust it first.";
    case "creation-mode-unknown":
      return "Azure DevOps does not say how this connection was made, so it cannot be converted from here.";
  }
}

/** What a person accepts, item by item. */
export function acceptanceText(item: Acceptance): string {
  switch (item.kind) {
    case "not-looked":
      return "Nobody has looked at what uses it.";
    case "unread":
      return `${item.unread.what}: ${unreadText(item.unread)}`;
    case "review":
    case "unknown":
      return `${useName(item.use)}: ${factText(item.use.verdict.fact)}`;
    case "action": {
      const action = item.use.verdict.remarks.find((remark) => remark.level === "action");
      return action === undefined ? useName(item.use) : factText(action.fact);
    }
    case "rights-unknown":
      return "Whether you may change this connection could not be found out.";
  }
}

export const acceptTitle = "Not known, or to be done before";
export const acceptLabel = (name: string): string =>
  `I accept that pipelines listed above may fail after ${name} is converted, and I know how to revert it`;
export const convertText = "Convert to federation";
export const convertingText = "Converting…";
export const revertText = "Revert";
export const revertingText = "Reverting…";

export function stageText(direction: Direction, stage: "converting" | "polling" | "verifying"): string {
  const what = direction === "convert" ? "federation" : "the secret";
  switch (stage) {
    case "converting":
      return `Asking Azure DevOps to change to ${what}…`;
    case "polling":
      return "Azure DevOps is at work; reading until it has settled…";
    case "verifying":
      return "Verifying that the connection signs in…";
  }
}

export function endedText(direction: Direction, verified: Verified): string {
  const done =
    direction === "convert"
      ? "The connection is federated now: it needs no secret."
      : "The connection uses its secret again.";
  switch (verified) {
    case "yes":
      return `${done} Verification succeeded.`;
    case "no":
      return direction === "convert"
        ? `${done} But it does not sign in yet. Verify it again in a few minutes; if it still fails, revert.`
        : `${done} But it does not sign in. The secret may have expired: renew it.`;
    case "not-possible":
      return `${done} It could not be verified; run a pipeline that uses it.`;
  }
}

export const revertUntilText = (date: string, days: string): string =>
  `You can revert until ${date} (${days}). Azure DevOps keeps the old secret for that long.`;
export const afterRevertWindow =
  "After that, delete the old secret of the app registration; until then it is needed for the way back.";
export const noRevertText: Readonly<Record<"over" | "no-deadline" | "not-federated", string>> = {
  over: "The time to revert is over.",
  "no-deadline": "Azure DevOps offers no way back for this connection. Its old secret is untouched.",
  "not-federated": "The connection is not federated, so there is nothing to revert.",
};

/** A failed conversion: what happened, what is still true, what to do (W36). */
export function conversionFailureText(
  reason: ConversionFailure,
  unchanged: boolean,
  writeFailure: Failure | null,
): { readonly happened: string; readonly stillTrue: string; readonly next: string } {
  const stillTrue = unchanged
    ? "Nothing was changed: the connection signs in as before."
    : "What Azure DevOps made of it is not certain. Read the connection again before you try anything else.";
  const known = reason.code === "other" && writeFailure !== null ? failureWords(writeFailure) : null;
  return known === null ? { ...reasonWords(reason), stillTrue } : { ...known, stillTrue };
}

function reasonWords(reason: ConversionFailure): { readonly happened: string; readonly next: string } {
  switch (reason.code) {
    case "credential-not-made":
      return {
        happened: "Azure DevOps could not make the federated credential on the app registration.",
        next: "Trying again alone does not help. Make the credential as shown below, then convert again, or ask an owner of the app registration.",
      };
    case "sign-in-stale":
      return {
        happened:
          "Azure DevOps could not sign in to Entra for you: the app is in another tenant, or your sign-in is old.",
        next: "Sign out and in again, or make the credential by hand.",
      };
    case "nothing-to-convert":
      return { happened: "The connection has this scheme already.", next: "Read the list again." };
    case "wrong-project":
      return {
        happened: "The connection is shared, and this project does not own it.",
        next: "Convert it from the project that owns it.",
      };
    case "blocked-by-tenant":
      return {
        happened: `A policy of the tenant does not allow it. ${asSentence(reason.detail)}`,
        next: "Ask the tenant's administrator, or use a managed identity.",
      };
    case "multitenant-app":
      return {
        happened:
          "The app registration is open to several tenants, which the issuer does not serve (AADSTS70052).",
        next: "Make the app registration single-tenant, or keep the secret.",
      };
    case "credential-not-trusted":
      return {
        happened: `Entra does not trust the connection. ${asSentence(reason.detail)}`,
        next: "Compare issuer and subject of the federated credential with those shown here; a new one takes a few minutes.",
      };
    case "cloud-without-federation":
      return {
        happened: "This cloud knows no workload identity federation.",
        next: "Keep the secret and renew it here.",
      };
    case "still-in-progress":
      return {
        happened: `Azure DevOps has not finished after five minutes. ${asSentence(reason.detail)}`,
        next: "Read the connection again in a few minutes.",
      };
    case "other":
      return {
        happened: `Azure DevOps refused. ${asSentence(reason.detail)}`,
        next: "Convert it in Azure DevOps, or keep the secret and renew it here.",
      };
  }
}

export const credentialTitle = "Let the app registration trust this connection";
export const credentialIntro =
  "Add a federated credential of the kind “Other issuer” with these values. The old secret stays until you delete it.";
export const computedNote =
  "Issuer and subject are computed. Azure DevOps shows the true ones after the conversion; if they differ, use those.";
export const portalLinkText = "Open the app registration in the Azure portal";
export const throughGraphText = "Add it through Microsoft Graph";
export const addingText = "Adding…";
export const addedText = {
  added: "Microsoft Graph added the federated credential. It may take a few minutes until Entra knows it.",
  exists: "The app registration has this federated credential already.",
} as const;
export const madeLabel = "I have added the federated credential";
export const noTenantText =
  "Azure DevOps does not tell this connection's tenant, so its subject cannot be computed.";

/** What to do about the issuer of a federated connection (W1, W34); empty where there is nothing to say. */
export function issuerText(verdict: IssuerVerdict, date: (at: number) => string): string {
  switch (verdict.kind) {
    case "not-federated":
      return "";
    case "current":
      return "It uses the Entra issuer: nothing of it expires.";
    case "unknown":
      return "Azure DevOps does not tell its issuer, so nobody can say whether it stops working.";
    case "retires":
      return (
        `It uses the old issuer of Azure DevOps and stops working on ${date(verdict.on)}, in ${countText(verdict.daysLeft, "day", "days")}. ` +
        "Open the connection in Azure DevOps and choose Update to move it to the Entra issuer; it keeps its id. " +
        "If that fails, add a federated credential with the issuer and subject shown there, then try again." +
        (verdict.exemptionUnknown
          ? " Apps that are open to several tenants are exempt; whether this one is could not be looked up."
          : "")
      );
    case "exempt":
      return verdict.because === "sovereign-cloud"
        ? "It uses the old issuer and is exempt from its end on 1 July 2027: it is outside of the public cloud."
        : "It uses the old issuer and is exempt from its end on 1 July 2027: its app is open to several tenants. Make the app single-tenant to move it to the Entra issuer, or leave it.";
  }
}

export const issuerLinkText = "Open the connection in Azure DevOps";

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

export const copyName = (what: string): string => `Copy ${what}`;
export const copiedText = "Copied";
export const copyRefusedText = "The browser does not allow copying here: select the text.";

export const replacementTitles = {
  unpin: (task: string, minimum: string): string => `Do not pin the version: ${task} (${minimum} or newer)`,
  upgrade: (task: string, minimum: string | null): string =>
    `Move to ${task}${minimum === null ? "" : ` (${minimum} or newer)`}`,
  script: "Replace the step by a script in Azure CLI",
  splitOff: "Split it off",
} as const;

export const splitOffText =
  "Make one narrow connection with a secret for this step alone, with a role on just what it needs, and let everything else be federated. Its expiry is watched here.";
export const rolesText = (roles: readonly string[]): string => `The identity needs ${roles.join(", ")}.`;
export const missingText = (missing: readonly string[]): string =>
  `The definition does not tell: ${missing.join(", ")}. Fill in the places in angle brackets.`;
export const diffTitle = "Change of the step";
export const breaksTitle = "What changes with it";
export const gapsTitle = "What the script does not carry over";
