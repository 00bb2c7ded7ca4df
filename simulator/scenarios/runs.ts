import { WireEnum } from "../azure-devops/wire";
import type { Endpoint, World } from "../world";
import { shareWith, startWorld, type App, type Builder } from "./builder";
import type { Setting } from "./empty-world";
import { classicStep, inlineCli, taskIds } from "./federation-definitions";

const minuteMs = 60_000;
const traces =
  "Trace ID: 0d5fbc2e-1f20-4b7a-9e10-51a1c7b1f300 Correlation ID: 7b0e77c4-0f7e-4c1e-8d5a-3a9a2f1b6a11";

type Issue = { type: WireEnum; category: string; message: string; data: object };
const error = (message: string): Issue => ({
  type: new WireEnum("error", 1),
  category: "General",
  message,
  data: {},
});
const warning = (message: string): Issue => ({ ...error(message), type: new WireEnum("warning", 2) });

const results = {
  succeeded: new WireEnum("succeeded", 0),
  "went-on": new WireEnum("succeededWithIssues", 1),
  failed: new WireEnum("failed", 2),
};

interface StepPlan {
  name: string;
  result: keyof typeof results | "running";
  issues?: Issue[];
  minutes?: number;
  stage?: string;
  attempt?: number;
}

/** What Entra says, word for word but for the ids (G54-G65). */
export const said = {
  expired: (app: string) =>
    `AADSTS7000222: The provided client secret keys for app '${app}' are expired. Visit the Azure portal to create new keys for your app. ${traces}`,
  rejected: (app: string) =>
    `AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${app}'. ${traces}`,
  gone: (app: string, tenant: string) =>
    `AADSTS700016: Application with identifier '${app}' was not found in the directory '${tenant}'. ${traces}`,
  disabled: (app: string) => `AADSTS7000112: Application '${app}'(deployer) is disabled. ${traces}`,
  noTenant: (tenant: string) => `AADSTS90002: Tenant '${tenant}' not found. ${traces}`,
  subject: (subject: string) =>
    `AADSTS700213: No matching federated identity record found for presented assertion subject '${subject}'. ${traces}`,
  tokenEnded: `AADSTS700024: Client assertion is not within its valid time range. ${traces}`,
  noRole: (app: string, object: string) =>
    `{"error":{"code":"AuthorizationFailed","message":"The client '${app}' with object id '${object}' does not have authorization to perform action 'Microsoft.Web/sites/read'."}}`,
};

function timelineOf(setting: Setting, steps: readonly StepPlan[]): Record<string, unknown>[] {
  const { now, chance } = setting;
  const records: Record<string, unknown>[] = [];
  const stages = new Map<string, string>();
  for (const [order, step] of steps.entries()) {
    const { stage = "Deploy", attempt = 1, minutes = 2 } = step;
    const result = step.result === "running" ? null : results[step.result];
    const key = `${stage} ${String(attempt)}`;
    const state = result === null ? new WireEnum("inProgress", 1) : new WireEnum("completed", 2);
    const common = { attempt, state, result, errorCount: 0, warningCount: 0, issues: null };
    if (!stages.has(key)) {
      const [stageId, jobId] = [chance.guid(), chance.guid()];
      stages.set(key, jobId);
      records.push(
        { ...common, id: stageId, parentId: null, type: "Stage", name: stage, identifier: stage, order: 1 },
        {
          ...common,
          id: jobId,
          parentId: stageId,
          type: "Job",
          name: "Job",
          identifier: `${stage}.Job`,
          order: 1,
        },
      );
    }
    const issues = step.issues ?? [];
    const finished = now - 30 * minuteMs + order * minuteMs;
    records.push({
      ...common,
      id: chance.guid(),
      parentId: stages.get(key),
      type: "Task",
      name: step.name,
      identifier: null,
      order: order + 1,
      startTime: new Date(finished - minutes * minuteMs),
      finishTime: result === null ? null : new Date(finished),
      task: { id: taskIds.azureCli, name: "AzureCLI", version: "2.246.1" },
      issues,
      errorCount: issues.filter(({ type }) => type.name === "error").length,
      warningCount: issues.filter(({ type }) => type.name === "warning").length,
    });
  }
  return records;
}

interface RunPlan {
  id: number;
  uses: Endpoint[];
  steps: StepPlan[] | null;
  running?: boolean;
  fork?: boolean;
  definitionGone?: boolean;
  hidden?: boolean;
}

function addRunPage({ world, project, setting }: Builder, plan: RunPlan): void {
  const { id, uses, steps, running = false, fork = false, definitionGone = false, hidden = false } = plan;
  const name = `shop-run-${String(id)}`;
  if (!definitionGone)
    world.buildDefinitions.push({
      projectId: project.id,
      id,
      name,
      body: {
        revision: 1,
        queueStatus: "enabled",
        process: {
          type: 1,
          phases: [
            {
              name: "Job",
              steps: uses.map((one) =>
                classicStep(taskIds.azureCli, "2.*", `Use ${one.name}`, inlineCli(one.id)),
              ),
            },
          ],
        },
      },
    });
  world.runs.push({
    projectId: project.id,
    id,
    hidden,
    timeline: steps === null ? null : timelineOf(setting, steps),
    build: {
      buildNumber: `20261124.${String(id)}`,
      status: running ? new WireEnum("inProgress", 1) : new WireEnum("completed", 2),
      result: running ? null : new WireEnum("failed", 8),
      reason: fork ? new WireEnum("pullRequest", 256) : new WireEnum("manual", 1),
      triggerInfo: fork ? { "pr.isFork": "True", "pr.number": "7" } : {},
      sourceBranch: fork ? "refs/pull/7/merge" : "refs/heads/main",
      definition: { id, name, revision: 1, project: { id: project.id, name: project.name } },
      project: { id: project.id, name: project.name },
    },
  });
}

