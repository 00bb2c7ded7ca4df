import type { Actor } from "./failure";
import type { Instant } from "./instant";

/** Organization-wide settings. Bands are in days, widest first. */
export type Settings = {
  readonly clientId: string | null;
  readonly bands: readonly [number, number, number];
  readonly lifetimeDays: number;
  readonly writeNote: boolean;
  readonly changedBy: Actor | null;
  readonly changedAt: Instant | null;
  /** Who set the client id last: shown before the id is used, since any member can write extension data (P10). */
  readonly clientIdChangedBy: Actor | null;
  readonly clientIdChangedAt: Instant | null;
};

export const defaultSettings: Settings = {
  clientId: null,
  bands: [30, 14, 7],
  lifetimeDays: 180,
  writeNote: true,
  changedBy: null,
  changedAt: null,
  clientIdChangedBy: null,
  clientIdChangedAt: null,
};

/** Lifetimes offered, in days; 730 is the most we ask for (G137, G139). */
export const lifetimeChoices = [90, 180, 365] as const;
export const longestLifetimeDays = 730;

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isGuid = (text: string): boolean => guid.test(text.trim());

export type SettingsProblem =
  "client-id-not-a-guid" | "bands-not-descending" | "bands-out-of-range" | "lifetime-out-of-range";

/** What is wrong with a draft; empty where it can be saved. */
export function settingsProblems(draft: Settings): readonly SettingsProblem[] {
  const problems: SettingsProblem[] = [];
  const [first, second, third] = draft.bands;
  if (draft.clientId !== null && !isGuid(draft.clientId)) problems.push("client-id-not-a-guid");
  if (!(first > second && second > third)) problems.push("bands-not-descending");
  if (!draft.bands.every((days) => Number.isInteger(days) && days >= 1 && days <= 365))
    problems.push("bands-out-of-range");
  if (
    !Number.isInteger(draft.lifetimeDays) ||
    draft.lifetimeDays < 1 ||
    draft.lifetimeDays > longestLifetimeDays
  )
    problems.push("lifetime-out-of-range");
  return problems;
}
