import type { Result } from "../domain/failure";
import type { Instant } from "../domain/instant";
import type { Lock } from "../domain/lock";
import type { Moment } from "../domain/moment";
import type { Renewal } from "../domain/renewal/renewal";

/** A journaled renewal with what is needed to write it again: compare-and-set by etag. */
export type JournalEntry = {
  readonly renewal: Renewal;
  readonly etag: number;
  readonly writtenAt: Instant;
  /** Who wrote it last: an id of the hub instance, so that a writer recognises its own lost reply. */
  readonly writer: string;
  /** When this page first saw the record in this version. */
  readonly firstSeen: Moment;
  /** When this page took the record over from a run that may have been alive; null where it did not. */
  readonly takenOver: Moment | null;
};

/** A document that is in the journal but cannot be trusted or read: explained, never acted on. */
export type UnreadableEntry = {
  readonly documentId: string;
  readonly connectionId: string | null;
  readonly reason: "newer-version" | "damaged";
};

/** A lock that nobody here can read. One of a newer version keeps its app registration locked. */
export type UnreadableLock = {
  readonly subject: string;
  readonly reason: UnreadableEntry["reason"];
};

export type HeldLock = { readonly lock: Lock; readonly etag: number };

/** A lock that may be alive. `firstSeen`: when this page first saw its last heartbeat, by its own clock. */
export type SeenLock = Lock & { readonly firstSeen: Moment };

/** Durable, secret-free record of unfinished renewals, shared by all tabs and administrators. */
export type RenewalJournal = {
  /** All unfinished renewals of a project; of every project where it is null. One read either way. */
  unfinished(
    projectId: string | null,
  ): Promise<
    Result<{ readonly entries: readonly JournalEntry[]; readonly unreadable: readonly UnreadableEntry[] }>
  >;
  /** Writes a new entry; `document-conflict` where one exists for the connection. */
  open(renewal: Renewal, at: Instant): Promise<Result<JournalEntry>>;
  /** Replaces the entry if nobody else did since it was read; otherwise `document-conflict`. */
  write(entry: JournalEntry, renewal: Renewal, at: Instant): Promise<Result<JournalEntry>>;
  /**
   * Makes the entry this page's without changing what it says: a run that still lives is stopped before its next effect.
   * `document-conflict` where somebody wrote it since it was read.
   */
  takeOver(entry: JournalEntry, at: Instant): Promise<Result<JournalEntry>>;
  /** Whether the entry is still as it was written: false where anybody replaced or removed it. */
  holds(entry: JournalEntry): Promise<Result<boolean>>;
  /** Removes the entry of a finished renewal. An absent entry is a success. */
  close(entry: JournalEntry): Promise<Result<null>>;
  /** Removes a document nobody can read, on the person's request; touches nothing else. */
  dismiss(documentId: string): Promise<Result<null>>;
  /**
   * Takes the lock. A foreign one is the failure `locked`, unless it is that of `takeOverRunId`, or this page has seen the
   * same heartbeat for a whole lifetime of a lock.
   */
  lock(lock: Lock, options: { readonly takeOverRunId: string | null }): Promise<Result<HeldLock>>;
  /** Renews the heartbeat; `taken-over` where the lock is no longer ours. */
  beat(held: HeldLock, at: Instant): Promise<Result<HeldLock>>;
  /** Gives the lock back where it is still this run's; that of another run stays. */
  unlock(lock: Pick<Lock, "subject" | "runId">): Promise<Result<null>>;
  /** The lock; null where nobody holds it, or it is over. */
  currentLock(subject: string): Promise<Result<SeenLock | null>>;
  /** The locks that cannot be read, of every project, in one read. */
  unreadableLocks(): Promise<Result<readonly UnreadableLock[]>>;
  /** Removes a lock that cannot be read, on the person's request; one that can be read stays. */
  resetLock(subject: string): Promise<Result<null>>;
};
