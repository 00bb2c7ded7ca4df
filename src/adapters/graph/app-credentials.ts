import type { AppLookup } from "../../domain/credential";
import { decoded, fieldsOf, type Fields } from "../../domain/decode";
import { failed, success, type Actor, type Failure, type Result } from "../../domain/failure";
import { federatedAudience } from "../../domain/federation/federated-subject";
import { isoInstant, parseInstant } from "../../domain/instant";
import { Secret } from "../../domain/secret";
import type { Registration } from "../../domain/graph-setup";
import type { AppKey } from "../../domain/service-connection";
import { isGuid } from "../../domain/settings";
import type { AppCredentials, LookupRequest } from "../../ports/app-credentials";
import type { Clock } from "../../ports/clock";
import { createSend, jsonOf, type Send } from "../http/http";
import { createSlowDown, type SlowDown } from "../http/slow-down";
import {
  applicationFromWire,
  objectsOf,
  principalFromWire,
  registrationFromWire,
  withoutApplication,
  withPrincipal,
} from "./application-wire";
import { graphRoot, readBatch } from "./batch";
import { graphFailure } from "./graph-failure";
import { applicationFields, createLookUp, principalFields } from "./look-up";
import { readPrincipal } from "./principal";
import type { GraphScope, SignIn } from "./sign-in";

export type GraphOptions = {
  readonly signIn: SignIn;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
};

/** Reads that must agree before a key counts as gone, and the time between them (G28, G45). */
const absentReads = 3;
const betweenReadsMs = 2_000;

type Graph = {
  readonly clock: Clock;
  readonly sendFor: (tenantId: string, scope: GraphScope) => Send;
};

/** The port over Microsoft Graph, in the public cloud only (G84). The hub may show `slowDown`. */
export function createAppCredentials(
  options: GraphOptions,
): AppCredentials & { readonly slowDown: SlowDown } {
  const { signIn, clock } = options;
  const slowDown = createSlowDown(clock);
  const tokenFor = (tenantId: string, scope: GraphScope, claims: string | null): Promise<Result<string>> =>
    signIn.token({
      tenantId,
      // A tenant that consented to writing may never have consented to reading by itself.
      scope: signIn.granted(tenantId) === "write" ? "write" : scope,
      interactive: false,
      claims,
    });
  const sendFor = (tenantId: string, scope: GraphScope): Send =>
    createSend({
      system: "graph",
      fetch: options.fetch,
      clock,
      slowDown,
      roots: () => [graphRoot],
      failureOf: graphFailure,
      token: ({ claims }) => tokenFor(tenantId, scope, claims),
    });
  const graph: Graph = { clock, sendFor };
  return {
    slowDown,
    async connect(scope, { tenantId, interactive, accepting = null }) {
      const token = await signIn.token({ tenantId, scope, interactive, claims: null, accepting });
      return token.ok ? success(signIn.granted(tenantId) ?? scope) : token;
    },
    /** POST /$batch of filtered lists. Application.Read.All. */
    lookUp: createLookUp({
      clock,
      sendFor: (tenantId) => sendFor(tenantId, "read"),
      ready: (tenantId) => tokenFor(tenantId, "read", null),
    }),
    /** POST /$batch with the application and its service principal. Application.Read.All. */
    read: (request) => inPublicCloud(request.key, () => read(graph, request)),
    /** POST /applications(appId)/addPassword. Application.ReadWrite.All. Not idempotent: sent once (G20). */
    issue: (key, wanted) => inPublicCloud(key, () => issue(graph, key, wanted)),
    /** POST /applications/{objectId}/removePassword. Application.ReadWrite.All (G18). */
    remove: (key, objectId, keyId) => inPublicCloud(key, () => remove(graph, key, objectId, keyId)),
    /** GET /applications(appId). Application.Read.All. */
    registration: (key) => inPublicCloud(key, () => registration(graph, key)),
    /** GET /applications(appId)/owners (G15). */
    owners: (key) => inPublicCloud(key, () => owners(graph, key)),
    /** POST /$batch with the service principal and its app role assignments. Application.Read.All (L24). */
    principal: (key) =>
      inPublicCloud(key, () => readPrincipal({ send: sendFor(key.tenantId, "read"), clock }, key)),
    /** POST /applications(appId)/federatedIdentityCredentials. Application.ReadWrite.All (W31). */
    addFederatedCredential: (key, credential) =>
      inPublicCloud(key, () => addFederatedCredential(graph, key, credential)),
  };
}

