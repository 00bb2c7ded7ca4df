import type { Verdict } from "../domain/verification/diagnose";
import type { Remedy, VerdictWord } from "../domain/verification/sign-in-errors";
import { explanationPage } from "../domain/verification/sign-in-errors";

/** The verdict as the row shows it, why in one sentence, and the one next thing to do. */
export type VerdictWords = { readonly label: string; readonly explanation: string; readonly next: string };

export const verdictWords = (verdict: Pick<Verdict, "word" | "code" | "remedy">): VerdictWords => ({
  label: verdict.word === "verified" ? "Verified" : `Failed: ${verdict.word}`,
  explanation: explanationOf(verdict.word),
  next: remedyText(verdict.remedy),
});

export const verdictName = "Verdict";
export const answeredText = "What was answered";

/** Links to the pages where the next thing is done. */
export const pageNames = {
  access: "Open access control of the subscription",
  app: "Open the app registration",
  enterpriseApp: "Open the enterprise application",
  credentials: "Open Certificates & secrets",
  owners: "See the owners of the app registration",
  connection: "Open the connection in Azure DevOps",
} as const;

/** What a verdict word means. */
export function explanationOf(word: VerdictWord): string {
  switch (word) {
    case "verified":
      return "Azure DevOps signed in with the stored credential and reached the target.";
    case "credential expired":
      return "The stored secret or certificate is past its expiry date.";
    case "credential rejected":
      return "Entra or the target doesn't accept the stored credential.";
    case "not propagated yet":
      return "The credential was changed a short while ago and isn't known everywhere yet.";
    case "app registration not found":
      return "The app registration is gone, or it is in another tenant.";
    case "app registration disabled":
      return "The app registration exists but sign-in is switched off for it.";
    case "role missing":
      return "The credential is fine; the identity lacks a role on the target.";
    case "wrong tenant":
      return "The connection names a tenant in which this app registration isn't known.";
    case "blocked by policy":
      return "A policy of the tenant doesn't let this identity sign in.";
    case "not reachable":
      return "The target or the sign-in service couldn't be reached, so nothing was learned of the credential.";
    case "not confirmed":
      return "The test gave no clear answer, so nothing was learned of the credential.";
  }
}

/** The one next thing to do, as a sentence; empty where there is nothing to do. */
export function remedyText(remedy: Remedy): string {
  switch (remedy) {
    case "none":
      return "Nothing to do.";
    case "renew":
      return "Renew the connection.";
    case "wait":
      return "Wait two minutes, then verify again.";
    case "restore-app":
      return "Restore the app registration, or point the connection at the right one.";
    case "enable-app":
      return "Enable sign-in for the app registration in the Azure portal.";
    case "assign-role":
      return "Assign the identity a role on the target in the Azure portal; a new secret wouldn't help.";
    case "correct-tenant":
      return "Correct the tenant ID of the connection.";
    case "ask-policy-owner":
      return "Ask the owner of the tenant's policies to allow this identity.";
    case "compare-federation":
      return "Compare issuer and subject of the connection with the federated credential of the app registration.";
    case "check-certificate":
      return "Check that the certificate is uploaded to the app registration, or renew with a new one.";
    case "retry":
      return "Verify again in a minute.";
    case "ask-for-right":
      return "Ask an administrator of the connection for the right to use it.";
    case "enter-secret-again":
      return "Renew the connection, so that its secret is entered again.";
    case "fix-app-type":
      return "Change the app registration to a confidential client: its settings forbid client secrets.";
  }
}

/** A link says what it opens, not its code alone. */
export const codePageText = (code: string): string => `What ${code} means`;

/** Microsoft's page on a code such as AADSTS7000215; null for codes of other origin (G53). */
export function codePage(code: string | null): string | null {
  const number = code === null ? undefined : /^AADSTS(\d+)$/.exec(code)?.[1];
  return number === undefined ? null : explanationPage(number);
}
