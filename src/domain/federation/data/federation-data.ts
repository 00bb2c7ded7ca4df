/**
 * The shape of what is known about pipeline tasks and workload identity federation. The records are in the JSON files
 * beside this one; `federation-data.schema.json` says the same for editors, and a test holds both against each other.
 * How to update them: docs/federation-data.md. Rows are judged by `../evaluate.ts`, never read by their text.
 */

/** Whether a task works without a secret; `partial` and `n/a` are explained by the conditions (W8). */
export const supports = ["yes", "no", "partial", "n/a", "unknown"] as const;
export type FederationSupport = (typeof supports)[number];

export const confidences = ["high", "medium", "low"] as const;
export type Confidence = (typeof confidences)[number];

/** Why a row has its verdict, as a code with words in `../facts.ts`. */
export const reasonCodes = [
  "own-federated-sign-in",
  "sign-in-library",
  "az-module-sign-in",
  "registry-token",
  "exists-for-federation",
  "federated-in-part",
  "stated-by-documentation",
  "stated-by-publisher",
  "reads-the-key",
  "no-federated-branch",
  "refuses-other-schemes",
  "documented-unsupported",
  "older-than-federation",
  "reported-failing",
  "no-azurerm-input",
  "nothing-stated",
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** Where a row's fact was seen. `source` is a short reference (see `./sources.ts`), `date` the day of that state. */
export type Sourced = { readonly source: string; readonly date: string };

/** Operating systems of agents. */
export const agentSystems = ["windows", "linux", "macos"] as const;

/** A test on a step. What cannot be evaluated gives "review", never "yes" (W40). */
export type When =
  | { readonly input: string; readonly equals: string; readonly and?: When }
  | { readonly input: string; readonly contains: string; readonly and?: When }
  | { readonly not: When }
  | { readonly agentOs: readonly (typeof agentSystems)[number][] }
  | { readonly agentLacks: string }
  | { readonly scriptMatches: ScriptPattern };

/** Named patterns over inline scripts (W16). */
export const scriptPatterns = ["secret-use", "azurerm-cmdlet"] as const;
export type ScriptPattern = (typeof scriptPatterns)[number];

/** One input through which a task major takes an Azure Resource Manager connection (W9). */
export type ConnectionInput = Sourced & {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly required: boolean;
  /** Rules by which the input is read at all; when one is false a value in it is left over. */
  readonly visible?: string;
  readonly group?: string;
};

export const conditionCodes = [
  "windows-agents-only",
  "key-only-off-windows",
  "needs-az-accounts",
  "registry-path-reads-the-key",
  "input-not-read",
] as const;
export type ConditionCode = (typeof conditionCodes)[number];

/** Replaces the base verdict where it matches (W15); with `input` only for a connection in that input. */
export type Condition = Sourced & {
  readonly when: When;
  readonly federation: "no" | "n/a";
  readonly code: ConditionCode;
  readonly input?: string;
};

export const cautionCodes = [
  "arm-override-secret",
  "script-reads-secret",
  "script-own-login",
  "azurerm-cmdlets",
  "rbac",
  "token-lifetime",
  "az-version",
  "kubelogin",
  "terraform-versions",
  "terraform-state-role",
  "terraform-init-token",
  "terraform-generated-token",
] as const;
export type CautionCode = (typeof cautionCodes)[number];

export const cautionLevels = ["block-if-matched", "review", "action", "info"] as const;
export type CautionLevel = (typeof cautionLevels)[number];

/** Something to heed beyond the verdict (W16). Without `when` it always holds. */
export type Caution = Sourced & {
  readonly code: CautionCode;
  readonly level: CautionLevel;
  readonly when?: When;
};

/** Where a major keeps its script: `inline` is read where `selector` equals `inlineValue`, else a file is run. */
export type ScriptInputs = {
  readonly selector: string;
  readonly inlineValue: string;
  readonly selectorDefault: string;
  readonly inline: string;
  readonly file: string;
};

/** One major version of a task; `major` null stands for every major. */
export type MajorRow = Sourced & {
  readonly major: number | null;
  readonly federation: FederationSupport;
  readonly reason: ReasonCode;
  readonly confidence: Confidence;
  /** First version with lasting support; null where there is none or the server decides (W7). */
  readonly since: string | null;
  /** First version without a known defect under federation. */
  readonly safe: string | null;
  readonly deprecated?: boolean;
  /** Day of the change that marked it so, and the day of its removal, where they are known (F14). */
  readonly deprecatedSince?: string;
  readonly removal?: string;
  /** Present where the task runs on nothing else: an agent nobody knows is then a Windows agent (F12). */
  readonly runsOn?: "windows";
  /** A major of the same task, or `Task@major`. */
  readonly upgradeTo?: number | string;
  readonly inputs: readonly ConnectionInput[];
  /** Values of omitted inputs that rules and conditions ask for. */
  readonly defaults?: Readonly<Record<string, string | null>>;
  /** Other names of inputs that rules and conditions ask for. */
  readonly inputAliases?: Readonly<Record<string, readonly string[]>>;
  readonly script?: ScriptInputs;
  readonly conditions?: readonly Condition[];
  readonly cautions?: readonly Caution[];
};

export type TaskRow = {
  readonly name: string;
  /** Lower-case GUID; null where the publisher does not make it public, then matched by name. */
  readonly id: string | null;
  /** `publisher.extension` for Marketplace tasks; null for built-in ones. `*` stands for any extension. */
  readonly extension: string | null;
  readonly majors: readonly MajorRow[];
};

/** A task major that takes a `dockerregistry` connection (W14). */
export type RegistryRow = Sourced & {
  readonly name: string;
  readonly id: string;
  readonly major: number;
  readonly federation: "yes" | "no";
  readonly since: string | null;
};

export const consumerKinds = [
  "key-vault-variable-group",
  "container-resource",
  "check",
  "release-artifact",
  "other-resource",
] as const;
export type ConsumerKind = (typeof consumerKinds)[number];

/** Something that uses a connection without a task of its own (W39). */
export type ConsumerRow = Sourced & {
  readonly kind: ConsumerKind;
  readonly federation: "review" | "unknown" | "by-task";
  readonly confidence: Confidence;
};

/** All of the data. `asOf` is the day up to which public sources were read. */
export type FederationData = {
  readonly schemaVersion: 1;
  readonly asOf: string;
  readonly tasks: readonly TaskRow[];
  readonly registry: readonly RegistryRow[];
  readonly consumers: readonly ConsumerRow[];
};
