import { daysBetween, type Instant } from "../instant";
import { byUrgency, type Row } from "../inventory";
import { longestLifetimeDays, type Settings } from "../settings";
import { plainText } from "./plain";
import { skippedBecause } from "./renewable";

/** What a pipeline with the task does: watch with the job's token or with a service principal, or renew as well. */
export type PipelineKind = "job-token" | "service-principal" | "renewal";

/** What stands in a pipeline to copy. */
export type PipelineValues = {
  readonly scope: "project" | "organization";
  readonly warnDays: number;
  readonly failDays: number;
  readonly lifetimeDays: number;
  /** The connection through which a service principal signs in; null where none was found. */
  readonly identity: { readonly id: string; readonly name: string } | null;
  /** What a run may renew, the next to end first. */
  readonly listed: readonly { readonly id: string; readonly name: string }[];
};

/** So many connections stand in a pipeline that nobody wrote by hand. */
const mostListed = 20;

/** The values of what the hub shows now: its warnings, its lifetime, and what a run without a person may renew. Pure. */
export function pipelineValues(
  rows: readonly Row[],
  { bands, lifetimeDays }: Pick<Settings, "bands" | "lifetimeDays">,
  { scope, now }: { readonly scope: PipelineValues["scope"]; readonly now: Instant },
): PipelineValues {
  const any = { when: "due", ids: [], withinDays: longestLifetimeDays, lifetimeDays, most: 1 } as const;
  const [warnDays, , failDays] = bands;
  return {
    scope,
    warnDays,
    failDays,
    lifetimeDays,
    identity: identityAmong(rows),
    listed: [...rows]
      .sort((a, b) => byUrgency(a, b))
      .filter((row) => skippedBecause(row, any, now) === null)
      .filter(({ cliff }) => cliff !== null && daysBetween(now, cliff) <= longestLifetimeDays)
      .slice(0, mostListed)
      .map(({ connection: { id, name } }) => ({ id, name })),
  };
}

/** The only federated Azure connection there is; among several nobody but a person can tell which one watches. */
function identityAmong(rows: readonly Row[]): PipelineValues["identity"] {
  const federated = rows.filter(
    ({ connection: { kind, type, disabled } }) => kind === "federated" && type === "azurerm" && !disabled,
  );
  const [only, ...others] = federated;
  if (only === undefined || others.length > 0) return null;
  return { id: only.connection.id, name: only.connection.name };
}

/** Stands where a person has to put the name of a connection, and the id of one. */
export const identityPlaceholder = "connection-watcher";
const idPlaceholder = "00000000-0000-0000-0000-000000000000";

const schedule = (cron: string, name: string): readonly string[] => [
  "trigger: none",
  "schedules:",
  `  - cron: "${cron}"`,
  `    displayName: ${name}`,
  "    branches: { include: [main] }",
  "    always: true",
  "pool: { vmImage: ubuntu-latest }",
];

const indented = (lines: readonly string[], by: number): readonly string[] =>
  lines.map((line) => `${" ".repeat(by)}${line}`);

/**
 * A whole pipeline in YAML. Names are other people's text, so they stand in comments alone, on one line each; a connection
 * is named by its id.
 */
export function pipelineYaml(kind: PipelineKind, values: PipelineValues): string {
  const head =
    kind === "renewal" ? schedule("0 5 * * 1", "Every Monday") : schedule("0 6 * * 1-5", "Every working day");
  const task = ["- checkout: none", "- task: ServiceConnectionWatch@1", "  inputs:"];
  const steps = [...task, ...indented(inputs(kind, values), 4)];
  const body =
    kind === "renewal"
      ? [
          "jobs:",
          "  - deployment: renew",
          "    environment: service-connections",
          "    strategy:",
          "      runOnce:",
          "        deploy:",
          "          steps:",
          ...indented(steps, 12),
        ]
      : ["steps:", ...indented(steps, 2)];
  return `${[...head, ...body].join("\n")}\n`;
}

function inputs(kind: PipelineKind, values: PipelineValues): readonly string[] {
  const { scope, warnDays, failDays, lifetimeDays, identity, listed } = values;
  const days = [`warnDays: ${String(warnDays)}`, `failDays: ${String(failDays)}`];
  if (kind === "job-token") return days;
  const signIn = [
    ...(identity === null ? [] : [`# ${plainText(identity.name)}`]),
    `azureSubscription: ${identity?.id ?? identityPlaceholder}`,
    ...(scope === "organization" ? ["scope: organization"] : []),
    ...days,
  ];
  if (kind === "service-principal") return signIn;
  const names = listed.map(({ id, name }) => `# ${id.slice(0, 8)} is ${plainText(name)}`);
  const ids = listed.length === 0 ? [idPlaceholder] : listed.map(({ id }) => id);
  return [
    ...signIn,
    "# Begin with plan, which makes nothing and says what due would do.",
    "renew: plan",
    ...names,
    "renewOnly: |",
    ...indented(ids, 2),
    "renewWithinDays: 14",
    `renewLifetimeDays: ${String(lifetimeDays)}`,
  ];
}

/** Somebody with a role on all connections of a project (A81). */
export type RoleHolder = { readonly name: string; readonly role: string };

/** The identity of a job whose scope is its project (L3). */
export const buildServiceOf = (project: string, organization: string): string =>
  `${project} Build Service (${organization})`;

/** Whether an identity is named with a role that sees connections (L2); it may hold one through a group all the same. */
export const isNamedViewer = (holders: readonly RoleHolder[], name: string): boolean =>
  holders.some(
    (one) => one.name.toLowerCase() === name.toLowerCase() && /^(user|administrator)$/i.test(one.role),
  );
