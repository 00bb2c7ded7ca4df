import { fieldsOf, decoded } from "../../domain/decode";
import type { Failure } from "../../domain/failure";
import { aadstsNumbers } from "../../domain/verification/sign-in-errors";

/** What was asked for when a sign-in failed. */
export type SignInAttempt = {
  readonly interactive: boolean;
  readonly tenantId: string;
  readonly clientId: string;
};

/** The page to which Azure DevOps' sign-in window returns; the app registration has to name it (G86). */
const redirectUri = "https://dev.azure.com/_public/_MsalPopup";

/** All scopes that the hub ever asks for. */
const scopes = ["Application.Read.All", "Application.ReadWrite.All"].map(
  (name) => `https://graph.microsoft.com/${name}`,
);

/**
 * Where an administrator consents for the whole tenant; MSAL has no call for it (G111). Consent is recorded per scope, so
 * the link asks for all of them: with one alone, the next sign-in would be refused.
 */
export const adminConsentUrl = ({ tenantId, clientId }: SignInAttempt): string =>
  `https://login.microsoftonline.com/${encodeURIComponent(tenantId)}/v2.0/adminconsent` +
  `?client_id=${encodeURIComponent(clientId)}` +
  `&scope=${encodeURIComponent(scopes.join(" "))}` +
  `&redirect_uri=${encodeURIComponent(redirectUri)}`;

type Told = { readonly code: string; readonly detail: string; readonly name: string };

function toldBy(error: unknown): Told {
  const fields = decoded(() => fieldsOf(error)) ?? {};
  const textOf = (name: string): string => {
    const value = fields[name];
    return typeof value === "string" ? value : "";
  };
  const message = textOf("message");
  return {
    code: textOf("errorCode"),
    detail: (textOf("errorMessage") || message).slice(0, 2_000),
    name: textOf("name"),
  };
}

const cancelCodes = ["user_canceled", "user_cancelled", "timed_out", "redirect_bridge_timeout"];
const bridgeCodes = [
  "nested_app_auth_bridge_disabled",
  "BridgeDisabled",
  "XDMError",
  "BridgeError",
  "Disabled",
];
const adminNumbers = ["90094", "90095", "65001", "650051", "650052", "650056", "650057"];
const transientNumbers = ["90033", "90012", "50033", "90055"];

/** True for the one refusal that a short wait heals: the service principal is just being made (G105). */
export const isBeingProvisioned = (error: unknown): boolean =>
  aadstsNumbers(toldBy(error).detail).includes("650051");

/** The failure behind an error of MSAL; codes first, then AADSTS numbers in the text (G94-G110, P13, P75, P76). */
export function signInFailure(error: unknown, attempt: SignInAttempt): Failure {
  const { code, detail, name } = toldBy(error);
  const numbers = aadstsNumbers(detail);
  const has = (...wanted: readonly string[]): boolean => numbers.some((number) => wanted.includes(number));
  if (cancelCodes.includes(code) || has("65004")) return { code: "graph-sign-in-cancelled" };
  if (bridgeCodes.includes(code) || code === "unsupported_method")
    return { code: "graph-bridge-missing", detail };
  if (code === "no_network_connectivity") return { code: "network", system: "graph" };
  if (has(...transientNumbers)) return { code: "unavailable", system: "graph", status: 0, detail };
  const asksForConsent = code === "consent_required" || code === "access_denied" || has(...adminNumbers);
  if (attempt.interactive && asksForConsent)
    return { code: "graph-admin-consent-needed", detail, consentUrl: adminConsentUrl(attempt) };
  const needsPerson =
    name === "InteractionRequiredAuthError" ||
    asksForConsent ||
    ["no_account_found", "no_account_error", "interaction_required", "login_required"].includes(code);
  if (!attempt.interactive && needsPerson) return { code: "graph-consent-needed", detail };
  return { code: "graph-sign-in-blocked", detail };
}
