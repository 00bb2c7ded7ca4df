import { decoded, listOf, text } from "../../domain/decode";
import { success } from "../../domain/failure";
import type { Told } from "../../domain/watch/notices";
import type { Memory } from "../../ports/announcements";
import type { Documents } from "./documents";

const collection = "watch-told";

/** A text that nobody can write for these facts who doesn't know what the run knows. */
export type Seal = (facts: string) => string;

/**
 * What runs have told, one document for each scope: a list of `[connection id, fact]`, under a seal. Any member can write
 * the document (P10), so one whose seal doesn't fit counts as nothing told, like damage: a forger can make a run repeat
 * itself, never keep silent.
 */
export function createWatchMemory(documents: Documents, scope: string, seal: Seal): Memory {
  let etag: number | null = null;
  const sealOf = (told: Told): string => seal(JSON.stringify([scope, ...told]));
  return {
    async told() {
      const stored = await documents.one(collection, scope);
      if (!stored.ok) return stored;
      etag = stored.value?.etag ?? null;
      if (stored.value === null) return success(new Map());
      const { facts, seal: sealed } = stored.value.body;
      const told = toldIn(facts);
      return success(sealed === sealOf(told) ? told : new Map());
    },
    async remember(told) {
      const body = { schemaVersion: 1, facts: [...told], seal: sealOf(told) };
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
