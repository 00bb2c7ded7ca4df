import { azureDevOpsFailure } from "../../../src/adapters/http/failure-from-response";
import { claimsOf, createSend, isBelow, retryAfterMs } from "../../../src/adapters/http/http";
import { redacted } from "../../../src/adapters/http/redact";
import { createSlowDown } from "../../../src/adapters/http/slow-down";
import { success } from "../../../src/domain/failure";
import { instant } from "../../../src/domain/instant";
import type { Clock } from "../../../src/ports/clock";

const testClock = (): Clock => {
  let at = Date.UTC(2026, 10, 24, 9);
  return {
    now: () => instant(at),
    steady: () => at,
    sleep: (milliseconds) => {
      at += milliseconds;
      return Promise.resolve();
    },
    newId: () => "id",
    random: () => 0,
  };
};

function sendOver(answers: readonly (() => Promise<Response>)[], timeoutMs?: number) {
  const seen: { url: string; authorization: string | null }[] = [];
  const tokens = ["first", "second", "third", "fourth", "fifth"];
  let asked = 0;
  const send = createSend({
    system: "azure-devops",
    clock: testClock(),
    slowDown: createSlowDown(testClock()),
    roots: () => ["https://dev.azure.com/fabrikam/"],
    failureOf: azureDevOpsFailure,
    token: () => Promise.resolve(success(tokens[asked++] ?? "late")),
    fetch: ((url: string, init: RequestInit) => {
      seen.push({ url, authorization: new Headers(init.headers).get("Authorization") });
      const answer = answers[seen.length - 1] ?? answers[answers.length - 1];
      return answer === undefined || timeoutMs !== undefined
        ? new Promise((_, reject) =>
            init.signal?.addEventListener("abort", () => reject(new Error("aborted"))),
          )
        : answer();
    }) as typeof fetch,
  });
  return { send, seen };
}

const get = {
  method: "GET",
  url: "https://dev.azure.com/fabrikam/_apis/projects",
  repeatable: true,
} as const;
const answer =
  (status: number, body: string, headers: Record<string, string> = {}) =>
  () =>
    Promise.resolve(new Response(body, { status, headers }));

describe("one request", () => {
  it("is never sent outside the allowed roots", async () => {
    const { send, seen } = sendOver([answer(200, "{}")]);

    const result = await send({ ...get, url: "https://dev.azure.com.evil.example/fabrikam/" });

    expect(result).toMatchObject({ ok: false, failure: { code: "unexpected-answer" } });
    expect(seen).toEqual([]);
  });

  it("tries a 401 once more with a fresh token", async () => {
    const { send, seen } = sendOver([answer(401, ""), answer(200, "{}")]);

    expect((await send(get)).ok).toBe(true);
    expect(seen.map((one) => one.authorization)).toEqual(["Bearer first", "Bearer second"]);
  });

  it("gives up on the second 401", async () => {
    const { send, seen } = sendOver([answer(401, "")]);

    expect(await send(get)).toMatchObject({ failure: { code: "sign-in-required" } });
    expect(seen).toHaveLength(2);
  });

  it("ends after its time limit", async () => {
    const { send } = sendOver([], 20);

    expect(await send({ ...get, repeatable: false, timeoutMs: 20 })).toEqual({
      ok: false,
      failure: { code: "timeout", system: "azure-devops", afterMs: 20 },
    });
  });

  it("is cancelled by its signal", async () => {
    const { send } = sendOver([], 20);
    const abort = new AbortController();
    const pending = send({ ...get, signal: abort.signal });
    abort.abort();

    expect(await pending).toEqual({ ok: false, failure: { code: "cancelled" } });
  });

  it("is repeated after a 503 only where that is safe", async () => {
    const safe = sendOver([answer(503, ""), answer(200, "{}")]);
    const unsafe = sendOver([answer(503, ""), answer(200, "{}")]);

    expect((await safe.send(get)).ok).toBe(true);
    expect(await unsafe.send({ ...get, method: "PUT", repeatable: false })).toMatchObject({
      failure: { code: "unavailable", status: 503 },
    });
    expect(unsafe.seen).toHaveLength(1);
  });
});

it.each([
  [
    500,
    "ServiceEndpointException",
    "You need to be an organisation/collection level Administrator of the service endpoint to perform this operation",
    "organization-administrator-needed",
  ],
  [500, "HostAuthorizationNotFound", "HostAuthorizationNotFound", "extension-not-authorized"],
  [500, "ServiceEndpointException", "The URL resolves to a loopback or localhost address.", "refused"],
  [429, "", "TF400733: The request has been canceled", "throttled"],
  [403, "", "", "not-permitted"],
  [404, "", "gone", "not-found"],
])("reads %i %s as %4$s", (status, typeKey, message, code) => {
  const text = JSON.stringify({ message, typeKey });

  expect(azureDevOpsFailure({ status, text, retryAfterMs: null, secrets: [] }).code).toBe(code);
});

describe("redaction", () => {
  const value = 'p/a"s s&w+ö~rd';

  it.each([
    ["as it is", value],
    ["escaped in JSON", JSON.stringify(value)],
    ["twice in JSON", JSON.stringify(JSON.stringify(value))],
    ["URL-encoded", encodeURIComponent(value)],
    ["URL-encoded in lower case", encodeURIComponent(value).toLowerCase()],
    ["as base64", Buffer.from(value, "utf8").toString("base64")],
  ])("removes a value %s", (_, text) => {
    const clean = redacted(`before ${text} after`, [value]);

    expect(clean).toMatch(/^before "?(\\")?\[redacted\](\\")?=*"? after$/);
  });

  it("reaches the detail of a failure", () => {
    const failure = azureDevOpsFailure({
      status: 400,
      text: JSON.stringify({ message: `bad value ${value}`, typeKey: "ArgumentException" }),
      retryAfterMs: null,
      secrets: [value],
    });

    expect(failure).toMatchObject({ code: "refused", detail: "bad value [redacted]" });
  });
});

it("reads Retry-After in seconds and as a date", () => {
  const now = Date.UTC(2026, 10, 24, 9);

  expect(retryAfterMs(new Headers({ "Retry-After": "7" }), now)).toBe(7_000);
  expect(retryAfterMs(new Headers({ "Retry-After": new Date(now + 9_000).toUTCString() }), now)).toBe(9_000);
  expect(retryAfterMs(new Headers(), now)).toBeNull();
});

it("reads the claims of a challenge", () => {
  const claims = '{"access_token":{"nbf":{"essential":true}}}';
  const header = `Bearer error="insufficient_claims", claims="${Buffer.from(claims).toString("base64")}"`;

  expect(claimsOf(new Headers({ "WWW-Authenticate": header }))).toBe(claims);
});

it("compares roots by origin and path", () => {
  const roots = ["https://dev.azure.com/fabrikam/"];

  expect(isBelow("https://dev.azure.com/fabrikam/_apis/x", roots)).toBe(true);
  expect(isBelow("https://dev.azure.com/fabrikam2/_apis/x", roots)).toBe(false);
  expect(isBelow("http://dev.azure.com/fabrikam/_apis/x", roots)).toBe(false);
  expect(isBelow("not an address", roots)).toBe(false);
});
