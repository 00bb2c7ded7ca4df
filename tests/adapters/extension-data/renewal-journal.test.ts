import { createRecords, usualNamesKept } from "../../../src/adapters/extension-data/records";
import { createRenewalJournal } from "../../../src/adapters/extension-data/renewal-journal";
import { createSettingsStore } from "../../../src/adapters/extension-data/settings";
import { addMilliseconds, instant, isoInstant } from "../../../src/domain/instant";
import type { Renewal } from "../../../src/domain/renewal/renewal";
import { defaultSettings } from "../../../src/domain/settings";
import { lockLifetimeMs, type Lock } from "../../../src/domain/lock";
import { aPlan, now } from "../../support/builders";
import { documentsWithoutService, simulatedDocuments } from "../support/documents";
import { valueOf } from "../support/value-of";

const renewal = (): Renewal => ({ plan: aPlan(), stage: "preparing" });
const issuing = (attempt = 1): Renewal => ({
  plan: aPlan(),
  stage: "issuing",
  baseline: { modifiedAt: null, passed: false, roleMissing: false, keyIds: null, note: null },
  attempt,
});

/** A page's own clock, which only a test moves. */
const aClock = () => {
  const at = { now };
  return {
    now: () => at.now,
    steady: () => at.now,
    pass: (ms: number) => {
      at.now = addMilliseconds(at.now, ms);
    },
  };
};

const aLock = (over: Partial<Lock> = {}): Lock => ({
  subject: "tenant.app",
  runId: "run-1",
  connectionName: "azure-production",
  holder: { id: "u1", name: "Ada" },
  since: now,
  beatAt: now,
  ...over,
});

describe("the journal", () => {
  it("gives back what was written, with members that are null", async () => {
    const { documents } = simulatedDocuments();
    const journal = createRenewalJournal(documents, "hub-1", aClock());

    const opened = valueOf(await journal.open(renewal(), now));
    await journal.write(opened, issuing(), now);

    const found = valueOf(await journal.unfinished(aPlan().projectId));
    expect(found.unreadable).toEqual([]);
    expect(found.entries.map((one) => [one.renewal, one.writer])).toEqual([[issuing(), "hub-1"]]);
  });

  it("takes a write whose reply was lost for its own, though the host dropped members that are null (P7)", async () => {
    const journal = createRenewalJournal(simulatedDocuments().documents, "hub-1", aClock());
    const opened = valueOf(await journal.open(renewal(), now));
    await journal.write(opened, issuing(), now);

    const again = valueOf(await journal.write(opened, issuing(), now));

    expect(again.etag).toBe(opened.etag + 1);
    expect(again.renewal).toEqual(issuing());
  });

  it("refuses a second entry for a connection and a write under an old etag", async () => {
    const { documents } = simulatedDocuments();
    const journal = createRenewalJournal(documents, "hub-1", aClock());
    const opened = valueOf(await journal.open(renewal(), now));
    await journal.write(opened, issuing(), now);

    const again = await journal.open(renewal(), now);
    const late = await journal.write(opened, issuing(2), now);

    expect(again).toEqual({ ok: false, failure: { code: "document-conflict" } });
    expect(late).toEqual({ ok: false, failure: { code: "document-conflict" } });
  });

  it("reports damaged, newer and forged documents and deletes none of them", async () => {
    const { documents, manager } = simulatedDocuments();
    const journal = createRenewalJournal(documents, "hub-1", aClock());
    const { projectId } = aPlan();
    await manager.createDocument("journal", { id: `${projectId}.one`, schemaVersion: 1, renewal: "?" });
    await manager.createDocument("journal", { id: `${projectId}.two`, schemaVersion: 9 });
    await journal.open(renewal(), now);
    const own = (await manager.getDocuments("journal")).find(
      (one) => one["renewal"] !== "?" && one["renewal"],
    );
    await manager.createDocument("journal", { ...own, id: `${projectId}.three` });

    const found = valueOf(await journal.unfinished(projectId));

    expect(found.entries).toHaveLength(1);
    expect(found.unreadable).toEqual([
      { documentId: `${projectId}.one`, connectionId: "one", reason: "damaged" },
      { documentId: `${projectId}.two`, connectionId: "two", reason: "newer-version" },
      { documentId: `${projectId}.three`, connectionId: "three", reason: "damaged" },
    ]);
    expect(await manager.getDocuments("journal")).toHaveLength(4);
  });

  it("closes an entry twice without complaint", async () => {
    const journal = createRenewalJournal(simulatedDocuments().documents, "hub-1", aClock());
    const opened = valueOf(await journal.open(renewal(), now));

    expect((await journal.close(opened)).ok).toBe(true);
    expect((await journal.close(opened)).ok).toBe(true);
    expect(valueOf(await journal.unfinished(aPlan().projectId)).entries).toEqual([]);
  });

  it("says that the service is missing instead of answering nothing", async () => {
    const journal = createRenewalJournal(documentsWithoutService, "hub-1", aClock());

    expect(await journal.unfinished("p")).toMatchObject({ failure: { code: "service-missing" } });
  });
});

