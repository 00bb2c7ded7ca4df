import pLimit from "p-limit";

import { notLookedReason, type AppLookup } from "../../domain/credential";
import { decoded, fieldsOf } from "../../domain/decode";
import { failed, success, type Failure, type Result } from "../../domain/failure";
import { appKeyText, type AppKey } from "../../domain/service-connection";
import { isGuid } from "../../domain/settings";
import type { AppCredentials, LookupRequest } from "../../ports/app-credentials";
import type { Clock } from "../../ports/clock";
import type { Send } from "../http/http";
import { applicationFromWire, objectsOf, principalFromWire, withoutApplication } from "./application-wire";
import { partsPerBatch, readBatch, type BatchOptions } from "./batch";

/** Values that `appId in (…)` takes without an advanced query (G35). */
const idsPerFilter = 15;
const batchesInFlight = 3;

export const applicationFields = "id,appId,displayName,signInAudience,passwordCredentials";
export const principalFields =
  "id,appId,accountEnabled,appOwnerOrganizationId,servicePrincipalType,passwordCredentials";

export type LookUpOptions = {
  /** Whether there is a token for this tenant at all; asked once, so that a refusal is not repeated per batch. */
  readonly ready: (tenantId: string) => Promise<Result<unknown>>;
  /** Requests to Graph with a token of this tenant. */
  readonly sendFor: (tenantId: string) => Send;
  readonly clock: Clock;
};

type Found = Map<string, AppLookup>;
type Filter = { readonly url: string; readonly keys: readonly AppKey[] };

const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

const filtersOver = (
  collection: "applications" | "servicePrincipals",
  fields: string,
  keys: readonly AppKey[],
): readonly Filter[] =>
  chunks(keys, idsPerFilter).map((part) => ({
    keys: part,
    url:
      `/${collection}?$filter=${encodeURIComponent(`appId in (${part.map((key) => `'${key.appId}'`).join(",")})`)}` +
      `&$select=${fields}&$top=${idsPerFilter}`,
  }));

/** Each app registration once; certificates are asked for where any of its requests wants them (G39). */
function distinct(requests: readonly LookupRequest[]): readonly LookupRequest[] {
  const byKey = new Map<string, LookupRequest>();
  for (const request of requests) {
    const text = appKeyText(request.key);
    if (request.withCertificates || !byKey.has(text)) byKey.set(text, request);
  }
  return [...byKey.values()];
}

/** What can be said without asking: other clouds, and ids that are none and must not get into a filter (G84). */
function withoutAsking(key: AppKey): AppLookup | null {
  if (key.cloud !== "AzureCloud") return { state: "not-looked", reason: "cloud-unsupported" };
  return isGuid(key.appId) ? null : { state: "not-looked", reason: "no-app-registration" };
}

/** The whole read plan of G39: filters of 15 in batches of 20, three batches in flight, one pass per tenant. */
export const createLookUp =
  (options: LookUpOptions): AppCredentials["lookUp"] =>
  async (requests, onFound, signal) => {
    let count = 0;
    const limit = pLimit(batchesInFlight);
    const known: Found = new Map();
    const byTenant = new Map<string, LookupRequest[]>();
    for (const request of distinct(requests)) {
      const answer = withoutAsking(request.key);
      if (answer !== null) known.set(appKeyText(request.key), answer);
      else byTenant.set(request.key.tenantId, [...(byTenant.get(request.key.tenantId) ?? []), request]);
    }
    if (known.size > 0) onFound(known);
    const passes = [...byTenant].map(([tenantId, wanted]) =>
      onePass(wanted, onFound, {
        ready: () => options.ready(tenantId),
        limit,
        batch: {
          send: options.sendFor(tenantId),
          clock: options.clock,
          signal,
          counted: () => {
            count += 1;
          },
        },
      }),
    );
    await Promise.all(passes);
    return signal?.aborted === true ? failed({ code: "cancelled" }) : success({ requests: count });
  };

type Pass = {
  readonly ready: () => Promise<Result<unknown>>;
  readonly limit: <T>(work: () => Promise<T>) => Promise<T>;
  readonly batch: BatchOptions;
};

async function onePass(
  requests: readonly LookupRequest[],
  onFound: (found: Found) => void,
  pass: Pass,
): Promise<void> {
  const ready = await pass.ready();
  if (!ready.ok) {
    onFound(
      notLooked(
        requests.map((one) => one.key),
        ready.failure,
      ),
    );
    return;
  }
  const keysOf = (withCertificates: boolean): readonly AppKey[] =>
    requests.filter((one) => one.withCertificates === withCertificates).map((one) => one.key);
  const filters = [
    ...filtersOver("applications", applicationFields, keysOf(false)),
    // keyCredentials have a small budget per tenant, so only certificate connections ask for them (G4).
    ...filtersOver("applications", `${applicationFields},keyCredentials`, keysOf(true)),
  ];
  const missing: AppKey[] = [];
  await readAll(
    filters,
    pass,
    (filter, items) => {
      const found: Found = new Map();
      const apps = new Map(
        items.flatMap((item) => {
          const app = applicationFromWire(item);
          return app === null ? [] : [[app.appId, app] as const];
        }),
      );
      for (const key of filter.keys) {
        const app = apps.get(key.appId.toLowerCase());
        if (app === undefined) missing.push(key);
        else found.set(appKeyText(key), { state: "found", app, disabled: null });
      }
      return found;
    },
    onFound,
  );
  await readAll(
    filtersOver("servicePrincipals", principalFields, missing),
    pass,
    (filter, items) => {
      const principals = items.map(principalFromWire);
      return new Map(
        filter.keys.map((key) => {
          const principal = principals.find((one) => one?.appId === key.appId.toLowerCase()) ?? null;
          return [appKeyText(key), withoutApplication(principal, key.tenantId)];
        }),
      );
    },
    onFound,
  );
}

const notLooked = (keys: readonly AppKey[], failure: Failure): Found =>
  new Map(
    keys.map((key) => [appKeyText(key), { state: "not-looked", reason: notLookedReason(failure) } as const]),
  );

const isCancelled = (pass: Pass): boolean => pass.batch.signal?.aborted === true;

async function readAll(
  filters: readonly Filter[],
  pass: Pass,
  read: (filter: Filter, items: readonly unknown[]) => Found,
  onFound: (found: Found) => void,
): Promise<void> {
  const oneBatch = async (part: readonly Filter[]): Promise<void> => {
    if (isCancelled(pass)) return;
    const answers = await readBatch(
      pass.batch,
      part.map((filter) => filter.url),
    );
    const found: Found = new Map();
    for (const filter of part) {
      const answer: Result<unknown> = answers.ok
        ? (answers.value.get(filter.url) ?? failed({ code: "network", system: "graph" }))
        : answers;
      const items = answer.ok ? listIn(answer.value) : answer;
      const part = items.ok ? read(filter, items.value) : notLooked(filter.keys, items.failure);
      part.forEach((lookup, key) => found.set(key, lookup));
    }
    if (found.size > 0 && !isCancelled(pass)) onFound(found);
  };
  await Promise.all(chunks(filters, partsPerBatch).map((part) => pass.limit(() => oneBatch(part))));
}

function listIn(body: unknown): Result<readonly unknown[]> {
  const value = decoded(() => fieldsOf(body))?.["value"];
  return Array.isArray(value)
    ? success(objectsOf(value))
    : failed({ code: "unexpected-answer", system: "graph", detail: "no list" });
}
