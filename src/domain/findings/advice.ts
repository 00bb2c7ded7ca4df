import { liveCredentials } from "../credential";
import { issuerRetirement } from "../federation/issuer";
import type { Instant } from "../instant";
import type { Row } from "../inventory";
import { parseMarker } from "../marker";
import { otherSecretsOf } from "../renewal/other-secrets";
import { globalTokensEnd, holdsAzureDevOpsToken } from "./azure-devops-token";
import type { Advice, Learned } from "./finding";
import { signsInOutsideAzure } from "./outside-azure";
import { isManagedByTerraform } from "./terraform";
import { isUnused } from "./usage";

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
