import { decoded, listOf, text } from "../../domain/decode";
import { success } from "../../domain/failure";
import type { Told } from "../../domain/watch/notices";
import type { Memory } from "../../ports/announcements";
import type { Documents } from "./documents";

const collection = "watch-told";

/** What runs have told, one document for each scope: a list of `[connection id, fact]`. Damage counts as nothing told. */
export function createWatchMemory(documents: Documents, scope: string): Memory {
  let etag: number | null = null;
  return {
    async told() {
      const stored = await documents.one(collection, scope);
      if (!stored.ok) return stored;
      etag = stored.value?.etag ?? null;
      return success(stored.value === null ? new Map() : toldIn(stored.value.body["facts"]));
    },
    async remember(told) {
      const body = { schemaVersion: 1, facts: [...told] };
      const written =
        etag === null
          ? await documents.create(collection, scope, body)
          : await documents.replace(collection, scope, etag, body);
      if (!written.ok) return written;
      etag = written.value.etag;
      return success(null);
    },
  };
}

const toldIn = (facts: unknown): Told =>
  new Map(
    decoded(() =>
      listOf(
        facts,
        (pair) => {
          const [id, fact] = listOf(pair, (part) => text(part, 100), 2);
          return [id ?? "", fact ?? ""] as const;
        },
        20_000,
      ),
    ) ?? [],
  );
