import { progressOf, resultsOf, type BulkResult } from "../../src/domain/bulk-progress";
import { nextGuided, type BulkPlan, type BulkRun } from "../../src/domain/bulk";
import type { Renewal } from "../../src/domain/renewal/renewal";
import { connectGraph, loadInventory, type Inventory } from "../../src/operations/load-inventory";
import { prepareBulk } from "../../src/operations/plan-bulk";
import { renewBulk, type BulkRenewals, type RunOne } from "../../src/operations/renew-bulk";
import { runRenewal } from "../../src/operations/run-renewal";
import { createWorldSimulator, type WorldSimulator } from "../../simulator/simulator";
import type { Application, Endpoint } from "../../simulator/world";
import { openTab, type Tab } from "../support/simulated-tab";

const marker = /^ADO-SC v1 /;
const quiet = { report: () => undefined, signal: new AbortController().signal };

function endpointAt(sim: WorldSimulator, number: number): Endpoint {
  const name = `bulk-${String(number).padStart(2, "0")}`;
  const found = sim.world.endpoints.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

function applicationOf(sim: WorldSimulator, endpoint: Endpoint): Application {
  const appId = endpoint.authorization.parameters["serviceprincipalid"];
  const found = sim.world.tenants.flatMap((tenant) => tenant.applications).find((one) => one.appId === appId);
  if (found === undefined) throw new Error(`${endpoint.name} has no application`);
  return found;
}

const heldBy = (endpoint: Endpoint): string => endpoint.secrets["serviceprincipalkey"] ?? "";

/** The credential that the connection holds, if Entra would accept it now. */
const liveHeld = (sim: WorldSimulator, endpoint: Endpoint) =>
  applicationOf(sim, endpoint).passwordCredentials.find(
    (one) =>
      one.secretText === heldBy(endpoint) && one.removedAt === null && one.endDateTime > sim.clock.now(),
  );

async function listed(tab: Tab): Promise<Inventory> {
  const { ports } = tab;
  const inventory = await loadInventory(ports, ports.host.scope, () => undefined, quiet.signal);
  return connectGraph(ports, inventory, () => undefined, quiet.signal);
}

async function planned(tab: Tab, inventory: Inventory): Promise<BulkPlan> {
  return prepareBulk(tab.ports, inventory.rows, inventory, quiet);
}

type Started = { readonly many: BulkRenewals; readonly seen: BulkRun[] };

/** As the page runs one: with the answers it is given, and everything else its own. */
const runThrough =
  (tab: Tab): RunOne =>
  (plan, answers) =>
    runRenewal(tab.ports, plan, { ...quiet, ...answers });

function prepared(tab: Tab, inventory: Inventory, plan: BulkPlan, runOne: RunOne = runThrough(tab)): Started {
  const seen: BulkRun[] = [];
  const many = renewBulk(tab.ports, plan, {
    settings: inventory.settings,
    report: (run) => seen.push(run),
    runOne,
  });
  return { many, seen };
}

const resultOf = (run: BulkRun, endpoint: Endpoint): BulkResult => {
  const found = resultsOf(run).find((one) => one.connectionId === endpoint.id);
  if (found === undefined) throw new Error(`no result of ${endpoint.name}`);
  return found;
};

describe("a mixed selection of 25 with faults", () => {
  /** Every kind of trouble at once, each at a connection of its own. */
  function mixed(): WorldSimulator {
    const sim = createWorldSimulator({ scenario: "bulk-25" });
    const automatic = endpointAt(sim, 3);
    const app = applicationOf(sim, automatic);
    Object.assign(automatic.data, { creationMode: "Automatic", appObjectId: app.id });
    const federated = endpointAt(sim, 4);
    federated.authorization.scheme = "WorkloadIdentityFederation";
    endpointAt(sim, 5).authorization.parameters["authenticationType"] = "spnCertificate";
    const gone = applicationOf(sim, endpointAt(sim, 6));
    gone.deleted = true;
    for (const tenant of sim.world.tenants)
      tenant.servicePrincipals = tenant.servicePrincipals.filter((one) => one.appId !== gone.appId);
    const issuing = (number: number): RegExp => {
      const { id, appId } = applicationOf(sim, endpointAt(sim, number));
      return new RegExp(`(${id}|${appId}).*/addPassword`, "i");
    };
    const { faults } = sim;
    // The reply of the eighth's new secret is lost: a look finds it by its marker (G20, G116).
    faults.add({ match: { path: issuing(8), times: 1 }, effect: { kind: "drop-after" } });
    // The reply of the ninth's save is lost: the connection is read before anything is repeated (A89).
    const saved = { method: "PUT", path: endpointAt(sim, 9).id };
    faults.add({ match: { ...saved, times: 1 }, effect: { kind: "drop-after" } });
    faults.add({
      match: { path: issuing(10) },
      effect: {
        kind: "status",
        status: 403,
        body: JSON.stringify({
          error: { code: "Authorization_RequestDenied", message: "Insufficient privileges" },
        }),
      },
    });
    faults.add({
      match: { method: "PUT", path: endpointAt(sim, 11).id },
      effect: {
        kind: "status",
        status: 400,
        body: JSON.stringify({ message: "The description is too long.", typeKey: "ArgumentException" }),
      },
    });
    // Throttled saves are looked at and sent again (A88).
    faults.add({
      match: { method: "PUT", path: endpointAt(sim, 12).id, times: 1 },
      effect: { kind: "throttle", retryAfter: 3 },
    });
    return sim;
  }

  const expectedToFail = [10, 11];
  const expectedNotToRun = [4, 6];
  const guided = [5];
  const all = Array.from({ length: 25 }, (_, index) => index + 1);
  const expectedToRenew = all.filter(
    (number) => ![...expectedToFail, ...expectedNotToRun, ...guided].includes(number),
  );

  test("renews the right ones, explains the rest and loses nothing", async () => {
    const sim = mixed();
    const tab = openTab(sim);
    const before = new Map(all.map((number) => [number, heldBy(endpointAt(sim, number))]));
    // Azure DevOps itself removes what its own connection held before (E2).
    const itsOwn = applicationOf(sim, endpointAt(sim, 3));
    const foreign = sim.world.tenants
      .flatMap((tenant) => tenant.applications)
      .filter((app) => app !== itsOwn)
      .flatMap((app) => app.passwordCredentials);
    const inventory = await listed(tab);
    const plan = await planned(tab, inventory);

    const { many, seen } = prepared(tab, inventory, plan);
    many.go();
    await many.settled();

    const run = many.run();
    expect(plan.items.length + plan.refused.length).toBe(25);
    expect(Object.fromEntries(plan.refused.map((one) => [one.name, one.refusal]))).toEqual({
      "bulk-04": { code: "refused", reason: "no-secret" },
      "bulk-06": { code: "app-gone" },
    });
    for (const number of expectedToRenew) {
      const endpoint = endpointAt(sim, number);
      expect([endpoint.name, resultOf(run, endpoint).result]).toEqual([endpoint.name, "renewed"]);
      expect(heldBy(endpoint)).not.toBe(before.get(number));
      expect([endpoint.name, liveHeld(sim, endpoint)?.removedAt]).toEqual([endpoint.name, null]);
    }
    for (const number of expectedToFail) {
      const endpoint = endpointAt(sim, number);
      expect(resultOf(run, endpoint)).toMatchObject({
        result: "failed",
        connection: "not-saved",
        leftBehind: null,
      });
      expect(heldBy(endpoint)).toBe(before.get(number));
    }
    expect(resultOf(run, endpointAt(sim, 10)).failure?.code).toBe("no-right-on-app");
    expect(resultOf(run, endpointAt(sim, 11)).failure).toMatchObject({ code: "refused", status: 400 });
    expect(nextGuided(run)?.name).toBe("bulk-05");
    expect(heldBy(endpointAt(sim, 4))).toBe(before.get(4));
    expect(heldBy(endpointAt(sim, 6))).toBe(before.get(6));

    // The automatic one's own old secret is Azure DevOps' to remove (E2).
    const automaticOwn = applicationOf(sim, endpointAt(sim, 3)).passwordCredentials;
    expect(foreign.filter((one) => one.removedAt !== null && !automaticOwn.includes(one))).toEqual([]);
    const held = new Set(sim.world.endpoints.map(heldBy));
    const orphans = sim.world.tenants
      .flatMap((tenant) => tenant.applications)
      .flatMap((app) => app.passwordCredentials)
      .filter(
        (one) => marker.test(one.displayName ?? "") && one.removedAt === null && !held.has(one.secretText),
      );
    expect(orphans).toEqual([]);
    const running = (one: BulkRun): number => one.entries.filter(({ phase }) => phase === "running").length;
    expect(Math.max(...seen.map(running))).toBe(4);
    expect(progressOf(run, tab.ports.clock.now())).toMatchObject({
      counts: { total: 23, renewed: 20, failed: 2, running: 0, waiting: 0, waitingForPerson: 1 },
      remainingMs: 0,
      atRest: true,
    });
  });

  test("gives each connection of a shared app registration a secret of its own, one after the other", async () => {
    const sim = createWorldSimulator({ scenario: "bulk-25" });
    const tab = openTab(sim);
    const inventory = await listed(tab);
    const plan = await planned(tab, inventory);
    const [first, second] = [endpointAt(sim, 1), endpointAt(sim, 2)];

    const { many, seen } = prepared(tab, inventory, plan);
    many.go();
    await many.settled();

    const together = plan.groups.filter(({ items }) => items.length > 1);
    expect(together.map(({ items }) => items.map(({ name }) => name))).toEqual([["bulk-01", "bulk-02"]]);
    const bothRun = seen.filter(
      ({ entries }) =>
        entries.filter(
          ({ item, phase }) =>
            phase === "running" && (item.connectionId === first.id || item.connectionId === second.id),
        ).length === 2,
    );
    expect(bothRun).toEqual([]);
    expect(heldBy(first)).not.toBe(heldBy(second));
    expect(
      applicationOf(sim, first).passwordCredentials.filter((one) => marker.test(one.displayName ?? "")),
    ).toHaveLength(2);
  });

  test("renews a shared connection once, though two projects list it", async () => {
    const sim = createWorldSimulator({ scenario: "bulk-25" });
    const tab = openTab(sim);
    const inventory = await listed(tab);
    const [row] = inventory.rows;
    if (row === undefined) throw new Error("no rows");
    const elsewhere = {
      ...row,
      connection: { ...row.connection, project: { id: "other", name: "Tailspin Toys" } },
    };

    const plan = await prepareBulk(tab.ports, [row, elsewhere], inventory, quiet);

    expect(plan.items).toHaveLength(1);
    expect(plan.repeated).toBe(1);
  });

  test("goes on after a stop, and renews the failed ones again when asked", async () => {
    const sim = mixed();
    const tab = openTab(sim);
    const inventory = await listed(tab);
    const { many } = prepared(tab, inventory, await planned(tab, inventory));

    many.go();
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    many.stop();
    await many.settled();
    const stopped = progressOf(many.run(), tab.ports.clock.now());
    many.go();
    await many.settled();
    sim.faults.clear();
    many.retryFailed();
    await many.settled();

    expect(stopped.atRest).toBe(true);
    expect(stopped.counts.renewed + stopped.counts.failed).toBeLessThanOrEqual(4);
    expect(stopped.counts.waiting).toBeGreaterThanOrEqual(17);
    expect(progressOf(many.run(), tab.ports.clock.now()).counts).toMatchObject({
      renewed: 22,
      failed: 0,
      waiting: 0,
      waitingForPerson: 1,
    });
    expect(resultOf(many.run(), endpointAt(sim, 10)).attempts).toBe(2);
    expect(resultOf(many.run(), endpointAt(sim, 3)).attempts).toBe(1);
  });
});

describe("what nobody may decide for a person", () => {
  test("saves nothing without proof and starts no further one", async () => {
    const sim = createWorldSimulator({ scenario: "bulk-25" });
    sim.world.switches.inlineValue = "ignored";
    const before = new Map(sim.world.endpoints.map((one) => [one.id, heldBy(one)]));
    const tab = openTab(sim);
    const inventory = await listed(tab);
    const { many } = prepared(tab, inventory, await planned(tab, inventory));

    many.go();
    await many.settled();

    const run = many.run();
    expect(run.stopped).toEqual({ code: "proof-void" });
    const failed = resultsOf(run).filter(({ result }) => result === "failed");
    expect(failed.length).toBeGreaterThanOrEqual(1);
    expect(failed.length).toBeLessThanOrEqual(4);
    expect(failed.map(({ failure, connection }) => [failure?.code, connection])).toEqual(
      failed.map(() => ["proof-void", "not-saved"]),
    );
    expect(sim.world.endpoints.map(heldBy)).toEqual([...before.values()]);
    expect(progressOf(run, tab.ports.clock.now()).counts.waiting).toBe(25 - failed.length);
  });

  test("begins no renewal through Graph where the right to write is refused, and says why for each", async () => {
    const sim = createWorldSimulator({ scenario: "bulk-25" });
    const tab = openTab(sim);
    const inventory = await listed(tab);
    const plan = await planned(tab, inventory);
    for (const tenant of sim.world.tenants) tenant.consent = "read";
    sim.world.switches.popup = "cancel";
    sim.traffic.clear();

    const { many } = prepared(tab, inventory, plan);
    many.go();
    await many.settled();

    const results = resultsOf(many.run());
    expect(results.map(({ result }) => result)).toEqual(results.map(() => "failed"));
    expect(new Set(results.map(({ failure }) => failure?.code)).size).toBe(1);
    expect(sim.traffic.requests.filter(({ path }) => path.includes("addPassword"))).toEqual([]);
    expect(sim.traffic.requests.filter(({ method }) => method === "PUT")).toEqual([]);
  });

  test("works the guided ones off one by one, each with the person", async () => {
    const sim = createWorldSimulator({ scenario: "bulk-25" });
    const tab = openTab(sim);
    const { ports } = tab;
    const inventory = await loadInventory(ports, ports.host.scope, () => undefined, quiet.signal);
    const withoutGraph: Inventory = { ...inventory, graph: { ...inventory.graph, access: "no-bridge" } };
    const rows = inventory.rows.slice(0, 2);
    const plan = await prepareBulk(ports, rows, withoutGraph, quiet);
    const { many } = prepared(tab, withoutGraph, plan);

    many.go();
    await many.settled();
    const first = nextGuided(many.run());
    if (first === null) throw new Error("nobody waits");
    let finish: (renewal: Renewal | null) => void = () => undefined;
    many.attend(first.connectionId, new Promise<Renewal | null>((resolve) => (finish = resolve)));
    const whileOpen = nextGuided(many.run());
    finish(null);
    await many.settled();
    const second = nextGuided(many.run());
    if (second !== null) many.skip(second.connectionId);

    expect(plan.items.map(({ needsPerson }) => needsPerson)).toEqual([true, true]);
    expect(whileOpen).toBeNull();
    expect(second?.connectionId).not.toBe(first.connectionId);
    expect(resultsOf(many.run()).map(({ result, connection }) => [result, connection])).toEqual([
      ["failed", "unknown"],
      ["skipped", null],
    ]);
  });

  test("refuses what somebody else renews right now, before anything is created", async () => {
    const sim = createWorldSimulator({ scenario: "bulk-25" });
    const [alice, bob] = [openTab(sim), openTab(sim, sim.world.users[1]?.id)];
    const inventory = await listed(alice);
    const rows = inventory.rows.slice(4, 6);
    const theirs = await prepareBulk(bob.ports, rows.slice(0, 1), await listed(bob), quiet);
    let held: BulkPlan | null = null;
    const { many } = prepared(bob, inventory, theirs, async (plan, answers) => {
      held = await prepareBulk(alice.ports, rows, inventory, quiet);
      return runThrough(bob)(plan, answers);
    });
    const before = await alice.ports.journal.lock(
      {
        subject: theirs.items[0]?.subject ?? "",
        runId: "another",
        connectionName: theirs.items[0]?.name ?? "",
        holder: { id: "bob", name: "Bob" },
        since: alice.ports.clock.now(),
        beatAt: alice.ports.clock.now(),
      },
      { takeOverRunId: null },
    );
    many.go();
    await many.settled();

    expect(before.ok).toBe(true);
    expect(held).toMatchObject({ refused: [{ refusal: { code: "renewal-under-way", by: "Bob" } }] });
    expect(resultsOf(many.run())).toMatchObject([
      { result: "failed", failure: { code: "locked", by: "Bob" } },
    ]);
  });
});
