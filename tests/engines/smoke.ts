import { join } from "node:path";
import type { Fault } from "../../simulator/core/faults";
import { startSimulator, type Simulator } from "../../simulator/simulator";
import { quietAfterMs } from "../../src/domain/renewal/settling";
import { clientIdAccepted, secretFromPortal } from "../e2e/support/renewing";
import { unpackNewest } from "../e2e/support/unpacked";
import { hostPages } from "../e2e/support/host-pages";
import type { Engine, EnginePage, Named } from "./support/engine";

/** Time is real but for what a test passes over by hand. A proof takes 15 s of it, so a renewal about 40 s. */
const patienceMs = 120_000;

const connection = "shop-production";
const panel: Named = { role: "dialog", name: `Renew ${connection}` };
const inPanel = (role: string, name: string): Named => ({ role, name, within: panel });
const renew: Named = { role: "button", name: `Renew ${connection}` };

/** Looks more and more seldom: each look takes time from the page, and from everything else that runs meanwhile. */
async function until(what: string, holds: () => Promise<boolean>, ms = patienceMs): Promise<void> {
  let pauseMs = 100;
  for (const end = Date.now() + ms; !(await holds());) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    pauseMs = Math.min(3_000, pauseMs * 1.3);
  }
}

const shown = (page: EnginePage, what: Named, ms = patienceMs): Promise<void> =>
  until(`${what.role} ${String(what.name ?? what.text ?? "")}`, async () => (await page.count(what)) > 0, ms);

const gone = (page: EnginePage, what: Named): Promise<void> =>
  until(
    `no ${what.role} ${String(what.name ?? what.text ?? "")}`,
    async () => (await page.count(what)) === 0,
  );

async function press(page: EnginePage, what: Named): Promise<void> {
  await shown(page, what);
  await page.click(what);
}

/** The list as it is used: its rows stand, and a press on them is answered. */
const listed = (page: EnginePage): Promise<void> =>
  shown(page, { role: "row", within: { role: "grid", name: "Service connections" } });

/** The way of a person through list, both kinds of renewal, export, and a tab that closes; the same in every engine. */
export function smoke(engineName: string, launch: () => Promise<Engine>): void {
  describe(`the packaged hub in ${engineName}`, () => {
    let engine: Engine;
    let extensionDir: string;
    let sim: Simulator;
    let page: EnginePage;

    beforeAll(async () => {
      extensionDir = unpackNewest(join("out", "test-fixtures", `engine-${engineName}`));
      engine = await launch();
    }, 120_000);
    afterAll(() => engine.close());
    afterEach(async () => {
      await page.close();
      await sim.close();
    });

    async function start(
      scenario: string,
      prepare: (sim: Simulator) => void = () => undefined,
    ): Promise<void> {
      sim = await startSimulator({ extensionDir, hostPagesDir: hostPages(), scenario });
      prepare(sim);
      page = await engine.newPage();
      await page.open(sim.hubUrl());
    }

    test("shows the list and filters it by name", async () => {
      await start("mixed-40");
      const rows: Named = { role: "row", within: { role: "grid", name: "Service connections" } };
      await shown(page, { role: "textbox", name: "Filter by name" });
      await until("many rows", async () => (await page.count(rows)) > 5);

      await page.type({ role: "textbox", name: "Filter by name" }, "app-disabled");

      await until("one row beside the head", async () => (await page.count(rows)) === 2);
      expect(await page.count({ ...rows, text: "app-disabled" })).toBe(1);
    }, 180_000);

    test("renews through Microsoft Graph", async () => {
      await start("graph-consented", clientIdAccepted);

      await listed(page);
      await press(page, renew);
      await press(page, inPanel("button", "Renew now"));
      await shown(page, { role: "status", text: "Verification succeeded", within: panel });

      expect(sim.traffic.requests.filter(({ path }) => path.includes("addPassword"))).toHaveLength(1);
    }, 240_000);

    test("renews with a pasted value", async () => {
      await start("graph-not-consented");

      await listed(page);
      await press(page, renew);
      await shown(page, inPanel("link", "Create a secret in the Azure portal"));
      await shown(page, { ...inPanel("button", "Save and verify") });
      await page.type(inPanel("textbox", "New client secret"), secretFromPortal(sim));
      await press(page, inPanel("button", "Save and verify"));
      await shown(page, { role: "status", text: "Verification succeeded", within: panel });

      expect(sim.traffic.requests.filter(({ method }) => method === "PUT")).toHaveLength(1);
    }, 240_000);

    test("offers the list as a file", async () => {
      await start("mixed-40");

      await press(page, { role: "button", name: "Export" });
      await press(page, { role: "button", name: "Download CSV" });

      await until("a file", async () => (await page.downloads()).length > 0);
      expect((await page.downloads()).filter((name) => name.endsWith(".csv"))).toHaveLength(1);
    }, 180_000);

    test("says in a new tab what a closed one left behind, and goes on", async () => {
      const held: Fault = {
        match: { method: "POST", path: "endpointproxy", nth: 3 },
        effect: { kind: "hold", until: "effect" },
      };
      await start("graph-consented", (one) => {
        clientIdAccepted(one);
        one.faults.add(held);
      });
      await listed(page);
      await press(page, renew);
      await press(page, inPanel("button", "Renew now"));
      await until("a call that is held", () => Promise.resolve(sim.barrier.list().length > 0));

      await page.close();
      sim.faults.clear();
      sim.barrier.breakOff();
      page = await engine.newPage();
      await page.open(sim.hubUrl());

      const interrupted: Named = { role: "status", text: "interrupted" };
      await press(page, { role: "button", name: "Resume", within: interrupted });
      const waiting = "Waiting to be sure that nothing of the interrupted renewal arrives anymore";
      await shown(page, { ...panel, text: waiting });
      const changes = (): number =>
        sim.traffic.requests.filter(({ path }) => /addPassword|removePassword/u.test(path)).length;
      const before = changes();

      sim.clock.advance(quietAfterMs);
      await page.passTime(quietAfterMs);

      await shown(page, { role: "status", text: "Verification succeeded" });
      await gone(page, interrupted);
      expect(changes()).toBeGreaterThan(before);
    }, 480_000);
  });
}
