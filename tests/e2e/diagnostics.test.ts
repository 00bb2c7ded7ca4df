import type { Browser } from "playwright-core";
import { startSimulator, type Simulator } from "../../simulator/simulator";
import { launchBrowser } from "./support/browser";
import { openHub, type HubAddress, type OpenHub } from "./support/hub-page";
import { clientIdAccepted } from "./support/renewing";

let browser: Browser;
let sim: Simulator;
let open: OpenHub;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  await open.close();
  await sim.close();
});

/** The report as text, with writing tested too. */
async function reportOf(address: HubAddress = {}): Promise<string> {
  sim = await startSimulator({ extensionDir: "out/unpacked", scenario: "mixed-40" });
  clientIdAccepted(sim);
  open = await openHub(browser, sim, address);
  await open.hub
    .getByText("Microsoft Graph connected")
    .or(open.hub.getByText(/offers no sign-in/))
    .first()
    .waitFor();
  await open.hub.getByRole("button", { name: "Settings", exact: true }).click();
  await open.hub
    .getByRole("dialog", { name: "Settings" })
    .getByRole("button", { name: "Diagnostics" })
    .click();
  const dialog = open.hub.getByRole("dialog", { name: "Diagnostics" });
  await dialog.getByRole("region", { name: "Report" }).waitFor();
  await dialog.getByRole("button", { name: "Also test writing" }).click();
  const report = dialog.getByRole("region", { name: "Report" }).locator("pre");
  await report.filter({ hasText: "Writing extension data" }).waitFor();
  return report.innerText();
}

test("the report tells the handshake, the services, the bridge, the data and the last calls", async () => {
  const lines = (await reportOf()).split("\n");

  expect(lines).toEqual(
    expect.arrayContaining([
      "Handshake: current",
      "Kind of host address: localhost",
      "Nested App Authentication: yes, enabled before",
      "Own origin of the frame: yes",
      expect.stringMatching(/^Extension: \d+\.\d+\.\d+$/),
      expect.stringMatching(/^Service: page data: yes, \d+ ms$/),
      expect.stringMatching(/^Reading extension data: yes, \d+ ms$/),
      expect.stringMatching(/^Writing extension data: yes, \d+ ms$/),
      expect.stringMatching(/^Connections: 40 in 1 project, 0 unread$/),
      expect.stringMatching(
        / GET localhost:\d+\/\{…\}\/\{…\}\/_apis\/serviceendpoint\/endpoints\?\S* -> 200 in \d+ ms/,
      ),
      expect.stringMatching(/ POST graph\.microsoft\.com\/v1\.0\/\$batch -> 200 in \d+ ms/),
    ]),
  );
  expect(JSON.stringify(sim.world.extensionData)).not.toContain('"diagnostics":{"');
});

test("the report holds no id, name or token of the world", async () => {
  const report = (await reportOf()).toLowerCase();

  const { organization, projects, endpoints, tenants, users } = sim.world;
  const applications = tenants.flatMap((tenant) => tenant.applications);
  const forbidden = [
    ...[organization.name, organization.id, sim.accessToken()],
    ...[...projects, ...endpoints].flatMap(({ id, name }) => [id, name]),
    ...users.flatMap(({ id, displayName }) => [id, displayName]),
    ...applications.flatMap(({ appId, id, displayName }) => [appId, id, displayName]),
    ...applications.flatMap((one) => one.passwordCredentials.map(({ secretText }) => secretText)),
  ];

  // Three connections are called as their kinds are, which the figures of the list name.
  const alsoWords = ["certificate", "managed", "managed-identity"];

  expect(forbidden.length).toBeGreaterThan(100);
  expect(forbidden.filter((one) => report.includes(one.toLowerCase())).sort()).toEqual(alsoWords);
});

test("the report tells the older handshake and a host without the bridge", async () => {
  const report = await reportOf({ handshake: "legacy", naa: false });

  expect(report).toContain("Handshake: legacy");
  expect(report).toMatch(/Nested App Authentication: no, graph-bridge-missing: .*\n/);
});
