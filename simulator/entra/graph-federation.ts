import { isRecord, textMember } from "../core/http";
import type { Context } from "../core/http";
import type { Application, FederatedIdentityCredential } from "../world";
import { GraphError, badRequest, notFound, tooLarge } from "./graph-errors";

/** Adds a federated credential: 20 at most, issuer and subject unique together (W31, W32). */
export function addFederatedCredential(
  context: Context,
  application: Application,
  body: unknown,
): FederatedIdentityCredential {
  const name = textMember(body, "name");
  const issuer = textMember(body, "issuer");
  const subject = textMember(body, "subject");
  const audiences = isRecord(body) && Array.isArray(body["audiences"]) ? body["audiences"] : [];
  if (name === undefined || issuer === undefined || subject === undefined || audiences.length === 0)
    throw badRequest("A value without a type name was found and no expected type is available.");
  const known = application.federatedIdentityCredentials;
  if (known.length >= 20) throw tooLarge();
  if (known.some((one) => one.name === name || (one.issuer === issuer && one.subject === subject)))
    throw new GraphError(
      409,
      "Request_MultipleObjectsWithSameKeyValue",
      `FederatedIdentityCredential with name ${name} already exists.`,
    );
  const credential: FederatedIdentityCredential = {
    id: context.chance.guid(),
    name,
    issuer,
    subject,
    audiences: audiences.map(String),
    description: textMember(body, "description") ?? "",
  };
  known.push(credential);
  return credential;
}

export function removeFederatedCredential(application: Application, id: string): void {
  const position = application.federatedIdentityCredentials.findIndex(
    (one) => one.id === id || one.name === id,
  );
  if (position < 0) throw notFound(id);
  application.federatedIdentityCredentials.splice(position, 1);
}
