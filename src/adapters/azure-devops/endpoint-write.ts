import type { SecretInputs } from "../../domain/secret";
import type { ProjectRef } from "../../domain/service-connection";
import { isAzureRm } from "./endpoint-wire";
import { field, keyOf, objectField, objectOf, textField, type WireObject } from "./wire-fields";

type Draft = Record<string, unknown>;

/** A confidential input as its type declares it, with the place where a connection keeps it (A86). */
export type DeclaredInput = { readonly name: string; readonly place: "authorization" | "data" };

const inAuthorization = (name: string): DeclaredInput => ({ name, place: "authorization" });

/** What azurerm declares, which every organization has alike (A61, A63): no call is needed for it. */
export const azureRmInputs = (raw: WireObject): readonly DeclaredInput[] =>
  textField(objectField(raw, "authorization"), "scheme")?.toLowerCase() === "serviceprincipal"
    ? ["serviceprincipalkey", "servicePrincipalCertificate"].map(inAuthorization)
    : [];

/**
 * Names under which connection types keep something confidential (A85, A63). An empty text in one of these
 * would overwrite the stored value, so it is sent as null (A50, A51).
 */
const confidentialNames = new Set(
  (
    "serviceprincipalkey serviceprincipalcertificate password apitoken accesstoken certificate certificatepassword " +
    "nugetkey kubeconfig serviceaccountcertificate secret privatekey servicebusconnectionstring key cert cacert " +
    "sessiontoken webhooksecret"
  ).split(" "),
);

/** A copy which shares nothing with the answer it was made of; Dates become ISO texts. */
export const copyOf = (raw: WireObject): Draft => JSON.parse(JSON.stringify(raw)) as Draft;

function child(draft: Draft, name: string): Draft {
  const key = keyOf(draft, name) ?? name;
  const existing = objectOf(draft[key]);
  if (existing !== null) return existing;
  const made: Draft = {};
  draft[key] = made;
  return made;
}

const isAccessToken = (name: string): boolean => name.toLowerCase() === "accesstoken";

/** Confidential members are null, never "" (A50, A51); azurerm's `accesstoken` is left out (A53). */
function clean(part: Draft, declared: readonly DeclaredInput[], azureRm: boolean): void {
  const isDeclared = (key: string): boolean =>
    declared.some(({ name }) => name.toLowerCase() === key.toLowerCase());
  for (const key of Object.keys(part)) {
    if (azureRm && isAccessToken(key)) Reflect.deleteProperty(part, key);
    else if (part[key] === "" && (isDeclared(key) || confidentialNames.has(key.toLowerCase())))
      part[key] = null;
  }
}

/**
 * The object as read by id, with new values of its confidential inputs, under the casing read (A5). Everything else is
 * echoed, all project references included (A47, A48). Every other confidential input that the type declares is there as
 * null, which keeps it; absent, it could be lost (E3).
 */
export function withInputs(
  raw: WireObject,
  inputs: SecretInputs | null,
  declared: readonly DeclaredInput[],
): Draft {
  const draft = copyOf(raw);
  const azureRm = isAzureRm(textField(raw, "type") ?? "");
  const parameters = child(child(draft, "authorization"), "parameters");
  const partOf = (place: DeclaredInput["place"]): Draft =>
    place === "data" ? child(draft, "data") : parameters;
  for (const { name, place } of declared) {
    const shown = keyOf(parameters, name) ?? keyOf(objectField(draft, "data"), name);
    if (shown === null) partOf(place)[name] = null;
  }
  const data = objectField(draft, "data") === null ? null : child(draft, "data");
  clean(parameters, declared, azureRm);
  if (data !== null) clean(data, declared, azureRm);
  inputs?.forEach((secret, name) => {
    const inParameters = keyOf(parameters, name);
    const inData = keyOf(data, name);
    if (inParameters === null && inData !== null && data !== null) data[inData] = secret.reveal();
    else parameters[inParameters ?? name] = secret.reveal();
  });
  return draft;
}

/** Puts a description at the top level and into this project's own reference (A11). Changes the draft. */
export function describe(draft: Draft, project: ProjectRef, description: string): void {
  draft[keyOf(draft, "description") ?? "description"] = description;
  const references = field(draft, "serviceEndpointProjectReferences");
  if (!Array.isArray(references)) return;
  for (const value of references as unknown[]) {
    const reference: Draft | null = objectOf(value);
    const id = textField(objectField(reference, "projectReference"), "id");
    if (reference !== null && id?.toLowerCase() === project.id.toLowerCase())
      reference[keyOf(reference, "description") ?? "description"] = description;
  }
}

/** What ties an automatic connection to the app registration that Azure DevOps made for it (E1). */
const ownedByAzureDevOps = ["appObjectId", "spnObjectId", "azureSpnRoleAssignmentId", "azureSpnPermissions"];

/** Makes an automatic connection manual: one-way (A57), and refused while it names what Azure DevOps made (E1). Changes the draft. */
export function takeOver(draft: Draft): void {
  const data = child(draft, "data");
  data[keyOf(data, "creationMode") ?? "creationMode"] = "Manual";
  for (const name of ownedByAzureDevOps) data[keyOf(data, name) ?? name] = "";
}

/**
 * The object of a conversion: the scheme replaced and no revert deadline (W22). A manual connection's is
 * the short form that is known to work for it (A73).
 */
export function converted(raw: WireObject, scheme: string): Draft {
  const draft = withInputs(raw, null, azureRmInputs(raw));
  const authorization = child(draft, "authorization");
  const data = child(draft, "data");
  if (textField(data, "creationMode")?.toLowerCase() !== "automatic")
    return {
      id: field(draft, "id"),
      type: field(draft, "type"),
      authorization: { scheme },
      serviceEndpointProjectReferences: field(draft, "serviceEndpointProjectReferences"),
    };
  authorization[keyOf(authorization, "scheme") ?? "scheme"] = scheme;
  const deadline = keyOf(data, "revertSchemeDeadline");
  if (deadline !== null) Reflect.deleteProperty(data, deadline);
  return draft;
}