/** App registrations do not cross clouds (G84); an id that is none must not get into an address. */
function inPublicCloud<T>(key: AppKey, call: () => Promise<Result<T>>): Promise<Result<T>> {
  if (key.cloud !== "AzureCloud") return Promise.resolve(failed({ code: "graph-cloud-unsupported" }));
  return isGuid(key.appId) ? call() : Promise.resolve(failed({ code: "app-not-found" }));
}

const applicationOf = (key: AppKey): string => `applications(appId='${key.appId}')`;

async function read(graph: Graph, { key, withCertificates }: LookupRequest): Promise<Result<AppLookup>> {
  const fields = withCertificates ? `${applicationFields},keyCredentials` : applicationFields;
  const application = `/${applicationOf(key)}?$select=${fields}`;
  const principal = `/servicePrincipals(appId='${key.appId}')?$select=${principalFields}`;
  const answers = await readBatch(
    { send: graph.sendFor(key.tenantId, "read"), clock: graph.clock, counted: () => undefined },
    [application, principal],
  );
  if (!answers.ok) return answers;
  const partOf = (url: string): Result<unknown> =>
    answers.value.get(url) ?? failed({ code: "network", system: "graph" });
  const [app, owner] = [partOf(application), partOf(principal)];
  if (!owner.ok && owner.failure.code !== "app-not-found" && !app.ok) return owner;
  const known = owner.ok ? principalFromWire(owner.value) : null;
  if (!app.ok) {
    if (app.failure.code !== "app-not-found") return app;
    return success(withoutApplication(known, key.tenantId));
  }
  const found = applicationFromWire(app.value);
  return found === null ? unexpected("no application") : success(withPrincipal(found, known));
}

const unexpected = (detail: string): Result<never> =>
  failed({ code: "unexpected-answer", system: "graph", detail });

type Write = { readonly path: string; readonly body: unknown; readonly leave?: () => boolean };

/** One write, sent once. Its answer's fields, empty for 204. */
async function write(graph: Graph, key: AppKey, { path, body, leave }: Write): Promise<Result<Fields>> {
  const sent = await graph.sendFor(
    key.tenantId,
    "write",
  )({
    method: "POST",
    url: graphRoot + path,
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json",
      // A person waits for this one (G34).
      "x-ms-throttle-priority": "high",
    },
    body: JSON.stringify(body),
    repeatable: false,
    ...(leave === undefined ? {} : { leave }),
  });
  if (!sent.ok) return sent;
  const json = jsonOf(sent.value, "graph");
  if (!json.ok) return json;
  return success(decoded(() => fieldsOf(json.value)) ?? {});
}

async function getFrom(graph: Graph, key: AppKey, path: string): Promise<Result<Fields>> {
  const sent = await graph.sendFor(
    key.tenantId,
    "read",
  )({
    method: "GET",
    url: graphRoot + path,
    headers: { Accept: "application/json" },
    repeatable: true,
  });
  if (!sent.ok) return sent;
  const json = jsonOf(sent.value, "graph");
  if (!json.ok) return json;
  const fields = decoded(() => fieldsOf(json.value));
  return fields === null ? unexpected("no object") : success(fields);
}

