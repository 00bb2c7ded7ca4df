import {
  bulkStep,
  distinctBy,
  nextGuided,
  nextToStart,
  planBulk,
  startBulk,
  stopsAll,
  type BulkCandidate,
  type BulkEvent,
  type BulkOutcome,
  type BulkRun,
} from "../../src/domain/bulk";
import { progressOf, resultsOf } from "../../src/domain/bulk-progress";
import type { Failure } from "../../src/domain/failure";
import { addMilliseconds, type Instant } from "../../src/domain/instant";
import type { Offer } from "../../src/domain/renewal/plan";
import type { Mode } from "../../src/domain/renewal/renewal";
import { diagnose } from "../../src/domain/verification/diagnose";
import { aConnection, aKey, anOffer, inDays, now } from "../support/builders";

const offerOf = (mode: Mode, over: Partial<Offer> = {}): Offer => anOffer({ mode, ...over });

const aCandidate = (id: string, offers: readonly Offer[], appId = `app-${id}`): BulkCandidate => ({
  connection: aConnection({ id, name: `connection ${id}`, appId }),
  plan: { kind: "offers", offers, warnings: [] },
  heldBy: null,
});
const machine = (id: string, appId?: string): BulkCandidate => aCandidate(id, [offerOf("graph")], appId);
const guided = (id: string, appId?: string): BulkCandidate => aCandidate(id, [offerOf("guided")], appId);

const after = (seconds: number): Instant => addMilliseconds(now, seconds * 1_000);
const runOf = (...candidates: BulkCandidate[]): BulkRun => startBulk(planBulk(candidates), now);
const play = (run: BulkRun, ...events: BulkEvent[]): BulkRun => events.reduce(bulkStep, run);
const started = (connectionId: string, at: Instant = now): BulkEvent => ({
  kind: "started",
  connectionId,
  at,
});
const ended = (connectionId: string, outcome: BulkOutcome, at: Instant = after(60)): BulkEvent => ({
  kind: "ended",
  connectionId,
  at,
  outcome,
});

const renewedWith = (confidence: "confirmed" | "not-confirmed"): BulkOutcome => ({
  kind: "ended",
  ended: {
    stage: "renewed",
    key: aKey(),
    at: now,
    confidence,
    verdict: diagnose({ kind: "passed" }, { recentChange: false }),
    held: null,
  },
});
const renewed = renewedWith("confirmed");
const stoppedBy = (failure: Failure): BulkOutcome => ({
  kind: "ended",
  ended: {
    stage: "stopped",
    during: "proving",
    failure,
    leftBehind: null,
    connection: "not-saved",
    readAt: null,
  },
});
const refusedLifetime = stoppedBy({ code: "lifetime-capped", detail: "" });
const idsOf = (items: readonly { readonly connectionId: string }[]): readonly string[] =>
  items.map(({ connectionId }) => connectionId);

