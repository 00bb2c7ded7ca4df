import type { Instant } from "../domain/instant";

/** One exchange with a remote system: nothing of what was sent or answered, and no id or name of anything. */
export type CallRecord = {
  readonly at: Instant;
  readonly method: string;
  /** The host with an organization's name taken out: `dev.azure.com`, `{organization}.visualstudio.com`. */
  readonly host: string;
  /** The path with everything that is not a word of the API taken out, and the names of the query's parameters. */
  readonly route: string;
  /** Null where no answer came. 0 is a redirect which the browser did not follow. */
  readonly status: number | null;
  readonly durationMs: number;
  readonly failure: "network" | "aborted" | null;
  /** Which of the throttling and paging headers this page may read (Q12). Never their values. */
  readonly readable: readonly string[];
  /** Under which Azure DevOps' support finds the call; null where the answer named none or nobody may read it (E4). */
  readonly activityId: string | null;
};

export type ServiceName =
  | "page-data"
  | "location"
  | "navigation"
  | "extension-data"
  | "page-layout"
  | "global-messages";

/** What a probe looks at. A probe without a word for it does not compile. */
export type ProbeId =
  | "extension-version"
  | "sdk-version"
  | "browser"
  | "culture"
  | "service-version"
  | "host-type"
  | "embedding"
  | "handshake-shape"
  | "handshake-members"
  | "nested-app-auth"
  | "data-read"
  | "data-write"
  | "frame-origin"
  | "frame-storage"
  | "frame-clipboard"
  | "frame-locks"
  | "frame-features"
  | "theme-variables"
  | "theme-preferences"
  | `service-${ServiceName}`;

/** `present` and `absent` answer the question; `told` states a fact; `unknown` could not look, and says why. */
export type Probe = {
  readonly id: ProbeId;
  readonly answer: "present" | "absent" | "told" | "unknown";
  readonly detail: string;
};

/** What the page can say of its surroundings, for a report. Holds no secret, token, id or name. */
export type Diagnostics = {
  /** The last calls, newest first; how many are kept is limited. */
  calls(): readonly CallRecord[];
  /** Looks at everything once. With `writing` it also writes a document of its own and removes it (P115, P116). */
  probe(options: { readonly writing: boolean }): Promise<readonly Probe[]>;
};
