import type { Browser } from "playwright-core";
import { startSimulator } from "../../simulator/simulator";
import { standing } from "../support/invariants";
import { launchBrowser } from "./support/browser";
import { openHub } from "./support/hub-page";
import { cells, killedAt, left } from "./support/killed-task";
import { clientIdAccepted } from "./support/renewing";
import { outcomeOf, packageDir } from "./support/scene";
import { comeToRest, interruption } from "./support/unfinished";
import { soon } from "./support/soon";

describe("a killed process is resumed in the hub", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  const inBrowser = cells.filter(
    ({ step, phase }) => phase === "after the effect of" && /secret|save|verification/.test(step.name),
  );

  test.each(inBrowser.map((cell) => ({ ...cell, name: `${cell.phase} ${cell.step.name}` })))(
    "$name",
    async (cell) => {
      const sim = await startSimulator({ extensionDir: packageDir, scenario: "unattended", today: true });
      const job = await sim.serveJob();
      try {
        clientIdAccepted(sim);
        const before = standing(sim);
        await killedAt(sim, job, cell);
        const open = await openHub(browser, sim, { frozenTime: true, width: 1100, height: 600 });
        const found = interruption(open, "shop-production");
        await open.passUntil(() => found.isVisible(), 60_000);
        await soon(async () => expect(await found.innerText()).toContain("connection-watcher"));
        // Its lock may be alive for as long as nobody has seen it stay silent.
        await open.sleep(16 * 60_000);
        await found.getByRole("button", { name: "Look again" }).click();
        await open.pass(2_000);
        const resume = found.getByRole("button", { name: "Resume" });
        if (await resume.isVisible()) {
          await resume.click();
          const dialog = open.hub.getByRole("dialog", { name: "Renew shop-production" });
          expect(await outcomeOf(open, dialog)).toContain("Verification succeeded");
          await open.page.keyboard.press("Escape");
          await open.passUntil(async () => (await dialog.count()) === 0, 5_000);
        }
        await comeToRest(open, "shop-production");
        expect([before.problems(sim), left(sim)]).toEqual([[], []]);
        await open.close();
      } finally {
        await job.close();
        await sim.close();
      }
    },
  );
});
