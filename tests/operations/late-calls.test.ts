import { cleanUpRenewal, findInterrupted, resumeRenewal } from "../../src/operations/resume-renewals";
import { runRenewal } from "../../src/operations/run-renewal";
import { createWorldSimulator, type WorldSimulator } from "../../simulator/simulator";
import { orphans, standing, works } from "../support/invariants";
import { openTab, planOf, settle, subjectOf, type Tab } from "../support/simulated-tab";

const put = { method: "PUT", path: "serviceendpoint/endpoints" } as const;
const explained = JSON.stringify({ message: "Something went wrong.", typeKey: "VssServiceException" });

test.each([
  ["its connection broke", undefined, ""],
  ["it was answered 504", 504, ""],
  ["it was answered an explained 500", 500, explained],
])("a save that lands two minutes after %s is seen, and its secret lives (V1)", async (_, status, body) => {
  for (const afterMs of [5_000, 20_000, 60_000, 119_000]) {
    const sim = createWorldSimulator({ scenario: "graph-consented" });
    const tab = openTab(sim);
    const late = { kind: "lands-late", afterMs, ...(status === undefined ? {} : { status, body }) } as const;
    sim.faults.add({ match: { ...put, times: 1 }, effect: late });

    const ended = await runRenewal(tab.ports, await planOf(tab, "graph"), tab.person);

    expect([afterMs, ended.stage]).toEqual([afterMs, "renewed"]);
    sim.clock.advance(600_000);
    await tab.ports.connections.read({ id: subjectOf(sim).endpoint.id, project: tab.project });
    expect(works(sim)).toBe(true);
    expect(orphans(sim)).toEqual([]);
  }
});

test("a save that never lands is called untouched only once it cannot arrive any more (V1)", async () => {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const tab = openTab(sim);
  sim.faults.add({ match: put, effect: { kind: "status", status: 500, body: explained } });
  const began = sim.clock.now();

  const ended = await runRenewal(tab.ports, await planOf(tab, "graph"), tab.person);

  expect(ended).toMatchObject({ stage: "stopped", connection: "untouched", leftBehind: null });
  expect(sim.clock.now() - began).toBeGreaterThan(160_000);
  expect(orphans(sim)).toEqual([]);
});

test("a secret whose creation lands late is not left unnoticed (V7)", async () => {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const tab = openTab(sim);
  sim.faults.add({
    match: { path: "addPassword", times: 1 },
    effect: { kind: "lands-late", afterMs: 70_000 },
  });

  const ended = await runRenewal(tab.ports, await planOf(tab, "graph"), tab.person);

  expect(ended.stage).toBe("renewed");
  expect(orphans(sim)).toEqual([]);
});

test.each([1_000, 60_000, 120_000])(
  "the twin of a request that a browser sent again is removed with a secret that nobody uses, %i ms later (V7)",
  async (otherAfterMs) => {
    const sim = createWorldSimulator({ scenario: "graph-consented" });
    const tab = openTab(sim);
    sim.faults.add({
      match: { path: "addPassword", times: 1 },
      effect: { kind: "sent-twice", otherAfterMs },
    });
    const stop = new AbortController();
    const waits: (string | undefined)[] = [];

    const ended = await runRenewal(tab.ports, await planOf(tab, "graph"), {
      ...tab.person,
      signal: stop.signal,
      report: ({ renewal, settling }) => {
        if (renewal.stage === "proving") stop.abort();
        waits.push(settling?.what);
      },
    });

    expect(ended).toMatchObject({ stage: "stopped", failure: { code: "cancelled" }, leftBehind: null });
    expect(waits).toContain("secret");
    sim.clock.advance(600_000);
    await tab.ports.connections.read({ id: subjectOf(sim).endpoint.id, project: tab.project });
    expect(orphans(sim)).toEqual([]);
  },
);

