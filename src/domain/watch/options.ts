import { isGuid, isVaultName, longestLifetimeDays } from "../settings";

/** What a run is asked to hold the connections to. Days are whole. */
export type WatchPolicy = {
  readonly warnDays: number;
  readonly failDays: number;
  readonly failOn: "within" | "expired" | "never";
  readonly failOnUnreadable: boolean;
};

/** Which connections may be renewed, and how. `ids` are lower-case; without `never` there is at least one. */
export type RenewOptions = {
  readonly when: "never" | "plan" | "due";
  readonly ids: readonly string[];
  readonly withinDays: number;
  readonly lifetimeDays: number;
  readonly most: number;
};

export type WorkItemOptions = {
  readonly type: string;
  /** Null: the project of the pipeline. */
  readonly project: string | null;
  readonly areaPath: string | null;
  /** Null: the connection's creator. */
  readonly assignTo: string | null;
};

/** The name of a vault's secret may hold `{connection}`, which becomes the connection's id. */
export type VaultOptions = { readonly vault: string; readonly secret: string };

/** The task's inputs, checked. Webhook addresses are secrets and stay out of it; `told` names those that are set. */
export type WatchOptions = {
  readonly identity: "job-token" | "azure-devops-connection" | "azure-subscription";
  readonly scope: "project" | "organization";
  /** Names or ids; empty stands for every project in sight. */
  readonly projects: readonly string[];
  readonly policy: WatchPolicy;
  readonly readGraph: boolean;
  readonly verify: boolean;
  readonly renew: RenewOptions;
  readonly workItem: WorkItemOptions | null;
  readonly vault: VaultOptions | null;
  readonly notifyOn: "change" | "always";
  readonly artifactName: string;
};

/** Why the inputs cannot be run. Each has a sentence. */
export type InputProblem =
  | { readonly code: "both-connections" }
  | { readonly code: "not-a-number"; readonly input: string; readonly least: number; readonly most: number }
  | { readonly code: "unknown-choice"; readonly input: string; readonly choices: readonly string[] }
  | { readonly code: "fail-after-warn" }
  | { readonly code: "nothing-allowed-to-renew" }
  | { readonly code: "not-a-connection-id"; readonly count: number }
  | { readonly code: "renewal-needs-service-principal" }
  | { readonly code: "vault-incomplete" }
  | { readonly code: "vault-not-a-name"; readonly input: "keyVaultName" | "keyVaultSecret" }
  | { readonly code: "one-vault-name-for-many" }
  | { readonly code: "artifact-not-a-name" }
  | { readonly code: "webhook-not-https"; readonly input: "teamsWebhook" | "slackWebhook" };

/** Inputs by name, as the agent hands them over; an input nobody filled in is absent or empty. */
export type RawInputs = Readonly<Record<string, string | undefined>>;

/** Reads the inputs of the task. Collects every problem, so that a pipeline is corrected once. Pure. */
export function watchOptions(
  raw: RawInputs,
): { readonly options: WatchOptions } | { readonly problems: readonly InputProblem[] } {
  const read = new Reader(raw);
  const azureDevOps = read.text("azureDevOpsConnection");
  const subscription = read.text("azureSubscription");
  if (azureDevOps !== null && subscription !== null) read.problem({ code: "both-connections" });
  const identity =
    azureDevOps !== null
      ? "azure-devops-connection"
      : subscription !== null
        ? "azure-subscription"
        : "job-token";
  const policy: WatchPolicy = {
    warnDays: read.number("warnDays", { otherwise: 30, least: 0, most: 3_650 }),
    failDays: read.number("failDays", { otherwise: 7, least: 0, most: 3_650 }),
    failOn: read.choice("failOn", ["within", "expired", "never"]),
    failOnUnreadable: read.flag("failOnUnreadable", false),
  };
  if (policy.failDays > policy.warnDays) read.problem({ code: "fail-after-warn" });
  const renew = renewOptions(read, identity);
  const options: WatchOptions = {
    identity,
    scope: read.choice("scope", ["project", "organization"]),
    projects: read.lines("projects"),
    policy,
    readGraph: read.flag("readGraph", true),
    verify: read.flag("verify", false),
    renew,
    workItem: workItemOptions(read),
    vault: vaultOptions(read, renew),
    notifyOn: read.choice("notifyOn", ["change", "always"]),
    artifactName: artifactName(read),
  };
  for (const input of ["teamsWebhook", "slackWebhook"] as const)
    if (!/^(https:\/\/[^\s]+)?$/i.test(read.text(input) ?? ""))
      read.problem({ code: "webhook-not-https", input });
  return read.problems.length > 0 ? { problems: read.problems } : { options };
}

