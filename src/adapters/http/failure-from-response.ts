import type { Failure, RemoteSystem } from "../../domain/failure";
import { redacted } from "./redact";

/** What is known of an answer that was no success. `secrets` are the values the request carried. */
export type BadAnswer = {
  readonly status: number;
  readonly text: string;
  readonly retryAfterMs: number | null;
  readonly activityId?: string | null;
  readonly secrets: readonly string[];
};

/** Length at which a service's message stops being a sentence for a person. */
const longestDetail = 2_000;

type Envelope = { readonly message: string; readonly typeKey: string };

/** Azure DevOps' error envelope (A90); texts that are none count as a message unless they are a page. */
function envelopeOf(text: string): Envelope {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null) {
      const { message, typeKey } = parsed as { message?: unknown; typeKey?: unknown };
      return {
        message: typeof message === "string" ? message : "",
        typeKey: typeof typeKey === "string" ? typeKey : "",
      };
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { message: /^\s*</.test(text) ? "" : text.trim(), typeKey: "" };
}

const organizationAdministrator =
  /organi[sz]ation\s*\/\s*collection level administrator|collection level administrator/i;
const noRight = /TF400813|AccessCheckException|AccessDenied|UnauthorizedRequestException/i;
const noRightText = /TF400813|TF50309|access denied|not authorized to access|does not have permissions?/i;

/** With the id for Azure DevOps' support in the failures that show details (E4). */
export function azureDevOpsFailure(answer: BadAnswer, system: RemoteSystem = "azure-devops"): Failure {
  const failure = plainFailure(answer, system);
  const { activityId = null } = answer;
  if (activityId === null) return failure;
  switch (failure.code) {
    case "refused":
    case "not-permitted":
    case "unavailable":
      return { ...failure, activityId };
    default:
      return failure;
  }
}

/**
 * The failure behind an answer of Azure DevOps. Users' errors often come as 500, so the type and text decide before
 * the status does (A90). Never carries bodies, headers or the values the request held.
 */
function plainFailure(answer: BadAnswer, system: RemoteSystem): Failure {
  const { message, typeKey } = envelopeOf(answer.text);
  const detail = redacted(message, answer.secrets).slice(0, longestDetail);
  const { status } = answer;
  if (/HostAuthorizationNotFound/i.test(message + typeKey)) return { code: "extension-not-authorized" };
  if (organizationAdministrator.test(message)) return { code: "organization-administrator-needed", detail };
  if (status === 429 || /TF400733/.test(message))
    return { code: "throttled", system, retryAfterMs: answer.retryAfterMs };
  // The user without a name is nobody: the token was not accepted, and nothing is said of rights.
  if (status === 401 && /user '' |anonymous/i.test(message)) return { code: "sign-in-required", system };
  if (noRight.test(typeKey) || noRightText.test(message)) return { code: "not-permitted", system, detail };
  if (status === 401 || status === 203) return { code: "sign-in-required", system };
  // The refusal of a save is not published; a text that asks for an administrator is one (Q10).
  if (status === 403 || (status >= 400 && /administrator/i.test(message)))
    return { code: "not-permitted", system, detail };
  // A type without this test is no connection that is missing (E7).
  if (/DataSourceNotFoundException$/i.test(typeKey))
    return { code: "refused", system, status, detail: `${detail} (DataSourceNotFoundException)` };
  if (status === 404 || /NotFoundException$/i.test(typeKey))
    return { code: "not-found", system, what: detail };
  if (isUnavailable(status, message, typeKey)) return { code: "unavailable", system, status, detail };
  return { code: "refused", system, status, detail };
}

/** 5xx without an envelope, the gateway's own codes and the circuit breaker are outages; a typed 500 is a refusal (A89, A90). */
const isUnavailable = (status: number, message: string, typeKey: string): boolean =>
  status === 408 ||
  status === 502 ||
  status === 503 ||
  status === 504 ||
  /TF10216/.test(message) ||
  /CircuitBreaker/.test(typeKey) ||
  (status >= 500 && typeKey === "");
