import type { Secret } from "../../domain/secret";
import type { TellResult, Webhook } from "../../ports/announcements";

const limitMs = 20_000;

/** What an answer says: Slack takes with 200 `ok`, a workflow with 202; a 200 with anything else in it is a refusal (L19). */
function taken(kind: Webhook["kind"], status: number, body: string): boolean {
  if (kind === "slack") return status === 200 && body.trim() === "ok";
  return status === 202 || (status === 200 && /^(1)?$/.test(body.trim()));
}

/** One POST without a repetition. The address is in no failure, and neither is anything that came back but the status. */
export function createWebhook(
  kind: Webhook["kind"],
  address: Secret,
  fetch: typeof globalThis.fetch,
): Webhook {
  return {
    kind,
    async post(body): Promise<TellResult<"accepted">> {
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(), limitMs);
      try {
        const response = await fetch(address.reveal(), {
          method: "POST",
          redirect: "manual",
          headers: { "Content-Type": "application/json" },
          body,
          signal: abort.signal,
        });
        const text = await response.text();
        if (taken(kind, response.status, text)) return { ok: true, value: "accepted" };
        return { ok: false, failure: { code: "refused", status: response.status, detail: "" } };
      } catch {
        // The error is dropped: its text can hold the address.
        return { ok: false, failure: { code: "unreachable" } };
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
