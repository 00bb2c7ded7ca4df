import type { RawInputs } from "../domain/watch/options";
import type { WatchResult } from "../domain/watch/judgement";
import type { Secret } from "../domain/secret";

/** A federated service connection as a job sees it, or why it cannot be used. */
export type JobConnection =
  | { readonly ok: true; readonly id: string; readonly tenantId: string; readonly clientId: string }
  | { readonly ok: false; readonly problem: "not-federated" | "incomplete" | "not-found" };

/** The agent that runs a task: what it was given, and how it takes what a run has to say. */
export type Agent = {
  readonly inputs: RawInputs;
  /** The values of inputs that are secret. Masked before anything else is done. */
  webhook(input: "teamsWebhook" | "slackWebhook"): Secret | null;
  connection(input: "azureDevOpsConnection" | "azureSubscription"): JobConnection | null;
  /** The token of SYSTEMVSSCONNECTION. */
  jobToken(): Secret | null;
  /** A variable of the run, by its documented name with dots. */
  variable(name: string): string | null;
  /** The agent hides these texts from then on, whatever writes them. */
  mask(...values: readonly Secret[]): void;
  /** One line of the log. */
  say(text: string): void;
  annotate(kind: "error" | "warning", text: string): void;
  progress(percent: number, text: string): void;
  output(name: string, value: string): void;
  /** Puts a page onto the run's summary; false where the disk did not take it. */
  summary(markdown: string): boolean;
  /** Uploads files as an artifact; null where the disk did not take them, else the first file's path. */
  artifact(name: string, files: readonly { readonly name: string; readonly text: string }[]): string | null;
  complete(result: WatchResult, text: string): void;
};
