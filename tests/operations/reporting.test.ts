import { success } from "../../src/domain/failure";
import { loadInventory, type Inventory } from "../../src/operations/load-inventory";
import type { Ports } from "../../src/ports/ports";
import { createWorldSimulator } from "../../simulator/simulator";
import { openTab } from "../support/simulated-tab";

/** Forty batches of Graph, 300 ms each, on a page that takes so long to draw its rows. */
async function reportsWhile(drawingMs: number): Promise<number> {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const tab = openTab(sim);
  let reports = 0;
  const ports: Ports = {
    ...tab.ports,
    settings: {
      ...tab.ports.settings,
      acceptedClientId: async () => {
        const settings = await tab.ports.settings.read();
        return success(settings.ok ? settings.value.clientId : null);
      },
    },
    credentials: {
      ...tab.ports.credentials,
      connect: () => Promise.resolve(success("read")),
      lookUp: (_requests, report) => {
        reports = 0;
        for (let batch = 0; batch < 40; batch += 1) {
          sim.clock.advance(300);
          report(new Map());
        }
        return Promise.resolve(success({ requests: 40 }));
      },
    },
  };
  const draw = (): void => {
    reports += 1;
    sim.clock.advance(drawingMs);
  };
  await loadInventory(ports, ports.host.scope, draw, new AbortController().signal);
  return reports;
}

test("a page that draws quickly follows each batch, a slow one is left in peace", async () => {
  expect(await reportsWhile(1)).toBeGreaterThanOrEqual(40);
  expect(await reportsWhile(1_000)).toBeLessThan(8);
});

test.each(["graph-consented", "graph-not-consented", "empty-project"])(
  "%s: what was reported is not reported again before something else has come in",
  async (scenario) => {
    const { ports } = openTab(createWorldSimulator({ scenario }));
    const reports: string[] = [];
    const told = ({ loadedAt: _, ...rest }: Inventory): string => JSON.stringify(rest);

    const last = await loadInventory(
      ports,
      ports.host.scope,
      (inventory) => reports.push(told(inventory)),
      new AbortController().signal,
    );

    expect(reports.length).toBeGreaterThan(1);
    expect(reports.filter((one, place) => one === reports[place - 1])).toEqual([]);
    expect(reports.at(-1)).toBe(told(last));
  },
);
