import { driftOf, type DriftFinding } from "../drift";
import type { Instant } from "../instant";
import type { Row } from "../inventory";
import type { UsageSeen } from "./usage";
import type { Severity } from "./weight";

/** What an experienced administrator would say before Renew is pressed, with the facts of its sentence. */
export type Advice =
  | { readonly code: "managed-by-terraform" }
  | { readonly code: "azure-devops-token"; readonly globalTokensEnd: Instant }
  | { readonly code: "unused"; readonly lastUse: Instant | "none" }
  | { readonly code: "tenant-forbids-secrets" }
  | {
      readonly code: "other-holders";
      /** Live secrets beside the connection's own; 0 where a vault alone speaks for other holders. */
      readonly otherSecrets: number;
      readonly vault: string | null;
    }
  | { readonly code: "issuer-outside-azure"; readonly at: Instant };

/** Everything found about one connection: what does not agree, then what is wiser than a renewal. */
export type Finding = DriftFinding | Advice;

export type FindingCode = Finding["code"];

/** What a finding rests on, how far it may colour the sign of its row, and whether the row says its short name. */
type Rule = { readonly fact: string; readonly weight: Severity; readonly named: boolean };

/** Every finding with its rule. A date alone decides about those that weigh nothing. */
export const findingRules: Readonly<Record<FindingCode, Rule>> = {
  "app-gone": { fact: "G5", weight: "bad", named: true },
  "app-disabled": { fact: "G58", weight: "bad", named: true },
  "newer-credential-not-used": { fact: "A70", weight: "warning", named: true },
  "recorded-credential-gone": { fact: "A70", weight: "warning", named: true },
  "creator-inactive": { fact: "A84", weight: "warning", named: true },
  "tenant-forbids-secrets": { fact: "N4", weight: "warning", named: true },
  "azure-devops-token": { fact: "N1", weight: "warning", named: true },
  "managed-by-terraform": { fact: "N2", weight: "neutral", named: true },
  unused: { fact: "N3", weight: "neutral", named: true },
  "issuer-outside-azure": { fact: "N6", weight: "neutral", named: true },
  // The cell of the date says these two itself, and a vault named in Settings would say the third of every row.
  "several-live-credentials": { fact: "A70", weight: "neutral", named: false },
  "old-issuer": { fact: "W1", weight: "neutral", named: false },
  "other-holders": { fact: "N5", weight: "neutral", named: false },
};

/** Every code, in the order in which a filter offers them. */
export const findingCodes = Object.keys(findingRules) as readonly FindingCode[];

/** What was learned of a row beyond the list, its records and Graph. */
export type Learned = {
  /** The rules of advice; null until they are loaded, which the first rows don't wait for. */
  readonly advise: ((row: Row, now: Instant, learned: Learned) => readonly Advice[]) | null;
  /** How other descriptions than Terraform's default name it; null where Settings hold none. */
  readonly terraformPattern: string | null;
  /** The key vault from which others read their secrets; null where Settings name none. */
  readonly vault: string | null;
  /** Tenants, in lower case, that refused a secret in this visit because their policy forbids it. */
  readonly forbidding: ReadonlySet<string>;
  /** What two looks told of its use; null where nobody has looked. */
  readonly usage: UsageSeen | null;
};

export const nothingLearned: Learned = {
  advise: null,
  terraformPattern: null,
  vault: null,
  forbidding: new Set(),
  usage: null,
};

/** Every finding on one row, what does not agree first. Pure; what nobody looked at raises none. */
export const findingsOf = (row: Row, now: Instant, learned: Learned): readonly Finding[] => [
  ...driftOf(row, now),
  ...adviceIn(row, now, learned),
];

/** What is wiser than a renewal, as far as the rules are there. */
export const adviceIn = (row: Row, now: Instant, learned: Learned): readonly Advice[] =>
  learned.advise?.(row, now, learned) ?? [];
