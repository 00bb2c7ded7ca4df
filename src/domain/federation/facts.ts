import type { CautionCode, ConditionCode, ReasonCode, Sourced } from "./data/federation-data";

/** Everything a verdict can rest on. */
export type FactCode =
  | ReasonCode
  | ConditionCode
  | CautionCode
  | "pinned-below-safe"
  | "pinned-version"
  | "task-not-listed"
  | "major-not-listed"
  | "version-not-known"
  | "input-not-listed"
  | "input-rule-open"
  | "step-disabled"
  | "connection-not-known"
  | "registry-supported"
  | "registry-unsupported"
  | "registry-not-listed"
  | "consumer-untried"
  | "feed-input-refuses"
  | "token-step-untried"
  | "deprecated"
  | "script-file"
  | "script-too-long"
  | "value-too-long";

/** A fact with the values of its sentence and the place it was seen; no place for what the step itself shows. */
export type Fact = {
  readonly code: FactCode;
  readonly params: Readonly<Record<string, string>>;
  readonly source: Sourced | null;
};

/** A fact with its source. */
export const fact = (
  code: FactCode,
  params: Readonly<Record<string, string>> = {},
  source: Sourced | null = null,
): Fact => ({
  code,
  params,
  source: source === null ? null : { source: source.source, date: source.date },
});

type Words = (params: Readonly<Record<string, string>>) => string;

const value = (params: Readonly<Record<string, string>>, name: string): string => params[name] ?? "?";

