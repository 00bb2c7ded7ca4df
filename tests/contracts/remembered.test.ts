import "../adapters/support/browser-globals";
import { lockLifetimeMs, type Lock } from "../../src/domain/lock";
import { addMilliseconds } from "../../src/domain/instant";
import { emptyRecord } from "../../src/domain/record";
import type { Renewal } from "../../src/domain/renewal/renewal";
import { defaultSettings } from "../../src/domain/settings";
import type { Ports } from "../../src/ports/ports";
import { createWorldSimulator } from "../../simulator/simulator";
import { valueOf } from "../adapters/support/value-of";
import { aWorld, fakePorts } from "../hub/support/fake-ports";
import { aPlan, now } from "../support/builders";
import { openTab } from "../support/simulated-tab";

type Remembering = Pick<Ports, "journal" | "records" | "settings">;

/** One organization, in which each call opens a tab of the same person. */
type Organization = {
  readonly tab: () => Remembering;
  readonly pass: (ms: number) => void;
};

const faked = (): Organization => {
  const world = aWorld();
  return {
    tab: () => fakePorts(world),
    pass: (ms) => (world.now = addMilliseconds(world.now, ms)),
  };
};

const simulated = (): Organization => {
  const sim = createWorldSimulator({ scenario: "mixed-40" });
  return { tab: () => openTab(sim).ports, pass: (ms) => sim.clock.advance(ms) };
};

const conflict = { ok: false, failure: { code: "document-conflict" } };
const preparing = (): Renewal => ({ plan: aPlan(), stage: "preparing" });
const issuing = (attempt: number): Renewal => ({
  plan: aPlan(),
  stage: "issuing",
  baseline: { modifiedAt: null, passed: false, roleMissing: false, keyIds: null, note: null },
  attempt,
});
const { projectId, connectionId } = aPlan();
const ada = { id: "u1", name: "Ada" };

const implementations = [
  ["the fake", faked],
  ["the adapters on the simulator", simulated],
] as const;

describe.each(implementations)("the journal of %s", (_, organization) => {
  test("shows every tab what one of them wrote last", async () => {
    const { tab } = organization();
    const [mine, other] = [tab(), tab()];
    const opened = valueOf(await mine.journal.open(preparing(), now));

    const written = valueOf(await mine.journal.write(opened, issuing(1), now));

    const found = valueOf(await other.journal.unfinished(projectId));
    expect(found.entries.map(({ renewal, etag }) => [renewal, etag])).toEqual([[issuing(1), written.etag]]);
    expect(valueOf(await other.journal.unfinished("another-project")).entries).toEqual([]);
    expect(valueOf(await other.journal.unfinished(null)).entries).toHaveLength(1);
  });

  test("stops who writes after somebody took the record over", async () => {
    const { tab } = organization();
    const [first, second] = [tab(), tab()];
    const opened = valueOf(await first.journal.open(preparing(), now));
    const [seen] = valueOf(await second.journal.unfinished(projectId)).entries;

    const taken = valueOf(await second.journal.takeOver(seen!, now));

    expect(await first.journal.holds(opened)).toEqual({ ok: true, value: false });
    expect(await first.journal.write(opened, issuing(1), now)).toEqual(conflict);
    expect(await second.journal.holds(taken)).toEqual({ ok: true, value: true });
    expect(taken.takenOver).not.toBeNull();
  });

  test("has one record for a connection, which is closed twice without complaint", async () => {
    const { tab } = organization();
    const { journal } = tab();
    const opened = valueOf(await journal.open(preparing(), now));

    expect(await tab().journal.open({ plan: aPlan({ runId: "another" }), stage: "preparing" }, now)).toEqual(
      conflict,
    );
    expect([await journal.close(opened), await journal.close(opened)].map(({ ok }) => ok)).toEqual([
      true,
      true,
    ]);
    expect(valueOf(await journal.unfinished(projectId)).entries).toEqual([]);
  });
});

