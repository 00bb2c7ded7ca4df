import { checkedToken, createSignIn, type Msal } from "../../../src/adapters/graph/sign-in";
import { signInFailure } from "../../../src/adapters/graph/sign-in-failure";
import { failed, success } from "../../../src/domain/failure";
import { instant } from "../../../src/domain/instant";
import type { Clock } from "../../../src/ports/clock";
import { tenantId } from "../../support/builders";

const clientId = "c11e4700-1111-4222-8333-444444444444";
const otherTenant = "0ddba11e-1111-4222-8333-444444444444";
const clock: Clock = {
  now: () => instant(0),
  steady: () => 0,
  sleep: () => Promise.resolve(),
  newId: () => "id",
  random: () => 0,
};
const jwt = (tid: string): string => `h.${Buffer.from(JSON.stringify({ tid })).toString("base64url")}.s`;
const result = (tid: string, scope: string) => ({
  tenantId: tid,
  accessToken: jwt(tid),
  scopes: [scope],
  expiresOn: null,
});

/** MSAL with one scripted answer; records what it was asked. */
function scripted(answer: () => Promise<unknown>) {
  const asked: unknown[] = [];
  const acquire = (request: unknown): Promise<unknown> => {
    asked.push(request);
    return answer();
  };
  const app = { acquireTokenSilent: acquire, acquireTokenPopup: acquire };
  const msal = {
    CacheLookupPolicy: { Skip: 5 },
    createNestablePublicClientApplication: () => Promise.resolve(app),
  } as unknown as Msal;
  return { asked, msal };
}

/** A user who has accepted this client id before. */
const accepting = (accepted: string | null) => ({
  accepted: () => Promise.resolve(success(accepted)),
  accept: () => Promise.resolve(success(null)),
});

const silentRead = { tenantId, scope: "read", interactive: false, claims: null } as const;

it("asks the host for the connection's own tenant and skips the cache", async () => {
  const { asked, msal } = scripted(() => Promise.resolve(result(tenantId, "Application.Read.All")));
  const signIn = createSignIn({
    clientId: () => clientId,
    ...accepting(clientId),
    enableBridge: () => Promise.resolve(success(null)),
    loadMsal: () => Promise.resolve(msal),
    clock,
  });

  expect((await signIn.token(silentRead)).ok).toBe(true);
  expect(asked).toEqual([
    {
      scopes: ["https://graph.microsoft.com/Application.Read.All"],
      authority: `https://login.microsoftonline.com/${tenantId}`,
      cacheLookupPolicy: 5,
    },
  ]);
  expect(signIn.granted(tenantId)).toBe("read");
});

it("builds no client where the bridge is missing", async () => {
  let loaded = 0;
  const signIn = createSignIn({
    clientId: () => clientId,
    ...accepting(clientId),
    enableBridge: () => Promise.resolve(failed({ code: "graph-bridge-missing", detail: "off" })),
    loadMsal: () => {
      loaded += 1;
      return Promise.reject(new Error("loaded"));
    },
    clock,
  });

  expect(await signIn.token(silentRead)).toMatchObject({ failure: { code: "graph-bridge-missing" } });
  expect(loaded).toBe(0);
});

it("gives up on a host that never answers", async () => {
  const { msal } = scripted(() => new Promise(() => undefined));
  const signIn = createSignIn({
    clientId: () => clientId,
    ...accepting(clientId),
    enableBridge: () => Promise.resolve(success(null)),
    loadMsal: () => Promise.resolve(msal),
    clock,
    silentLimitMs: 10,
    popupLimitMs: 10,
  });

  expect(await signIn.token(silentRead)).toMatchObject({ failure: { code: "timeout", system: "graph" } });
  expect(await signIn.token({ ...silentRead, interactive: true })).toMatchObject({
    failure: { code: "timeout", system: "graph" },
  });
});

