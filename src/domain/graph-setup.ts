import type { Failure } from "./failure";
import { aadstsNumbers } from "./verification/sign-in-errors";

/** The page to which the sign-in window returns; the app registration has to name it (P71). */
export const signInRedirect = "https://dev.azure.com/_public/_MsalPopup";

/** Ids under which Microsoft Graph lists the two delegated permissions that the hub asks for. */
export const delegatedPermissions = {
  "Application.Read.All": "c79f8feb-a9db-4090-85f9-90d820caa0eb",
  "Application.ReadWrite.All": "bdfbf15f-ee85-4955-8675-146e8e5296b5",
} as const;

export type DelegatedPermission = keyof typeof delegatedPermissions;

/** What an app registration says of itself, as Graph tells it. */
export type Registration = {
  readonly singlePageRedirects: readonly string[];
  /** Ids of delegated permissions of Microsoft Graph that it asks for. */
  readonly delegated: readonly string[];
};

export type SetupPart = "registration" | "redirect" | DelegatedPermission;

/** `not-known`: nobody could look, which says nothing. */
export type SetupCheck = { readonly part: SetupPart; readonly state: "there" | "missing" | "not-known" };

const parts: readonly SetupPart[] = [
  "registration",
  "redirect",
  "Application.Read.All",
  "Application.ReadWrite.All",
];

const checks = (stateOf: (part: SetupPart) => SetupCheck["state"]): readonly SetupCheck[] =>
  parts.map((part) => ({ part, state: stateOf(part) }));

/** What is there and what is missing, by the app registration itself. Pure. */
export const setupOf = ({ singlePageRedirects, delegated }: Registration): readonly SetupCheck[] =>
  checks((part) => {
    if (part === "registration") return "there";
    const found =
      part === "redirect"
        ? singlePageRedirects.includes(signInRedirect)
        : delegated.some((id) => id.toLowerCase() === delegatedPermissions[part]);
    return found ? "there" : "missing";
  });

/**
 * What a failed sign-in tells of the setup: an unknown client id, an address that is not named or named for another
 * platform, or a permission nobody consented to (G94-G111). Everything else stays not known. Pure.
 */
export function setupAfter(failure: Failure): readonly SetupCheck[] {
  const numbers = aadstsNumbers("detail" in failure ? failure.detail : "");
  const has = (...wanted: readonly string[]): boolean => numbers.some((number) => wanted.includes(number));
  if (has("700016")) return checks((part) => (part === "registration" ? "missing" : "not-known"));
  if (has("50011", "9002326"))
    return checks((part) =>
      part === "registration" ? "there" : part === "redirect" ? "missing" : "not-known",
    );
  if (failure.code === "graph-scope-missing")
    return checks((part) =>
      part === "registration" || part === "redirect"
        ? "there"
        : failure.scope.endsWith(`/${part}`)
          ? "missing"
          : "not-known",
    );
  return checks(() => "not-known");
}
