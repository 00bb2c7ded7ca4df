import type { Failure } from "../../domain/failure";
import type { TestAnswer } from "../../domain/verification/test-answer";
import { redacted } from "../http/redact";
import { field, objectOf, textField, type WireObject } from "./wire-fields";

/** Statuses that come as names unless numbers were asked for (A2). */
const namedStatus: Readonly<Record<string, number>> = {
  ok: 200,
  badrequest: 400,
  unauthorized: 401,
  forbidden: 403,
  notfound: 404,
  conflict: 409,
  internalservererror: 500,
  badgateway: 502,
  serviceunavailable: 503,
  gatewaytimeout: 504,
};

function statusOf(value: unknown): number | null {
  if (typeof value === "number" && value > 0) return value;
  if (typeof value !== "string") return null;
  return namedStatus[value.toLowerCase()] ?? (/^\d{3}$/.test(value) ? Number(value) : null);
}

/**
 * The verdict inside a 200 of the proxy (A19-A21). A message beside "ok" counts as a refusal; an answer with neither
 * status nor message is none. `secrets` are the values that were tried.
 */
export function testAnswerFromWire(value: unknown, secrets: readonly string[]): TestAnswer {
  const wire = objectOf(value);
  const status = statusOf(field(wire, "statusCode"));
  const message = redacted(textField(wire, "errorMessage") ?? "", secrets);
  if (message === "" && status !== null && status >= 200 && status < 300) return { kind: "passed" };
  if (message !== "" || status !== null) return { kind: "refused", status, message };
  return {
    kind: "could-not-test",
    failure: { code: "unexpected-answer", system: "azure-devops", detail: "no status in the test's answer" },
  };
}

/** What a failing proxy call says of the test: a type without this data source cannot be tested (A86, E7, Q23). */
export function withoutVerdict(failure: Failure): TestAnswer {
  const detail = "detail" in failure ? failure.detail : "";
  const noSuchSource =
    failure.code === "refused" &&
    /data ?source/i.test(detail) &&
    (/DataSourceNotFoundException/.test(detail) ||
      /not (be )?found|does not exist|unable to find|no such|not supported/i.test(detail));
  return noSuchSource ? { kind: "not-testable", reason: detail } : { kind: "could-not-test", failure };
}

/** True where the proxy found the short request malformed, so that the long form is worth a try (A15, A16). */
export const isMalformedRequest = (failure: Failure): boolean =>
  failure.code === "refused" &&
  (failure.status === 400 || /value cannot be null|serviceEndpointDetails/i.test(failure.detail));

/** Test of what is stored, in the shortest known form (A15). */
export const storedTest = { dataSourceDetails: { dataSourceName: "TestConnection", parameters: null } };

/** Test with an endpoint inside: the unsaved values in it are the ones meant to be used (A14, A17). */
export const inlineTest = (endpoint: WireObject): WireObject => ({
  serviceEndpointDetails: endpoint,
  dataSourceDetails: {
    dataSourceName: "TestConnection",
    dataSourceUrl: "",
    resourceUrl: "",
    requestContent: "",
    requestVerb: "",
    headers: [],
    parameters: {},
    resultSelector: "",
    initialContextTemplate: "",
  },
  resultTransformationDetails: {
    resultTemplate: "",
    callbackContextTemplate: "",
    callbackRequiredTemplate: "",
  },
});
