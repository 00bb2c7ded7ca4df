import { watchConversions } from "../../src/operations/watch-conversions";
import { createWorldSimulator } from "../../simulator/simulator";
import { openTab } from "../support/simulated-tab";

async function watched(prepare: (sim: ReturnType<typeof createWorldSimulator>) => void = () => undefined) {
  const sim = createWorldSimulator({ scenario: "federation-converted" });
  const { ports, project } = openTab(sim);
  const listed = await ports.connections.list(project);
  if (!listed.ok) throw new Error(listed.failure.code);
  prepare(sim);
  sim.traffic.clear();
  const seen = await watchConversions(ports, listed.value.connections, new AbortController().signal);
  return {
    sim,
    seen,
    histories: sim.traffic.requests.filter((one) => one.path.includes("executionhistory")),
  };
}

test("pipelines that fail since a conversion are seen as long as there is a way back", async () => {
  const { seen, histories } = await watched();

  expect(seen.map(({ connection, after }) => [connection.name, after.runs, after.failing.length])).toEqual([
    ["shop-failing-since", 2, 1],
    ["shop-fine-since", 1, 0],
  ]);
  expect(seen[0]?.after.failing[0]).toMatchObject({ definitionName: "shop-deploy", result: "failed" });
  // One call for each that can be taken back, none for the one that cannot.
  expect(histories).toHaveLength(2);
});

test("a history that cannot be read is no good news", async () => {
  const { seen } = await watched((sim) =>
    sim.faults.add({ match: { path: "executionhistory" }, effect: { kind: "status", status: 403 } }),
  );

  expect(seen.map(({ failure }) => failure?.code)).toEqual(["not-permitted", "not-permitted"]);
});

test("asks for no page older than the conversion", async () => {
  const { histories } = await watched((sim) => {
    const [first] = sim.world.executions;
    if (first === undefined) throw new Error("no run");
    for (let index = 0; index < 120; index += 1)
      sim.world.executions.push({ ...first, id: 90_000 + index, startTime: first.startTime - index * 1_000 });
  });

  expect(histories).toHaveLength(2);
});