describe("the plan of a selection", () => {
  test("takes the first mode that needs no person", () => {
    const plan = planBulk([
      aCandidate("a", [offerOf("automatic"), offerOf("graph", { takeOver: true })]),
      aCandidate("b", [offerOf("guided"), offerOf("graph")]),
      guided("c"),
    ]);

    expect(plan.items.map(({ mode, needsPerson }) => [mode, needsPerson])).toEqual([
      ["automatic", false],
      ["graph", false],
      ["guided", true],
    ]);
  });

  test("never takes a connection over in bulk (A57)", () => {
    const plan = planBulk([aCandidate("a", [offerOf("graph", { takeOver: true })])]);

    expect(plan.items).toEqual([]);
    expect(plan.refused).toMatchObject([{ connectionId: "a", refusal: { code: "take-over-needed" } }]);
  });

  test("never risks others' secrets in bulk (E2)", () => {
    const plan = planBulk([aCandidate("a", [offerOf("automatic", { risksOthers: true }), offerOf("graph")])]);

    expect(plan.items).toEqual([]);
    expect(plan.refused).toMatchObject([{ connectionId: "a", refusal: { code: "other-secrets-at-risk" } }]);
  });

  test("says of each refused connection why", () => {
    const plan = planBulk([
      { ...machine("a"), plan: { kind: "refused", reason: "no-secret" } },
      { ...machine("b"), heldBy: "Grace" },
    ]);

    expect(plan.refused.map(({ refusal }) => refusal)).toEqual([
      { code: "refused", reason: "no-secret" },
      { code: "renewal-under-way", by: "Grace" },
    ]);
  });

  test("groups by app registration, each connection with a secret of its own (G135)", () => {
    const plan = planBulk([machine("a", "app-1"), machine("b", "app-2"), machine("c", "APP-1")]);

    expect(plan.groups.map(({ items }) => idsOf(items))).toEqual([["a", "c"], ["b"]]);
    expect(idsOf(plan.items)).toEqual(["a", "c", "b"]);
  });

  test("takes a shared connection once, as it stood first in the selection", () => {
    const [a, again, b] = [machine("a"), machine("A"), machine("b")];

    expect(distinctBy([a, again, b], ({ connection }) => connection.id)).toEqual([a, b]);
  });

  test("refuses what a look found to be hopeless, and keeps every connection as it was read", () => {
    const { connection } = machine("A");
    const plan = planBulk([{ connection, refusal: { code: "app-gone" } }, machine("b")], 3);

    expect(plan.refused).toEqual([
      {
        connectionId: "A",
        name: "connection A",
        projectName: connection.project.name,
        refusal: { code: "app-gone" },
      },
    ]);
    expect([...plan.connections.keys()]).toEqual(["a", "b"]);
    expect(plan.repeated).toBe(3);
  });
});