describe("the lock", () => {
  it("names its holder to everybody else while it lives", async () => {
    const journal = createRenewalJournal(simulatedDocuments().documents, "hub-1", aClock());
    valueOf(await journal.lock(aLock(), { takeOverRunId: null }));

    const second = await journal.lock(aLock({ runId: "run-2" }), { takeOverRunId: null });

    expect(second).toEqual({
      ok: false,
      failure: { code: "locked", by: "Ada", since: now, connectionName: "azure-production" },
    });
  });

  it("passes on once a page has seen the same sign of life for a lifetime, and the former holder learns of it", async () => {
    const { documents } = simulatedDocuments();
    const hers = createRenewalJournal(documents, "hub-1", aClock());
    const clock = aClock();
    const his = createRenewalJournal(documents, "hub-2", clock);
    const first = valueOf(await hers.lock(aLock(), { takeOverRunId: null }));
    const wanted = aLock({ runId: "run-2" });
    expect((await his.lock(wanted, { takeOverRunId: null })).ok).toBe(false);
    clock.pass(lockLifetimeMs - 1);
    expect((await his.lock(wanted, { takeOverRunId: null })).ok).toBe(false);
    clock.pass(1);

    expect((await his.lock(wanted, { takeOverRunId: null })).ok).toBe(true);

    expect(await hers.beat(first, now)).toEqual({ ok: false, failure: { code: "taken-over" } });
    await hers.unlock(first.lock);
    expect(valueOf(await his.currentLock("tenant.app"))?.runId).toBe("run-2");
  });

  it.each([-2 * 3_600_000, 2 * 3_600_000, 10 * lockLifetimeMs])(
    "lives although its holder's clock is %d ms from the one that looks at it",
    async (skew) => {
      const { documents } = simulatedDocuments();
      const hers = createRenewalJournal(documents, "hub-1", aClock());
      const clock = aClock();
      const his = createRenewalJournal(documents, "hub-2", clock);
      const beatAt = addMilliseconds(now, skew);
      const held = valueOf(await hers.lock(aLock({ since: beatAt, beatAt }), { takeOverRunId: null }));
      expect(valueOf(await his.currentLock("tenant.app"))?.firstSeen.wall).toBe(now);
      clock.pass(lockLifetimeMs - 1);
      valueOf(await hers.beat(held, addMilliseconds(beatAt, 1)));
      clock.pass(lockLifetimeMs - 1);

      const other = await his.lock(aLock({ runId: "run-2" }), { takeOverRunId: null });

      expect(other).toMatchObject({ failure: { code: "locked", by: "Ada" } });
    },
  );

  it("that names a moment beyond every calendar protects nobody and is replaced", async () => {
    const { documents, manager } = simulatedDocuments();
    const journal = createRenewalJournal(documents, "hub-1", aClock());
    await manager.createDocument("locks", { id: "tenant.app", schemaVersion: 1, ...aLock(), beatAt: 1e300 });

    expect(valueOf(await journal.currentLock("tenant.app"))).toBeNull();
    expect((await journal.lock(aLock({ runId: "run-2" }), { takeOverRunId: null })).ok).toBe(true);
  });

  it("is recognised after a lost reply to a sign of life", async () => {
    const journal = createRenewalJournal(simulatedDocuments().documents, "hub-1", aClock());
    const held = valueOf(await journal.lock(aLock(), { takeOverRunId: null }));
    await journal.beat(held, now);

    expect((await journal.beat(held, now)).ok).toBe(true);
  });
});

describe("records and settings", () => {
  it("keep what was changed, and count what cannot be read", async () => {
    const { documents, manager } = simulatedDocuments();
    const records = createRecords(documents, { now: () => now }, usualNamesKept());
    await records.update("p", "c", (record) => ({
      ...record,
      typedExpiry: { until: now, by: { id: "u", name: "Ada" }, at: now },
    }));
    await manager.createDocument("records-p", { id: "p.broken", schemaVersion: 1 });

    const found = valueOf(await records.ofProject("p"));

    expect(found.records.get("c")?.typedExpiry?.until).toBe(now);
    expect(found.unreadable).toBe(1);
  });

  it.each([
    [
      "the date of a verification",
      { verification: { word: "verified", at: 1e300, by: { id: "u", name: "Ada" } } },
    ],
    ["a typed expiry", { typedExpiry: { until: 1e300, by: { id: "u", name: "Ada" }, at: now } }],
    ["the end of a snooze", { snooze: { until: -1e300, reason: "", by: { id: "u", name: "Ada" }, at: now } }],
  ])("count a record as unreadable where %s lies beyond every calendar", async (_, forged) => {
    const { documents, manager } = simulatedDocuments();
    const body = { schemaVersion: 1, connectionId: "c", renewals: [], ...forged };
    await manager.createDocument("records-p", { id: "p.c", ...body });

    expect(
      valueOf(await createRecords(documents, { now: () => now }, usualNamesKept()).ofProject("p")),
    ).toEqual({
      records: new Map(),
      unreadable: 1,
    });
  });

  it("keep the end of a certificate that never ends as the last one that can be read back", async () => {
    const records = createRecords(simulatedDocuments().documents, { now: () => now }, usualNamesKept());
    const until = instant(Date.UTC(9999, 11, 31));
    await records.update("p", "c", (record) => ({
      ...record,
      typedExpiry: { until, by: { id: "u", name: "Ada" }, at: now },
    }));

    const kept = valueOf(await records.ofProject("p")).records.get("c")?.typedExpiry?.until;
    expect(isoInstant(kept ?? now)).toBe("2199-12-31T23:59:59.999Z");
  });

  it("start with the defaults and refuse a write over somebody else's", async () => {
    const { documents } = simulatedDocuments();
    const [mine, theirs] = [
      createSettingsStore(documents, usualNamesKept()),
      createSettingsStore(documents, usualNamesKept()),
    ];
    expect(valueOf(await mine.read())).toEqual(defaultSettings);
    await theirs.read();
    await theirs.write({ ...defaultSettings, lifetimeDays: 90 });

    expect(await mine.write({ ...defaultSettings, lifetimeDays: 365 })).toEqual({
      ok: false,
      failure: { code: "document-conflict" },
    });
    expect(valueOf(await mine.read()).lifetimeDays).toBe(90);
  });
});
