import type { Failure } from "../../../domain/failure";
import type { Remedy } from "../../../domain/verification/sign-in-errors";
import type { Pages } from "../links";
import { rememberedRemedy } from "../../../domain/verification/remembered-remedy";
import { pageNames } from "../../../words/verdict";

/** The page where the next thing is done, and what its link says. */
export type Place = { readonly href: string; readonly text: string };

const at = (href: string | null, text: string): Place | null => (href === null ? null : { href, text });

/** Where a remedy is carried out; null where there is no page for it. */
export function placeOfRemedy(remedy: Remedy, pages: Pages): Place | null {
  switch (remedy) {
    case "assign-role":
      return at(pages.access, pageNames.access);
    case "restore-app":
    case "fix-app-type":
      return at(pages.app, pageNames.app);
    case "enable-app":
      return at(pages.enterpriseApp ?? pages.app, pageNames.enterpriseApp);
    case "check-certificate":
    case "compare-federation":
      return at(pages.credentials, pageNames.credentials);
    case "correct-tenant":
    case "ask-for-right":
      return at(pages.connection, pageNames.connection);
    case "none":
    case "renew":
    case "wait":
    case "ask-policy-owner":
    case "retry":
    case "enter-secret-again":
      return null;
  }
}

/** Where a person goes on after a renewal that stopped (G24, G25, A44, Q2); null where trying again is all there is. */
export function placeOfFailure(failure: Failure, pages: Pages): Place | null {
  switch (failure.code) {
    case "no-right-on-app":
      return at(pages.owners, pageNames.owners);
    case "app-full":
    case "secrets-forbidden":
      return at(pages.credentials, pageNames.credentials);
    case "app-not-found":
      return at(pages.app, pageNames.app);
    case "organization-administrator-needed":
    case "not-permitted":
    case "renewed-nothing":
    case "azure-devops-failed-to-save":
    case "save-timed-out":
    case "changed-meanwhile":
    case "refused":
      return at(pages.connection, pageNames.connection);
    case "credential-refused":
      return placeOfRemedy(rememberedRemedy(failure.verdict, failure.aadsts), pages);
    default:
      return null;
  }
}
