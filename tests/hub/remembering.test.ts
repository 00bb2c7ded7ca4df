import { createRecords, usualNamesKept } from "../../src/adapters/extension-data/records";
import { createSettingsStore } from "../../src/adapters/extension-data/settings";
import { encodeRecord, encodeSettings } from "../../src/adapters/extension-data/record-codec";
import type { Documents } from "../../src/adapters/extension-data/documents";
import { success } from "../../src/domain/failure";
import { emptyRecord } from "../../src/domain/record";
import { defaultSettings } from "../../src/domain/settings";
import { onDemand } from "../../src/hub/shell/on-demand";
import { remembering } from "../../src/hub/shell/remembering";
import { inDays, now } from "../support/builders";

const clientId = "0c11e17d-1111-4222-8333-444444444444";
const settings = { ...defaultSettings, clientId, keepNamesDays: 30 };
const verified = {
  ...emptyRecord("c1"),
  verification: { word: "verified", code: null, at: inDays(-31), by: { id: "u2", name: "Grace" } },
} as const;

/** Documents of which the settings come last. */
const documents = {
  all: () => Promise.resolve(success([{ id: "p1.c1", etag: 1, body: encodeRecord(verified) }])),
  one: async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    return success({ id: "organization", etag: 1, body: encodeSettings(settings) });
  },
} as unknown as Documents;

test("a name that the settings keep no longer is not in the first view, though settings and their part come last", async () => {
  const namesKept = usualNamesKept();
  const part = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    return createSettingsStore(documents, namesKept);
  };
  const calls = {
    read: true,
    write: true,
    acceptedClientId: true,
    reset: true,
    acceptClientId: true,
  } as const;
  const remembered = remembering(
    onDemand(part, "extension-data", calls, () => Promise.resolve()),
    (reading) => {
      namesKept.reading = reading;
    },
  );
  const records = createRecords(documents, { now: () => now }, namesKept);

  const [read, shown] = await Promise.all([remembered.settings.read(), records.ofProject("p1")]);

  expect(read).toEqual(success(settings));
  expect(remembered.clientId()).toBe(clientId);
  expect(shown.ok && shown.value.records.get("c1")?.verification).toEqual({
    ...verified.verification,
    by: { id: "", name: "" },
  });
});
