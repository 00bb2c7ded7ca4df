import type { Failure } from "../../domain/failure";
import { systemName } from "../common";
import { failureWords, type FailureWords } from "../failure";

/** A failure in the words of a run without a person: nobody can reload a page or choose a button there. */
export function runFailure(failure: Failure): FailureWords {
  switch (failure.code) {
    case "sign-in-required":
      return {
        happened: `${capital(systemName(failure.system))} didn't accept this identity's token.`,
        next: "Check that the identity of the run is a user of the organization, and that its connection is in order.",
      };
    case "throttled":
      return {
        happened: `${capital(systemName(failure.system))} asked the run to slow down, longer than it could wait.`,
        next: "Run it at another time, or over fewer projects.",
      };
    case "unexpected-answer":
      return {
        happened: `${capital(systemName(failure.system))} gave an answer that the task doesn't understand: ${failure.detail}.`,
        next: "Run it again. If it happens again, report it with this text.",
      };
    case "not-permitted":
      return {
        happened: failureWords(failure).happened,
        next: "Give the identity of the run the role that docs/unattended.md names for it.",
      };
    case "graph-not-connected":
      return {
        happened: "Microsoft Graph wasn't asked: the run has no identity for it.",
        next: "Name a service connection in azureSubscription or azureDevOpsConnection.",
      };
    case "graph-consent-needed":
    case "graph-admin-consent-needed":
    case "graph-scope-missing":
      return {
        happened: "The identity of the run holds no application permission for Microsoft Graph.",
        next: "Give it Application.Read.All to watch, or Application.ReadWrite.OwnedBy and ownership of the app registrations to renew.",
      };
    case "graph-wrong-tenant":
      return {
        happened: `The app registration is in tenant ${failure.wanted}, the identity of the run in tenant ${failure.got}.`,
        next: "Watch it with an identity of its own tenant.",
      };
    case "cancelled":
      return { happened: "The run was cancelled before this was read.", next: "Run it again." };
    case "journal-unavailable":
      return {
        happened: failure.begun
          ? "The renewal couldn't be recorded any further, so it stopped before its next step."
          : "The renewal couldn't be recorded under this identity, so it wasn't started.",
        next: "Without a record, an interruption could leave a secret nobody knows of.",
      };
    default:
      return failureWords(failure);
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
