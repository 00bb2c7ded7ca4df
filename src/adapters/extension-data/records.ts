import { failed, success, type Failure, type Result } from "../../domain/failure";
import type { Instant } from "../../domain/instant";
import { emptyRecord, type ConnectionRecord } from "../../domain/record";
import { namesEnd, withoutHistory, withoutNames } from "../../domain/record-names";
import { defaultSettings } from "../../domain/settings";
import type { Records } from "../../ports/records";
import type { Documents, StoredDocument } from "./documents";
import { decodeRecord, encodeRecord } from "./record-codec";

/** Writers that meet try again this often; each try reads what the other wrote. */
const mostTries = 4;

const collectionOf = (projectId: string): string => `records-${projectId.toLowerCase()}`;

/** How long names are kept: the setting as the page read it last, else the usual one; `reading` is under way or over. */
export type NamesKept = { days: number; reading: Promise<unknown> | null };

export const usualNamesKept = (): NamesKept => ({ days: defaultSettings.keepNamesDays, reading: null });

/**
 * One document per connection, one collection per project: extension data knows no projects itself (P70). Records that
 * are read or written are without names that are older than the setting allows.
 */
export function createRecords(
  documents: Documents,
  clock: { now(): Instant },
  namesKept: NamesKept,
): Records {
  const tryUpdate = async (
    projectId: string,
    connectionId: string,
    change: (record: ConnectionRecord) => ConnectionRecord,
  ): Promise<Result<ConnectionRecord>> => {
    const collection = collectionOf(projectId);
    const id = `${projectId}.${connectionId}`.toLowerCase();
    const stored = await documents.one(collection, id);
    if (!stored.ok) return stored;
    const before = stored.value === null ? emptyRecord(connectionId) : decodeRecord(stored.value.body);
    // Writing over what cannot be read would delete somebody's history.
    if (before === null)
      return failed({ code: "unexpected-answer", system: "extension-data", detail: "record not readable" });
    const record = withoutNames(change(before), namesEnd(clock.now(), namesKept.days));
    const written =
      stored.value === null
        ? await documents.create(collection, id, encodeRecord(record))
        : await documents.replace(collection, id, stored.value.etag, encodeRecord(record));
    return written.ok ? success(record) : written;
  };
  return {
    async ofProject(projectId) {
      const all = await documents.all(collectionOf(projectId));
      if (!all.ok) return all;
      // Settings are read beside the records, and decide what may be shown of them.
      await namesKept.reading;
      const forgotten = namesEnd(clock.now(), namesKept.days);
      const records = new Map<string, ConnectionRecord>();
      let unreadable = 0;
      for (const document of all.value) {
        const record = decodeRecord(document.body);
        const own =
          record !== null &&
          document.id.toLowerCase() === `${projectId}.${record.connectionId}`.toLowerCase();
        if (record !== null && own)
          records.set(record.connectionId.toLowerCase(), withoutNames(record, forgotten));
        else unreadable += 1;
      }
      return success({ records, unreadable });
    },
    async update(projectId, connectionId, change) {
      for (let tries = 1; ; tries += 1) {
        const result = await tryUpdate(projectId, connectionId, change);
        if (result.ok || result.failure.code !== "document-conflict" || tries >= mostTries) return result;
      }
    },
    async removeHistory(projectId) {
      const collection = collectionOf(projectId);
      for (let tries = 1, done = 0; ; tries += 1) {
        const all = await documents.all(collection);
        if (!all.ok) return all;
        const result = await removeFrom(documents, collection, all.value);
        done += result.done;
        if (result.failure === null) return success(done);
        if (result.failure.code !== "document-conflict" || tries >= mostTries) return failed(result.failure);
      }
    },
  };
}

/** Stops at the first failure; what was done before it stays done. */
async function removeFrom(
  documents: Documents,
  collection: string,
  stored: readonly StoredDocument[],
): Promise<{ readonly done: number; readonly failure: Failure | null }> {
  let done = 0;
  for (const { id, etag, body } of stored) {
    const record = decodeRecord(body);
    const kept = record === null ? null : withoutHistory(record);
    // A typed date or a snooze alone holds no history, and is not written again and again.
    if (kept !== null && JSON.stringify(encodeRecord(kept)) === JSON.stringify(encodeRecord(record ?? kept)))
      continue;
    const written =
      kept === null
        ? await documents.remove(collection, id)
        : await documents.replace(collection, id, etag, encodeRecord(kept));
    if (!written.ok) return { done, failure: written.failure };
    done += 1;
  }
  return { done, failure: null };
}
