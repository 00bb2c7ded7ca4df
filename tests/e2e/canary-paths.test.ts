import type { Browser, Locator } from "playwright-core";
import { subjectOf } from "../support/simulated-tab";
import { launchBrowser } from "./support/browser";
import { canary, carriersOf, holds, issueCanary, leaksOf } from "./support/canary";
import { freshWorlds, showAnew } from "./support/fresh-world";
import type { OpenHub } from "./support/hub-page";
import { clientIdAccepted, secretFromPortal } from "./support/renewing";
import { calls, colleagueOf, openPanel, outcomeOf, scene, type Scene } from "./support/scene";
import { graphCalls, onceAt } from "./support/staged-calls";
import { comeToRest, interruption } from "./support/unfinished";
import { soon } from "./support/soon";

let browser: Browser;
let stage: Scene;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

const name = "shop-production";
const leaks = (open: OpenHub): Promise<readonly string[]> => leaksOf(stage.sim, open);

/** A person makes a secret in the portal, and it is the canary. */
function canaryFromPortal(): void {
  secretFromPortal(stage.sim);
  const credential = subjectOf(stage.sim).application.passwordCredentials.at(-1);
  if (credential !== undefined) credential.secretText = canary;
}

async function paste(open: OpenHub, dialog: Locator): Promise<void> {
  const field = dialog.getByRole("textbox", { name: "New client secret" });
  await open.passUntil(() => field.isVisible(), 30_000);
  await field.fill(canary);
  await dialog.getByRole("button", { name: "Save and verify" }).click();
}

/** Lets a run go on until it stands at a call, with what that call does still to come. */
const standsAt = (at: { method: string; part: string; count: number }, until: "effect" | "reply"): void =>
  stage.sim.faults.add({
    match: { method: at.method, path: at.part, nth: at.count },
    effect: { kind: "hold", until },
  });
const isHeld = (): boolean => stage.sim.barrier.list().length > 0;

/** Everything that the page offers to copy, as it stands there to be copied. */
const copyable = async (open: OpenHub): Promise<string> =>
  (await open.hub.locator("pre, code, textarea").allInnerTexts()).join("\n");

test.each([
  ["the proof", calls.test(4), "effect"],
  ["the save", calls.put, "reply"],
] as const)(
  "a tab closed at %s leaves it nowhere, for whoever opens the hub next",
  async (_where, at, until) => {
    stage = await scene(browser, "graph-not-consented");
    const { sim } = stage;
    canaryFromPortal();
    const first = await stage.open();
    await paste(first, await openPanel(first, name));
    standsAt(at, until);
    await first.passUntil(isHeld, 120_000, 2_000);
    expect(await leaks(first)).toEqual([]);
    await first.page.close();
    sim.faults.clear();
    sim.barrier.breakOff();

    const other = await stage.open({ query: { user: colleagueOf(sim) } });
    await other.passUntil(() => interruption(other, name).isVisible(), 30_000);
    expect(await leaks(other)).toEqual([]);

    await other.sleep(150_000);
    const again = await stage.open({ sameBrowserAs: first });
    await again.passUntil(() => interruption(again, name).isVisible(), 30_000);
    expect(await leaks(again)).toEqual([]);
    await interruption(again, name).getByRole("button", { name: "Resume" }).click();
    const dialog = again.hub.getByRole("dialog", { name: `Renew ${name}` });
    if (until === "effect") await paste(again, dialog);
    expect(await outcomeOf(again, dialog, 900_000)).toContain("Verification succeeded");
    expect(await leaks(again)).toEqual([]);
    expect(carriersOf(sim).filter((one) => one === "save")).toHaveLength(1);
  },
);

test("two who renew at once see each other's names, and neither the other's secret", async () => {
  stage = await scene(browser, "graph-consented", clientIdAccepted);
  const { sim } = stage;
  issueCanary(sim);
  const alice = await stage.open();
  const bob = await stage.open({ query: { user: colleagueOf(sim) } });
  const his = await openPanel(bob, name);
  const hers = await openPanel(alice, name);
  standsAt(calls.test(3), "effect");
  await hers.getByRole("button", { name: "Renew now" }).click();
  await alice.passUntil(isHeld, 60_000, 2_000);
  await his.getByRole("button", { name: "Renew now" }).click();
  await bob.passUntil(() => his.getByRole("alert").first().isVisible(), 30_000);

  await soon(async () =>
    expect(await his.getByRole("alert").first().innerText()).toContain("Alice Adminson is renewing"),
  );
  expect(await leaks(bob)).toEqual([]);
  expect(await leaks(alice)).toEqual([]);
});

