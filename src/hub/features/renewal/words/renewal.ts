import type { Failure } from "../../../../domain/failure";
import type { Expiry } from "../../../../domain/expiry";
import { addMilliseconds, type Instant } from "../../../../domain/instant";
import { lockLifetimeMs } from "../../../../domain/lock";
import type { Offer } from "../../../../domain/renewal/plan";
import type { StepAttempt } from "../../../../domain/renewal/progress";
import type { Ended, Plan } from "../../../../domain/renewal/renewal";
import type { ResumeFinding } from "../../../../domain/renewal/resume";
import type { RetirementRefusal } from "../../../../domain/retirement";
import type { ServiceConnection } from "../../../../domain/service-connection";
import type { RunView } from "../../../../operations/run-control";
import { endClause } from "../../../../words/certainty";
import { countText, numberText } from "../../../../words/common";
import { dateText, dateTimeText, utcText, type DateStyle } from "../../../../words/expiry";
import { failureWords, type FailureSentence } from "../../../../words/failure";
import { stillTrueText } from "../../../../words/renewal-truth";
import { createdByText } from "../../../../words/creator";
import { isolated } from "../../../../words/isolated";
import type { PasteProblem } from "../actions";

export const renewNowText = "Renew now";
export const saveAndVerifyText = "Save and verify";
export const portalLinkText = "Create a secret in the Azure portal";
export const createElsewhereText = "Create the new value in the service behind the connection.";
export const certificateLinkText = "Open Certificates & secrets in the Azure portal";
export const retireText = "Retire old secret";
export const preparingText = "Looking at the connection before anything happens…";

/** What a mode is called where a person chooses between several. */
export function offerTitle({ mode, takeOver }: Offer): string {
  const title = {
    automatic: "Automatic: Azure DevOps creates the secret",
    graph: "Microsoft Graph: the hub creates the secret",
    guided: "Guided: you create it and paste it here",
  }[mode];
  return takeOver ? `Switch to manual (can't be undone). ${title}` : title;
}

/** What will happen, in the order in which it happens. */
export function changesText(offer: Offer): readonly string[] {
  const proof =
    offer.proof === "inline" ? ["It's tested before it's saved. One that doesn't pass isn't saved."] : [];
  const after = offer.verifiable
    ? ["Afterwards the saved connection is verified."]
    : ["This type offers no test, so the saved connection can't be verified."];
  if (offer.mode === "automatic")
    return ["Azure DevOps creates a new secret while it saves the connection.", ...after];
  const made =
    offer.mode === "graph"
      ? "A new secret is added to the app registration."
      : offer.material === "certificate"
        ? "The certificate you paste replaces the one in the connection."
        : "The value you paste replaces the one in the connection.";
  const oneWay = offer.takeOver
    ? ["The connection becomes Manual: Azure DevOps won't manage its secret anymore. This can't be undone."]
    : [];
  return [made, ...proof, ...oneWay, ...after];
}

/** What a renewal leaves as it is, and when that expires, no surer than it is known. */
export function staysText(offer: Offer, expiry: Expiry, now: Instant, dates: DateStyle): string {
  const what =
    offer.material === "certificate" ? "certificate" : offer.material === "inputs" ? "value" : "secret";
  // Whether Azure DevOps keeps what it replaces is not known (E2).
  if (offer.mode === "automatic")
    return "The hub removes nothing. Azure DevOps may remove the old secret when it creates the new one.";
  const passed = expiry.state === "at" && expiry.at <= now;
  const end = endClause(expiry, passed, (at) => dateText(at, dates.culture, dates.timeZone));
  return end === null ? `The old ${what} isn't removed.` : `The old ${what} ${end}. It isn't removed.`;
}

