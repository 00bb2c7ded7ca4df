import type { VerdictWord } from "./sign-in-errors";

/** What a verdict says of the connection: it works, it was refused, only its role is missing, or nothing was learned. */
export type Standing = "works" | "refused" | "role-missing" | "not-told";

/** The standing of a verdict word, in one place: order and sign of a row both rest on it. */
export function standingOf(word: VerdictWord): Standing {
  switch (word) {
    case "verified":
      return "works";
    case "credential expired":
    case "credential rejected":
    case "app registration not found":
    case "app registration disabled":
    case "wrong tenant":
    case "blocked by policy":
      return "refused";
    case "role missing":
      return "role-missing";
    case "not propagated yet":
    case "not reachable":
    case "not confirmed":
      return "not-told";
  }
}
