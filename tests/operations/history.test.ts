import { namesEnd } from "../../src/domain/record-names";
import { loadInventory } from "../../src/operations/load-inventory";
import { removeHistory } from "../../src/operations/remove-history";
import { runRenewal } from "../../src/operations/run-renewal";
import { createWorldSimulator, type WorldSimulator } from "../../simulator/simulator";
import { openTab, planOf, subjectOf } from "../support/simulated-tab";

const signal = new AbortController().signal;

/** All documents of records, as text. */
const recordsOf = (sim: WorldSimulator): string =>
  JSON.stringify(
    Object.entries(sim.world.extensionData["Default"] ?? {}).filter(([name]) => name.startsWith("records-")),
  );

async function renewed() {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const tab = openTab(sim);
  const ended = await runRenewal(tab.ports, await planOf(tab, "graph"), tab.person);
  expect(ended.stage).toBe("renewed");
  const name = tab.ports.host.user.name;
  expect(recordsOf(sim)).toContain(name);
  return { sim, tab, name };
}

const nameShown = async ({ ports, project }: ReturnType<typeof openTab>): Promise<string | undefined> => {
  const inventory = await loadInventory(ports, { kind: "project", project }, () => undefined, signal);
  return inventory.rows.flatMap(({ record }) => record?.renewals ?? [])[0]?.by.name;
};

test("a name older than the setting is neither shown nor kept in what is written", async () => {
  const { sim, tab, name } = await renewed();
  const { settings, records, clock } = tab.ports;
  const read = await settings.read();
  if (!read.ok) throw new Error(read.failure.code);
  await settings.write({ ...read.value, keepNamesDays: 30 });
  expect(await nameShown(tab)).toBe(name);

  sim.clock.advance(clock.now() - namesEnd(clock.now(), 30) + 60_000);
  expect(await nameShown(tab)).toBe("");
  // Looking alone writes nothing; the next write forgets.
  expect(recordsOf(sim)).toContain(name);
  await records.update(tab.project.id, subjectOf(sim).endpoint.id, (record) => record);

  expect(recordsOf(sim)).not.toContain(name);
  expect(recordsOf(sim)).toContain("renewed");
});

test("removing the history leaves no name and no renewal in any project, and touches nothing else", async () => {
  const { sim, tab, name } = await renewed();
  const { records, clock, host } = tab.ports;
  const connectionId = subjectOf(sim).endpoint.id;
  await records.update(tab.project.id, connectionId, (record) => ({
    ...record,
    typedExpiry: { until: clock.now(), at: clock.now(), by: host.user },
  }));
  const collections = (sim.world.extensionData["Default"] ??= {});
  (collections[`records-${tab.project.id}`] ??= {})["damaged"] = { id: "damaged", __etag: 1, by: name };
  const before = structuredClone(sim.world);

  expect(await removeHistory(tab.ports)).toEqual({
    projects: before.projects.length,
    records: 2,
    failure: null,
  });

  expect(recordsOf(sim)).not.toContain(name);
  expect(recordsOf(sim)).not.toContain("renewed");
  expect(recordsOf(sim)).toContain("typedExpiry");
  expect(sim.world.endpoints).toEqual(before.endpoints);
  expect(sim.world.tenants).toEqual(before.tenants);
  // Once more there is nothing to do.
  expect(await removeHistory(tab.ports)).toEqual({
    projects: before.projects.length,
    records: 0,
    failure: null,
  });
});

test("what could not be removed is told, and the rest goes", async () => {
  const { tab } = await renewed();
  const answers = [true, false];
  const removed = await removeHistory({
    connections: {
      ...tab.ports.connections,
      projects: () => Promise.resolve({ ok: true, value: [tab.project, { id: "p2", name: "Other" }] }),
    },
    records: {
      ...tab.ports.records,
      removeHistory: () =>
        Promise.resolve(
          answers.shift() === true
            ? { ok: true, value: 3 }
            : { ok: false, failure: { code: "network", system: "extension-data" } },
        ),
    },
  });

  expect(removed).toEqual({
    projects: 1,
    records: 3,
    failure: { code: "network", system: "extension-data" },
  });
});