/** Who is affected beside this connection; null where nobody is known. */
export function sharedText(
  connection: ServiceConnection,
  siblings: readonly ServiceConnection[],
  mode: Offer["mode"],
): string | null {
  const projects = connection.shares
    .map((share) => share.project)
    .filter((project) => project.id !== connection.project.id)
    .map((project) => isolated(project.name));
  const parts = [
    ...(projects.length > 0
      ? [`The connection is shared with ${projects.join(", ")}; they get the new secret too.`]
      : []),
    ...(siblings.length > 0
      ? [
          `${countText(siblings.length, "other connection uses", "other connections use")} this app registration and ${fateOf(siblings.length, mode)}: ${siblings.map((one) => isolated(one.name)).join(", ")}.`,
        ]
      : []),
  ];
  return parts.length === 0 ? null : parts.join(" ");
}

const fateOf = (siblings: number, mode: Offer["mode"]): string =>
  mode === "automatic"
    ? `may lose ${siblings === 1 ? "its" : "their"} secret`
    : `${siblings === 1 ? "keeps its" : "keep their"} own secret`;

export const permissionUnknownText =
  "Whether you may save this connection couldn't be determined; Azure DevOps decides when it is saved.";

/** The user may hold the role through a group, which the assignments do not tell. */
export const permissionNotNamedText = (administrators: readonly string[]): string =>
  "Saving a credential needs the role Administrator on this service connection at the organization level. You aren't named there: unless you hold it through a group, Azure DevOps will refuse the save, and the connection stays as it is." +
  (administrators.length === 0 ? "" : ` Named are: ${administrators.join(", ")}.`);

/** Which right is missing, and whom to ask. */
export const permissionRefusedText = (
  connection: ServiceConnection,
  administrators: readonly string[],
): string =>
  `You may see ${isolated(connection.name)} but not change it. Changing its credential needs the role Administrator on this service connection at the organization level (the connection's Security page, Organization). ` +
  (administrators.length === 0
    ? `Ask an administrator of the project ${isolated(connection.project.name)} or of the organization.`
    : `Ask one of: ${administrators.join(", ")}.`);

/** A lock as this page first saw it, by this page's clock; the holder's clock is not believed, and nobody saw the run itself. */
export const lockedText = (
  by: string,
  connectionName: string,
  firstSeen: Instant,
  dates: DateStyle,
): string =>
  `${isolated(by)} holds the lock of this app registration for ${isolated(connectionName)}, as seen on ${dateTimeText(firstSeen, dates.culture, dates.timeZone)}. Only one renewal or conversion of an app registration runs at a time. Wait until that one has ended.`;

/** The exact end of a new credential, local and in UTC. */
export const endText = (until: Instant, dates: DateStyle): string =>
  `Expires ${dateTimeText(until, dates.culture, dates.timeZone)} (${utcText(until)}).`;

export function lifetimeTitle({ mode, material }: Offer): string {
  if (mode !== "guided") return "Lifetime of the new secret";
  return material === "inputs"
    ? "When the new value expires"
    : "Expiry of the new secret, as you set it in the portal";
}
export const daysText = (days: number): string => `${numberText(days)} days`;
export const dateChoiceText = "Custom date";
export const dateLabel = "Last day";
/** What to take from the portal: the column beside it holds a value that looks like it. */
export const copyValueText = "Copy the column Value, not the Secret ID.";
export const noteText = "Add expiry date to description";

export function pasteProblemText(problem: PasteProblem): string {
  switch (problem) {
    case "empty":
      return "Paste the new value first.";
    case "secret-id":
      return "This is the Secret ID, not the secret. Copy the column Value instead.";
    case "white-space":
      return "The text holds a space or a line break. Copy the value again, without anything around it.";
    case "too-short":
      return "This is too short for a client secret. Copy the whole value.";
  }
}

/** "attempt 3 of 8, next in 10 s". */
export function attemptText({ number, of, nextAt }: StepAttempt, now: Instant): string {
  const attempt = `attempt ${String(number)} of ${String(of)}`;
  if (nextAt === null) return attempt;
  return `${attempt}, next in ${String(Math.max(0, Math.ceil((nextAt - now) / 1_000)))} s`;
}

