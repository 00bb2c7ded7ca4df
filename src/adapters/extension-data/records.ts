import { failed, success, type Result } from "../../domain/failure";
import { emptyRecord, type ConnectionRecord } from "../../domain/record";
import type { Records } from "../../ports/records";
import type { Documents } from "./documents";
import { decodeRecord, encodeRecord } from "./record-codec";

/** Writers that meet try again this often; each try reads what the other wrote. */
const mostTries = 4;

const collectionOf = (projectId: string): string => `records-${projectId.toLowerCase()}`;

/** One document per connection, one collection per project: extension data knows no projects itself (P70). */
export function createRecords(documents: Documents): Records {
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
    const record = change(before);
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
      const records = new Map<string, ConnectionRecord>();
      let unreadable = 0;
      for (const document of all.value) {
        const record = decodeRecord(document.body);
        const own =
          record !== null &&
          document.id.toLowerCase() === `${projectId}.${record.connectionId}`.toLowerCase();
        if (record !== null && own) records.set(record.connectionId.toLowerCase(), record);
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
  };
}
