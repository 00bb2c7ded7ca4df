import type { Browser } from "playwright-core";
import { standing, works } from "../support/invariants";
import { launchBrowser } from "./support/browser";
import { clientIdAccepted } from "./support/renewing";
import { arrived, calls, openPanel, outcomeOf, scene, type Scene } from "./support/scene";
import { comeToRest } from "./support/unfinished";

let browser: Browser;
let stage: Scene;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

const name = "shop-production";
const plain = { width: 1100, height: 600 } as const;
const minutes = 60_000;

test.each([
  ["before addPassword", calls.addPassword, "effect"],
  ["after addPassword, its reply on the way", calls.addPassword, "reply"],
  ["at the second proof", calls.test(4), "effect"],
  ["after the save, its reply on the way", calls.put, "reply"],
  ["at the first verification", calls.test(6), "effect"],
] as const)(
  "a machine that sleeps for an hour %s wakes to success or a sentence",
  async (_where, at, until) => {
    stage = await scene(browser, "graph-consented", clientIdAccepted);
    const { sim } = stage;
    const before = standing(sim);
    const open = await stage.open(plain);
    const dialog = await openPanel(open, name);
    sim.faults.add({
      match: { method: at.method, path: at.part, nth: at.count },
      effect: { kind: "hold", until },
    });
    await dialog.getByRole("button", { name: "Renew now" }).click();
    await open.passUntil(() => sim.barrier.list().length > 0, 120_000, 2_000);

    sim.faults.clear();
    await open.sleep(60 * minutes);
    sim.barrier.breakOff();
    const said = await outcomeOf(open, dialog, 900_000);

    expect(said).toMatch(
      /^Verification succeeded|The connection (was|holds) .*\.|It isn't known whether .*\./s,
    );
    expect(works(sim)).toBe(true);
    expect(arrived(sim, "PUT", "serviceendpoint/endpoints/")).toBeLessThanOrEqual(1);
    await open.page.keyboard.press("Escape");
    await open.passUntil(async () => (await dialog.count()) === 0, 5_000);
    const { leftKnowingly } = await comeToRest(open, name);
    expect(before.problemsAtTheEnd(sim, leftKnowingly)).toEqual([]);
  },
);

test.each([
  ["10 minutes ahead of", 10 * minutes],
  ["10 minutes behind", -10 * minutes],
])("a browser %s the services renews, and its dates are off by no more than that", async (_how, skewMs) => {
  stage = await scene(browser, "graph-consented", clientIdAccepted);
  const { sim } = stage;
  const before = standing(sim);
  const open = await stage.open({ ...plain, skewMs });
  const dialog = await openPanel(open, name);
  await dialog.getByRole("button", { name: "Renew now" }).click();

  expect(await outcomeOf(open, dialog, 900_000)).toContain("Verification succeeded");
  expect(before.problemsAtTheEnd(sim, 0)).toEqual([]);
  expect(works(sim)).toBe(true);
  // Asked for by the browser's clock, ended by Entra's: half a year either way.
  const [issued] = sim.world.tenants
    .flatMap(({ applications }) => applications)
    .flatMap(({ passwordCredentials }) => passwordCredentials)
    .filter(({ displayName }) => displayName?.startsWith("ADO-SC v1") === true);
  const lives = ((issued?.endDateTime ?? 0) - sim.clock.now()) / 86_400_000;
  expect(Math.abs(lives - 180)).toBeLessThan(0.02);
});