/** "12 s", "2 min 5 s". */
export function elapsedText(from: Instant, to: Instant): string {
  const seconds = Math.max(0, Math.round((to - from) / 1_000));
  return seconds < 60
    ? `${String(seconds)} s`
    : `${String(Math.floor(seconds / 60))} min ${String(seconds % 60)} s`;
}

export const keepOpenText =
  "Keep this tab open: leaving it now would lose the new secret, and it would have to be created again.";
export const takesLongText = "Entra takes unusually long to spread the new secret. The hub goes on trying.";
export const notRecordedText = "This renewal isn't recorded: an interruption wouldn't be remembered.";
export const lostProjectsText = (projects: readonly string[]): string =>
  `After the save, these projects no longer see the connection: ${projects.join(", ")}. Share it with them again in Azure DevOps (the connection's Security page, Project permissions).`;
export const mayCloseText = "You can close this panel. The renewal goes on while this tab stays open.";
export const shortenedText = (days: number): string =>
  `The tenant's policy refused the lifetime you chose, so the new secret is valid for ${daysText(days)}.`;
export const pasteText = (material: Offer["material"]): string =>
  material === "client-secret"
    ? "Create a secret in the portal, copy its Value and paste it here. The renewal waits for it."
    : "Paste the new value here. The renewal waits for it.";

export const unprovedText = (reason: NonNullable<RunView["proofVoid"]>): string =>
  reason === "control-passed"
    ? "Azure DevOps accepted a deliberately wrong secret too, so its test proves nothing. The new secret can only be verified after it was saved."
    : "This type offers no test of a value that isn't saved, so the new value is saved without testing it.";
export const saveUnprovedText = "Save without testing";
export const stopText = "Stop";
export const cancellingText = "Stopping at the next safe point…";

type Renewed = Extract<Ended, { readonly stage: "renewed" }> & { readonly plan: Pick<Plan, "mode"> };
type Stopped = Extract<Ended, { readonly stage: "stopped" }> & {
  readonly plan: Pick<Plan, "mode" | "writeNote">;
};

/** The outcome in a few words. "Verification succeeded" is said only of what was verified and confirmed. */
export function renewedTitle({ confidence, verdict }: Renewed): string {
  if (verdict.word === "role missing") return "Renewed. The credential is fine, a role is missing";
  if (verdict.word !== "verified") return "Saved, not verified";
  return confidence === "confirmed" ? "Verification succeeded" : "Saved, renewal not confirmed";
}

export function renewedText({ plan, confidence, verdict, key }: Renewed, dates: DateStyle): string {
  const at = `${dateTimeText(key.until, dates.culture, dates.timeZone)} (${utcText(key.until)})`;
  const end =
    plan.mode === "automatic" && key.keyId === null
      ? `Azure DevOps doesn't show when its new secret expires: estimated on ${at}, three months from now.`
      : `The new credential expires on ${at}.`;
  if (verdict.word === "role missing")
    return `${end} Entra accepted it; the identity has no role on the target. Another secret wouldn't help.`;
  if (verdict.word !== "verified")
    return "The connection was saved. Nothing could confirm that the new value works: watch the next pipeline run.";
  return confidence === "confirmed"
    ? end
    : "The connection was saved and works, as it did before. Nothing shows that Azure DevOps created a new secret. Connect to Microsoft Graph to see it.";
}

/** A stopped run: what happened, what is still true, what to do. */
export function stoppedSentence(stopped: Stopped, dates: DateStyle): FailureSentence {
  const { failure, plan } = stopped;
  const dateInNote =
    failure.code === "renewed-nothing" && plan.writeNote ? " Don't rely on the date in its note." : "";
  return {
    ...failureWords(failure),
    stillTrue: `${stillTrueText({ ...stopped, mode: plan.mode }, dates)}${dateInNote}`,
  };
}

