import type { Result } from "../../domain/failure";
import { jsonOf, type HttpAnswer, type Send } from "../http/http";

/** Azure DevOps as the adapters of this folder reach it. */
export type AzureDevOps = {
  readonly send: Send;
  /** Root of a resource area, ending in a slash; answers the organization's root where the host cannot tell (P65). */
  readonly rootOf: (areaId: string) => Promise<string>;
};

/** The resource area of service connections (P62), as the official client names it. */
export const serviceEndpointArea = "1814ab31-2f4f-4a9f-8761-f4d77dc5a5d7";

export type CallOptions = {
  readonly repeatable: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  /** Values the request carries which must not come back in a failure's text. */
  readonly secrets?: readonly string[];
  /** Asked in the moment before the request leaves; false keeps it here. */
  readonly leave?: () => boolean;
};

/** Headers by which Azure DevOps answers 401 instead of leading to a sign-in page (A3). */
export const suppressedRedirects = {
  "X-VSS-ReauthenticationAction": "Suppress",
  "X-TFS-FedAuthRedirect": "Suppress",
} as const;

/** The form that the official clients ask for: without links, numbers for names, and dates as milliseconds (A1, P61). */
export const shortForm = (type: string, apiVersion: string): string =>
  `${type};api-version=${apiVersion};excludeUrls=true;enumsAsNumbers=true;msDateFormat=true;noArrayWrap=true`;

/**
 * `"\/Date(ms)\/"` as ISO text. Only the serialiser escapes slashes, so a person's own text never matches (A1); the
 * clients' own reading of it is not exported.
 */
export const withIsoDates = (text: string): string =>
  text.replace(
    /(^|[^\\])"\\\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\\\/"/g,
    (_, before: string, milliseconds: string) => `${before}"${new Date(Number(milliseconds)).toISOString()}"`,
  );

/** The value of an answer in short form. */
export const shortJson = (answer: HttpAnswer): Result<unknown> =>
  jsonOf({ ...answer, text: withIsoDates(answer.text) }, "azure-devops");

/** A question about service connections that changes nothing, in the form that `accept` names. */
async function get(
  devOps: AzureDevOps,
  path: string,
  accept: string,
  options: Omit<CallOptions, "repeatable">,
): Promise<Result<HttpAnswer>> {
  const root = await devOps.rootOf(serviceEndpointArea);
  return devOps.send({
    ...options,
    repeatable: true,
    method: "GET",
    url: root + path,
    headers: { Accept: accept, ...suppressedRedirects },
  });
}

/**
 * What the official client would ask with, for what is asked before it is there. Dates stay as they are written, for
 * `instantField` to read: in a long list their rewriting is a tenth of the reading.
 */
export async function getShort(
  devOps: AzureDevOps,
  path: string,
  { apiVersion, ...options }: Omit<CallOptions, "repeatable"> & { readonly apiVersion: string },
): Promise<Result<unknown>> {
  const answer = await get(devOps, path, shortForm("application/json", apiVersion), options);
  return answer.ok ? jsonOf(answer.value, "azure-devops") : answer;
}

/** A call which no official client covers or whose headers are needed (A4): plain JSON, strings and ISO dates (A1). */
export const getPlain = (
  devOps: AzureDevOps,
  path: string,
  options: Omit<CallOptions, "repeatable"> = {},
): Promise<Result<HttpAnswer>> => get(devOps, path, "application/json", options);
