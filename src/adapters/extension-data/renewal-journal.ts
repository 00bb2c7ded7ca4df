import { decoded, fieldsOf, finiteNumber, moment, text, type Fields } from "../../domain/decode";
import { failed, success, type Actor, type Failure, type Result } from "../../domain/failure";
import type { Instant } from "../../domain/instant";
import { decodeRenewal, encodeRenewal } from "../../domain/renewal/codec";
import type { Renewal } from "../../domain/renewal/renewal";
import { isHeld, lockLifetimeMs, type Lock } from "../../domain/lock";
import type { HeldLock, JournalEntry, RenewalJournal, UnreadableEntry } from "../../ports/renewal-journal";
import type { Documents, StoredDocument } from "./documents";

const journal = "journal";
const locks = "locks";
const lockVersion = 1;

const documentIdOf = (projectId: string, connectionId: string): string =>
  `${projectId}.${connectionId}`.toLowerCase();

const bodyOf = (renewal: Renewal, at: Instant, writer: string): Fields => ({
  ...fieldsOf(JSON.parse(JSON.stringify(encodeRenewal(renewal)))),
  writtenAt: at,
  writer,
});

/** An entry, or why it cannot be read. One that speaks of another connection than its id names is damage (P10). */
function entryOf(document: StoredDocument): JournalEntry | UnreadableEntry["reason"] {
  const found = decodeRenewal(document.body);
  if (!found.ok) return found.reason;
  const { plan } = found.renewal;
  const writtenAt = decoded(() => moment(document.body["writtenAt"]));
  const itsOwn = documentIdOf(plan.projectId, plan.connectionId) === document.id.toLowerCase();
  const writer = decoded(() => text(document.body["writer"], 100));
  if (writtenAt === null || writer === null || !itsOwn) return "damaged";
  return { renewal: found.renewal, etag: document.etag, writtenAt, writer };
}

function unreadable(document: StoredDocument, reason: UnreadableEntry["reason"]): UnreadableEntry {
  const connectionId = document.id.split(".")[1];
  return { documentId: document.id, connectionId: connectionId ?? null, reason };
}

/**
 * Unfinished renewals as documents `{projectId}.{connectionId}` and locks named by their subject, both compared by
 * etag (P70). What cannot be read is reported, never guessed and never deleted unasked. `writer` is an id of this
 * instance of the hub.
 */
export function createRenewalJournal(documents: Documents, writer: string): RenewalJournal {
  const written = (renewal: Renewal, at: Instant, stored: Result<StoredDocument>): Result<JournalEntry> =>
    stored.ok ? success({ renewal, etag: stored.value.etag, writtenAt: at, writer }) : stored;
  return {
    async unfinished(projectId) {
      const all = await documents.all(journal);
      if (!all.ok) return all;
      const entries: JournalEntry[] = [];
      const damaged: UnreadableEntry[] = [];
      for (const document of all.value) {
        const elsewhere =
          projectId !== null && !document.id.toLowerCase().startsWith(`${projectId.toLowerCase()}.`);
        if (elsewhere) continue;
        const entry = entryOf(document);
        if (typeof entry === "string") damaged.push(unreadable(document, entry));
        else entries.push(entry);
      }
      return success({ entries, unreadable: damaged });
    },
    async open(renewal, at) {
      const id = documentIdOf(renewal.plan.projectId, renewal.plan.connectionId);
      return written(renewal, at, await documents.create(journal, id, bodyOf(renewal, at, writer)));
    },
    async write(entry, renewal, at) {
      const id = documentIdOf(entry.renewal.plan.projectId, entry.renewal.plan.connectionId);
      return written(
        renewal,
        at,
        await documents.replace(journal, id, entry.etag, bodyOf(renewal, at, writer)),
      );
    },
    close: (entry) =>
      documents.remove(journal, documentIdOf(entry.renewal.plan.projectId, entry.renewal.plan.connectionId)),
    dismiss: (documentId) => documents.remove(journal, documentId),
    ...createLocks(documents),
  };
}

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
  detail: "A newer version of this extension holds the lock.",
};

/** A sign of life from far ahead is no clock's error but a lock that would never end. */
const isCredible = (lock: Lock, now: Instant): boolean => lock.beatAt - now < lockLifetimeMs;

function createLocks(documents: Documents): Pick<RenewalJournal, "lock" | "beat" | "unlock" | "currentLock"> {
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
    async lock(lock, { now, takeOverRunId }) {
      const current = await readLock(lock.subject);
      if (!current.ok) return current;
      const found = current.value;
      if (found.state === "newer-version") return failed(newerLock);
      if (found.state === "readable") {
        const { lock: other } = found.held;
        const ours = other.runId === lock.runId || other.runId === takeOverRunId;
        if (!ours && isHeld(other, now) && isCredible(other, now)) return failed(lockedBy(other));
      }
      // A lock that nobody can read protects nobody, so it is replaced under its etag like an expired one.
      const etag = found.state === "free" ? null : found.state === "damaged" ? found.etag : found.held.etag;
      const stored = await store(lock, etag);
      if (stored.ok || stored.failure.code !== "document-conflict") return stored;
      const winner = await readLock(lock.subject);
      return winner.ok && winner.value.state === "readable"
        ? failed(lockedBy(winner.value.held.lock))
        : stored;
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
    async currentLock(subject) {
      const current = await readLock(subject);
      if (!current.ok) return current;
      if (current.value.state === "newer-version") return failed(newerLock);
      return success(current.value.state === "readable" ? current.value.held.lock : null);
    },
  };
}
