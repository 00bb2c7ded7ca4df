import type { AppLookup, Credential } from "../../../../domain/credential";
import { short } from "../../../../domain/marker";
import type { ConversionRecord, RenewalRecord } from "../../../../domain/record";
import type { Mode } from "../../../../domain/renewal/renewal";
import type { Siblings } from "../../../../domain/siblings";
import type { PastUse } from "../../../../ports/service-connections";
import type { CredentialUse } from "../credential-use";
import { countText } from "../../../../words/common";
import { dateText, type DateStyle } from "../../../../words/expiry";
import { isolated } from "../../../../words/isolated";

/** The four groups of the details, in their order. */
export const groupTitles = {
  status: "Status",
  credentials: "Credentials",
  usage: "Usage",
  history: "History",
} as const;

export const sectionTitles = {
  expiry: "Expiry",
  findings: "Issues",
  siblings: "Who else uses the app registration",
  projects: "Projects that see this connection",
  lastUse: "Last use",
  verification: "Last verification",
  history: "Renewals and conversions",
  snooze: "Snooze",
  typed: "Set expiry date",
} as const;

export const linksName = "Links";

export const axisName = "Credentials on a time axis";
export const credentialHeadings = {
  what: "Credential",
  use: "Used here",
  when: "Valid",
  axis: "On the time axis",
} as const;

/** Whether this connection uses a credential, in a few words. */
export function partText(use: CredentialUse): string {
  switch (use) {
    case "recorded":
      return "In use, by the note";
    case "only-live":
      return "Likely in use: the only valid one";
    case "possible":
      return "May be in use";
    case "newer":
      return "Not used: newer than the last save";
    case "of-another":
      return "Created for another connection";
    case "other-kind":
      return "Not used: of another kind";
    case "expired":
      return "Expired";
    case "not-valid-yet":
      return "Not valid yet";
  }
}

export const credentialName = ({ displayName, keyId }: Credential): string =>
  displayName ?? `${short(keyId)} (no description)`;

/** What tells two credentials apart: kind, first characters, key id; certificates by thumbprint. */
export function credentialDetail({ kind, keyId, hint, thumbprint, on }: Credential): string {
  const parts = [
    kind === "secret" ? "Secret" : "Certificate",
    short(keyId),
    ...(hint === null ? [] : [`begins with ${hint}`]),
    ...(thumbprint === null ? [] : [`thumbprint ${thumbprint}`]),
    ...(on === "service-principal" ? ["on the service principal"] : []),
  ];
  return parts.join(" · ");
}

export const validText = ({ from, until }: Credential, { culture, timeZone }: DateStyle): string =>
  from === null
    ? `until ${dateText(until, culture, timeZone)}`
    : `${dateText(from, culture, timeZone)} to ${dateText(until, culture, timeZone)}`;

/** Why no credentials are listed; null where Graph listed them. */
export function lookupText(app: AppLookup): string | null {
  switch (app.state) {
    case "found":
      return app.app.credentials.length === 0
        ? "Microsoft Graph lists no credential of this app registration."
        : null;
    case "foreign":
      return "The app registration is in another tenant; Microsoft Graph shows only what is set on its service principal here.";
    case "managed-identity":
      return "It is a managed identity: Azure manages its credential, and nobody can see it.";
    case "gone":
      return "Microsoft Graph found neither an app registration nor a service principal of this ID in the tenant.";
    case "not-looked":
      return notLookedText(app.reason);
  }
}

function notLookedText(reason: Extract<AppLookup, { state: "not-looked" }>["reason"]): string {
  switch (reason) {
    case "not-connected":
      return "Connect to Microsoft Graph to see credentials.";
    case "unavailable":
      return "Microsoft Graph couldn't be read. Refresh the page to try again.";
    case "no-right":
      return "You have no right to read this app registration in Microsoft Graph.";
    case "wrong-tenant":
      return "The app registration is in another tenant than the one you are signed in to.";
    case "cloud-unsupported":
      return "Microsoft Graph can't be asked in the cloud of this connection.";
    case "no-app-registration":
      return "This connection names no app registration.";
    case "pending":
      return "Asking Microsoft Graph…";
  }
}

