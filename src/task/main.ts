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
const stop = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stop.abort());

runTask({ agent, fetch: createAgentFetch(), clock: systemClock, extension: EXTENSION }, stop.signal).then(
  // Connections that are kept open would hold the process for a while longer.
  () => process.exit(process.exitCode ?? 0),
  (error: unknown) => {
    // A bug: its text may hold anything, so only its kind is told.
    agent.complete("failed", unexpectedText(error instanceof Error ? error.name : typeof error));
    process.exit(1);
  },
);