test.each([500, 400])(
  "an answer of %d that repeats it is passed on by no text, store, record or copy",
  async (status) => {
    stage = await scene(browser, "graph-consented", clientIdAccepted);
    const { sim } = stage;
    const fresh = freshWorlds(sim);
    const open = await stage.open();
    const forms = [canary, encodeURIComponent(canary), Buffer.from(canary).toString("base64")].join(" ");
    const message = `The value '${forms}' is not valid.`;
    const body = JSON.stringify({ message, typeKey: "ArgumentException" });
    const told: string[] = [];
    // Only who was given the secret can repeat it.
    for (const [index, call] of graphCalls
      .filter((one) => ["first proof", "save"].includes(one.name))
      .entries()) {
      const connection = fresh(index + 1);
      issueCanary(sim);
      await showAnew(open, connection);
      const dialog = await openPanel(open, connection);
      const start = dialog.getByRole("button", { name: "Renew now" });
      await open.passUntil(() => start.isEnabled(), 30_000);
      const isThis = onceAt(sim, call);
      let since = false;
      const when: typeof isThis = (request) => {
        since ||= isThis(request);
        return since && request.method === call.method && call.path.test(request.path);
      };
      sim.faults.add({ match: { when }, effect: { kind: "status", status, body } });
      await start.click();
      told.push(await outcomeOf(open, dialog, 900_000), await copyable(open));
      expect(since).toBe(true);
      expect({ at: call.name, leaks: await leaks(open) }).toEqual({ at: call.name, leaks: [] });
      sim.faults.clear();
      await open.page.keyboard.press("Escape");
      await open.passUntil(async () => (await dialog.count()) === 0, 5_000);
      await comeToRest(open, connection);
      expect({ at: call.name, leaks: await leaks(open) }).toEqual({ at: call.name, leaks: [] });
    }
    expect(told.filter(holds)).toEqual([]);
    expect(told.join("\n")).toContain("is not valid");
  },
);

test("the hand-off card holds no secret, also where the connection's answer or a record does", async () => {
  stage = await scene(browser, "view-only", clientIdAccepted);
  const { endpoint, application } = subjectOf(stage.sim);
  endpoint.secrets["serviceprincipalkey"] = canary;
  for (const one of application.passwordCredentials) one.secretText = canary;
  const open = await stage.open();
  const dialog = await openPanel(open, name);
  const card = dialog.getByRole("region", { name: "For the person who has the right" });
  await open.passUntil(() => card.isVisible(), 30_000);

  await soon(async () =>
    expect(await card.innerText()).toContain("Please renew the service connection shop-production"),
  );
  expect(holds(await copyable(open))).toBe(false);
  expect(await leaks(open)).toEqual([]);
});

test("the diagnostics after a run under faults hold no secret", async () => {
  stage = await scene(browser, "graph-consented", clientIdAccepted);
  const { sim } = stage;
  issueCanary(sim);
  const open = await stage.open();
  const dialog = await openPanel(open, name);
  sim.faults.add({
    match: { method: "PUT" },
    effect: { kind: "status", status: 400, body: JSON.stringify({ message: `'${canary}' is not valid.` }) },
  });
  await dialog.getByRole("button", { name: "Renew now" }).click();
  await outcomeOf(open, dialog, 900_000);
  await open.page.keyboard.press("Escape");
  await open.passUntil(async () => (await dialog.count()) === 0, 5_000);
  await open.hub.getByRole("button", { name: "Settings", exact: true }).click();
  await open.hub
    .getByRole("dialog", { name: "Settings" })
    .getByRole("button", { name: "Diagnostics" })
    .click();
  const report = open.hub
    .getByRole("dialog", { name: "Diagnostics" })
    .getByRole("region", { name: "Report" });
  await open.passUntil(() => report.locator("pre").isVisible(), 60_000);

  await soon(async () => expect(await report.innerText()).toContain("PUT"));
  expect(holds(await copyable(open))).toBe(false);
  expect(await leaks(open)).toEqual([]);
});
