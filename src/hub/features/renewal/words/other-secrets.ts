import { short } from "../../../../domain/marker";
import type { GoneSecret } from "../../../../domain/renewal/other-secrets";
import type { ServiceConnection } from "../../../../domain/service-connection";
import { countText } from "../../../../words/common";
import { isolated } from "../../../../words/isolated";

/** The agreement that an automatic renewal needs where others may lose their secrets (E2). */
export const othersMayGoText =
  "I agree that Azure DevOps may remove the other secrets of this app registration";

/** Nobody could compare the secrets before and after. */
export const goneNotKnownText =
  "Whether Azure DevOps removed other secrets of the app registration isn't known: Microsoft Graph didn't show them before and after.";

/** Which secrets an automatic renewal took away, who used them, and what to do about it. */
export function goneText(gone: readonly GoneSecret[], siblings: readonly ServiceConnection[]): string {
  const each = gone.map(({ keyId, usedBy }) => `${short(keyId)} (${usersText(usedBy)})`).join(", ");
  const known = gone.flatMap(({ usedBy }) => usedBy);
  const rest = siblings.filter(({ id }) => known.every((one) => one.id !== id));
  return [
    `Since this renewal began, ${countText(gone.length, "secret is", "secrets are")} gone from the app registration: ${each}.`,
    ...(known.length > 0 ? [`Renew ${namesOf(known)} now.`] : []),
    ...(rest.length > 0 ? [`Verify ${namesOf(rest)}: the same app registration is used there.`] : []),
  ].join(" ");
}

const usersText = (connections: readonly ServiceConnection[]): string =>
  connections.length === 0 ? "no other connection is known to use it" : `used by ${namesOf(connections)}`;

const namesOf = (connections: readonly ServiceConnection[]): string =>
  [...new Set(connections.map(({ name, project }) => `${isolated(name)} (${isolated(project.name)})`))].join(
    ", ",
  );
