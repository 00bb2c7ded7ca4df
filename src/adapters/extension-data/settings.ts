import { failed, success, type Result } from "../../domain/failure";
import { defaultSettings, isGuid, type Settings } from "../../domain/settings";
import type { SettingsStore } from "../../ports/records";
import type { Documents } from "./documents";
import { decodeSettings, encodeSettings } from "./record-codec";
import type { NamesKept } from "./records";

const collection = "settings";
const documentId = "organization";
const acceptedKey = "acceptedClientId";

/**
 * The organization's one settings document. Remembers the version last read, against which a write is compared (P70), and
 * tells records how long names are kept.
 */
export function createSettingsStore(documents: Documents, namesKept: NamesKept): SettingsStore {
  let known: number | null = null;
  const read = async (): Promise<Result<Settings>> => {
    const stored = await documents.one(collection, documentId);
    if (!stored.ok) return stored;
    if (stored.value === null) {
      known = null;
      return success(defaultSettings);
    }
    const settings = decodeSettings(stored.value.body);
    if (settings === null)
      return failed({ code: "unexpected-answer", system: "extension-data", detail: "settings not readable" });
    known = stored.value.etag;
    namesKept.days = settings.keepNamesDays;
    return success(settings);
  };
  return {
    read,
    async write(settings) {
      const body = encodeSettings(settings);
      const stored =
        known === null
          ? await documents.create(collection, documentId, body)
          : await documents.replace(collection, documentId, known, body);
      if (!stored.ok) return stored;
      known = stored.value.etag;
      namesKept.days = settings.keepNamesDays;
      return success(settings);
    },
    async reset() {
      const stored = await documents.one(collection, documentId);
      if (!stored.ok) return stored;
      if (stored.value !== null && decodeSettings(stored.value.body) !== null) return success(null);
      known = null;
      return documents.remove(collection, documentId);
    },
    async acceptedClientId() {
      const stored = await documents.ownValue(acceptedKey);
      if (!stored.ok) return stored;
      return success(typeof stored.value === "string" && isGuid(stored.value) ? stored.value : null);
    },
    acceptClientId: (clientId) => documents.setOwnValue(acceptedKey, clientId),
  };
}