/** How many others share the app registration, and how far the hub could see (G133). */
export function siblingsText({ connections, atLeast, sight }: Siblings): string {
  const count = connections.length;
  const found =
    count === 0
      ? "No other connection that you can see uses it."
      : `${atLeast ? "At least " : ""}${countText(count, "other connection uses", "other connections use")} it:`;
  switch (sight.kind) {
    case "all-projects":
      return `${found}${count === 0 ? " Projects you may not see aren't counted." : ""}`;
    case "one-project":
      return `${found} ${count === 0 ? "Other projects weren't searched; the organization's page searches all of them." : "(Other projects weren't searched; the organization's page searches all of them.)"}`;
    case "some-projects":
      return `${found} ${countText(sight.unread.length, "project was", "projects were")} not read, so there may be more.`;
    case "projects-unknown":
      return `${found} The projects couldn't be listed, so there may be more.`;
  }
}

export const lookingText = "Asking Azure DevOps for the execution history…";
export const outcomeNote =
  "The outcome of a job isn't that of the credential: a job can fail with a good secret, and succeed before it reaches a bad one.";
export const neverUsedText =
  "No use is listed. Azure DevOps removes old entries, so something may use it all the same.";
export const incompleteHistoryText = "Older entries exist, or they couldn't be read.";

const resultWords: Readonly<Record<PastUse["result"], string>> = {
  succeeded: "succeeded",
  "partly-succeeded": "succeeded with issues",
  failed: "failed",
  canceled: "was cancelled",
  skipped: "was skipped",
  abandoned: "was abandoned",
  running: "is still running",
};

/** "the job succeeded, 2 days ago". */
export const jobText = (use: PastUse): string => `the job ${resultWords[use.result]}`;

export const lastSuccessText = (when: string): string => `The last job that succeeded: ${when}.`;

const modeWords: Readonly<Record<Mode, string>> = {
  automatic: "by Azure DevOps",
  graph: "through Microsoft Graph",
  guided: "with a pasted value",
};

const outcomeWords: Readonly<Record<RenewalRecord["outcome"], string>> = {
  renewed: "Renewed",
  "saved-not-confirmed": "Saved, renewal not confirmed",
  stopped: "Stopped",
  "cleaned-up": "Cleaned up",
};

/** One finished renewal in a line, without who and when. */
export function renewalText(
  { mode, outcome, keyId, until, reason }: RenewalRecord,
  dates: DateStyle,
): string {
  const parts = [
    `${outcomeWords[outcome]} ${modeWords[mode]}`,
    ...(keyId === null ? [] : [`secret ${short(keyId)}`]),
    ...(until === null ? [] : [`until ${dateText(until, dates.culture, dates.timeZone)}`]),
    ...(reason === null || reason === "" ? [] : [reason]),
  ];
  return parts.join(", ");
}

/** One conversion in a line, or its way back, without who and when; no surer than what was seen. */
export function conversionText({ direction, outcome, verified }: ConversionRecord): string {
  const what =
    direction === "convert" ? "Conversion to workload identity federation" : "Reversal to the secret";
  switch (outcome) {
    case "failed":
      return `${what} failed`;
    case "not-confirmed":
      return `${what}, not confirmed`;
    case "done":
      return `${what}, ${verified === "yes" ? "verified" : verified === "no" ? "sign-in failed" : "not verified"}`;
  }
}

export const noHistoryText =
  "The hub hasn't renewed or converted it. What is done outside the hub isn't recorded here.";
export const recordsUnreadText = "The records of earlier visits couldn't be read, so there may be some.";

export const typedExplanation =
  "For a credential whose expiry date no system shows. The date is kept for everybody, with your name, and used until a better source is known.";
export const expiryDateLabel = "Expires on";
export const saveDateText = "Save date";
export const removeDateText = "Remove date";
export const typedByText = (name: string, when: string): string =>
  name === "" ? `Entered on ${when}.` : `Entered by ${isolated(name)} on ${when}.`;

/** Where a name was that the organization doesn't keep so long. */
export const nameForgottenText = "name no longer kept";

export const savingText = "Saving…";
export const notSavedText = "Not kept.";

export const linkTexts = {
  connection: "Connection in Azure DevOps",
  app: "App registration",
  credentials: "Certificates & secrets",
  enterpriseApp: "Enterprise application",
  access: "Access control of the subscription",
} as const;

export const renewButtonText = "Renew";
export const verifyButtonText = "Verify";
export const federationButtonText = "Federation";
export const underAnotherNameText = (name: string): string => `as ${isolated(name)}`;

/** Where the axis marks the present. */
export const todayTick = "today";
