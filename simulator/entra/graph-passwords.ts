import { isRecord, textMember } from "../core/http";
import type { Context } from "../core/http";
import type { Application, Tenant } from "../world";
import { addMonths, addPassword } from "./credentials";
import { isListed } from "./directory";
import { badRequest, credentialTypeNotAllowed, invalidLifetime, tooLarge } from "./graph-errors";
import { passwordShape } from "./graph-shapes";

const dayMs = 86_400_000;

function instant(value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  const parsed = Date.parse(value);
  if (Number.isNaN(parsed))
    throw badRequest(`Cannot convert the literal '${value}' to the expected type 'Edm.DateTimeOffset'.`);
  return parsed;
}

/** addPassword: every call creates one, a repeated one too (G16, G17, G20, G22-G25). */
export function issuePassword(
  context: Context,
  tenant: Tenant,
  application: Application,
  body: unknown,
): Record<string, unknown> {
  const wish = isRecord(body) ? body["passwordCredential"] : undefined;
  const start = instant(textMember(wish, "startDateTime"), context.now());
  const end = instant(textMember(wish, "endDateTime"), addMonths(start, 24));
  if (end <= start) throw badRequest("Key credential end date is invalid.");
  if (tenant.policy.passwordAdditionForbidden) throw credentialTypeNotAllowed();
  const cap = tenant.policy.maxLifetimeDays;
  // A minute of grace: the client's clock and this one are not the same.
  if (cap !== null && end - start > cap * dayMs + 60_000) throw invalidLifetime();
  if (application.full) throw tooLarge();
  const credential = addPassword(
    application,
    { displayName: textMember(wish, "displayName") ?? null, startDateTime: start, endDateTime: end },
    { now: context.now(), propagation: tenant.propagation, chance: context.chance },
  );
  return {
    "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.passwordCredential",
    ...passwordShape(credential, credential.secretText),
  };
}

/** removePassword: 204, or 400 where this replica does not show the key (G28). */
export function removePassword(context: Context, application: Application, keyId: string): void {
  const credential = application.passwordCredentials.find(
    (one) => one.keyId.toLowerCase() === keyId.toLowerCase() && one.removedAt === null,
  );
  if (credential === undefined || !isListed(credential, context.now()))
    throw badRequest(`No password credential found with keyId ${keyId}.`);
  credential.removedAt = context.now();
}
