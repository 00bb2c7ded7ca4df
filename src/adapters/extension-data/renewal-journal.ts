import { decoded, fieldsOf, finiteNumber, moment, text, type Fields } from "../../domain/decode";
import { failed, success, type Actor, type Failure, type Result } from "../../domain/failure";
import type { Instant } from "../../domain/instant";
import { decodeRenewal, encodeRenewal } from "../../domain/renewal/codec";
import type { Renewal } from "../../domain/renewal/renewal";
import { isOver, type Lock } from "../../domain/lock";
import { momentOf, type Moment } from "../../domain/moment";
import type { Clock } from "../../ports/clock";
import type {
  HeldLock,
  JournalEntry,
  RenewalJournal,
  SeenLock,
  UnreadableEntry,
} from "../../ports/renewal-journal";
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
function entryOf(document: StoredDocument, seen: Sightings): JournalEntry | UnreadableEntry["reason"] {
  const found = decodeRenewal(document.body);
  if (!found.ok) return found.reason;
  const { plan } = found.renewal;
  const writtenAt = decoded(() => moment(document.body["writtenAt"]));
  const itsOwn = documentIdOf(plan.projectId, plan.connectionId) === document.id.toLowerCase();
  const writer = decoded(() => text(document.body["writer"], 100));
  if (writtenAt === null || writer === null || !itsOwn) return "damaged";
  return { renewal: found.renewal, etag: document.etag, writtenAt, writer, ...seen.of(document) };
}

/** What this page has seen of the records itself, by its own clock: never what a record says of itself. */
type Sightings = {
  of(document: { readonly id: string; readonly etag: number }): Pick<JournalEntry, "firstSeen" | "takenOver">;
  tookOver(document: { readonly id: string; readonly etag: number }, at: Moment): void;
};

function createSightings(now: () => Moment): Sightings {
  const seen = new Map<string, { etag: number; firstSeen: Moment; takenOver: Moment | null }>();
  const of: Sightings["of"] = ({ id, etag }) => {
    const before = seen.get(id.toLowerCase());
    if (before?.etag === etag) return { firstSeen: before.firstSeen, takenOver: before.takenOver };
    const fresh = { firstSeen: now(), takenOver: null };
    seen.set(id.toLowerCase(), { etag, ...fresh });
    return fresh;
  };
  return {
    of,
    tookOver: ({ id, etag }, at) => seen.set(id.toLowerCase(), { etag, firstSeen: at, takenOver: at }),
  };
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
export function createRenewalJournal(
  documents: Documents,
  writer: string,
  clock: Pick<Clock, "now" | "steady">,
): RenewalJournal {
  const now = (): Moment => momentOf(clock);
  const sightings = createSightings(now);
  const put = async (
    renewal: Renewal,
    at: Instant,
    stored: Result<StoredDocument>,
  ): Promise<Result<JournalEntry>> => {
    const id = documentIdOf(renewal.plan.projectId, renewal.plan.connectionId);
    const found = stored.ok ? stored : await ownLostReply(documents, id, renewal, writer, stored.failure);
    return found.ok
      ? success({ renewal, etag: found.value.etag, writtenAt: at, writer, ...sightings.of(found.value) })
      : found;
  };
  const replace = async (
    entry: JournalEntry,
    renewal: Renewal,
    at: Instant,
  ): Promise<Result<JournalEntry>> => {
    const { plan } = entry.renewal;
    const id = documentIdOf(plan.projectId, plan.connectionId);
    return put(renewal, at, await documents.replace(journal, id, entry.etag, bodyOf(renewal, at, writer)));
  };
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
        const entry = entryOf(document, sightings);
        if (typeof entry === "string") damaged.push(unreadable(document, entry));
        else entries.push(entry);
      }
      return success({ entries, unreadable: damaged });
    },
    async open(renewal, at) {
      const id = documentIdOf(renewal.plan.projectId, renewal.plan.connectionId);
      return put(renewal, at, await documents.create(journal, id, bodyOf(renewal, at, writer)));
    },
    write: replace,
    async takeOver(entry, at) {
      const taken = await replace(entry, entry.renewal, at);
      if (!taken.ok) return taken;
      const { plan } = entry.renewal;
      // Nobody wrote it since this page took it over before, or the etag would have told.
      const takenOver = entry.takenOver ?? now();
      sightings.tookOver(
        { id: documentIdOf(plan.projectId, plan.connectionId), etag: taken.value.etag },
        takenOver,
      );
      return success({ ...taken.value, firstSeen: takenOver, takenOver });
    },
    async holds({ renewal: { plan }, etag }) {
      const found = await documents.one(journal, documentIdOf(plan.projectId, plan.connectionId));
      return found.ok ? success(found.value?.etag === etag) : found;
    },
    close: (entry) =>
      documents.remove(journal, documentIdOf(entry.renewal.plan.projectId, entry.renewal.plan.connectionId)),
    dismiss: (documentId) => documents.remove(journal, documentId),
    ...createLocks(documents, now),
  };
}

/** A write whose reply was lost conflicts with itself when repeated; the record then says what was to be written (A89). */
async function ownLostReply(
  documents: Documents,
  id: string,
  renewal: Renewal,
  writer: string,
  failure: Failure,
): Promise<Result<StoredDocument>> {
  if (failure.code !== "document-conflict") return failed(failure);
  const found = await documents.one(journal, id);
  if (!found.ok) return found;
  const { value } = found;
  const wanted = bodyOf(renewal, renewal.plan.startedAt, writer);
  const arrived =
    value !== null &&
    value.body["writer"] === writer &&
    JSON.stringify(value.body["renewal"]) === JSON.stringify(wanted["renewal"]);
  return arrived ? success(value) : failed(failure);
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

function createLocks(
  documents: Documents,
  now: () => Moment,
): Pick<RenewalJournal, "lock" | "beat" | "unlock" | "currentLock"> {
  /** The last sign of life of each lock, and when this page first saw it. */
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