test("a secret that is gone is not called left behind because the last look for another one failed", async () => {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const tab = openTab(sim);
  const stop = new AbortController();
  const removed = (): boolean =>
    sim.traffic.requests.some(({ path, status }) => path.endsWith("/removePassword") && status === 204);
  sim.faults.add({ match: { service: "graph", when: removed }, effect: { kind: "status", status: 503 } });

  const ended = await runRenewal(tab.ports, await planOf(tab, "graph"), {
    ...tab.person,
    signal: stop.signal,
    report: ({ renewal }) => renewal.stage === "proving" && stop.abort(),
  });

  expect(ended).toMatchObject({ stage: "stopped", failure: { code: "cancelled" }, leftBehind: "unknown" });
  expect(orphans(sim)).toEqual([]);
  sim.faults.clear();
  const found = await findInterrupted(tab.ports, tab.project.id, new Set());
  expect(found.ok && found.value.length).toBe(1);
});

test("a poll that is refused after the save leaves it saved, and the record open (V3)", async () => {
  const sim = createWorldSimulator({ scenario: "expired-automatic" });
  const tab = openTab(sim);
  const plan = await planOf(tab, "automatic");
  const read = /serviceendpoint\/endpoints\/[0-9a-f-]{36}/i;
  const saved = (): boolean => sim.traffic.requests.some(({ method }) => method === "PUT");
  sim.faults.add({
    match: { method: "GET", path: read, when: saved },
    effect: { kind: "status", status: 403 },
  });

  const ended = await runRenewal(tab.ports, plan, tab.person);

  expect(ended).toMatchObject({ connection: "saved", failure: { code: "outcome-not-read" } });
  sim.faults.clear();
  const found = await findInterrupted(tab.ports, tab.project.id, new Set());
  expect(found.ok && found.value.length).toBe(1);
});

type Body = Record<string, unknown> & { renewal: Record<string, unknown> };

/** Runs a renewal, and keeps each journal document that the hub itself wrote on the way, as any member could. */
async function recorded(tab: Tab, sim: WorldSimulator): Promise<readonly Body[]> {
  const bodies: Body[] = [];
  const keep = (): void => {
    for (const one of Object.values(sim.world.extensionData["Default"]?.["journal"] ?? {}))
      bodies.push(structuredClone(one) as unknown as Body);
  };
  await runRenewal(tab.ports, await planOf(tab, "graph"), { ...tab.person, report: keep });
  return bodies;
}

const bogus = "00000000-1111-4222-8333-444444444444";

test("no replayed or forged record makes the hub remove the credential in use", async () => {
  const first = createWorldSimulator({ scenario: "graph-consented" });
  const bodies = await recorded(openTab(first), first);
  expect(new Set(bodies.map(({ renewal }) => renewal["stage"]))).toEqual(
    new Set(["preparing", "issuing", "proving", "saving", "verifying"]),
  );
  const last = bodies[bodies.length - 1];
  const key = last?.renewal["key"] as { keyId: string };
  const near = `${key.keyId.slice(0, 8)}${bogus.slice(8)}`;
  const forged = bodies.flatMap<Body>((body) => [
    body,
    ...("key" in body.renewal
      ? [bogus, near].map((keyId) => ({ ...body, renewal: { ...body.renewal, key: { ...key, keyId } } }))
      : []),
  ]);
  for (const body of forged)
    for (const act of [resumeRenewal, cleanUpRenewal] as const) {
      const sim = createWorldSimulator({ scenario: "graph-consented" });
      await recorded(openTab(sim), sim);
      const before = standing(sim);
      const held = subjectOf(sim).endpoint.secrets["serviceprincipalkey"];
      const documents = (sim.world.extensionData["Default"] ??= {});
      (documents["journal"] ??= {})[String(body["id"])] = structuredClone(body) as never;
      const tab = openTab(sim);
      const found = await findInterrupted(tab.ports, tab.project.id, new Set());
      const one = found.ok ? found.value[0] : undefined;
      if (one?.kind !== "readable") throw new Error("the record is shown");

      if (act === resumeRenewal ? one.mayResume : one.mayCleanUp)
        await (act === resumeRenewal
          ? resumeRenewal(tab.ports, one, tab.person)
          : cleanUpRenewal(tab.ports, one));

      const credential = subjectOf(sim).application.passwordCredentials.find(
        ({ secretText }) => secretText === held,
      );
      expect([body.renewal["stage"], credential?.removedAt]).toEqual([body.renewal["stage"], null]);
      expect(before.problems(sim)).toEqual([]);
      expect((await settle(openTab(sim), () => undefined)).problems).toEqual([]);
      expect(works(sim)).toBe(true);
    }
});
