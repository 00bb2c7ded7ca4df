import { liveCredentials } from "../credential";
import { driftOf, type DriftFinding } from "../drift";
import type { Instant } from "../instant";
import type { Row } from "../inventory";
import { parseMarker } from "../marker";
import { otherSecretsOf } from "../renewal/other-secrets";
import { globalTokensEnd, holdsAzureDevOpsToken } from "./azure-devops-token";
import { issuerRetirement } from "../federation/issuer";
import { signsInOutsideAzure } from "./outside-azure";
import { isManagedByTerraform } from "./terraform";
import { isUnused, type UsageSeen } from "./usage";
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
  terraformPattern: null,
  vault: null,
  forbidding: new Set(),
  usage: null,
};

/** Every finding on one row, what does not agree first. Pure; what nobody looked at raises none. */
export const findingsOf = (row: Row, now: Instant, learned: Learned): readonly Finding[] => [
  ...driftOf(row, now),
  ...adviceOf(row, now, learned),
];

/** What speaks for something else than a renewal, or has to be said before one (N1-N6). Pure. */
export function adviceOf(row: Row, now: Instant, learned: Learned): readonly Advice[] {
  const { connection } = row;
  if (connection.incomplete) return [];
  const found: Advice[] = [];
  if (forbidsItsSecret(row, learned)) found.push({ code: "tenant-forbids-secrets" });
  if (holdsAzureDevOpsToken(connection)) found.push({ code: "azure-devops-token", globalTokensEnd });
  if (isManagedByTerraform(connection.description, learned.terraformPattern))
    found.push({ code: "managed-by-terraform" });
  const { usage } = learned;
  if (usage?.lastUse != null && isUnused(usage, connection.createdAt, now))
    found.push({ code: "unused", lastUse: usage.lastUse });
  if (signsInOutsideAzure(connection)) found.push({ code: "issuer-outside-azure", at: issuerRetirement });
  const holders = otherHolders(row, now, learned.vault);
  return holders === null ? found : [...found, holders];
}

/** The policy is about secrets: certificates and what other services make are no part of it (N4). */
const forbidsItsSecret = ({ connection }: Row, { forbidding }: Learned): boolean =>
  connection.holds === "client-secret" &&
  connection.tenantId !== null &&
  forbidding.has(connection.tenantId.toLowerCase());

/** What the hub itself made went into a connection and to nobody else. */
function otherHolders(row: Row, now: Instant, vault: string | null): Advice | null {
  const { connection, app } = row;
  if (connection.holds !== "client-secret") return null;
  const live = app.state === "found" ? liveCredentials(app.app.credentials, "secret", now).length : 0;
  const others = live < 2 ? [] : (otherSecretsOf(connection, app, now) ?? []);
  const otherSecrets = others.filter(({ displayName }) => parseMarker(displayName) === null).length;
  return otherSecrets === 0 && vault === null ? null : { code: "other-holders", otherSecrets, vault };
}
