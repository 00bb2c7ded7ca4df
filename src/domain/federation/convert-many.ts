import { nextInTurn } from "../next-in-turn";
import type { Conversion } from "./conversion";

/** One of many conversions. `done` was verified; everything else that ended stops the rest. */
export type ManyEntry = {
  readonly connectionId: string;
  readonly name: string;
  /** One at a time per subject: the app registration, or the connection itself (I9). */
  readonly subject: string;
  readonly phase: "waiting" | "running" | "done" | "failed";
};

/** At most so many at a time: what Azure DevOps' limits bear without being felt (G39). */
export const conversionsAtOnce = 4;

/** Those that may start now: within the limit, never two on one app registration, none after a failure. Pure. */
export function nextToConvert(entries: readonly ManyEntry[]): readonly ManyEntry[] {
  if (entries.some(({ phase }) => phase === "failed")) return [];
  const inPhase = (wanted: ManyEntry["phase"]): readonly ManyEntry[] =>
    entries.filter(({ phase }) => phase === wanted);
  return nextInTurn(inPhase("waiting"), inPhase("running"), conversionsAtOnce);
}

/** Nothing runs, and nothing that waits will start. */
export const isAtRest = (entries: readonly ManyEntry[]): boolean =>
  entries.every(({ phase }) => phase !== "running") && nextToConvert(entries).length === 0;

/** Whether a conversion came to a good end: it was seen, and its sign-in was verified. */
export const isVerified = (conversion: Conversion | null): boolean =>
  conversion?.stage === "converted" && conversion.verified === "yes";
