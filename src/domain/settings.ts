import type { Actor } from "./failure";
import type { Instant } from "./instant";

/** Organization-wide settings. Bands are in days, widest first. */
export type Settings = {
  readonly clientId: string | null;
  readonly bands: readonly [number, number, number];
  readonly lifetimeDays: number;
  readonly writeNote: boolean;
  /** A description that names Terraform otherwise than its provider does, `*` for any text; null for none (N2). */
  readonly terraformPattern: string | null;
  /** The key vault from which other holders of the secrets read them; null where none is named (N5). */
  readonly vault: string | null;
  /** So many days the hub keeps who renewed, verified, dated or snoozed a connection. */
  readonly keepNamesDays: number;
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
  terraformPattern: null,
  vault: null,
  keepNamesDays: 400,
  changedBy: null,
  changedAt: null,
  clientIdChangedBy: null,
  clientIdChangedAt: null,
};

/** Lifetimes offered, in days; 730 is the most we ask for (G137, G139). */
export const lifetimeChoices = [90, 180, 365] as const;
export const longestLifetimeDays = 730;
export const mostNameDays = 3_650;

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isGuid = (text: string): boolean => guid.test(text.trim());

export type SettingsProblem =
  | "client-id-not-a-guid"
  | "names-out-of-range"
  | "bands-not-descending"
  | "bands-out-of-range"
  | "lifetime-out-of-range"
  | "pattern-fits-all"
  | "vault-not-a-name";

/** Longest pattern kept: longer than any description people give. */
const longestPattern = 200;

/** A pattern without a word of its own would call every connection Terraform's. */
const fitsAll = (pattern: string): boolean =>
  pattern.replace(/[*\s]/g, "") === "" || pattern.length > longestPattern;

/** What Azure lets a key vault be called. */
export const isVaultName = (name: string): boolean => /^[a-z][a-z0-9-]{1,22}[a-z0-9]$/i.test(name);

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
  if (draft.terraformPattern !== null && fitsAll(draft.terraformPattern)) problems.push("pattern-fits-all");
  if (draft.vault !== null && !isVaultName(draft.vault)) problems.push("vault-not-a-name");
  const { keepNamesDays } = draft;
  if (!Number.isInteger(keepNamesDays) || keepNamesDays < 1 || keepNamesDays > mostNameDays)
    problems.push("names-out-of-range");
  return problems;
}