const issue: (
  graph: Graph,
  key: AppKey,
  wanted: Parameters<AppCredentials["issue"]>[1],
) => ReturnType<AppCredentials["issue"]> = async (graph, key, { marker, until, leave }) => {
  // The object id comes first: once the secret exists, nothing else may stand between it and its use (G18).
  const app = await getFrom(graph, key, `${applicationOf(key)}?$select=id`);
  if (!app.ok) return app;
  const objectId = app.value["id"];
  if (typeof objectId !== "string") return unexpected("no object id");
  // No start: with the browser's clock ahead, the secret would not be valid yet.
  const made = await write(graph, key, {
    path: `${applicationOf(key)}/addPassword`,
    body: { passwordCredential: { displayName: marker, endDateTime: isoInstant(until) } },
    leave,
  });
  if (!made.ok) return made;
  const { keyId, secretText, endDateTime } = made.value;
  const end = parseInstant(endDateTime);
  if (typeof keyId !== "string" || typeof secretText !== "string" || secretText === "" || end === null)
    return unexpected("no credential in the answer");
  return success({ keyId: keyId.toLowerCase(), objectId, until: end, secret: new Secret(secretText) });
};

async function remove(
  graph: Graph,
  key: AppKey,
  objectId: string,
  keyId: string,
): Promise<Result<"removed" | "absent">> {
  if (!isGuid(objectId)) return failed({ code: "app-not-found" });
  const removed = await write(graph, key, {
    path: `applications/${objectId}/removePassword`,
    body: { keyId },
  });
  if (removed.ok) return success("removed");
  const { failure } = removed;
  const unknownKey = failure.code === "refused" && /no password credential found/i.test(failure.detail);
  return unknownKey ? confirmAbsent(graph, key, keyId, failure) : removed;
}

/** "Not found" also comes from a replica that lags: gone is what several reads in a row do not show (G28, G45). */
async function confirmAbsent(
  graph: Graph,
  key: AppKey,
  keyId: string,
  refusal: Failure & { readonly code: "refused" },
): Promise<Result<"absent">> {
  for (let seen = 0; seen < absentReads; seen += 1) {
    if (seen > 0) await graph.clock.sleep(betweenReadsMs);
    const lookup = await read(graph, { key, withCertificates: false });
    if (!lookup.ok) return lookup;
    const present =
      lookup.value.state === "found" &&
      lookup.value.app.credentials.some((one) => one.keyId === keyId.toLowerCase());
    if (present)
      return failed({ code: "unavailable", system: "graph", status: refusal.status, detail: refusal.detail });
  }
  return success("absent");
}

async function owners(graph: Graph, key: AppKey): Promise<Result<readonly Actor[]>> {
  const answer = await getFrom(
    graph,
    key,
    `${applicationOf(key)}/owners?$select=id,displayName,userPrincipalName`,
  );
  if (!answer.ok) return answer;
  return success(
    objectsOf(answer.value["value"]).flatMap((owner) => {
      const name = owner["displayName"] ?? owner["userPrincipalName"];
      return typeof name === "string" && typeof owner["id"] === "string" ? [{ id: owner["id"], name }] : [];
    }),
  );
}

async function registration(graph: Graph, key: AppKey): Promise<Result<Registration>> {
  const answer = await getFrom(graph, key, `${applicationOf(key)}?$select=spa,requiredResourceAccess`);
  return answer.ok ? success(registrationFromWire(answer.value)) : answer;
}

type Federated = Parameters<AppCredentials["addFederatedCredential"]>[1];

async function addFederatedCredential(
  graph: Graph,
  key: AppKey,
  credential: Federated,
): Promise<Result<"added" | "exists">> {
  const before = await hasFederated(graph, key, credential);
  if (!before.ok) return before;
  if (before.value) return success("exists");
  const added = await write(graph, key, {
    path: `${applicationOf(key)}/federatedIdentityCredentials`,
    body: { ...credential, audiences: [federatedAudience] },
  });
  return added.ok ? success("added") : added;
}

async function hasFederated(
  graph: Graph,
  key: AppKey,
  { issuer, subject }: Federated,
): Promise<Result<boolean>> {
  const answer = await getFrom(graph, key, `${applicationOf(key)}/federatedIdentityCredentials`);
  if (!answer.ok) return answer;
  return success(
    objectsOf(answer.value["value"]).some((one) => one["issuer"] === issuer && one["subject"] === subject),
  );
}
