import { createRenewalJournal } from "../../../src/adapters/extension-data/renewal-journal";
import { usualNamesKept } from "../../../src/adapters/extension-data/records";
import { createSettingsStore } from "../../../src/adapters/extension-data/settings";
import { defaultSettings } from "../../../src/domain/settings";
import { now } from "../../support/builders";
import { simulatedDocuments } from "../support/documents";
import { valueOf } from "../support/value-of";

const clock = { now: () => now, steady: () => now };
const lock = {
  subject: "tenant.readable",
  runId: "run-1",
  connectionName: "azure-production",
  holder: { id: "u1", name: "Ada" },
  since: now,
  beatAt: now,
};

describe("settings that cannot be read", () => {
  it.each([
    ["of a newer version", { schemaVersion: 99, clientId: "x" }],
    ["that are damaged", { schemaVersion: 1, bands: "many" }],
  ])(
    "%s are refused, kept, and gone after a reset, so that they can be written again",
    async (_name, body) => {
      const { documents } = simulatedDocuments();
      await documents.create("settings", "organization", body);
      const settings = createSettingsStore(documents, usualNamesKept());

      expect(await settings.read()).toEqual({
        ok: false,
        failure: { code: "unexpected-answer", system: "extension-data", detail: "settings not readable" },
      });
      expect(valueOf(await documents.one("settings", "organization"))?.body).toMatchObject(body);

      expect(await settings.reset()).toEqual({ ok: true, value: null });
      expect(valueOf(await settings.read())).toEqual(defaultSettings);
      expect(valueOf(await settings.write({ ...defaultSettings, lifetimeDays: 90 })).lifetimeDays).toBe(90);
    },
  );

  it("are the only ones that a reset removes", async () => {
    const { documents } = simulatedDocuments();
    const settings = createSettingsStore(documents, usualNamesKept());
    await settings.read();
    await settings.write({ ...defaultSettings, lifetimeDays: 90 });

    expect(await settings.reset()).toEqual({ ok: true, value: null });
    expect(valueOf(await settings.read()).lifetimeDays).toBe(90);
  });
});

describe("locks that cannot be read", () => {
  it("are named with the reason, and each goes by its own reset alone", async () => {
    const { documents } = simulatedDocuments();
    const journal = createRenewalJournal(documents, "hub-1", clock);
    await journal.lock(lock, { takeOverRunId: null });
    await documents.create("locks", "tenant.newer", { ...lock, subject: "tenant.newer", schemaVersion: 99 });
    await documents.create("locks", "tenant.damaged", { schemaVersion: 1, holder: 7 });

    const named = [...valueOf(await journal.unreadableLocks())];
    expect(named.sort((a, b) => a.subject.localeCompare(b.subject))).toEqual([
      { subject: "tenant.damaged", reason: "damaged" },
      { subject: "tenant.newer", reason: "newer-version" },
    ]);

    expect(await journal.resetLock("tenant.newer")).toEqual({ ok: true, value: null });
    expect(valueOf(await journal.unreadableLocks())).toEqual([
      { subject: "tenant.damaged", reason: "damaged" },
    ]);
    const mine = { ...lock, subject: "tenant.newer", runId: "run-2" };
    expect((await journal.lock(mine, { takeOverRunId: null })).ok).toBe(true);
  });

  it("are the only ones that a reset removes", async () => {
    const { documents } = simulatedDocuments();
    const journal = createRenewalJournal(documents, "hub-1", clock);
    await journal.lock(lock, { takeOverRunId: null });

    expect(await journal.resetLock("tenant.readable")).toEqual({ ok: true, value: null });
    expect(valueOf(await journal.currentLock("tenant.readable"))?.runId).toBe("run-1");
  });
});
