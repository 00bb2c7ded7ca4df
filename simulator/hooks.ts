import { json, parseBody, textMember } from "./core/http";
import type { Context, SimulatedRequest, SimulatedResponse } from "./core/http";

const plain = (status: number, body: string): SimulatedResponse => ({
  status,
  headers: { "content-type": "text/plain; charset=utf-8" },
  body,
});

/**
 * An incoming webhook of Slack (200 `ok`) or of a Teams Workflow (202, nothing said of delivery), which can also answer 200
 * with an error in it or be gone (L19).
 */
export function answerHook(context: Context, request: SimulatedRequest): SimulatedResponse {
  const slack = /slack/.test(new URL(request.url).hostname);
  if (request.method !== "POST") return plain(405, "Method Not Allowed");
  const body = parseBody(request);
  if (body === undefined)
    return slack ? plain(400, "invalid_payload") : json(400, { error: { code: "InvalidJson" } });
  if (context.world.switches.hooks === "gone")
    return slack ? plain(404, "no_service") : json(404, { error: { code: "WorkflowNotFound" } });
  if (context.world.switches.hooks === "error-as-200")
    return plain(
      200,
      "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429",
    );
  if (!slack && textMember(body, "type") !== "message")
    return json(400, { error: { code: "TriggerInputSchemaMismatch" } });
  if (request.body.length > 28 * 1024) return json(413, { error: { code: "RequestEntityTooLarge" } });
  context.world.posted.push({ url: request.url, body: request.body });
  return slack ? plain(200, "ok") : { status: 202, headers: {}, body: "" };
}
