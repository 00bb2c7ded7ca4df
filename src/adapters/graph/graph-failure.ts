import { fieldsOf, decoded } from "../../domain/decode";
import type { Failure } from "../../domain/failure";
import type { BadAnswer } from "../http/failure-from-response";
import { redacted } from "../http/redact";

type GraphError = { readonly code: string; readonly message: string };

function errorOf(text: string): GraphError {
  try {
    const body: unknown = JSON.parse(text);
    const error = decoded(() => fieldsOf(fieldsOf(body)["error"]));
    const { code, message } = error ?? {};
    return {
      code: typeof code === "string" ? code : "",
      message: typeof message === "string" ? message : "",
    };
  } catch (failure) {
    if (!(failure instanceof SyntaxError)) throw failure;
    return { code: "", message: "" };
  }
}

/** The failure behind an answer of Graph: by code, by text where only the text tells (G22-G31). */
export function graphFailure(answer: BadAnswer): Failure {
  const { code, message } = errorOf(answer.text);
  const { status } = answer;
  const detail = redacted(message, answer.secrets).slice(0, 2_000);
  if (code === "CredentialInvalidLifetimeAsPerAppPolicy") return { code: "lifetime-capped", detail };
  if (code === "CredentialTypeNotAllowedAsPerAppPolicy") return { code: "secrets-forbidden", detail };
  if (isFull(code, message)) return { code: "app-full", detail };
  if (code === "Authorization_RequestDenied") return { code: "no-right-on-app", detail };
  if (status === 429) return { code: "throttled", system: "graph", retryAfterMs: answer.retryAfterMs };
  if (status === 401) return { code: "sign-in-required", system: "graph" };
  if (status === 404 || code === "Request_ResourceNotFound") return { code: "app-not-found" };
  if (status === 403) return { code: "not-permitted", system: "graph", detail };
  if (status === 408 || status >= 500) return { code: "unavailable", system: "graph", status, detail };
  return { code: "refused", system: "graph", status, detail };
}

/** Matched by text: the same limit comes as 403 and as a general 400 (G25, G26). */
const isFull = (code: string, message: string): boolean =>
  code === "Directory_ResourceSizeExceeded" ||
  /size of the object has exceeded its limit|credential limit has been reached/i.test(message);
