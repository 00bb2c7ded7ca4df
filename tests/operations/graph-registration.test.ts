import { setupOf } from "../../src/domain/graph-setup";
import { createWorldSimulator } from "../../simulator/simulator";
import { openTab } from "../support/simulated-tab";

async function registrationIn(change: (app: { spaRedirectUris?: readonly string[] }) => void) {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const { ports } = openTab(sim);
  const [tenant] = sim.world.tenants;
  const app = tenant?.applications.find(({ appId }) => appId === sim.world.entraClientId);
  if (tenant === undefined || app === undefined) throw new Error("the scenario has no app of its own");
  change(app);
  const key = { tenantId: tenant.id, appId: app.appId, cloud: "AzureCloud" } as const;
  await ports.credentials.connect("read", { tenantId: tenant.id, interactive: true });
  const read = await ports.credentials.registration(key);
  if (!read.ok) throw new Error(read.failure.code);
  return setupOf(read.value).map(({ state }) => state);
}

test("the app registration of a connected organization lacks nothing", async () => {
  expect(await registrationIn(() => undefined)).toEqual(["there", "there", "there", "there"]);
});

test("a redirect that somebody took out is missing", async () => {
  const states = await registrationIn((app) => {
    app.spaRedirectUris = ["https://localhost:3000"];
  });

  expect(states).toEqual(["there", "missing", "there", "there"]);
});
