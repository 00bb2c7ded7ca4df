import type { Actor } from "../domain/failure";
import type { ProjectRef } from "../domain/service-connection";

export type HubScope =
  | { readonly kind: "project"; readonly project: ProjectRef }
  | { readonly kind: "organization" };

/** The page around the hub: who uses it, where it stands, and what it can do for us. */
export type Host = {
  readonly user: Actor;
  readonly scope: HubScope;
  readonly organization: { readonly id: string; readonly name: string };
  /** Root of the organization's web pages, ending in a slash. */
  readonly organizationUrl: string;
  /** Address of the page that holds this hub, without parameters (P23); empty where the host does not name the hub. */
  readonly hubUrl: string;
  /** BCP 47 name of the user's culture; undefined where the host does not tell. */
  readonly culture: string | undefined;
  /** Query parameters of the page the user sees (P68). Empty where the host offers no navigation. */
  queryParameters(): Promise<Readonly<Record<string, string>>>;
  /** Empty text removes a parameter. */
  setQueryParameters(parameters: Readonly<Record<string, string>>): Promise<void>;
  /** Opens a link in a new window through the host; false where the plain link must do it. */
  openInNewWindow(url: string): Promise<boolean>;
  setTitle(title: string): Promise<void>;
  /** True while another tab of this browser runs this renewal; false where that cannot be told. */
  isRunningElsewhere(runId: string): Promise<boolean>;
  /** Marks a run as living in this tab until the returned function is called. */
  announceRun(runId: string): () => void;
};

export type HostProblem = "no-host" | "host-does-not-answer" | "foreign-host";
