import { failed, success, type Failure, type RemoteSystem, type Result } from "../../domain/failure";
import type { Clock } from "../../ports/clock";
import { activityIdOf } from "./activity-id";
import { addressOf } from "./address";
import type { BadAnswer } from "./failure-from-response";
import { retried, safeCalls } from "./retry";
import type { SlowDown } from "./slow-down";

/** One request. `repeatable` says that sending it twice changes nothing: reads, the proxy, batches of reads. */
export type HttpRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly repeatable: boolean;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
  /** Values in the request that must not come back in a failure's text. */
  readonly secrets?: readonly string[];
  /** Asked in the moment before the request leaves; false keeps it here, and the answer is `cancelled`. */
  readonly leave?: () => boolean;
};

export type HttpAnswer = { readonly status: number; readonly headers: Headers; readonly text: string };

export type Send = (request: HttpRequest) => Promise<Result<HttpAnswer>>;

/** A bearer token for the next request; `claims` carries a challenge to answer (G29). Never cached by the caller (P16). */
export type TokenProvider = (options: { readonly claims: string | null }) => Promise<Result<string>>;

export type HttpOptions = {
  readonly system: RemoteSystem;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly slowDown: SlowDown;
  readonly token: TokenProvider;
  /** Addresses that may see the token: an origin and path prefix, each ending in a slash. */
  readonly roots: () => readonly string[];
  readonly failureOf: (answer: BadAnswer) => Failure;
};

const defaultTimeoutMs = 30_000;
/** Pause after a throttle answer that names none. */
const unnamedPauseMs = 5_000;

/** Whether an address lies below one of the roots: same origin exactly, and the path begins with the root's. */
export function isBelow(url: string, roots: readonly string[]): boolean {
  const target = addressOf(url);
  return (
    target !== null &&
    roots.some((root) => {
      const base = addressOf(root);
      return base !== null && base.origin === target.origin && target.pathname.startsWith(base.pathname);
    })
  );
}

/** Milliseconds from `Retry-After`, in seconds or as a date, or from `X-RateLimit-Delay`; null where unreadable, as they are of Azure DevOps (E4, A88). */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const header = headers.get("Retry-After");
  if (header === null || header.trim() === "") return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** A page where JSON was asked for means that somebody has to sign in (A6). */
const isSignInPage = (answer: HttpAnswer): boolean =>
  answer.status === 203 ||
  (answer.headers.get("Content-Type") ?? "").toLowerCase().includes("text/html") ||
  /^\s*<(!doctype|html)/i.test(answer.text);

/** The claims of a `WWW-Authenticate` challenge, as plain JSON text; null where there is none (G29). */
export function claimsOf(headers: Headers): string | null {
  const encoded = /claims="([^"]+)"/.exec(headers.get("WWW-Authenticate") ?? "")?.[1];
  if (encoded === undefined) return null;
  try {
    return atob(encoded.replace(/-/g, "+").replace(/_/g, "/"));
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/**
 * The only fetch of our own. Gives up after a time limit, asks for the token anew for each request, tries a 401 once
 * more with a fresh one (P16), repeats what may be repeated, and answers with a value for everything that can happen.
 * Logs nothing. A token goes only below `roots`; a request elsewhere is refused before it is sent.
 */
export function createSend(options: HttpOptions): Send {
  return (request) => {
    if (!isBelow(request.url, options.roots()))
      return Promise.resolve(
        failed({ code: "unexpected-answer", system: options.system, detail: "address outside the service" }),
      );
    const once = () => authorized(options, request);
    if (!request.repeatable) return once();
    return retried(once, { clock: options.clock, policy: safeCalls, signal: request.signal });
  };
}

async function authorized(options: HttpOptions, request: HttpRequest): Promise<Result<HttpAnswer>> {
  const first = await withToken(options, request, null);
  if (!first.ok || first.value.status !== 401) return judged(options, request, first);
  const claims = claimsOf(first.value.headers);
  return judged(options, request, await withToken(options, request, claims));
}

async function withToken(
  options: HttpOptions,
  request: HttpRequest,
  claims: string | null,
): Promise<Result<HttpAnswer>> {
  await options.slowDown.ready(request.signal);
  if (request.signal?.aborted === true) return failed({ code: "cancelled" });
  const token = await options.token({ claims });
  return token.ok ? exchanged(options, request, token.value) : token;
}

function judged(options: HttpOptions, request: HttpRequest, result: Result<HttpAnswer>): Result<HttpAnswer> {
  if (!result.ok) return result;
  const answer = result.value;
  const pause = retryAfterMs(answer.headers, options.clock.now());
  const good = answer.status >= 200 && answer.status < 300;
  if (pause !== null && pause > 0) options.slowDown.pause(pause);
  const redirect = answer.status === 0 || (answer.status >= 300 && answer.status < 400);
  if (redirect || (good && isSignInPage(answer)))
    return failed({ code: "sign-in-required", system: options.system });
  if (good) return success(answer);
  const failure = options.failureOf({
    status: answer.status,
    text: answer.text,
    retryAfterMs: pause,
    activityId: activityIdOf(answer.headers),
    secrets: request.secrets ?? [],
  });
  if (pause === null && (failure.code === "throttled" || answer.status === 503))
    options.slowDown.pause(unnamedPauseMs);
  return failed(failure);
}

async function exchanged(
  options: HttpOptions,
  request: HttpRequest,
  token: string,
): Promise<Result<HttpAnswer>> {
  const { system } = options;
  if (request.leave?.() === false) return failed({ code: "cancelled" });
  const timeoutMs = request.timeoutMs ?? defaultTimeoutMs;
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  const limit = { expired: false };
  const timer = setTimeout(() => {
    limit.expired = true;
    stop();
  }, timeoutMs);
  request.signal?.addEventListener("abort", stop);
  try {
    // Called without a receiver: a browser's fetch refuses any other.
    const { fetch } = options;
    const response = await fetch(request.url, {
      method: request.method,
      mode: "cors",
      credentials: "omit",
      cache: "no-store",
      // A redirect leads to a sign-in page or to another host; the token follows neither.
      redirect: "manual",
      referrerPolicy: "no-referrer",
      headers: { ...request.headers, Authorization: `Bearer ${token}` },
      signal: abort.signal,
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    const text = await response.text();
    return success({ status: response.status, headers: response.headers, text });
  } catch {
    // The error is dropped: its text can hold the address or, in some browsers, parts of the request.
    if (request.signal?.aborted === true) return failed({ code: "cancelled" });
    if (limit.expired) return failed({ code: "timeout", system, afterMs: timeoutMs });
    return failed({ code: "network", system });
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener("abort", stop);
  }
}

/** The JSON of an answer; anything else is `unexpected-answer`. */
export function jsonOf(answer: HttpAnswer, system: RemoteSystem): Result<unknown> {
  try {
    return success(answer.text === "" ? null : (JSON.parse(answer.text) as unknown));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return failed({ code: "unexpected-answer", system, detail: "not JSON" });
  }
}
