import { decoded, fieldsOf, finiteNumber, moment, text, type Fields } from "../../domain/decode";
import { failed, success, type Actor, type Failure, type Result } from "../../domain/failure";
import { isOver, type Lock } from "../../domain/lock";
import type { Moment } from "../../domain/moment";
import type { HeldLock, RenewalJournal, SeenLock, UnreadableLock } from "../../ports/renewal-journal";
import type { Documents, StoredDocument } from "./documents";

const locks = "locks";
const lockVersion = 1;

type ReadLock =
  | { readonly state: "free" }
  | { readonly state: "readable"; readonly held: HeldLock }
  | { readonly state: "damaged"; readonly etag: number }
  | { readonly state: "newer-version" };

function lockOf(document: StoredDocument | null): ReadLock {
  if (document === null) return { state: "free" };
  const { body, etag } = document;
  const version = decoded(() => finiteNumber(body["schemaVersion"]));
  if (version !== null && version > lockVersion) return { state: "newer-version" };
  const lock = decoded((): Lock => {
    const holder = fieldsOf(body["holder"]);
    const actor: Actor = { id: text(holder["id"], 300), name: text(holder["name"], 300) };
    return {
      subject: text(body["subject"], 300),
      runId: text(body["runId"], 100),
      connectionName: text(body["connectionName"]),
      holder: actor,
      since: moment(body["since"]),
      beatAt: moment(body["beatAt"]),
    };
  });
  return lock === null ? { state: "damaged", etag } : { state: "readable", held: { lock, etag } };
}

const lockBody = (lock: Lock): Fields => ({
  ...lock,
  holder: { ...lock.holder },
  schemaVersion: lockVersion,
});

const lockedBy = (lock: Lock): Failure => ({
  code: "locked",
  by: lock.holder.name,
  since: lock.since,
  connectionName: lock.connectionName,
});

const newerLock: Failure = {
  code: "unexpected-answer",
  system: "extension-data",
  detail: "A newer version of this extension holds the lock. Settings can reset it",
};

/** Locks named by their subject, one document each, compared by their version. */
export function createLocks(
  documents: Documents,
  now: () => Moment,
): Pick<RenewalJournal, "lock" | "beat" | "unlock" | "currentLock" | "unreadableLocks" | "resetLock"> {
  /** The last heartbeat of each lock, and when this page first saw it. */
  const signs = new Map<string, { readonly sign: string; readonly at: Moment }>();
  const firstSeenOf = ({ lock, etag }: HeldLock): Moment => {
    const sign = `${lock.runId} ${String(etag)} ${String(lock.since)} ${String(lock.beatAt)}`;
    const before = signs.get(lock.subject);
    if (before?.sign === sign) return before.at;
    const at = now();
    signs.set(lock.subject, { sign, at });
    return at;
  };
  const readLock = async (subject: string): Promise<Result<ReadLock>> => {
    const document = await documents.one(locks, subject);
    return document.ok ? success(lockOf(document.value)) : document;
  };
  const store = async (lock: Lock, etag: number | null): Promise<Result<HeldLock>> => {
    const stored =
      etag === null
        ? await documents.create(locks, lock.subject, lockBody(lock))
        : await documents.replace(locks, lock.subject, etag, lockBody(lock));
    return stored.ok ? success({ lock, etag: stored.value.etag }) : stored;
  };
  return {
    async lock(lock, { takeOverRunId }) {
      const current = await readLock(lock.subject);
      if (!current.ok) return current;
      const found = current.value;
      if (found.state === "newer-version") return failed(newerLock);
      if (found.state === "readable") {
        const { lock: other } = found.held;
        const ours = other.runId === lock.runId || other.runId === takeOverRunId;
        if (!ours && !isOver(firstSeenOf(found.held), now())) return failed(lockedBy(other));
      }
      // A lock that nobody can read protects nobody, so it is replaced under its etag like an expired one.
      const etag = found.state === "free" ? null : found.state === "damaged" ? found.etag : found.held.etag;
      const stored = await store(lock, etag);
      if (stored.ok || stored.failure.code !== "document-conflict") return stored;
      const winner = await readLock(lock.subject);
      if (!winner.ok || winner.value.state !== "readable") return stored;
      const { held } = winner.value;
      return held.lock.runId === lock.runId ? success(held) : failed(lockedBy(held.lock));
    },
    async beat(held, at) {
      const lock: Lock = { ...held.lock, beatAt: at };
      const stored = await store(lock, held.etag);
      if (stored.ok || stored.failure.code !== "document-conflict") return stored;
      // The reply to an earlier beat may have been lost: the lock is still ours if it names our run.
      const current = await readLock(lock.subject);
      if (!current.ok) return current;
      return current.value.state === "readable" && current.value.held.lock.runId === lock.runId
        ? store(lock, current.value.held.etag)
        : failed({ code: "taken-over" });
    },
    async unlock({ subject, runId }) {
      const current = await readLock(subject);
      if (!current.ok) return current;
      const ours = current.value.state === "readable" && current.value.held.lock.runId === runId;
      return ours ? documents.remove(locks, subject) : success(null);
    },
    async unreadableLocks() {
      const all = await documents.all(locks);
      if (!all.ok) return all;
      return success(
        all.value.flatMap((document): readonly UnreadableLock[] => {
          const { state } = lockOf(document);
          return state === "damaged" || state === "newer-version"
            ? [{ subject: document.id, reason: state }]
            : [];
        }),
      );
    },
    async resetLock(subject) {
      const current = await readLock(subject);
      if (!current.ok) return current;
      const { state } = current.value;
      return state === "free" || state === "readable" ? success(null) : documents.remove(locks, subject);
    },
    async currentLock(subject) {
      const current = await readLock(subject);
      if (!current.ok) return current;
      if (current.value.state === "newer-version") return failed(newerLock);
      if (current.value.state !== "readable") return success(null);
      const { held } = current.value;
      const seen: SeenLock = { ...held.lock, firstSeen: firstSeenOf(held) };
      return success(isOver(seen.firstSeen, now()) ? null : seen);
    },
  };
}
