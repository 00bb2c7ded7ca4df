import { createPipelineUsage } from "../../src/adapters/azure-devops/pipeline-usage";
import { createRuns } from "../../src/adapters/azure-devops/runs";
import { success } from "../../src/domain/failure";
import { readDependencies } from "../../src/operations/read-dependencies";
import { readRun } from "../../src/operations/read-run";
import { clockOf, simulatedDevOps } from "../adapters/support/simulated";
import { valueOf } from "../adapters/support/value-of";

function world() {
  const { simulator, devOps, port, project } = simulatedDevOps("failed-runs");
  const ports = {
    runs: createRuns(devOps),
    usage: createPipelineUsage(devOps),
    connections: port,
    records: {
      ofProject: () => Promise.resolve(success({ records: new Map(), unreadable: 0 })),
    },
    clock: clockOf(simulator),
  };
  const names = (ids: readonly string[]) =>
    ids.map((id) => simulator.world.endpoints.find((one) => one.id === id)?.name);
  return { simulator, ports, project, names };
}

const read = async (id: number) => {
  const { simulator, ports, project, names } = world();
  const reading = valueOf(await readRun(ports, project, id));
  const errors = (reading.diagnosis?.signIn ?? []).map(({ verdict, connectionIds, by }) => ({
    word: verdict.word,
    code: verdict.code,
    held: names(connectionIds),
    by,
  }));
  return { simulator, reading, errors };
};

test.each([
  [501, "credential expired", "AADSTS7000222", ["shop-production"]],
  [502, "credential rejected", "AADSTS7000215", ["shop-staging"]],
  [503, "app registration not found", "AADSTS700016", ["shop-staging"]],
  [504, "app registration disabled", "AADSTS7000112", ["shop-staging"]],
  [506, "role missing", "AuthorizationFailed", ["shop-<b>roles</b>"]],
  [507, "credential rejected", "AADSTS700213", ["shop-federated"]],
  [508, "credential rejected", "AADSTS700024", []],
  [516, "credential expired", "AADSTS7000222", ["shop-east", "shop-north", "shop-west"]],
  [518, "credential expired", "AADSTS7000222", []],
  [519, "credential expired", "AADSTS7000222", ["shop-production"]],
])("run %d: %s, %s", async (id, word, code, held) => {
  const { errors } = await read(id);

  expect(errors).toEqual([expect.objectContaining({ word, code, held })]);
});

test.each([509, 513])("run %d failed, and not over a sign-in", async (id) => {
  const { reading } = await read(id);

  expect(reading.diagnosis).toMatchObject({ signIn: [], earlier: [], failedSteps: 1 });
});

test("a stage that passed when it was tried again keeps what its first attempt met beside the answer", async () => {
  const { reading } = await read(512);

  expect(reading.diagnosis).toMatchObject({ signIn: [], earlier: [{ verdict: { code: "AADSTS7000215" } }] });
});

test("three requests leave for the first answer, beside the one for what the hub remembers", async () => {
  const { simulator } = await read(501);

  expect(simulator.traffic.requests).toHaveLength(3);
});

test("a definition is read for the connections it uses, and one that is gone is said to be", async () => {
  const { ports, project, names } = world();
  const of = async (id: number) => {
    const reading = valueOf(await readRun(ports, project, id));
    return readDependencies(ports, project, reading.run, reading.connections);
  };

  expect(names(valueOf(await of(501)).connectionIds)).toEqual(["shop-production", "shop-staging"]);
  expect(await of(514)).toMatchObject({ ok: false, failure: { code: "not-found" } });
});
