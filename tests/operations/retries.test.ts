import { runRenewal } from "../../src/operations/run-renewal";
import type { FaultEffect } from "../../simulator/core/faults";
import type { SimulatedRequest } from "../../simulator/core/http";
import { createWorldSimulator } from "../../simulator/simulator";
import { openTab, planOf } from "../support/simulated-tab";

type Sent = Pick<SimulatedRequest, "method" | "path" | "body">;

const isRead = ({ method, path }: Sent): boolean =>
  method === "GET" && /\/endpoints\/[0-9a-f-]{36}/.test(path);
const isTest = ({ method, path }: Sent): boolean => method === "POST" && path.includes("endpointproxy");
const isWrong = (sent: Sent): boolean => isTest(sent) && sent.body.includes("wrong-");
const isMade = ({ path }: Sent): boolean => path.endsWith("/addPassword");
const isSave = ({ method, path }: Sent): boolean => method === "PUT" && path.includes("/endpoints/");

/** A renewal through Graph, ready to begin. */
async function ready() {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const tab = openTab(sim);
  await tab.ports.credentials.connect("write", {
    tenantId: sim.world.tenants[0]?.id ?? "",
    interactive: true,
  });
  const plan = await planOf(tab, "graph");
  return { sim, renew: () => runRenewal(tab.ports, plan, tab.person) };
}

/** How many tests pass before a good renewal saves: the read after the last of them is the save's own. */
async function testsBeforeSave(): Promise<number> {
  const { sim, renew } = await ready();
  expect(await renew()).toMatchObject({ stage: "renewed" });
  const { requests } = sim.traffic;
  return requests.slice(0, requests.findIndex(isSave)).filter(isTest).length;
}

/** A renewal in which a call meets `effect` for good, from the moment that so many tests were sent; how often it was sent. */
async function renewedWith(effect: FaultEffect, isMet: (sent: Sent) => boolean, afterTests = 0) {
  const { sim, renew } = await ready();
  let sent = 0;
  const when = (request: SimulatedRequest): boolean => {
    if (!isMet(request) || sim.traffic.requests.filter(isTest).length < afterTests) return false;
    sent += 1;
    return true;
  };
  sim.faults.add({ match: { when }, effect });
  const began = sim.clock.now();
  const ended = await renew();
  return { ended, sent, tookMs: sim.clock.now() - began };
}

const lost: FaultEffect = { kind: "drop-before" };
const throttled: FaultEffect = { kind: "throttle", retryAfter: 1 };

/** The end of a renewal that gave up a call after four requests, and saved nothing. */
const stopped = (during: string, code: string): object => ({
  stage: "stopped",
  during,
  failure: { code, tried: 4 },
  connection: "not-saved",
});

test.each([
  ["lost", lost, "network"],
  ["throttled", throttled, "throttled"],
] as const)(
  "a read that is %s is sent four times, however many layers would repeat it",
  async (_, effect, code) => {
    const { ended, sent, tookMs } = await renewedWith(effect, isRead);

    expect(ended).toMatchObject(stopped("preparing", code));
    expect(sent).toBe(4);
    expect(tookMs).toBeLessThan(10_000);
  },
);

test.each([
  ["lost", lost, "network"],
  ["throttled", throttled, "throttled"],
] as const)(
  "the read that a save begins with, %s, is sent four times for it, and nothing is saved",
  async (_, effect, code) => {
    const { ended, sent } = await renewedWith(effect, isRead, await testsBeforeSave());

    expect(ended).toMatchObject(stopped("saving", code));
    // Four for the save, and four for the look before what was made is taken back.
    expect(sent).toBe(8);
  },
);

test.each([
  ["lost", lost],
  ["throttled", throttled],
] as const)(
  "a test of a wrong value that is %s is sent four times, and nothing is saved",
  async (_, effect) => {
    const { ended, sent } = await renewedWith(effect, isWrong);

    expect(ended).toMatchObject({ stage: "stopped", during: "proving", connection: "not-saved" });
    expect(sent).toBe(4);
  },
);

test("a request for a new secret that is throttled made none, and is sent four times in all", async () => {
  const { ended, sent } = await renewedWith(throttled, isMade);

  expect(ended).toMatchObject({ stage: "stopped", during: "issuing", failure: { code: "throttled" } });
  expect(sent).toBe(4);
});