/** What a run waits for before it decides anything; `until` at the latest. */
export function settlingText({ what, until }: NonNullable<RunView["settling"]>, dates: DateStyle): string {
  const time = dateTimeText(until, dates.culture, dates.timeZone);
  switch (what) {
    case "save":
      return `Waiting to be sure that the save didn't arrive, until ${time} at the latest.`;
    case "secret":
      return `Waiting to be sure that no secret appears, until ${time} at the latest.`;
    case "former":
      return formerText(until, dates);
  }
}

/** While a record is cleaned up or resumed. */
export const formerText = (until: Instant, dates: DateStyle): string =>
  `Waiting to be sure that nothing of the interrupted renewal arrives anymore, until ${dateTimeText(until, dates.culture, dates.timeZone)}.`;

export const brokenSentence: FailureSentence = {
  happened: "The hub met an error of its own and stopped this renewal.",
  stillTrue: "The hub didn't remove the old credential.",
  next: "Reload this page: an unfinished renewal is shown there with what can be done.",
};

/** The AADSTS code of a failure; null where there is none. */
export const failureCode = (failure: Failure): string | null => ("aadsts" in failure ? failure.aadsts : null);

/** What the remote system said; null where it said nothing. */
export function failureDetail(failure: Failure): string | null {
  const detail = "detail" in failure ? failure.detail.trim() : "";
  const activity = "activityId" in failure ? `Activity ID: ${failure.activityId}` : "";
  const parts = [detail, activity].filter((part) => part !== "");
  return parts.length === 0 ? null : parts.join("\n");
}

export const oldSecretText =
  "The old secret stays. When nothing uses it anymore, remove it in the Azure portal:";
export const retireIntro =
  "Old secrets stay until you retire them. Undo means not retiring yet: Entra can't bring a removed secret back.";

export function retirementRefusalText(
  refusal: RetirementRefusal,
  siblings: readonly ServiceConnection[],
): string {
  switch (refusal) {
    case "guided-renewal":
      return "The last renewal was guided, so the hub doesn't know which secret was replaced.";
    case "not-verified-in-place":
      return "The new secret hasn't been verified in the connection.";
    case "in-use-by-this-connection":
      return "This connection uses it.";
    case "current-credential-unknown":
      return "It isn't known which secret the connection holds.";
    case "other-connections-use-the-app":
      return `${countText(siblings.length, "other connection uses", "other connections use")} this app registration: ${siblings.map((one) => `${isolated(one.name)} (${isolated(one.project.name)})`).join(", ")}.`;
    case "not-all-projects-visible":
      return "Not all projects could be read, so other connections may use it.";
    case "last-valid-credential":
      return "It is the last valid secret of the app registration.";
    case "not-recorded-by-the-hub":
      return "The hub didn't create it for this connection.";
    case "renewal-under-way":
      return "A renewal of this app registration is under way, or was a short while ago.";
    case "not-settled":
      return "A save that another renewal sent earlier may still arrive. Look again in five minutes.";
  }
}

/** What an interrupted renewal turned out to be, as far as it was read now, and what follows. */
export function findingText(
  finding: ResumeFinding,
  dates: DateStyle,
  mayStillActUntil: Instant | null,
): string {
  const still =
    mayStillActUntil === null
      ? ""
      : ` A call of it may still arrive, until ${dateTimeText(mayStillActUntil, dates.culture, dates.timeZone)} at the latest: Resume and Clean up wait for that.`;
  return `${foundText(finding)}${still}`;
}

