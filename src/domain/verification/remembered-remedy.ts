import { signInErrors, type Remedy, type VerdictWord } from "./sign-in-errors";

/** The remedy of a recorded verdict, of which the word and the code alone were kept. */
export function rememberedRemedy(word: VerdictWord, code: string | null): Remedy {
  const known = signInErrors[code?.replace("AADSTS", "") ?? ""];
  return known?.word === word ? known.remedy : usualRemedy(word);
}

function usualRemedy(word: VerdictWord): Remedy {
  switch (word) {
    case "verified":
      return "none";
    case "credential expired":
    case "credential rejected":
      return "renew";
    case "not propagated yet":
      return "wait";
    case "app registration not found":
      return "restore-app";
    case "app registration disabled":
      return "enable-app";
    case "role missing":
      return "assign-role";
    case "wrong tenant":
      return "correct-tenant";
    case "blocked by policy":
      return "ask-policy-owner";
    case "not reachable":
    case "not confirmed":
      return "retry";
  }
}
