/** The script that an agent starts. Ends by itself once the result is told; a cancelled job stops it in order. */
// First: what is secret must be read before the task library is loaded.
import { givenSecrets } from "../adapters/pipeline/given-secrets";
import { systemClock } from "../adapters/browser/system-clock";
import { createAgentFetch } from "../adapters/pipeline/network";
import { createTaskAgent } from "../adapters/pipeline/task-agent";
import { unexpectedText } from "../words/watch/unexpected";
import { runTask } from "./run-task";

declare const EXTENSION: { readonly publisher: string; readonly name: string };

const agent = createTaskAgent(givenSecrets);
/** After the first signal the agent waits ten seconds and kills (L22); half of them are for the summary and the result. */
const graceMs = 5_000;
const asked = new AbortController();
const over = new Promise<void>((resolve) => {
  asked.signal.addEventListener("abort", () => setTimeout(resolve, graceMs));
});
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => asked.abort());
const stop = { signal: asked.signal, over };

runTask({ agent, fetch: createAgentFetch(), clock: systemClock, extension: EXTENSION }, stop).then(
  // Connections that are kept open would hold the process for a while longer.
  () => process.exit(process.exitCode ?? 0),
  (error: unknown) => {
    // A bug: its text may hold anything, so only its kind is told.
    agent.complete("failed", unexpectedText(error instanceof Error ? error.name : typeof error));
    process.exit(1);
  },
);