function renewOptions(read: Reader, identity: WatchOptions["identity"]): RenewOptions {
  const when = read.choice("renew", ["never", "plan", "due"]);
  const lines = when === "never" ? [] : read.lines("renewOnly");
  const ids = lines.filter(isGuid).map((id) => id.trim().toLowerCase());
  if (ids.length < lines.length)
    read.problem({ code: "not-a-connection-id", count: lines.length - ids.length });
  if (when !== "never" && lines.length === 0) read.problem({ code: "nothing-allowed-to-renew" });
  if (when === "due" && identity === "job-token") read.problem({ code: "renewal-needs-service-principal" });
  return {
    when,
    ids: [...new Set(ids)],
    withinDays: read.number("renewWithinDays", { otherwise: 14, least: 0, most: 365 }),
    lifetimeDays: read.number("renewLifetimeDays", { otherwise: 180, least: 1, most: longestLifetimeDays }),
    most: read.number("maxRenewals", { otherwise: 5, least: 1, most: 100 }),
  };
}

function workItemOptions(read: Reader): WorkItemOptions | null {
  const type = read.text("workItemType");
  if (type === null) return null;
  return {
    type,
    project: read.text("workItemProject"),
    areaPath: read.text("areaPath"),
    assignTo: read.text("assignTo"),
  };
}

function vaultOptions(read: Reader, renew: RenewOptions): VaultOptions | null {
  const vault = read.text("keyVaultName");
  const secret = read.text("keyVaultSecret");
  if (vault === null && secret === null) return null;
  if (vault === null || secret === null) {
    read.problem({ code: "vault-incomplete" });
    return null;
  }
  // The name becomes a host's label: anything else in it would lead the value elsewhere.
  if (!isVaultName(vault)) read.problem({ code: "vault-not-a-name", input: "keyVaultName" });
  if (!/^[0-9a-z-]{1,127}$/i.test(secret.replaceAll("{connection}", "0".repeat(36))))
    read.problem({ code: "vault-not-a-name", input: "keyVaultSecret" });
  if (!secret.includes("{connection}") && renew.ids.length > 1)
    read.problem({ code: "one-vault-name-for-many" });
  return { vault: vault.toLowerCase(), secret };
}

function artifactName(read: Reader): string {
  const name = read.text("artifactName") ?? "ServiceConnections";
  // What a folder on every agent's disk may be called, and nothing that leads out of it.
  if (!/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/.test(name)) read.problem({ code: "artifact-not-a-name" });
  return name;
}

/** Reads texts one by one and collects what is wrong with them. */
class Reader {
  readonly problems: InputProblem[] = [];

  constructor(private readonly raw: RawInputs) {}

  problem(problem: InputProblem): void {
    this.problems.push(problem);
  }

  text(input: string): string | null {
    const value = (this.raw[input] ?? "").trim();
    return value === "" ? null : value;
  }

  lines(input: string): readonly string[] {
    return (this.raw[input] ?? "")
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== "");
  }

  flag(input: string, otherwise: boolean): boolean {
    const value = this.text(input)?.toLowerCase() ?? String(otherwise);
    if (value !== "true" && value !== "false")
      this.problem({ code: "unknown-choice", input, choices: ["true", "false"] });
    return value === "true";
  }

  choice<T extends string>(input: string, choices: readonly [T, ...T[]]): T {
    const value = this.text(input)?.toLowerCase() ?? choices[0];
    const found = choices.find((one) => one === value);
    if (found === undefined) this.problem({ code: "unknown-choice", input, choices });
    return found ?? choices[0];
  }

  number(
    input: string,
    { otherwise, least, most }: { otherwise: number; least: number; most: number },
  ): number {
    const value = this.text(input) ?? String(otherwise);
    const count = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
    if (count >= least && count <= most) return count;
    this.problem({ code: "not-a-number", input, least, most });
    return otherwise;
  }
}
