import { bulkStep, nextToStart, planBulk, startBulk, type BulkCandidate } from "../../src/domain/bulk";
import { withTicked } from "../../src/domain/bulk-ticked";
import type { Failure } from "../../src/domain/failure";
import { aConnection, anOffer, now, tenantId } from "../support/builders";

const otherTenant = "11111111-1111-4222-8333-555555555555";

const aCandidate = (id: string, tenant: string = tenantId, unused = false): BulkCandidate => ({
  connection: aConnection({ id, name: id, tenantId: tenant, appId: `app-${id}` }),
  plan: { kind: "offers", offers: [anOffer()], warnings: [] },
  heldBy: null,
  unused,
});

const forbidden: Failure = { code: "secrets-forbidden", detail: "Credential type not allowed" };

describe("a tenant whose policy forbids secrets (N4)", () => {
  const begun = (...candidates: BulkCandidate[]) => {
    const run = startBulk(planBulk(candidates), now);
    const started = bulkStep(run, { kind: "started", connectionId: "a", at: now });
    return bulkStep(started, {
      kind: "ended",
      connectionId: "a",
      at: now,
      outcome: { kind: "not-begun", failure: forbidden },
    });
  };

  test("ends what waits there at the first refusal, unstarted, and lets other tenants go on", () => {
    const run = begun(aCandidate("a"), aCandidate("b"), aCandidate("c", otherTenant));

    expect(run.stopped).toBeNull();
    expect(run.entries.map(({ item, phase, attempts }) => [item.name, phase, attempts])).toEqual([
      ["a", "ended", 1],
      ["b", "ended", 0],
      ["c", "waiting", 0],
    ]);
    expect(run.entries[1]?.outcome).toEqual({ kind: "not-begun", failure: forbidden });
    expect(nextToStart(run).map(({ name }) => name)).toEqual(["c"]);
  });

  test("does not end the values of other services, whose secrets no tenant issues", () => {
    const token: BulkCandidate = {
      ...aCandidate("b"),
      plan: { kind: "offers", offers: [anOffer({ material: "inputs" })], warnings: [] },
    };

    expect(begun(aCandidate("a"), token).entries[1]?.phase).toBe("waiting");
  });

  test("another failure ends nothing else", () => {
    const run = startBulk(planBulk([aCandidate("a"), aCandidate("b")]), now);
    const started = bulkStep(run, { kind: "started", connectionId: "a", at: now });
    const outcome = { kind: "not-begun", failure: { code: "network", system: "graph" } } as const;

    expect(bulkStep(started, { kind: "ended", connectionId: "a", at: now, outcome }).entries[1]?.phase).toBe(
      "waiting",
    );
  });
});

describe("what nobody uses (N3)", () => {
  const plan = planBulk([aCandidate("a"), aCandidate("b", tenantId, true), aCandidate("c", tenantId, true)]);

  test("is left out of many", () => {
    expect(plan.items.map(({ name }) => name)).toEqual(["a"]);
    expect(plan.groups.flatMap(({ items }) => items.map(({ name }) => name))).toEqual(["a"]);
    expect(plan.unused.map(({ name }) => name)).toEqual(["b", "c"]);
  });

  test("is taken in by a tick of its own, which ticks no other", () => {
    const ticked = withTicked(plan, "c");

    expect(ticked.items.map(({ name }) => name)).toEqual(["a", "c"]);
    expect(ticked.groups).toHaveLength(2);
    expect(ticked.unused.map(({ name }) => name)).toEqual(["b"]);
    expect(withTicked(plan, "a")).toEqual(plan);
  });
});
