import type { Settings } from "../../../domain/settings";

/** What stands in the fields: text until it is saved. */
export type Draft = {
  readonly clientId: string;
  readonly bands: readonly [string, string, string];
  readonly lifetimeDays: string;
  readonly keepNamesDays: string;
  readonly writeNote: boolean;
  readonly terraformPattern: string;
  readonly vault: string;
};

export const draftOf = (settings: Settings): Draft => ({
  clientId: settings.clientId ?? "",
  bands: [String(settings.bands[0]), String(settings.bands[1]), String(settings.bands[2])],
  lifetimeDays: String(settings.lifetimeDays),
  keepNamesDays: String(settings.keepNamesDays),
  writeNote: settings.writeNote,
  terraformPattern: settings.terraformPattern ?? "",
  vault: settings.vault ?? "",
});

/** An empty or half-typed number becomes NaN, which no range holds. */
const number = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text));

const textOrNone = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/** The settings that a draft stands for; the rest is kept. */
export const settingsOf = (draft: Draft, before: Settings): Settings => ({
  ...before,
  clientId: draft.clientId.trim() === "" ? null : draft.clientId.trim().toLowerCase(),
  bands: [number(draft.bands[0]), number(draft.bands[1]), number(draft.bands[2])],
  lifetimeDays: number(draft.lifetimeDays),
  keepNamesDays: number(draft.keepNamesDays),
  writeNote: draft.writeNote,
  terraformPattern: textOrNone(draft.terraformPattern),
  vault: textOrNone(draft.vault),
});
