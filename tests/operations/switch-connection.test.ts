import { failed } from "../../src/domain/failure";
import { switchConnection } from "../../src/operations/switch-connection";
import { createWorldSimulator } from "../../simulator/simulator";
import { openTab } from "../support/simulated-tab";

/** A connection of a world, with what the simulator holds of it. */
async function world(name = "shop-production") {
  const sim = createWorldSimulator({ scenario: "unattended" });
  const { ports, project } = openTab(sim);
  const listed = await ports.connections.list(project);
  if (!listed.ok) throw new Error(listed.failure.code);
  const connection = listed.value.connections.find((one) => one.name === name);
  const endpoint = sim.world.endpoints.find((one) => one.name === name);
  if (connection === undefined || endpoint === undefined) throw new Error(name);
  return { sim, ports, connection, endpoint };
}

describe("a switch (E12)", () => {
  test("disables and enables, with one write that leaves the credential as it was", async () => {
    const { sim, ports, connection, endpoint } = await world();
    const before = JSON.stringify(endpoint.authorization);

    expect(await switchConnection(ports, connection, true)).toMatchObject({ kind: "done" });
    expect(endpoint.isDisabled).toBe(true);
    expect(JSON.stringify(endpoint.authorization)).toBe(before);
    expect(sim.traffic.requests.filter(({ method }) => method === "PUT")).toHaveLength(1);

    expect(await switchConnection(ports, connection, false)).toMatchObject({ kind: "done" });
    expect(endpoint.isDisabled).toBe(false);
  });

  test("is not done because it was answered with yes: what is read decides", async () => {
    const { sim, ports, connection } = await world();
    sim.world.switches.changeProperties = "ignored";

    expect(await switchConnection(ports, connection, true)).toEqual({ kind: "unchanged", failure: null });
  });

  test("is done although its reply was lost, where it is seen", async () => {
    const { ports, connection } = await world();
    const lost = failed({ code: "network", system: "azure-devops" });
    const connections = {
      ...ports.connections,
      setDisabled: async (...call: Parameters<typeof ports.connections.setDisabled>) => {
        await ports.connections.setDisabled(...call);
        return lost;
      },
    };

    expect(await switchConnection({ connections }, connection, true)).toMatchObject({ kind: "done" });
  });

  test("is not told as undone where nobody could look", async () => {
    const { ports, connection } = await world();
    const failure = { code: "not-permitted", system: "azure-devops", detail: "" } as const;
    const connections = { ...ports.connections, read: () => Promise.resolve(failed(failure)) };

    expect(await switchConnection({ connections }, connection, true)).toEqual({
      kind: "not-seen",
      failure,
    });
  });
});
