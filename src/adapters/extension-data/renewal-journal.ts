import { decoded, fieldsOf, moment, text, type Fields } from "../../domain/decode";
import { failed, success, type Failure, type Result } from "../../domain/failure";
import type { Instant } from "../../domain/instant";
import { decodeRenewal, encodeRenewal } from "../../domain/renewal/codec";
import type { Renewal } from "../../domain/renewal/renewal";
import { momentOf, type Moment } from "../../domain/moment";
import type { Clock } from "../../ports/clock";
import type { JournalEntry, RenewalJournal, UnreadableEntry } from "../../ports/renewal-journal";
import type { Documents, StoredDocument } from "./documents";
import { createLocks } from "./locks";

const journal = "journal";

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
  const arrived =
    value !== null &&
    value.body["writer"] === writer &&
    readAs(value.body) === readAs(bodyOf(renewal, renewal.plan.startedAt, writer));
  return arrived ? success(value) : failed(failure);
}

/** What a body says once it is read: on its way through the host it loses members that are null (P7). */
function readAs(body: Fields): string | null {
  const read = decodeRenewal(body);
  return read.ok ? JSON.stringify(read.renewal) : null;
}