describe("the scheduler", () => {
  test("starts at most four", () => {
    const run = runOf(...["a", "b", "c", "d", "e", "f"].map((id) => machine(id)));

    expect(idsOf(nextToStart(run))).toEqual(["a", "b", "c", "d"]);
    expect(idsOf(nextToStart(play(run, started("a"), started("b"), started("c"))))).toEqual(["d"]);
    expect(nextToStart(play(run, ...["a", "b", "c", "d"].map((id) => started(id))))).toEqual([]);
  });

  test("never has two renewals on one app registration", () => {
    const run = runOf(machine("a", "app-1"), machine("b", "app-1"), machine("c", "app-2"));

    expect(idsOf(nextToStart(run))).toEqual(["a", "c"]);
    expect(idsOf(nextToStart(play(run, started("a"))))).toEqual(["c"]);
    expect(idsOf(nextToStart(play(run, started("a"), ended("a", refusedLifetime))))).toEqual(["b", "c"]);
  });

  test("hands the guided ones to the person one by one", () => {
    const run = runOf(guided("g1"), guided("g2"), machine("m"));

    expect(idsOf(nextToStart(run))).toEqual(["m"]);
    expect(nextGuided(run)?.connectionId).toBe("g1");
    expect(nextGuided(play(run, started("g1")))).toBeNull();
    expect(nextGuided(play(run, started("g1"), ended("g1", renewed)))?.connectionId).toBe("g2");
    expect(nextGuided(play(run, { kind: "skipped", connectionId: "g1", at: now }))?.connectionId).toBe("g2");
  });

  test("a guided one waits for its app registration, while the next one may begin", () => {
    const run = runOf(machine("m", "app-1"), guided("g1", "app-1"), guided("g2"));

    expect(nextGuided(play(run, started("m")))?.connectionId).toBe("g2");
  });

  test("a guided one waits while four are under way", () => {
    const run = runOf(...["a", "b", "c", "d"].map((id) => machine(id)), guided("g"));

    expect(nextGuided(play(run, ...["a", "b", "c", "d"].map((id) => started(id))))).toBeNull();
  });

  test("stops after the current ones, and goes on when asked", () => {
    const stopped = play(runOf(machine("a"), machine("b"), guided("g")), started("a"), { kind: "stop" });

    expect(nextToStart(stopped)).toEqual([]);
    expect(nextGuided(stopped)).toBeNull();
    expect(progressOf(stopped, now).atRest).toBe(false);

    const rested = play(stopped, ended("a", renewed));
    expect(progressOf(rested, now).atRest).toBe(true);
    expect(idsOf(nextToStart(play(rested, { kind: "continue" })))).toEqual(["b"]);
  });

  test("stops by itself at a failure that all others would meet", () => {
    const failure: Failure = { code: "sign-in-required", system: "azure-devops" };
    const run = play(runOf(machine("a"), machine("b")), started("a"), ended("a", stoppedBy(failure)));

    expect(run.stopped).toEqual(failure);
    expect(nextToStart(run)).toEqual([]);
  });

  test("goes on after a failure that is one connection's own", () => {
    const run = play(runOf(machine("a"), machine("b")), started("a"), ended("a", refusedLifetime));

    expect(run.stopped).toBeNull();
    expect(idsOf(nextToStart(run))).toEqual(["b"]);
  });

  test("keeps a person's stop when a failure follows", () => {
    const failure: Failure = { code: "extension-not-authorized" };
    const run = play(runOf(machine("a")), started("a"), { kind: "stop" }, ended("a", stoppedBy(failure)));

    expect(run.stopped).toBe("person");
  });

  test("tries the failed ones again and leaves the others as they are", () => {
    const locked: BulkOutcome = {
      kind: "not-begun",
      failure: { code: "locked", by: "Grace", since: now, connectionName: "b" },
    };
    const run = play(
      runOf(machine("a"), machine("b"), machine("c")),
      started("a"),
      ended("a", renewed),
      started("b"),
      ended("b", locked),
      started("c"),
      ended("c", refusedLifetime),
      { kind: "retry-failed" },
    );

    expect(idsOf(nextToStart(run))).toEqual(["b", "c"]);
    expect(resultsOf(play(run, started("b"))).map(({ result, attempts }) => [result, attempts])).toEqual([
      ["renewed", 1],
      ["running", 2],
      ["not-started", 1],
    ]);
  });

  test.each<[string, BulkEvent]>([
    ["the end of one that does not run", ended("a", renewed)],
    ["the start of an unknown one", started("zzz")],
    ["passing over an unknown one", { kind: "skipped", connectionId: "zzz", at: now }],
  ])("ignores %s", (_name, event) => {
    const run = runOf(machine("a"));

    expect(bulkStep(run, event)).toBe(run);
  });

  test("ignores a second start", () => {
    const run = play(runOf(machine("a")), started("a"));

    expect(bulkStep(run, started("a", after(9)))).toBe(run);
  });

  test("reaches the end of a mixed selection of 25 with nothing lost and never more than four at once", () => {
    let run = runOf(...Array.from({ length: 25 }, (_, n) => machine(`c${n}`, `app-${n % 7}`)));
    let most = 0;
    for (let turn = 0; turn < 200 && !progressOf(run, now).atRest; turn += 1) {
      for (const item of nextToStart(run)) run = bulkStep(run, started(item.connectionId));
      const running = run.entries.filter(({ phase }) => phase === "running").map(({ item }) => item);
      most = Math.max(most, running.length);
      expect(new Set(running.map(({ subject }) => subject)).size).toBe(running.length);
      const [first] = running;
      if (first !== undefined)
        run = bulkStep(run, ended(first.connectionId, turn % 5 === 0 ? refusedLifetime : renewed));
    }

    expect(most).toBe(4);
    expect(progressOf(run, now).counts).toEqual({
      total: 25,
      renewed: 20,
      notConfirmed: 0,
      failed: 5,
      skipped: 0,
      running: 0,
      waiting: 0,
      waitingForPerson: 0,
    });
  });
});