describe.each(implementations)("the lock of %s", (_, organization) => {
  const lockOf = (runId: string): Lock => ({
    subject: "tenant.app",
    runId,
    connectionName: "azure-production",
    holder: ada,
    since: now,
    beatAt: now,
  });

  test("names who holds it and since when, and is given back by that run alone", async () => {
    const { tab } = organization();
    const [hers, his] = [tab(), tab()];
    valueOf(await hers.journal.lock(lockOf("run-1"), { takeOverRunId: null }));

    expect(await his.journal.lock(lockOf("run-2"), { takeOverRunId: null })).toEqual({
      ok: false,
      failure: { code: "locked", by: "Ada", since: now, connectionName: "azure-production" },
    });
    await his.journal.unlock({ subject: "tenant.app", runId: "run-2" });
    expect(valueOf(await his.journal.currentLock("tenant.app"))?.runId).toBe("run-1");
    await hers.journal.unlock({ subject: "tenant.app", runId: "run-1" });
    expect(await his.journal.currentLock("tenant.app")).toEqual({ ok: true, value: null });
  });

  test("passes on after a lifetime without a sign of life, and its former holder learns of it", async () => {
    const { tab, pass } = organization();
    const [hers, his] = [tab(), tab()];
    const held = valueOf(await hers.journal.lock(lockOf("run-1"), { takeOverRunId: null }));
    expect((await his.journal.lock(lockOf("run-2"), { takeOverRunId: null })).ok).toBe(false);
    pass(lockLifetimeMs);

    expect((await his.journal.lock(lockOf("run-2"), { takeOverRunId: null })).ok).toBe(true);
    expect(await hers.journal.beat(held, now)).toEqual({ ok: false, failure: { code: "taken-over" } });
  });
});

describe.each(implementations)("records of %s", (_, organization) => {
  const typed = { until: now, by: ada, at: now };
  const verification = { word: "verified", code: null, at: now, by: ada } as const;

  test("are there for every tab, by connection, in their own project", async () => {
    const { tab } = organization();

    const updated = valueOf(
      await tab().records.update(projectId, connectionId, (record) => ({ ...record, typedExpiry: typed })),
    );

    const found = valueOf(await tab().records.ofProject(projectId));
    expect(found).toEqual({ records: new Map([[connectionId, updated]]), unreadable: 0 });
    expect(updated).toEqual({ ...emptyRecord(connectionId), typedExpiry: typed });
    expect(valueOf(await tab().records.ofProject("another-project")).records.size).toBe(0);
  });

  test("keep typed dates when their history is removed, and lose every name", async () => {
    const { tab } = organization();
    const { records } = tab();
    const other = "00000000-0000-4000-8000-0000000000ff";
    await records.update(projectId, connectionId, (record) => ({
      ...record,
      verification,
      typedExpiry: typed,
    }));
    await records.update(projectId, other, (record) => ({ ...record, verification }));
    await records.update("another-project", other, (record) => ({ ...record, verification }));

    expect(await records.removeHistory(projectId)).toEqual({ ok: true, value: 2 });

    const left = valueOf(await records.ofProject(projectId)).records;
    expect(left.get(connectionId)).toMatchObject({
      verification: null,
      typedExpiry: { ...typed, by: { id: "", name: "" } },
    });
    expect(left.get(other)?.verification ?? null).toBeNull();
    expect(valueOf(await records.ofProject("another-project")).records.get(other)).toMatchObject({
      verification,
    });
  });
});

describe.each(implementations)("settings of %s", (_, organization) => {
  const ninety = { ...defaultSettings, lifetimeDays: 90 };

  test("are the usual ones until somebody writes, and one tab does not write over another's", async () => {
    const { tab } = organization();
    const [mine, theirs] = [tab().settings, tab().settings];
    expect(await mine.read()).toEqual({ ok: true, value: defaultSettings });
    await theirs.read();
    valueOf(await theirs.write(ninety));

    expect(await mine.write({ ...defaultSettings, lifetimeDays: 365 })).toEqual(conflict);
    expect(await mine.read()).toEqual({ ok: true, value: ninety });
  });

  test("that can be read stay when they are reset", async () => {
    const { settings } = organization().tab();
    await settings.read();
    await settings.write(ninety);

    expect(await settings.reset()).toEqual({ ok: true, value: null });
    expect(await settings.read()).toEqual({ ok: true, value: ninety });
  });

  test("remember the client id that this person accepted, and no text that is none", async () => {
    const { tab } = organization();
    expect(await tab().settings.acceptedClientId()).toEqual({ ok: true, value: null });
    await tab().settings.acceptClientId("44444444-4444-4444-8444-444444444444");

    expect(await tab().settings.acceptedClientId()).toEqual({
      ok: true,
      value: "44444444-4444-4444-8444-444444444444",
    });
    await tab().settings.acceptClientId("https://elsewhere.example");
    expect(await tab().settings.acceptedClientId()).toEqual({ ok: true, value: null });
  });
});
