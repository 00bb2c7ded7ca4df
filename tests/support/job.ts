import "../adapters/support/browser-globals";
import { instant } from "../../src/domain/instant";
import { Secret } from "../../src/domain/secret";
import type { RawInputs } from "../../src/domain/watch/options";
import type { Stop } from "../../src/operations/watch/stop";
import type { WatchResult } from "../../src/domain/watch/judgement";
import type { Agent, JobConnection } from "../../src/ports/agent";
import type { Clock } from "../../src/ports/clock";
import { runTask } from "../../src/task/run-task";
import { schemaProblems } from "./report-schema";
import { createWorldSimulator, type WorldSimulator } from "../../simulator/simulator";

/** What a run said and left. */
export type RunOutcome = {
  readonly result: WatchResult;
  readonly text: string;
  readonly log: readonly string[];
  readonly annotations: readonly { readonly kind: "error" | "warning"; readonly text: string }[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly files: Readonly<Record<string, string>>;
  readonly masked: readonly string[];
};

export type JobOptions = {
  readonly inputs?: RawInputs;
  readonly stop?: Stop;
  readonly oidc?: boolean;
  readonly connection?: JobConnection;
  readonly fullDisk?: boolean;
  /** Sleeping moves the simulated clock unless a schedule decides otherwise. */
  readonly clock?: Clock;
  readonly fetch?: typeof fetch;
  readonly progress?: (percent: number) => void;
};

const neverStopped = (): Stop => ({
  signal: new AbortController().signal,
  over: new Promise(() => undefined),
});

let jobs = 0;

export const jobClock = (sim: WorldSimulator): Clock => {
  const job = (jobs += 1);
  let ids = 0;
  return {
    now: () => instant(sim.clock.now()),
    steady: () => sim.clock.now(),
    sleep: async (milliseconds, signal) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted !== true) sim.clock.advance(Math.max(0, milliseconds));
    },
    newId: () => {
      ids += 1;
      return `f${job.toString(16).padStart(7, "0")}-0000-4000-8000-${ids.toString(16).padStart(12, "0")}`;
    },
    random: () => 0.5,
  };
};

export const unattended = (): WorldSimulator => createWorldSimulator({ scenario: "unattended" });

/** Inputs under which the world's service principal runs. */
export const asWatcher = (sim: WorldSimulator, inputs: RawInputs = {}): RawInputs => ({
  azureSubscription: sim.world.job.identities[0]?.connectionId,
  ...inputs,
});

export const idOf = (sim: WorldSimulator, name: string): string =>
  sim.world.endpoints.find((one) => one.name === name)?.id ?? "";

/** Runs the task once, in this process, against the simulated systems. */
export async function runJob(sim: WorldSimulator, options: JobOptions = {}): Promise<RunOutcome> {
  const { job, organization, projects } = sim.world;
  const project = projects.find(({ id }) => id === job.projectId);
  const identity = job.identities[0];
  const said = {
    result: "succeeded" as WatchResult,
    text: "the run never ended",
    log: [] as string[],
    annotations: [] as { kind: "error" | "warning"; text: string }[],
    outputs: {} as Record<string, string>,
    summary: "",
    files: {} as Record<string, string>,
    masked: [] as string[],
  };
  const variables: Readonly<Record<string, string | undefined>> = {
    "System.CollectionUri": `https://dev.azure.com/${organization.name}/`,
    "System.CollectionId": organization.id,
    "System.TeamProject": project?.name,
    "System.TeamProjectId": project?.id,
    "System.OidcRequestUri":
      options.oidc === false
        ? undefined
        : `https://dev.azure.com/${organization.name}/${job.projectId}/_apis/distributedtask/hubs/build/plans/${job.planId}/jobs/${job.jobId}/oidctoken`,
    "Build.BuildId": "42",
  };
  const inputs = options.inputs ?? {};
  const agent: Agent = {
    inputs,
    webhook: (name) => (inputs[name] ? new Secret(inputs[name]) : null),
    connection: (name) => {
      if (!inputs[name]) return null;
      if (options.connection !== undefined) return options.connection;
      return identity === undefined
        ? { ok: false, problem: "not-found" }
        : { ok: true, id: identity.connectionId, tenantId: identity.tenantId, clientId: identity.appId };
    },
    jobToken: () => new Secret(sim.accessToken(job.buildServiceId)),
    variable: (name) => variables[name] ?? null,
    mask: (...values) => said.masked.push(...values.map((value) => value.reveal())),
    say: (text) => said.log.push(text),
    annotate: (kind, text) => said.annotations.push({ kind, text }),
    progress: (percent) => options.progress?.(percent),
    output: (name, value) => (said.outputs[name] = value),
    summary: (markdown) => {
      said.summary = markdown;
      return options.fullDisk !== true;
    },
    artifact: (name, files) => {
      if (options.fullDisk === true) return null;
      for (const file of files) said.files[file.name] = file.text;
      return `/tmp/${name}/${files[0]?.name ?? ""}`;
    },
    complete: (result, text) => Object.assign(said, { result, text }),
  };
  await runTask(
    {
      agent,
      fetch: options.fetch ?? sim.fetch,
      clock: options.clock ?? jobClock(sim),
      extension: { publisher: "service-connection-renewal", name: "service-connection-renewal" },
    },
    options.stop ?? neverStopped(),
  );
  const report = said.files["service-connections.json"];
  const problems = report === undefined ? [] : schemaProblems(report);
  if (problems.length > 0) throw new Error(`the report breaks its schema: ${problems.join("; ")}`);
  return said;
}
