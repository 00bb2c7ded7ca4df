import { createHttpHeaders, type HttpClient } from "@azure/core-rest-pipeline";
import { SecretClient } from "@azure/keyvault-secrets";
import type { TellFailure, Vault } from "../../ports/announcements";
import type { WorkloadIdentity } from "./workload-identity";

/** The vault client's requests over the run's own fetch, so that they take the agent's proxy too. */
const clientOver = (fetch: typeof globalThis.fetch): HttpClient => ({
  async sendRequest(request) {
    const response = await fetch(request.url, {
      method: request.method,
      redirect: "manual",
      headers: request.headers.toJSON({ preserveCase: true }),
      ...(typeof request.body === "string" ? { body: request.body } : {}),
      ...(request.abortSignal === undefined ? {} : { signal: request.abortSignal as AbortSignal }),
    });
    return {
      request,
      status: response.status,
      headers: createHttpHeaders(Object.fromEntries(response.headers)),
      bodyAsText: await response.text(),
    };
  },
});

/** For the tries of one write together: the client itself waits for an answer without end. */
const limitMs = 60_000;

/** Only status and code are kept of a refusal: the request held the value. */
function failureOf(error: unknown): TellFailure {
  const { statusCode, code } = error as { readonly statusCode?: unknown; readonly code?: unknown };
  return typeof statusCode === "number"
    ? { code: "refused", status: statusCode, detail: typeof code === "string" ? code : "" }
    : { code: "unreachable" };
}

/** A vault of Azure's public cloud, as the run's identity; it needs the right to set secrets, no more (N5). */
export function createKeyVault(
  name: string,
  identity: Pick<WorkloadIdentity, "token">,
  fetch: typeof globalThis.fetch,
): Vault {
  const signIn = { refused: false };
  const client = new SecretClient(
    `https://${name}.vault.azure.net`,
    {
      getToken: async () => {
        const token = await identity.token("vault");
        signIn.refused = !token.ok;
        if (!token.ok) throw new Error(token.failure.code);
        return { token: token.value, expiresOnTimestamp: Date.now() + 5 * 60_000 };
      },
    },
    { httpClient: clientOver(fetch), retryOptions: { maxRetries: 2 } },
  );
  return {
    async write(secret, value, { until, keyId, connectionId }) {
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(), limitMs);
      try {
        await client.setSecret(secret, value.reveal(), {
          abortSignal: abort.signal,
          expiresOn: new Date(until),
          contentType: "client secret",
          tags: { keyId, connectionId },
        });
        return { ok: true, value: null };
      } catch (error: unknown) {
        return {
          ok: false,
          failure: signIn.refused
            ? { code: "not-signed-in", detail: "the identity of the run got no token for it" }
            : failureOf(error),
        };
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