const words: Readonly<Record<FactCode, Words>> = {
  "own-federated-sign-in": (p) => `${value(p, "task")} signs in with a federated token.`,
  "sign-in-library": (p) => `${value(p, "task")} signs in through a library that knows federated tokens.`,
  "az-module-sign-in": (p) => `${value(p, "task")} signs in through the Az module with a federated token.`,
  "registry-token": (p) => `${value(p, "task")} asks the registry for a token without the key.`,
  "exists-for-federation": (p) => `${value(p, "task")} takes this connection for federation only.`,
  "federated-in-part": (p) => `${value(p, "task")} works without a secret on one of its two paths.`,
  "stated-by-documentation": (p) => `Microsoft's documentation lists ${value(p, "task")} as working.`,
  "stated-by-publisher": (p) => `The publisher of ${value(p, "task")} states that it works.`,
  "reads-the-key": (p) => `${value(p, "task")} reads the service principal key, which is then gone.`,
  "no-federated-branch": (p) => `${value(p, "task")} has no way to sign in with a federated token.`,
  "refuses-other-schemes": (p) =>
    `${value(p, "task")} stops with an error for a connection without a secret.`,
  "documented-unsupported": (p) => `Microsoft's documentation lists ${value(p, "task")} as unsupported.`,
  "older-than-federation": (p) => `${value(p, "task")} was last changed before federation existed.`,
  "reported-failing": (p) => `Users report that ${value(p, "task")} fails without a secret.`,
  "no-azurerm-input": (p) => `${value(p, "task")} takes no Azure Resource Manager connection.`,
  "nothing-stated": (p) => `Nothing public says whether ${value(p, "task")} works without a secret.`,
  "windows-agents-only": (p) => `${value(p, "task")} runs on Windows agents only.`,
  "key-only-off-windows": (p) => `On Linux and macOS ${value(p, "task")} accepts nothing but a key.`,
  "needs-az-accounts": (p) =>
    `${value(p, "task")} needs the Az.Accounts module on the agent to do without a secret.`,
  "registry-path-reads-the-key": (p) =>
    `The container registry path of ${value(p, "task")} reads the service principal key.`,
  "input-not-read": (p) =>
    `With these settings ${value(p, "task")} doesn't read the input ${value(p, "input")}.`,
  "arm-override-secret": () =>
    "The template's override parameters use $servicePrincipalKey, which is then gone.",
  "script-reads-secret": (p) =>
    p["found"] === undefined
      ? "The script gets the service principal in its environment; after the conversion there is no servicePrincipalKey in it, but an idToken."
      : `The script uses ${p["found"]} (line ${value(p, "line")}); after the conversion its environment has an idToken and no key.`,
  "script-own-login": (p) =>
    p["found"] === undefined
      ? "The script's text isn't known before a run, so it may sign in with a secret of its own."
      : `The script signs in with a secret itself: ${p["found"]} (line ${value(p, "line")}).`,
  "script-file": (p) =>
    `The script is a file (${value(p, "file")}), which the pipeline's definition doesn't show.`,
  "script-too-long": () => "The script is longer than 32,768 characters: too long to check.",
  "value-too-long": (p) =>
    `A value of ${value(p, "task")} is longer than 32,768 characters, too long to check: it may name this connection.`,
  "azurerm-cmdlets": (p) =>
    p["found"] === undefined
      ? "The script's text isn't known before a run; AzureRM cmdlets in it would fail in an Az session."
      : `The script calls AzureRM cmdlets (${p["found"]}), which fail in an Az session.`,
  rbac: (p) =>
    `${value(p, "task")} uses roles instead of account keys: the identity needs Storage Blob Data Contributor on the storage account.`,
  "token-lifetime": () =>
    "Tokens of an app registration are valid for about an hour; a step that asks for a new one later may fail (AADSTS700024).",
  "az-version": () => "Self-hosted agents need Azure CLI 2.30 or newer.",
  kubelogin: () =>
    "Clusters without local accounts need kubelogin on the agent: add KubeloginInstaller@0 before this step.",
  "terraform-versions": (p) =>
    `${value(p, "task")} works with Terraform CLI 1.11.1, azurerm 4.18.0, azuread 3.2.0 and azapi 2.0.1 or newer. Older ones need its ID token generation: environmentAzureRmUseIdTokenGeneration for the provider and backendAzureRmUseIdTokenGeneration for the backend (from 5.257.1).`,
  "terraform-state-role": (p) =>
    `${value(p, "task")} opens the state with Entra ID: the identity needs Storage Blob Data Contributor on the state's storage account.`,
  "terraform-init-token": (p) =>
    `${value(p, "task")} writes the token into the backend's configuration at init: it needs a newer Terraform CLI (1.2.9 failed), and the token is valid for about ten minutes.`,
  "terraform-generated-token": (p) =>
    `${value(p, "task")} gets one ID token when it starts, as its ID token generation asks, and doesn't renew it: a longer run may fail.`,
  "pinned-below-safe": (p) =>
    `The step pins ${value(p, "task")} to ${value(p, "pinned")}; it works from ${value(p, "safe")}.`,
  "pinned-version": (p) => `The step pins ${value(p, "task")} to ${value(p, "pinned")}.`,
  "task-not-listed": (p) => `Nothing is known about the task ${value(p, "task")}.`,
  "major-not-listed": (p) => `Nothing is known about this version of the task: ${value(p, "task")}.`,
  "version-not-known": (p) => `The version of the task ${value(p, "task")} can't be read.`,
  "input-not-listed": (p) =>
    `${value(p, "task")} holds the connection in ${value(p, "input")}, of which nothing is known.`,
  "input-rule-open": (p) =>
    `Whether ${value(p, "task")} reads ${value(p, "input")} depends on values known only in a run.`,
  "step-disabled": () => "The step is switched off.",
  "connection-not-known": (p) =>
    `${value(p, "task")} takes its connection from ${value(p, "value")}, which is known only in a run: it may be this one.`,
  "registry-supported": (p) => `${value(p, "task")} works with a registry connection without a secret.`,
  "registry-unsupported": (p) => `${value(p, "task")} needs the key of the registry connection.`,
  "registry-not-listed": (p) => `Nothing is known about ${value(p, "task")} with a registry connection.`,
  "feed-input-refuses": (p) =>
    `The input ${value(p, "input")} refuses the kind of connection that replaces the token.`,
  "token-step-untried": (p) =>
    `Nothing public says whether ${value(p, "task")} takes the kind of connection that replaces the token.`,
  "consumer-untried": (p) => `Nothing public says that ${value(p, "where")} works without a secret.`,
  deprecated: (p) =>
    [
      `${value(p, "task")} is deprecated${p["since"] === undefined ? "" : ` since ${p["since"]}`}.`,
      ...(p["removal"] === undefined ? [] : [`Its publisher's date for removal is ${p["removal"]}.`]),
      ...(p["to"] === undefined ? [] : [`Use ${p["to"]} instead.`]),
    ].join(" "),
};

/** One sentence in plain English, without its source. */
export const describeFact = (said: Fact): string => words[said.code](said.params);

/** Every code that has words; for tests over all of them. */
export const factCodes: readonly FactCode[] = Object.keys(words) as FactCode[];
