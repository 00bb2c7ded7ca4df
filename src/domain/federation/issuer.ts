import { instant, type Instant } from "../instant";
import { isFederated } from "./connection-facts";

/** Start of the day on which tokens of the old issuer stop being accepted (W1). */
export const issuerRetirement: Instant = instant(Date.UTC(2027, 6, 1));

/** Why a connection on the old issuer may stay there (W1, W34). */
export type IssuerExemption = "sovereign-cloud" | "multitenant-app";

/** What to do about an old issuer; the portal's Update keeps the connection's id (W34). */
export type IssuerRemedy = "update-in-portal" | "make-single-tenant-or-stay" | "none";

export type IssuerVerdict =
  | { readonly kind: "not-federated" }
  | { readonly kind: "current"; readonly issuer: string }
  | {
      readonly kind: "retires";
      readonly issuer: string;
      readonly subject: string | null;
      readonly on: Instant;
      readonly daysLeft: number;
      readonly remedy: IssuerRemedy;
      /** True where nobody could look at the app's audience, which may exempt it. */
      readonly exemptionUnknown: boolean;
    }
  | {
      readonly kind: "exempt";
      readonly issuer: string;
      readonly because: IssuerExemption;
      readonly remedy: IssuerRemedy;
    }
  | { readonly kind: "unknown" };

export type IssuerInput = {
  readonly scheme: string;
  readonly issuer: string | null;
  readonly subject: string | null;
  readonly environment: string | null;
  /** Graph's `signInAudience` of the app registration; null where it was not read. */
  readonly signInAudience: string | null;
};

/** True for the issuer of Azure DevOps itself, under its present and its earlier host (W27). */
export const isOldIssuer = (issuer: string): boolean =>
  /^https:\/\/(vstoken\.dev\.azure\.com|(app\.)?vstoken\.visualstudio\.com)(\/|$)/i.test(issuer.trim());

/** Whether an app registration is open to several tenants, by Graph's `signInAudience`; null where that was not read. */
export function isMultitenant(signInAudience: string | null): boolean | null {
  switch (signInAudience) {
    case "AzureADMyOrg":
      return false;
    case "AzureADMultipleOrgs":
    case "AzureADandPersonalMicrosoftAccount":
      return true;
    default:
      return null;
  }
}

/** Other clouds than the public one keep their old issuer (W34); a connection without a cloud is in the public one. */
export const isSovereign = (environment: string | null): boolean =>
  environment !== null && environment.toLowerCase() !== "azurecloud";

const day = 86_400_000;

/** Whether a connection without a secret has a deadline all the same (W1). All connection types. Pure. */
export function judgeIssuer(input: IssuerInput, now: Instant): IssuerVerdict {
  if (!isFederated(input)) return { kind: "not-federated" };
  if (input.issuer === null || input.issuer.trim() === "") return { kind: "unknown" };
  if (!isOldIssuer(input.issuer)) return { kind: "current", issuer: input.issuer };
  const exemption = exemptionOf(input);
  if (exemption !== null) {
    const remedy = exemption === "multitenant-app" ? "make-single-tenant-or-stay" : "none";
    return { kind: "exempt", issuer: input.issuer, because: exemption, remedy };
  }
  return {
    kind: "retires",
    issuer: input.issuer,
    subject: input.subject,
    on: issuerRetirement,
    daysLeft: Math.max(0, Math.ceil((issuerRetirement - now) / day)),
    remedy: "update-in-portal",
    exemptionUnknown: isMultitenant(input.signInAudience) === null,
  };
}

function exemptionOf({ environment, signInAudience }: IssuerInput): IssuerExemption | null {
  if (isSovereign(environment)) return "sovereign-cloud";
  return isMultitenant(signInAudience) === true ? "multitenant-app" : null;
}
