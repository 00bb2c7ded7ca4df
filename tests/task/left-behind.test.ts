import { encodeRenewal } from "../../src/domain/renewal/codec";
import { makePlan, planRenewal } from "../../src/domain/renewal/plan";
import { defaultSettings } from "../../src/domain/settings";
import { instant } from "../../src/domain/instant";
import { asWatcher, idOf, runJob, unattended } from "../support/job";
import { somePlanFacts } from "../support/builders";
import { openTab } from "../support/simulated-tab";

type Sim = ReturnType<typeof unattended>;

const due = (sim: Sim, more: Record<string, string> = {}) =>
  asWatcher(sim, { renew: "due", renewOnly: idOf(sim, "shop-production"), failOn: "never", ...more });
const made = (sim: Sim) => sim.traffic.requests.filter(({ path }) => /addPassword/i.test(path));
const saves = (sim: Sim) =>
  sim.traffic.requests.filter(({ method, service }) => method === "PUT" && service === "ado");

/** A record of a renewal of this connection, as anybody who writes extension data can make one. */
async function forge(sim: Sim, name: string, more: Record<string, unknown> = {}): Promise<void> {
  const tab = openTab(sim);
  const read = await tab.ports.connections.read({ id: idOf(sim, name), project: tab.project });
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
  const body = JSON.parse(JSON.stringify(encodeRenewal({ plan, stage: "preparing" }))) as object;
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
  await forge(sim, "shop-production", { stage: "no such stage", renewal: null });

  const run = await runJob(sim, { inputs: due(sim) });

  expect(run.summary).toContain("The record of an earlier renewal can't be understood");
  expect(run.result).toBe("succeeded-with-issues");
  expect(made(sim)).toEqual([]);
});

test("a forged record renews nothing that isn't due", async () => {
  const sim = unattended();
  await forge(sim, "shop-test");

  const run = await runJob(sim, { inputs: due(sim, { renewOnly: idOf(sim, "shop-test") }) });

  expect(run.summary).toContain("An interrupted renewal was cleaned up after: It isn't due.");
  expect([made(sim), saves(sim)]).toEqual([[], []]);
});

test("a forged record doesn't decide how long a new secret lives", async () => {
  const sim = unattended();
  await forge(sim, "shop-production");

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
  await forge(sim, "shop-test");

  await runJob(sim, { inputs: due(sim) });

  const left = Object.keys(sim.world.extensionData["Default"]?.["journal"] ?? {});
  expect(left).toEqual([expect.stringContaining(idOf(sim, "shop-test"))]);
});
