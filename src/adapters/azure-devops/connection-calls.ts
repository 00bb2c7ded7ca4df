import { ServiceEndpointActionFilter } from "azure-devops-extension-api/ServiceEndpoint";
import { failed, success, type Result } from "../../domain/failure";
import type { SecretInputs } from "../../domain/secret";
import type { ConnectionRef, ProjectRef, ServiceConnection } from "../../domain/service-connection";
import type { TestAnswer } from "../../domain/verification/test-answer";
import type { ConnectionType, SaveChange, ServiceConnections } from "../../ports/service-connections";
import { typeFromWire } from "./connection-types";
import { connectionFromWire, isAzureRm } from "./endpoint-wire";
import {
  azureRmInputs,
  converted,
  describe,
  takeOver,
  withInputs,
  type DeclaredInput,
} from "./endpoint-write";
import { readAdministration, readAdministrators, readRoles } from "./administrators";
import { getPlain, type AzureDevOps } from "./azure-devops";
import { callEndpoints } from "./official-client";
import { readPastUses } from "./past-uses";
import { inlineTest, isMalformedRequest, storedTest, testAnswerFromWire, withoutVerdict } from "./test-wire";
import {
  field,
  instantField,
  listOf,
  objectField,
  objectOf,
  textField,
  type WireObject,
} from "./wire-fields";
import { jsonOf } from "../http/http";

const unexpected = (detail: string): Result<never> =>
  failed({ code: "unexpected-answer", system: "azure-devops", detail });

const gone = (ref: ConnectionRef): Result<never> =>
  failed({ code: "not-found", system: "azure-devops", what: ref.id });

/** Time for a test, in which Azure DevOps itself asks Entra and Azure. */
const testTimeoutMs = 60_000;
const saveTimeoutMs = 100_000;

const valuesOf = (inputs: SecretInputs | null): readonly string[] =>
  inputs === null ? [] : [...inputs.values()].map((secret) => secret.reveal());

/** What is asked of one connection, and every write; the list does not wait for it. */
export type ConnectionCalls = Omit<ServiceConnections, "list" | "projects">;

/** The calls over REST, through the official client where it covers them. */
export function createConnectionCalls(devOps: AzureDevOps): ConnectionCalls {
  const types = rememberedTypes(devOps);
  return {
    read: (ref) => read(devOps, ref),
    mayManage: (ref) => mayManage(devOps, ref),
    administers: (ref) => readAdministration(devOps, ref),
    administrators: (ref) => readAdministrators(devOps, ref),
    roles: (project) => readRoles(devOps, project),
    test: (ref) => test(devOps, types, ref),
    testCandidate: (ref, inputs) => testInline(devOps, types, ref, inputs),
    save: (change) => save(devOps, types, change),
    setDisabled: (ref, disabled) => setDisabled(devOps, ref, disabled),
    types,
    pastUses: (ref, signal, since) => readPastUses(devOps, ref, signal, since),
    convert: (ref, scheme) => convert(devOps, ref, scheme),
  };
}

/** The object as it is now, through the official client; null and 404 alike are `not-found` (A12). */
async function readRaw(devOps: AzureDevOps, ref: ConnectionRef): Promise<Result<WireObject>> {
  const answer = await callEndpoints(devOps, { repeatable: true }, (client) =>
    client.getServiceEndpointDetails(ref.project.id, ref.id),
  );
  if (!answer.ok) return answer;
  if (answer.value === null || answer.value === undefined || answer.value === "") return gone(ref);
  const raw = objectOf(answer.value);
  return raw === null ? unexpected("no service connection") : success(raw);
}

/** As `readRaw`, read again in plain form where the short form left out `url`, which a PUT has to echo (Q16). */
async function readForWrite(devOps: AzureDevOps, ref: ConnectionRef): Promise<Result<WireObject>> {
  const raw = await readRaw(devOps, ref);
  if (!raw.ok || textField(raw.value, "url") !== null) return raw;
  const path =
    `${encodeURIComponent(ref.project.id)}/_apis/serviceendpoint/endpoints/${encodeURIComponent(ref.id)}` +
    "?api-version=7.2-preview.4";
  const answer = await getPlain(devOps, path);
  if (!answer.ok) return answer;
  const json = jsonOf(answer.value, "azure-devops");
  if (!json.ok) return json;
  const plain = objectOf(json.value);
  return plain === null ? gone(ref) : success(plain);
}