const appIdOf = (endpoint: Endpoint): string => endpoint.authorization.parameters["serviceprincipalid"] ?? "";

/** Runs of every diagnosis, each with a definition of its own whose number it shares (R4). */
export function failedRuns(setting: Setting): World {
  const builder = startWorld(setting);
  const { tenant, world } = builder;
  for (const one of world.tenants) one.consent = "readwrite";
  const shop: App = builder.app({ name: "shop-production-deployer", secretDays: [-3] });
  const production = builder.azure({ name: "shop-production", app: shop });
  const staging = builder.azure({
    name: "shop-staging",
    app: builder.app({ name: "shop-staging-deployer", secretDays: [150] }),
    description: "[secret unknown expires 2027-04-23]",
  });
  const readOnly = builder.azure({
    name: "shop-<b>roles</b>",
    app: builder.app({ name: "shop-roles", secretDays: [90] }),
    withoutRole: true,
  });
  const subject = "sc://contoso/Fabrikam/shop-federated";
  const federated = builder.azure({
    name: "shop-federated",
    app: builder.app({ name: "shop-federated" }),
    scheme: "WorkloadIdentityFederation",
    parameters: {
      workloadIdentityFederationIssuer: "https://vstoken.dev.azure.com/contoso",
      workloadIdentityFederationSubject: subject,
    },
  });
  const many = builder.app({ name: "shop-shared", secretDays: [-1] });
  const shared = ["east", "north", "west"].map((name) => builder.azure({ name: `shop-${name}`, app: many }));
  const renewed = builder.azure({
    name: "shop-renewed",
    app: builder.app({ name: "shop-renewed", secretDays: [170] }),
    savedDaysAgo: 0,
  });
  const fail = (message: string, more: Partial<StepPlan> = {}): StepPlan[] => [
    { name: "Build", result: "succeeded" },
    { name: "Deploy to Azure", result: "failed", issues: [error(message)], ...more },
  ];
  const app = appIdOf(production);
  const runs: RunPlan[] = [
    { id: 501, uses: [production, staging], steps: fail(said.expired(app)) },
    { id: 502, uses: [staging], steps: fail(said.rejected(appIdOf(staging))) },
    { id: 503, uses: [staging], steps: fail(said.gone(appIdOf(staging), tenant.id)) },
    { id: 504, uses: [staging], steps: fail(said.disabled(appIdOf(staging))) },
    { id: 505, uses: [staging], steps: fail(said.noTenant(tenant.id)) },
    {
      id: 506,
      uses: [readOnly],
      steps: fail(said.noRole(appIdOf(readOnly), "00000000-0000-4000-8000-000000000009")),
    },
    { id: 507, uses: [federated], steps: fail(said.subject(subject)) },
    { id: 508, uses: [federated], steps: fail(said.tokenEnded, { minutes: 63 }) },
    {
      id: 509,
      uses: [staging],
      steps: [
        { name: "Warm up", result: "succeeded", issues: [warning(said.expired(app))] },
        { name: "Test", result: "failed", issues: [error("12 tests failed."), warning(said.expired(app))] },
      ],
    },
    {
      id: 510,
      uses: [production],
      running: true,
      steps: [
        { name: "Probe", result: "went-on", issues: [error(said.expired(app))] },
        { name: "Deploy to Azure", result: "running" },
      ],
    },
    { id: 511, uses: [staging], steps: [], hidden: true },
    {
      id: 512,
      uses: [staging],
      steps: [
        ...fail(said.rejected(appIdOf(staging))),
        { name: "Deploy to Azure", result: "succeeded", attempt: 2 },
      ],
    },
    { id: 513, uses: [staging], fork: true, steps: fail("The job was stopped.") },
    { id: 514, uses: [], definitionGone: true, steps: fail(said.expired(app)) },
    { id: 515, uses: [staging], steps: null },
    { id: 516, uses: shared, steps: fail(said.expired(appIdOf(shared[0] ?? production))) },
    { id: 517, uses: [renewed], steps: fail(said.expired(appIdOf(renewed))) },
    { id: 518, uses: [staging], steps: fail(said.expired("5a5a5a5a-1111-4222-8333-444444444444")) },
    {
      id: 519,
      uses: [production],
      steps: fail(
        `${"at Deploy.Main() ".repeat(1_800)}\nAADSTS7000222: Die Geheimnisse für „${app}“ sind abgelaufen.`,
      ),
    },
  ];
  for (const run of runs) addRunPage(builder, run);
  const second = world.projects[1];
  if (second !== undefined) shareWith(staging, second);
  return world;
}
