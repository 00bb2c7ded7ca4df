import { encodeRenewal } from "../../src/domain/renewal/codec";
import { makePlan, planRenewal } from "../../src/domain/renewal/plan";
import { quietAfterMs } from "../../src/domain/renewal/settling";
import { defaultSettings } from "../../src/domain/settings";
import { instant } from "../../src/domain/instant";
import { asWatcher, idOf, runJob, unattended } from "../support/job";
import type { Plan, Renewal } from "../../src/domain/renewal/renewal";
import { createWorldSimulator } from "../../simulator/simulator";
import { aBaseline, aKey, somePlanFacts } from "../support/builders";
import { openTab } from "../support/simulated-tab";

type Sim = ReturnType<typeof unattended>;

const due = (sim: Sim, more: Record<string, string> = {}) =>
  asWatcher(sim, { renew: "due", renewOnly: idOf(sim, "shop-production"), failOn: "never", ...more });
const made = (sim: Sim) => sim.traffic.requests.filter(({ path }) => /addPassword/i.test(path));
const saves = (sim: Sim) =>
  sim.traffic.requests.filter(({ method, service }) => method === "PUT" && service === "ado");

/** A record of a renewal of this connection, as anybody who writes extension data can make one. */
async function forge(
  sim: Sim,
  id: string,
  more: Record<string, unknown> = {},
  at: (plan: Plan) => Renewal = (plan) => ({ plan, stage: "preparing" }),
): Promise<void> {
  const tab = openTab(sim);
  const read = await tab.ports.connections.read({ id, project: tab.project });
  if (!read.ok) throw new Error(read.failure.code);
  const planned = planRenewal(somePlanFacts({ connection: read.value }));
  const offer = planned.kind === "offers" ? planned.offers.find(({ mode }) => mode === "graph") : undefined;
  if (offer === undefined) throw new Error("graph mode is offered");
  const plan = makePlan(offer, {
    connection: read.value,
    until: instant(sim.clock.now() + 700 * 86_400_000),
    settings: defaultSettings,
    runId: "0000000f-0000-4000-8000-00000000000f",
    now: instant(sim.clock.now()),
    actor: { id: "mallory", name: "Mallory" },
  });
  const body = JSON.parse(JSON.stringify(encodeRenewal(at(plan)))) as object;
  await sim.extensionData().createDocument("journal", {
    ...body,
    id: `${tab.project.id}.${plan.connectionId}`,
    writtenAt: sim.clock.now(),
    writer: "mallory",
    ...more,
  });
}

describe("where the journal can't be read", () => {
  const unread = async (inputs: Record<string, string> = {}) => {
    const sim = unattended();
    for (let count = 0; count < 20; count += 1)
      sim.faults.add({
        match: { method: "GET", path: /Collections\/journal\/Documents/, nth: 1 },
        effect: { kind: "status", status: 500, body: "" },
      });
    return { sim, run: await runJob(sim, { inputs: due(sim, inputs) }) };
  };

  test("nothing is renewed, and it is not told as if nothing had been left behind", async () => {
    const { sim, run } = await unread();

    expect(made(sim)).toEqual([]);
    expect(run.result).toBe("succeeded-with-issues");
    expect(run.text).toContain(
      "1 listed connection was not renewed, because what earlier runs left behind couldn't be read, or nothing could be recorded.",
    );
    expect(run.summary).toContain(
      "Not started: What earlier runs left behind couldn't be read, so nothing was touched.",
    );
  });

  test("the run fails where it has to read everything", async () => {
    expect((await unread({ failOnUnreadable: "true" })).run.result).toBe("failed");
  });
});

test("a record that can't be understood is told, and nothing of its connection is touched", async () => {
  const sim = unattended();
  await forge(sim, idOf(sim, "shop-production"), { stage: "no such stage", renewal: null });

  const run = await runJob(sim, { inputs: due(sim) });

  expect(run.summary).toContain("The record of an earlier renewal can't be understood");
  expect(run.result).toBe("succeeded-with-issues");
  expect(made(sim)).toEqual([]);
});

test("a forged record renews nothing that isn't due", async () => {
  const sim = unattended();
  await forge(sim, idOf(sim, "shop-test"));

  const run = await runJob(sim, { inputs: due(sim, { renewOnly: idOf(sim, "shop-test") }) });

  expect(run.summary).toContain("An interrupted renewal was cleaned up after: It isn't due.");
  expect([made(sim), saves(sim)]).toEqual([[], []]);
});

test("a forged record doesn't decide how long a new secret lives", async () => {
  const sim = unattended();
  await forge(sim, idOf(sim, "shop-production"));

  const run = await runJob(sim, { inputs: due(sim, { renewLifetimeDays: "30" }) });

  const app = sim.world.tenants
    .flatMap(({ applications }) => applications)
    .find(({ displayName }) => displayName === "app-shop-production");
  const ends = app?.passwordCredentials.map(({ endDateTime }) => endDateTime) ?? [];
  expect(run.outputs["renewedCount"]).toBe("1");
  expect(Math.max(...ends)).toBeLessThan(sim.clock.now() + 40 * 86_400_000);
});

test("a record of a connection that isn't listed is left alone", async () => {
  const sim = unattended();
  await forge(sim, idOf(sim, "shop-test"));

  await runJob(sim, { inputs: due(sim) });

  const left = Object.keys(sim.world.extensionData["Default"]?.["journal"] ?? {});
  expect(left).toEqual([expect.stringContaining(idOf(sim, "shop-test"))]);
});

describe("a pile of records that somebody wrote", () => {
  /** So many more connections in the project, each with a record that says its run is in the middle. */
  async function piled(count: number, at: (plan: Plan) => Renewal) {
    const sim = unattended();
    const large = createWorldSimulator({ scenario: "project-10000" });
    const listed = large.world.endpoints.slice(100, 100 + count);
    const { applications } = large.world.tenants[0] ?? { applications: [] };
    sim.world.endpoints.push(...listed);
    sim.world.tenants[0]?.applications.push(...applications.slice(100, 100 + count));
    for (const { id } of listed) await forge(sim, id, {}, at);
    return { sim, ids: listed.map(({ id }) => id) };
  }

  test("is waited for once, and what is due is renewed all the same", async () => {
    const { sim, ids } = await piled(30, (plan) => ({
      plan,
      stage: "issuing",
      baseline: aBaseline(),
      attempt: 1,
    }));
    const began = sim.clock.now();

    const run = await runJob(sim, {
      inputs: due(sim, { renewOnly: [...ids, idOf(sim, "shop-production")].join("\n") }),
    });

    expect(run.summary.match(/An interrupted renewal was cleaned up after/g)).toHaveLength(30);
    expect(run.outputs["renewedCount"]).toBe("1");
    expect(sim.clock.now() - began).toBeLessThan(2 * quietAfterMs);
  });

  test("that was saved, as it says, is verified no oftener than maxRenewals says", async () => {
    const { sim, ids } = await piled(6, (plan) => ({
      plan,
      stage: "verifying",
      baseline: aBaseline(),
      key: aKey(),
      proved: true,
      savedAt: plan.startedAt,
    }));

    const run = await runJob(sim, { inputs: due(sim, { renewOnly: ids.join("\n"), maxRenewals: "2" }) });

    expect(run.summary.match(/As many as maxRenewals allows were renewed/g)).toHaveLength(4);
    const tested = sim.traffic.requests.filter(({ path }) => /endpointproxy/.test(path));
    expect(new Set(tested.map(({ query }) => query["endpointId"])).size).toBe(2);
  });
});