function connectionOf(value: unknown, project: ProjectRef): Result<ServiceConnection> {
  const connection = connectionFromWire(value, project);
  return connection === null ? unexpected("no service connection") : success(connection);
}

async function read(devOps: AzureDevOps, ref: ConnectionRef): Promise<Result<ServiceConnection>> {
  const raw = await readRaw(devOps, ref);
  return raw.ok ? connectionOf(raw.value, ref.project) : raw;
}

async function mayManage(devOps: AzureDevOps, ref: ConnectionRef): Promise<Result<boolean>> {
  const answer = await callEndpoints(devOps, { repeatable: true }, (client) =>
    client.getServiceEndpoints(
      ref.project.id,
      undefined,
      undefined,
      [ref.id],
      undefined,
      true,
      undefined,
      ServiceEndpointActionFilter.Manage,
    ),
  );
  // A refusal or "not there" of this very question is its answer (Q11); other failures are not.
  if (!answer.ok)
    return ["not-permitted", "not-found", "organization-administrator-needed"].includes(answer.failure.code)
      ? success(false)
      : answer;
  const wanted = ref.id.toLowerCase();
  const kept = listOf(answer.value) ?? [];
  return success(kept.some((item) => textField(objectOf(item), "id")?.toLowerCase() === wanted));
}

type ProxyRequest = Parameters<
  Parameters<typeof callEndpoints>[2]
>[0]["executeServiceEndpointRequest"] extends (request: infer R, ...rest: never[]) => unknown
  ? R
  : never;

function proxied(
  devOps: AzureDevOps,
  ref: ConnectionRef,
  body: unknown,
  secrets: readonly string[],
): Promise<Result<unknown>> {
  return callEndpoints(devOps, { repeatable: true, timeoutMs: testTimeoutMs, secrets }, (client) =>
    client.executeServiceEndpointRequest(body as ProxyRequest, ref.project.id, ref.id),
  );
}

async function test(
  devOps: AzureDevOps,
  types: ServiceConnections["types"],
  ref: ConnectionRef,
): Promise<TestAnswer> {
  const answer = await proxied(devOps, ref, storedTest, []);
  if (answer.ok) return testAnswerFromWire(answer.value, []);
  if (answer.failure.code === "not-permitted") return withoutVerdict({ ...answer.failure, role: "User" });
  return isMalformedRequest(answer.failure)
    ? testInline(devOps, types, ref, null)
    : withoutVerdict(answer.failure);
}

/** With the endpoint inside and, where given, new values in it (A17); what is stored is kept as null (E3). */
async function testInline(
  devOps: AzureDevOps,
  types: ServiceConnections["types"],
  ref: ConnectionRef,
  inputs: SecretInputs | null,
): Promise<TestAnswer> {
  const raw = await readForWrite(devOps, ref);
  if (!raw.ok) return { kind: "could-not-test", failure: raw.failure };
  if (field(raw.value, "isDisabled") === true)
    return { kind: "could-not-test", failure: { code: "connection-disabled" } };
  const declared = await declaredFor(types, raw.value);
  if (!declared.ok) return { kind: "could-not-test", failure: declared.failure };
  const secrets = valuesOf(inputs);
  const body = inlineTest(withInputs(raw.value, inputs, declared.value));
  const answer = await proxied(devOps, ref, body, secrets);
  if (answer.ok) return testAnswerFromWire(answer.value, secrets);
  // Values inside need more than a test of what is stored (E8).
  return withoutVerdict(
    answer.failure.code === "not-permitted" ? { ...answer.failure, role: "Administrator" } : answer.failure,
  );
}