test.each<[Failure["code"], Failure, boolean]>([
  ["sign-in-required", { code: "sign-in-required", system: "graph" }, true],
  ["extension-not-authorized", { code: "extension-not-authorized" }, true],
  [
    "journal-unavailable",
    { code: "journal-unavailable", cause: { code: "network", system: "extension-data" }, begun: false },
    true,
  ],
  ["service-missing", { code: "service-missing", service: "" }, true],
  ["graph-sign-in-cancelled", { code: "graph-sign-in-cancelled" }, true],
  ["graph-not-connected", { code: "graph-not-connected" }, true],
  ["locked", { code: "locked", by: "", since: now, connectionName: "" }, false],
  ["network", { code: "network", system: "graph" }, false],
  ["app-full", { code: "app-full", detail: "" }, false],
])("%s stops all others: %#", (_code, failure, expected) => {
  expect(stopsAll(failure)).toBe(expected);
});

describe("progress", () => {
  test("estimates nothing before one has ended", () => {
    expect(progressOf(play(runOf(machine("a")), started("a")), after(5)).remainingMs).toBeNull();
  });

  test("estimates what is left from the ended ones, four at a time", () => {
    const candidates = Array.from({ length: 9 }, (_, n) => machine(`c${n}`));
    const run = play(runOf(...candidates), started("c0"), ended("c0", renewed));

    expect(progressOf(run, after(60)).remainingMs).toBe((8 * 60_000) / 4);
  });

  test("estimates by the longest queue on one app registration", () => {
    const run = play(
      runOf(machine("a"), machine("b", "app-1"), machine("c", "app-1"), machine("d", "app-1")),
      started("a"),
      ended("a", renewed),
    );

    expect(progressOf(run, after(60)).remainingMs).toBe(3 * 60_000);
  });

  test("counts down with the ones under way, never below nothing", () => {
    const run = play(
      runOf(machine("a"), machine("b")),
      started("a"),
      ended("a", renewed),
      started("b", after(60)),
    );

    expect(progressOf(run, after(80)).remainingMs).toBe(40_000);
    expect(progressOf(run, after(999)).remainingMs).toBe(0);
  });

  test("does not estimate a person's time", () => {
    const run = play(runOf(machine("a"), guided("g")), started("a"), ended("a", renewed));

    expect(progressOf(run, after(60))).toMatchObject({
      remainingMs: 0,
      fraction: 0.5,
      atRest: true,
      counts: { waitingForPerson: 1 },
    });
  });

  test("an empty run is complete", () => {
    expect(progressOf(runOf(), now)).toMatchObject({ fraction: 1, remainingMs: 0, atRest: true });
  });
});

describe("results", () => {
  test("put what failed first and say what is still true", () => {
    const leftBehind: BulkOutcome = {
      kind: "ended",
      ended: {
        stage: "stopped",
        during: "verifying",
        failure: { code: "network", system: "azure-devops" },
        leftBehind: "1a2b",
        connection: "saved",
        readAt: null,
      },
    };
    const run = play(
      runOf(machine("a"), machine("b"), machine("c"), guided("d"), machine("e")),
      ...["a", "b", "c"].map((id) => started(id)),
      ended("a", renewed),
      ended("b", renewedWith("not-confirmed")),
      ended("c", leftBehind),
      { kind: "skipped", connectionId: "d", at: now },
    );

    expect(resultsOf(run).map(({ connectionId, result }) => [connectionId, result])).toEqual([
      ["c", "failed"],
      ["a", "renewed"],
      ["b", "not-confirmed"],
      ["d", "skipped"],
      ["e", "not-started"],
    ]);
    expect(resultsOf(run)[0]).toMatchObject({ connection: "saved", leftBehind: "1a2b", until: null });
    expect(resultsOf(run)[1]).toMatchObject({ connection: "saved", until: inDays(180), failure: null });
  });
});