describe("a client id from the stored settings which this user has not accepted", () => {
  const swapped = "bad1dea0-1111-4222-8333-444444444444";
  const bridged = { enableBridge: () => Promise.resolve(success(null)), clock };

  it.each([
    ["silently", { ...silentRead }],
    ["interactively for writing", { ...silentRead, scope: "write", interactive: true }],
    ["with claims", { ...silentRead, interactive: true, claims: "{}" }],
    ["by a click beside another id", { ...silentRead, interactive: true, accepting: clientId }],
  ] as const)("never signs in %s; both ids are named", async (_, request) => {
    const { asked, msal } = scripted(() => Promise.resolve(result(tenantId, "Application.ReadWrite.All")));
    const signIn = createSignIn({
      clientId: () => swapped,
      ...accepting(clientId),
      ...bridged,
      loadMsal: () => Promise.resolve(msal),
    });

    expect(await signIn.token(request)).toEqual({
      ok: false,
      failure: { code: "graph-client-not-accepted", from: clientId, to: swapped },
    });
    expect(asked).toEqual([]);
  });

  it("signs in by the click beside it, and is accepted from then on", async () => {
    const { asked, msal } = scripted(() => Promise.resolve(result(tenantId, "Application.ReadWrite.All")));
    const kept: string[] = [];
    const signIn = createSignIn({
      clientId: () => swapped,
      accepted: () => Promise.resolve(success(clientId)),
      accept: (id) => {
        kept.push(id);
        return Promise.resolve(success(null));
      },
      ...bridged,
      loadMsal: () => Promise.resolve(msal),
    });

    expect((await signIn.token({ ...silentRead, interactive: true, accepting: swapped })).ok).toBe(true);
    expect((await signIn.token({ ...silentRead, scope: "write", interactive: true })).ok).toBe(true);
    expect(kept).toEqual([swapped]);
    expect(asked).toHaveLength(2);
  });

  it("is not used where what was accepted could not be read", async () => {
    const { asked, msal } = scripted(() => Promise.resolve(result(tenantId, "Application.Read.All")));
    const signIn = createSignIn({
      clientId: () => clientId,
      accepted: () => Promise.resolve(failed({ code: "network", system: "extension-data" })),
      accept: () => Promise.resolve(success(null)),
      ...bridged,
      loadMsal: () => Promise.resolve(msal),
    });

    expect(await signIn.token(silentRead)).toEqual({
      ok: false,
      failure: { code: "network", system: "extension-data" },
    });
    expect(asked).toEqual([]);
  });
});

describe("a token", () => {
  it("of another tenant is refused", () => {
    expect(checkedToken(result(otherTenant, "Application.Read.All"), { tenantId, scope: "read" })).toEqual({
      ok: false,
      failure: { code: "graph-wrong-tenant", wanted: tenantId, got: otherTenant },
    });
  });

  it("with less than was asked for is refused", () => {
    expect(
      checkedToken(result(tenantId, "Application.Read.All"), { tenantId, scope: "write" }),
    ).toMatchObject({ failure: { code: "graph-scope-missing" } });
  });

  it("for writing serves reading", () => {
    const written = result(tenantId, "https://graph.microsoft.com/Application.ReadWrite.All");

    expect(checkedToken(written, { tenantId, scope: "read" }).ok).toBe(true);
  });
});

it.each([
  [
    false,
    { name: "InteractionRequiredAuthError", errorCode: "consent_required", message: "AADSTS65001: x" },
    "graph-consent-needed",
  ],
  [
    false,
    { name: "InteractionRequiredAuthError", errorCode: "", message: "AADSTS50076: x" },
    "graph-consent-needed",
  ],
  [true, { errorCode: "access_denied", message: "AADSTS90094: x" }, "graph-admin-consent-needed"],
  [true, { errorCode: "user_canceled", message: "" }, "graph-sign-in-cancelled"],
  [true, { errorCode: "x", message: "AADSTS65004: declined" }, "graph-sign-in-cancelled"],
  [true, { errorCode: "timed_out", message: "" }, "graph-sign-in-cancelled"],
  [false, { errorCode: "nested_app_auth_bridge_disabled", message: "" }, "graph-bridge-missing"],
  [false, { errorCode: "BridgeDisabled", message: "" }, "graph-bridge-missing"],
  [false, { errorCode: "XDMError", message: "" }, "graph-bridge-missing"],
  [false, { errorCode: "no_network_connectivity", message: "" }, "network"],
  [true, { errorCode: "x", message: "AADSTS53003: blocked" }, "graph-sign-in-blocked"],
  [true, { errorCode: "x", message: "AADSTS90033: try later" }, "unavailable"],
])("interactive %s: %j is %s", (interactive, error, code) => {
  expect(signInFailure(error, { interactive, tenantId, clientId }).code).toBe(code);
});
