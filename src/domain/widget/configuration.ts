import { count, decoded, fieldsOf, listOf, nullable, oneOf, text, flag } from "../decode";
import type { ConnectionKind } from "../service-connection";
import type { Settings } from "../settings";
import { defaultQuery, kinds, type ViewQuery } from "../view-query";

/** What a widget counts and shows. Everybody who sees the dashboard can read it (R9), so it holds no secret and no name. */
export type WidgetConfiguration = {
  /** Warns so many days ahead; null follows the hub's settings. */
  readonly days: number | null;
  /** Part of a connection's name; empty for all. */
  readonly text: string;
  /** Empty for all. */
  readonly kinds: readonly ConnectionKind[];
  readonly showOwner: boolean;
};

export const defaultConfiguration: WidgetConfiguration = {
  days: null,
  text: "",
  kinds: [],
  showOwner: false,
};

/** What stands in the dashboard's settings of a widget, or why it cannot be used. */
export type StoredConfiguration =
  | { readonly state: "read"; readonly configuration: WidgetConfiguration }
  | { readonly state: "newer-version" }
  | { readonly state: "damaged" };

const version = 1;
const mostDays = 365;
const longestText = 200;

/** As text, for the dashboard to keep. */
export const encodeConfiguration = (configuration: WidgetConfiguration): string =>
  JSON.stringify({ version, ...configuration });

/**
 * Reads what the dashboard kept. Nothing kept is the usual configuration; what nobody here can read is said and never
 * guessed, since a widget that counts something else would mislead. Never throws.
 */
export function decodeConfiguration(stored: unknown): StoredConfiguration {
  if (stored === null || stored === undefined || stored === "")
    return { state: "read", configuration: defaultConfiguration };
  const read = decoded(() => {
    const fields = fieldsOf(parsed(stored));
    return count(fields["version"], 1_000) > version ? "newer" : configurationOf(fields);
  });
  if (read === null) return { state: "damaged" };
  return read === "newer" ? { state: "newer-version" } : { state: "read", configuration: read };
}

function parsed(stored: unknown): unknown {
  try {
    return JSON.parse(text(stored, 10_000)) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const configurationOf = (fields: ReturnType<typeof fieldsOf>): WidgetConfiguration => ({
  days: nullable(fields["days"], (value) => atLeastOne(count(value, mostDays))),
  text: text(fields["text"], longestText),
  kinds: listOf(fields["kinds"], (kind) => oneOf(kind, kinds), kinds.length),
  showOwner: flag(fields["showOwner"]),
});

const atLeastOne = (days: number): number => Math.max(1, days);

/** What a person enters, before it is looked at. */
export type ConfigurationDraft = Omit<WidgetConfiguration, "days"> & { readonly days: string };

export const draftOf = ({ days, ...rest }: WidgetConfiguration): ConfigurationDraft => ({
  ...rest,
  days: days === null ? "" : String(days),
});

export type ConfigurationProblem = "days-out-of-range" | "text-too-long";

/** What is wrong with a draft, or the configuration it stands for. An empty number of days follows the hub's settings. */
export function checkedDraft(
  draft: ConfigurationDraft,
):
  | { readonly ok: true; readonly configuration: WidgetConfiguration }
  | { readonly ok: false; readonly problems: readonly ConfigurationProblem[] } {
  const problems: ConfigurationProblem[] = [];
  const days = draft.days.trim() === "" ? null : Number(draft.days);
  if (days !== null && !(/^\s*\d{1,3}\s*$/.test(draft.days) && days >= 1 && days <= mostDays))
    problems.push("days-out-of-range");
  if (draft.text.trim().length > longestText) problems.push("text-too-long");
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, configuration: { ...draft, days, text: draft.text.trim() } };
}

/** The hub's query that leaves exactly what the widget counts, so that both are one rule. */
export const queryOf = (
  { days, text: wanted, kinds: chosen }: WidgetConfiguration,
  bands: Settings["bands"],
): ViewQuery => ({ ...defaultQuery, text: wanted, kinds: chosen, within: days ?? bands[0] });
