import { nextInTurn } from "../next-in-turn";
import type { Conversion } from "./conversion";

/** One conversion of a bulk. `done` was verified; everything else that ended stops the rest. */
export type BulkConversionEntry = {
  readonly connectionId: string;
  readonly name: string;
  /** One at a time per subject: the app registration, or the connection itself (I9). */
  readonly subject: string;
  readonly phase: "waiting" | "running" | "done" | "failed";
};

/** At most so many at a time: what Azure DevOps' limits bear without being felt (G39). */
export const conversionsAtOnce = 4;

/** Those that may start now: within the limit, never two on one app registration, none after a failure. Pure. */
export function nextToConvert(entries: readonly BulkConversionEntry[]): readonly BulkConversionEntry[] {
  if (entries.some(({ phase }) => phase === "failed")) return [];
  const inPhase = (wanted: BulkConversionEntry["phase"]): readonly BulkConversionEntry[] =>
    entries.filter(({ phase }) => phase === wanted);
  return nextInTurn(inPhase("waiting"), inPhase("running"), conversionsAtOnce);
}

/** What a further bulk is shown with: the former ones that came to a good end keep their way back, each connection once. */
export function afterFormer(
  former: readonly BulkConversionEntry[],
  entries: readonly BulkConversionEntry[],
): readonly BulkConversionEntry[] {
  const again = new Set(entries.map(({ connectionId }) => connectionId));
  return [
    ...former.filter(({ phase, connectionId }) => phase === "done" && !again.has(connectionId)),
    ...entries,
  ];
}

/** Nothing runs, and nothing that waits will start. */
export const isAtRest = (entries: readonly BulkConversionEntry[]): boolean =>
  entries.every(({ phase }) => phase !== "running") && nextToConvert(entries).length === 0;

/** Whether a conversion came to a good end: it was seen, and its sign-in was verified. */
export const isVerified = (conversion: Conversion | null): boolean =>
  conversion?.stage === "converted" && conversion.verified === "yes";