function foundText(finding: ResumeFinding): string {
  switch (finding.code) {
    case "nothing-issued":
      return "No secret of this renewal was found in the app registration. Resume starts the renewal again.";
    case "orphan":
      return `The new secret ${finding.keyId.slice(0, 8)} exists, and the connection wasn't changed since it was created. Resume removes it and creates another; Clean up only removes it.`;
    case "may-be-in-use":
      return `The new secret ${finding.keyId.slice(0, 8)} exists, and the connection was changed since it was created, so the connection may hold it and it stays. Resume renews the connection again. The panel of that renewal then offers Retire old secret where this one can be removed. Clean up closes this record and removes nothing.`;
    case "paste-lost":
      return "The pasted value is gone with the closed page. Resume asks for it again.";
    case "not-saved":
      return "The connection wasn't changed since the renewal began. Resume starts it again.";
    case "saved-not-verified":
      return "The connection was saved with the new credential's note, but not verified. Resume verifies it.";
    case "save-uncertain":
      return "The connection was changed since the renewal began, and nothing shows whose secret it holds. Resume verifies what is there; Clean up closes this record and removes nothing.";
    case "could-not-look": {
      const where = finding.side === "graph" ? "Microsoft Graph" : "The connection";
      const next =
        finding.failure === null
          ? "Connect to Microsoft Graph, then look again."
          : failureWords(finding.failure).next;
      return `${where} couldn't be read, so nothing was decided and nothing was removed. ${next}`;
    }
    case "app-gone":
      return "The app registration wasn't found. Clean up closes this record and removes nothing.";
    case "not-ours":
      return "The record doesn't agree with the connection, so nothing of it is acted on. Clean up closes the record and removes nothing.";
    case "two-records":
      return "Another project holds a record of this connection too, so nothing of this one is acted on. Clean up closes the record and removes nothing.";
  }
}

export const interruptedTitle = (connectionName: string, by: string, at: Instant, dates: DateStyle): string =>
  `The renewal of ${isolated(connectionName)} was interrupted. ${isolated(by)} started it on ${dateTimeText(at, dates.culture, dates.timeZone)}.`;

/** A lock that lives does not tell a working tab from one that was closed a moment ago. */
export const runningElsewhereTitle = (connectionName: string): string =>
  `The renewal of ${isolated(connectionName)} may still be running, or was interrupted a short while ago.`;

/** The holder's clock is not compared with this one: what counts is how long this page has seen nothing new. */
export const runningElsewhereText = (by: string, firstSeen: Instant, dates: DateStyle): string =>
  `${isolated(by)} was last active at ${dateTimeText(firstSeen, dates.culture, dates.timeZone)} or before. Without a sign of the run it can be resumed or cleaned up from ${dateTimeText(addMilliseconds(firstSeen, lockLifetimeMs), dates.culture, dates.timeZone)} on, while this page stays open. Until then nothing can be done here.`;

/** Records of interrupted renewals that nobody looked at, and why. */
export function passedOverText(unlisted: number, beyond: number): string {
  const ofOthers =
    unlisted === 0
      ? []
      : [
          `${countText(unlisted, "record", "records")} of interrupted renewals ${unlisted === 1 ? "speaks" : "speak"} of connections that aren't in this list.`,
        ];
  const more =
    beyond === 0
      ? []
      : [
          `${countText(beyond, "more record", "more records")} of interrupted renewals would take too many calls.`,
        ];
  return [...ofOthers, ...more, "They weren't looked at, and nothing of them is acted on."].join(" ");
}

export function unreadableText(reason: "newer-version" | "damaged"): string {
  const why =
    reason === "newer-version"
      ? "was written by a newer version of this extension. Reload the page to get it"
      : "is damaged";
  return `A record of an interrupted renewal ${why}. Nothing of it is acted on. Dismiss removes the record alone; secrets and connections stay as they are.`;
}

/** The hand-off card: what a person with the right needs, without a secret. */
export const handOffText = (connection: ServiceConnection, pages: readonly string[]): string =>
  [
    `Please renew the service connection ${isolated(connection.name)} in the project ${isolated(connection.project.name)}.`,
    "Saving its credential needs the role Administrator on it at the organization level: the connection's Security page, Organization.",
    ...[createdByText(connection) ?? []].flat(),
    ...(connection.appId === null ? [] : [`App registration: ${connection.appId}`]),
    ...(connection.tenantId === null ? [] : [`Tenant: ${connection.tenantId}`]),
    ...pages,
  ].join("\n");