/** The confidential inputs of the connection's type and scheme; none where the organization has no such type (A86). */
async function declaredFor(
  types: ServiceConnections["types"],
  raw: WireObject,
): Promise<Result<readonly DeclaredInput[]>> {
  const type = textField(raw, "type") ?? "";
  if (isAzureRm(type)) return success(azureRmInputs(raw));
  const known = await types();
  if (!known.ok) return known;
  const scheme = textField(objectField(raw, "authorization"), "scheme")?.toLowerCase();
  return success(
    known.value
      .filter((one) => one.type.toLowerCase() === type.toLowerCase())
      .flatMap((one) => one.schemes)
      .filter((one) => one.scheme.toLowerCase() === scheme)
      .flatMap((one) => one.confidential),
  );
}

async function save(
  devOps: AzureDevOps,
  types: ServiceConnections["types"],
  change: SaveChange,
): Promise<Result<ServiceConnection>> {
  const { ref, inputs } = change;
  const raw = await readForWrite(devOps, ref);
  if (!raw.ok) return raw;
  const modifiedAt = instantField(raw.value, "modificationDate");
  if (change.expectedModifiedAt !== null && modifiedAt !== change.expectedModifiedAt) {
    const by = textField(objectField(raw.value, "modifiedBy"), "displayName");
    return failed({ code: "changed-meanwhile", by, at: modifiedAt });
  }
  const declared = await declaredFor(types, raw.value);
  if (!declared.ok) return declared;
  const draft = withInputs(raw.value, inputs, declared.value);
  const current = textField(raw.value, "description") ?? "";
  const wanted = change.describe(current);
  if (wanted !== current) describe(draft, ref.project, wanted);
  if (change.takeOver) takeOver(draft);
  return put(devOps, ref, draft, { secrets: valuesOf(inputs), leave: change.leave });
}

type EndpointBody = Parameters<
  Parameters<Parameters<typeof callEndpoints>[2]>[0]["updateServiceEndpoint"]
>[0];

async function put(
  devOps: AzureDevOps,
  ref: ConnectionRef,
  body: WireObject,
  options: {
    readonly secrets: readonly string[];
    readonly operation?: string;
    readonly leave?: () => boolean;
  },
): Promise<Result<ServiceConnection>> {
  const { operation, ...sending } = options;
  const answer = await callEndpoints(
    devOps,
    { repeatable: false, timeoutMs: saveTimeoutMs, ...sending },
    // The client's type leaves `operation` no way to be absent; undefined is what leaves it out of the address.
    (client) => client.updateServiceEndpoint(body as unknown as EndpointBody, ref.id, operation as string),
  );
  return answer.ok ? connectionOf(answer.value, ref.project) : answer;
}

/** Everything but the switch is echoed as it was read, other secrets as null (E3). */
async function setDisabled(
  devOps: AzureDevOps,
  ref: ConnectionRef,
  isDisabled: boolean,
): Promise<Result<ServiceConnection>> {
  const raw = await readForWrite(devOps, ref);
  if (!raw.ok) return raw;
  const body = { ...withInputs(raw.value, null, azureRmInputs(raw.value)), isDisabled };
  return put(devOps, ref, body, { secrets: [], operation: "ChangeProperties" });
}

async function convert(
  devOps: AzureDevOps,
  ref: ConnectionRef,
  scheme: "WorkloadIdentityFederation" | "ServicePrincipal",
): Promise<Result<ServiceConnection>> {
  const raw = await readForWrite(devOps, ref);
  if (!raw.ok) return raw;
  return put(devOps, ref, converted(raw.value, scheme), {
    secrets: [],
    operation: "ConvertAuthenticationScheme",
  });
}

/** The types change only when extensions are installed, so one good answer serves the whole visit. */
function rememberedTypes(devOps: AzureDevOps): ServiceConnections["types"] {
  let known: Result<readonly ConnectionType[]> | null = null;
  return async () => {
    if (known !== null) return known;
    const answer = await callEndpoints(devOps, { repeatable: true }, (client) =>
      client.getServiceEndpointTypes(),
    );
    if (!answer.ok) return answer;
    const items = listOf(answer.value);
    if (items === null) return unexpected("no list of types");
    known = success(items.flatMap((item) => typeFromWire(item) ?? []));
    return known;
  };
}
