import type { ServiceConnection } from "../../src/domain/service-connection";
import { createFederation } from "../../src/hub/features/federation/actions";
import { convertInBulk } from "../../src/hub/features/federation/convert-in-bulk";
import { createWorldSimulator, type WorldSimulator } from "../../simulator/simulator";
import { openTab } from "../support/simulated-tab";

const conversions = (sim: WorldSimulator): readonly string[] =>
  sim.traffic.requests
    .filter(({ url }) => url.includes("ConvertAuthenticationScheme"))
    .map(({ url }) => new URL(url).pathname);
const schemeOf = (sim: WorldSimulator, { id }: ServiceConnection): string | undefined =>
  sim.world.endpoints.find((one) => one.id === id)?.authorization.scheme;

/** Six automatic connections in a tab with the product's own adapters, whose pipelines were looked at. */
async function lookedAt() {
  const sim = createWorldSimulator({ scenario: "federation-many" });
  const { ports, project } = openTab(sim);
  const listed = await ports.connections.list(project);
  if (!listed.ok) throw new Error(listed.failure.code);
  const { connections } = listed.value;
  const federation = createFederation(ports, (notify) => notify());
  await federation.prepare("all", connections);
  await federation.start("all", connections, null);
  const verdicts = [...federation.store.get().scans.values()].map(({ readiness }) => readiness.readiness);
  expect(verdicts).toEqual(Array<string>(6).fill("convertible"));
  return { sim, connections, federation };
}

test("six connections are converted together, each with one write, verified, and each can be reverted", async () => {
  const { sim, connections, federation } = await lookedAt();
  let phases: readonly string[] = [];
  let most = 0;

  await convertInBulk(federation, connections, (entries) => {
    phases = entries.map(({ phase }) => phase);
    most = Math.max(most, phases.filter((phase) => phase === "running").length);
  });

  expect(phases).toEqual(Array<string>(6).fill("done"));
  expect(most).toBe(4);
  expect(new Set(conversions(sim)).size).toBe(6);
  expect(conversions(sim)).toHaveLength(6);
  expect(connections.map((one) => schemeOf(sim, one))).toEqual(
    Array<string>(6).fill("WorkloadIdentityFederation"),
  );

  const [one, ...others] = connections;
  if (one === undefined) throw new Error("no connection");
  await federation.revert(one);
  expect(schemeOf(sim, one)).toBe("ServicePrincipal");
  expect(others.map((other) => schemeOf(sim, other))).toEqual(
    Array<string>(5).fill("WorkloadIdentityFederation"),
  );
});

test("one that is no plain yes any more is not written, and nothing waiting starts after it", async () => {
  const { sim, connections, federation } = await lookedAt();
  const changed = connections[1];
  if (changed === undefined) throw new Error("no connection");
  const { scans } = federation.store.get();
  const scan = scans.get(changed.id);
  if (scan === undefined) throw new Error("nobody looked");
  federation.store.update((state) => ({
    ...state,
    scans: new Map(scans).set(changed.id, {
      ...scan,
      readiness: { ...scan.readiness, unread: [{ code: "no-right", what: "shop", detail: null }] },
    }),
  }));
  let phases: readonly string[] = [];

  await convertInBulk(federation, connections, (entries) => {
    phases = entries.map(({ phase }) => phase);
  });

  expect(phases[1]).toBe("failed");
  expect(schemeOf(sim, changed)).toBe("ServicePrincipal");
  expect(phases.slice(4)).toEqual(["waiting", "waiting"]);
  expect(connections.slice(4).map((one) => schemeOf(sim, one))).toEqual([
    "ServicePrincipal",
    "ServicePrincipal",
  ]);
});

test("a conversion that Azure DevOps refuses keeps the waiting ones from starting", async () => {
  const { sim, connections, federation } = await lookedAt();
  sim.faults.add({
    match: { path: "ConvertAuthenticationScheme", times: 1 },
    effect: { kind: "status", status: 400, body: JSON.stringify({ message: "Not now.", typeKey: "X" }) },
  });
  let phases: readonly string[] = [];

  await convertInBulk(federation, connections, (entries) => {
    phases = entries.map(({ phase }) => phase);
  });

  expect(phases.filter((phase) => phase === "failed")).toHaveLength(1);
  expect(phases.slice(4)).toEqual(["waiting", "waiting"]);
});
