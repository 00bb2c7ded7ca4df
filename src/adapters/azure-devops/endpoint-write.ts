import type { SecretInputs } from "../../domain/secret";
import type { ProjectRef } from "../../domain/service-connection";
import { isAzureRm } from "./endpoint-wire";
import { field, keyOf, objectField, objectOf, textField, type WireObject } from "./wire-fields";

type Draft = Record<string, unknown>;

/** Where an input lives which the connection does not show at the moment. */
export type PlaceOf = (inputName: string) => "authorization" | "data";

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

/** Confidential members are null or absent, never "" (A50, A51); azurerm's `accesstoken` is left out (A53). */
function clean(part: Draft, azureRm: boolean): void {
  for (const key of Object.keys(part)) {
    if (azureRm && isAccessToken(key)) Reflect.deleteProperty(part, key);
    else if (part[key] === "" && confidentialNames.has(key.toLowerCase())) part[key] = null;
  }
}

/**
 * The object as read with new values of its confidential inputs, under the casing read (A5). Everything else is echoed,
 * all project references included (A47, A48); other secrets stay null or absent.
 */
export function withInputs(raw: WireObject, inputs: SecretInputs | null, placeOf: PlaceOf): Draft {
  const draft = copyOf(raw);
  const azureRm = isAzureRm(textField(raw, "type") ?? "");
  const parameters = child(child(draft, "authorization"), "parameters");
  const data = objectField(raw, "data") === null ? null : child(draft, "data");
  clean(parameters, azureRm);
  if (data !== null) clean(data, azureRm);
  inputs?.forEach((secret, name) => {
    const inParameters = keyOf(parameters, name);
    const inData = keyOf(data, name);
    if (inParameters !== null) parameters[inParameters] = secret.reveal();
    else if (inData !== null && data !== null) data[inData] = secret.reveal();
    else (placeOf(name) === "data" ? child(draft, "data") : parameters)[name] = secret.reveal();
  });
  return draft;
}

/** Inputs that the connection as read shows nowhere, so that the type has to tell their place. */
export function unplacedInputs(raw: WireObject, inputs: SecretInputs): readonly string[] {
  const parameters = objectField(objectField(raw, "authorization"), "parameters");
  const data = objectField(raw, "data");
  return [...inputs.keys()].filter((name) => keyOf(parameters, name) === null && keyOf(data, name) === null);
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

/** Makes an automatic connection manual: one-way (A57). Changes the draft. */
export function takeOver(draft: Draft): void {
  const data = child(draft, "data");
  data[keyOf(data, "creationMode") ?? "creationMode"] = "Manual";
}

/**
 * The object of a conversion: the scheme replaced and no revert deadline (W22). A manual connection's is
 * the short form that is known to work for it (A73).
 */
export function converted(raw: WireObject, scheme: string): Draft {
  const draft = withInputs(raw, null, () => "authorization");
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
