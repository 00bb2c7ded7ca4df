import type { Secret } from "../domain/secret";
import type { Instant } from "../domain/instant";
import type { Told } from "../domain/watch/notices";
import type { Result } from "../domain/failure";

/** Why something outside was not told or written. `detail` holds no address and no secret. */
export type TellFailure =
  | { readonly code: "refused"; readonly status: number; readonly detail: string }
  | { readonly code: "unreachable" }
  | { readonly code: "not-signed-in"; readonly detail: string };

export type TellResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: TellFailure };

/** One incoming webhook. Its address is a secret. What it takes is accepted, never known to be delivered (L19). */
export type Webhook = {
  readonly kind: "teams" | "slack";
  /** POST once, without a repetition: a repeated message is told twice. */
  post(body: string): Promise<TellResult<"accepted">>;
};

export type WorkItemContent = {
  readonly title: string;
  /** HTML, already escaped. */
  readonly description: string;
  readonly tags: readonly string[];
  readonly areaPath: string | null;
  /** A name of Azure DevOps; null assigns nobody. */
  readonly assignTo: string | null;
};

export type WorkItem = {
  readonly id: number;
  readonly title: string;
  readonly tags: readonly string[];
  /** The type it has now, whose states tell whether it is open. */
  readonly type: string;
};

/** Work items in one project: new ones are of one type, those found again of any. */
export type WorkItems = {
  /** The open ones with the tag, newest first. */
  openWith(tag: string): Promise<TellResult<readonly WorkItem[]>>;
  create(content: WorkItemContent): Promise<TellResult<WorkItem>>;
  update(id: number, content: WorkItemContent, comment: string): Promise<TellResult<null>>;
  /** Moves it to the first state of its type's category Completed. */
  close(item: Pick<WorkItem, "id" | "type">, comment: string): Promise<TellResult<null>>;
};

/** People of the organization. */
export type People = {
  /** Whether somebody can still be assigned anything; null where that could not be told. */
  isActive(id: string): Promise<boolean | null>;
};

/** What was told before, kept in extension data. Any member can write it: no verdict rests on it, and none can be forged. */
export type Memory = {
  told(): Promise<Result<Told>>;
  remember(told: Told): Promise<Result<null>>;
};

/** A key vault that other holders of a secret read (N5). Nothing in it is ever removed. */
export type Vault = {
  /** Writes a new version. */
  write(
    name: string,
    value: Secret,
    attributes: { readonly until: Instant; readonly keyId: string; readonly connectionId: string },
  ): Promise<TellResult<null>>;
};
