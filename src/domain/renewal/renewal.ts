import type { Failure } from "../failure";
import type { Instant } from "../instant";
import type { Verdict } from "../verification/diagnose";
import type { Actor } from "../failure";
import type { Held } from "./removal";

/** Who creates the secret: Azure DevOps itself, the hub through Microsoft Graph, or a person in the portal. */
export type Mode = "automatic" | "graph" | "guided";

/** What is renewed: the text of a client secret, a certificate with its key, or the type's own confidential inputs. */
export type Material = "client-secret" | "certificate" | "inputs";

/** Everything decided before anything happens. It is journaled as it stands and never changes during a run. */
export type Plan = {
  readonly runId: string;
  readonly connectionId: string;
  readonly connectionName: string;
  readonly projectId: string;
  readonly projectName: string;
  /** App registration, or the connection itself for types without one: one renewal at a time (I9). */
  readonly subject: string;
  readonly tenantId: string | null;
  readonly appId: string | null;
  readonly mode: Mode;
  readonly material: Material;
  /** Automatic made Manual on the person's explicit choice; one-way (A57). */
  readonly takeOver: boolean;
  /**
   * The person was shown that Azure DevOps may remove the other secrets of the app registration, and agreed (E2). Part of
   * the plan, so that a run never goes further than what was agreed to.
   */
  readonly othersMayGo: boolean;
  /** Names of the authorization parameters or data keys that receive the new values. */
  readonly inputNames: readonly string[];
  /** `none` where the type offers no test of an unsaved value; then saving needs the person's word. */
  readonly proof: "inline" | "none";
  /** The type can be tested once saved; false means "saved, not verifiable" (Q23). */
  readonly verifiable: boolean;
  readonly until: Instant;
  readonly writeNote: boolean;
  /** displayName of the credential we issue; null outside graph mode. */
  readonly marker: string | null;
  readonly startedAt: Instant;
  readonly startedBy: Actor;
};

/** A credential's key id, or the fact that a person made it where we could not see. */
export type NewKey = {
  readonly keyId: string | null;
  readonly objectId: string | null;
  readonly until: Instant;
};

/** What was true of the connection when the run began. */
export type Baseline = {
  readonly modifiedAt: Instant | null;
  readonly passed: boolean;
  readonly roleMissing: boolean;
  /** Live key ids before the run; null where Graph was not readable. */
  readonly keyIds: readonly string[] | null;
  /** The renewal note that was there before; null where there was none. */
  readonly note: string | null;
};

/** Stages at which work is under way. Each carries exactly what it needs to go on after a crash. */
export type Working =
  | { readonly stage: "preparing" }
  /** Intent is on record: from here on a credential may exist. */
  | { readonly stage: "issuing"; readonly baseline: Baseline; readonly attempt: number }
  /** The reply of addPassword was lost: the secret may still appear, and is looked for by its marker (G116). */
  | { readonly stage: "locating"; readonly baseline: Baseline; readonly attempt: number }
  | { readonly stage: "proving"; readonly baseline: Baseline; readonly key: NewKey }
  /** Point of no return: which credential Azure DevOps holds is uncertain until it is read back (G120). */
  | { readonly stage: "saving"; readonly baseline: Baseline; readonly key: NewKey; readonly proved: boolean }
  | {
      readonly stage: "verifying";
      readonly baseline: Baseline;
      readonly key: NewKey;
      readonly proved: boolean;
      /** Null where nothing tells whether the new credential is the one saved (G120). */
      readonly savedAt: Instant | null;
    }
  /** Removing our own credential, which nobody uses. */
  | {
      readonly stage: "discarding";
      readonly baseline: Baseline;
      readonly keyId: string;
      readonly objectId: string | null;
      readonly attempt: number;
      readonly then: Afterwards;
    };

/** What follows once an unusable credential of ours is gone. */
export type Afterwards =
  | { readonly kind: "issue-again" }
  | {
      readonly kind: "stop";
      readonly failure: Failure;
      readonly during: StageName;
      readonly connection: ConnectionTruth;
      readonly readAt: Instant | null;
    };

export type StageName = Working["stage"];

/** A renewal is its plan and one stage. */
export type Renewal = { readonly plan: Plan } & (Working | Ended);

/**
 * What a run knows of the connection when it ends. `not-saved`: no save of this run left the browser, or Azure DevOps
 * refused it. `untouched`: a save got lost, and the connection was read as it was before, at a time when the save could no
 * longer arrive. `changed-elsewhere`: this run saved nothing, and somebody else's change was read. `saved`: the save
 * arrived. `unknown`: it may have.
 */
export type ConnectionTruth = "not-saved" | "untouched" | "changed-elsewhere" | "saved" | "unknown";

export type Ended =
  | {
      readonly stage: "renewed";
      readonly key: NewKey;
      readonly at: Instant;
      /** `confirmed`: the effect was seen. `not-confirmed`: saved and working, but nothing proves a new credential (Q1). */
      readonly confidence: "confirmed" | "not-confirmed";
      /** The last verdict: `verified`, or `role missing` with a credential that is fine. */
      readonly verdict: Verdict;
      /** What the connection provably holds, from this run's memory; null where the run cannot know it. */
      readonly held: Held | null;
    }
  | {
      readonly stage: "stopped";
      readonly during: StageName;
      readonly failure: Failure;
      /**
       * The key id of our credential that this run did not remove, `unknown` where one may exist or still appear; null
       * where nothing was left.
       */
      readonly leftBehind: string | null;
      readonly connection: ConnectionTruth;
      /** When the connection was last read for this; null where it was not. */
      readonly readAt: Instant | null;
    };

export const isWorking = (renewal: Renewal): renewal is { readonly plan: Plan } & Working =>
  renewal.stage !== "renewed" && renewal.stage !== "stopped";
