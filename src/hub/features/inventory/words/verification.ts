import type { ServiceConnection } from "../../../../domain/service-connection";
import type { Verdict } from "../../../../domain/verification/diagnose";
import { isolated } from "../../../../words/isolated";
import { verdictWords } from "../../../../words/verdict";

/** Read out when a verification has ended. */
export const verifiedAnnouncement = (connection: ServiceConnection, verdict: Verdict): string =>
  `${isolated(connection.name)}: ${verdictWords(verdict).label}`;

export const verifyNotLoadedText =
  "Nothing was verified: the part of this page that does it couldn't be loaded. Check your network connection, and try again.";
