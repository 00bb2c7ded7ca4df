import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as tl from "azure-pipelines-task-lib/task";
import { logLine, plainText } from "../../domain/watch/plain";
import { Secret } from "../../domain/secret";
import type { Agent, JobConnection } from "../../ports/agent";
import type { GivenSecrets } from "./given-secrets";

const optional = (read: () => string | undefined): string | undefined => read() ?? undefined;

/** Inputs that are no secret, by the names of `task.json`. */
const inputNames = [
  ...["azureDevOpsConnection", "azureSubscription", "scope", "projects", "warnDays", "failDays", "failOn"],
  ...[
    "failOnUnreadable",
    "readGraph",
    "verify",
    "renew",
    "renewOnly",
    "renewWithinDays",
    "renewLifetimeDays",
  ],
  ...["maxRenewals", "workItemType", "workItemProject", "areaPath", "assignTo", "keyVaultName"],
  ...["keyVaultSecret", "notifyOn", "artifactName"],
];

const results = {
  failed: tl.TaskResult.Failed,
  "succeeded-with-issues": tl.TaskResult.SucceededWithIssues,
  succeeded: tl.TaskResult.Succeeded,
} as const;

/** The agent through Microsoft's task library, which encodes commands and hides secrets (L14, L15). */
export function createTaskAgent(given: GivenSecrets): Agent {
  const input = (name: string): string | undefined => optional(() => tl.getInput(name, false));
  const hide = (value: Secret): void => {
    // `setSecret` refuses several lines (L15).
    for (const part of value.reveal().split(/\r?\n/)) tl.setSecret(part);
  };
  const secretOf = (value: string | null): Secret | null => {
    if (value === null) return null;
    const secret = new Secret(value);
    hide(secret);
    return secret;
  };
  const jobToken = secretOf(given.jobToken);
  const { teamsWebhook, slackWebhook } = given;
  const webhooks = { teamsWebhook: secretOf(teamsWebhook), slackWebhook: secretOf(slackWebhook) };
  const folder = (): string => {
    const made = join(tl.getVariable("Agent.TempDirectory") ?? ".", `watch-${String(process.pid)}`);
    mkdirSync(made, { recursive: true });
    return made;
  };
  /** Null for a full or read-only disk: the run goes on and says so. */
  const onDisk = <T>(write: () => T): T | null => {
    try {
      return write();
    } catch (error) {
      if (error instanceof Error && "code" in error) return null;
      throw error;
    }
  };
  return {
    inputs: {
      ...Object.fromEntries(inputNames.map((name) => [name, input(name)])),
      teamsWebhook: teamsWebhook ?? undefined,
      slackWebhook: slackWebhook ?? undefined,
    },
    webhook: (name) => webhooks[name],
    connection: (name) => connectionOf(input(name)),
    jobToken: () => jobToken,
    variable: (name) => tl.getVariable(name) ?? null,
    mask: (...values) => values.forEach(hide),
    say: (text) => process.stdout.write(`${logLine(text)}\n`),
    annotate: (kind, text) => (kind === "error" ? tl.error(logLine(text)) : tl.warning(logLine(text))),
    progress: (percent, text) => tl.setProgress(percent, logLine(text)),
    output: (name, value) => tl.setVariable(name, value, false, true),
    summary: (markdown) =>
      onDisk(() => {
        const file = join(folder(), "Service connections.md");
        writeFileSync(file, markdown, "utf8");
        tl.command("task.uploadsummary", {}, file);
        return true;
      }) ?? false,
    artifact: (name, files) =>
      onDisk(() => {
        const paths = files.map((file) => {
          const path = join(folder(), plainText(file.name, 60));
          writeFileSync(path, file.text, "utf8");
          return path;
        });
        for (const path of paths)
          tl.command("artifact.upload", { artifactname: name, containerfolder: name }, path);
        return paths[0] ?? null;
      }),
    complete: (result, text) => tl.setResult(results[result], logLine(text), true),
  };
}

/** A job sees scheme and parameters of a connection it names; only a federated one gives assertions (L6). */
function connectionOf(id: string | undefined): JobConnection | null {
  if (id === undefined || id.trim() === "") return null;
  const scheme = tl.getEndpointAuthorizationScheme(id, true);
  if (scheme === undefined) return { ok: false, problem: "not-found" };
  if (scheme.toLowerCase() !== "workloadidentityfederation") return { ok: false, problem: "not-federated" };
  const tenantId = tl.getEndpointAuthorizationParameter(id, "tenantid", true);
  const clientId = tl.getEndpointAuthorizationParameter(id, "serviceprincipalid", true);
  if (tenantId === undefined || clientId === undefined) return { ok: false, problem: "incomplete" };
  return { ok: true, id, tenantId, clientId };
}
