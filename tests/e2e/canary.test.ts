import type { Browser, Page } from "playwright-core";
import { subjectOf } from "../support/simulated-tab";
import { launchBrowser } from "./support/browser";
import { canary, carriersOf, forms, holds, issueCanary, leaksOf } from "./support/canary";
import type { OpenHub } from "./support/hub-page";
import { clientIdAccepted, secretFromPortal } from "./support/renewing";
import { calls, faultAt, openPanel, outcomeOf, scene, untilArrived, type Scene } from "./support/scene";

let browser: Browser;
let stage: Scene | null = null;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  await stage?.close();
  stage = null;
});

const simulator = (): Scene["sim"] => (stage as Scene).sim;

const leaks = (open: OpenHub): Promise<readonly string[]> => leaksOf(simulator(), open);
const carriers = (): readonly string[] => carriersOf(simulator());

const copied = async (page: Page): Promise<string> => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  return page.evaluate(() => navigator.clipboard.readText().catch(() => ""));
};

async function graphRun(): Promise<{ open: OpenHub; said: string }> {
  issueCanary(simulator());
  const open = await (stage as Scene).open();
  const dialog = await openPanel(open, "shop-production");
  await dialog.getByRole("button", { name: "Renew now" }).click();
  return { open, said: await outcomeOf(open, dialog) };
}

async function guidedStart(): Promise<{ open: OpenHub; outcome: () => Promise<string> }> {
  secretFromPortal(simulator());
  const credential = subjectOf(simulator()).application.passwordCredentials.at(-1);
  if (credential !== undefined) credential.secretText = canary;
  const open = await (stage as Scene).open();
  const dialog = await openPanel(open, "shop-production");
  await dialog.getByRole("textbox", { name: "New client secret" }).fill(canary);
  await dialog.getByRole("button", { name: "Save and verify" }).click();
  return { open, outcome: () => outcomeOf(open, dialog) };
}

test("the canary would be found in each form", () => {
  for (const form of forms) expect(holds(`before ${form} after`)).toBe(true);
  expect(holds(Buffer.from(`{"x":"${canary}"}`).toString("base64"))).toBe(true);
  expect(holds("an ordinary text")).toBe(false);
});

test("a secret of Microsoft Graph is in three proofs and one save, and nowhere else", async () => {
  stage = await scene(browser, "graph-consented", clientIdAccepted);
  const { open, said } = await graphRun();

  expect(said).toContain("Verification succeeded");
  expect(carriers()).toEqual(["proof", "proof", "proof", "save"]);
  expect(await leaks(open)).toEqual([]);
});

test("a pasted secret is in three proofs and one save, and nowhere else, also while it is held", async () => {
  stage = await scene(browser, "graph-not-consented");
  const { sim } = stage;
  sim.faults.add(faultAt({ title: "", at: calls.test(4), effect: { kind: "delay", ms: 1_500 } }));
  const { open, outcome } = await guidedStart();
  await untilArrived(open, sim, calls.test(4));
  expect(await leaks(open)).toEqual([]);

  expect(await outcome()).toContain("Verification succeeded");
  expect(carriers()).toEqual(["proof", "proof", "proof", "save"]);
  expect(await leaks(open)).toEqual([]);
});

const echo = (status: number): { kind: "status"; status: number; body: string } => ({
  kind: "status",
  status,
  body: JSON.stringify({
    message: `The value '${canary}' (${encodeURIComponent(canary)}, ${Buffer.from(canary).toString("base64")}) is not valid.`,
    typeKey: "ArgumentException",
  }),
});

test.each([
  ["the save is refused with a text that repeats it", calls.put, echo(400)],
  ["the save fails with a text that repeats it", calls.put, echo(500)],
  ["the proof fails with a text that repeats it", calls.test(3), echo(400)],
  ["the save's reply is lost", calls.put, { kind: "drop-after" } as const],
  ["the save never answers", calls.put, { kind: "hang" } as const],
  ["the verification meets a sign-in page", calls.test(6), { kind: "html-sign-in" } as const],
])("where %s, it is in no text, store or record", async (_case, at, effect) => {
  stage = await scene(browser, "graph-consented", clientIdAccepted);
  stage.sim.faults.add(faultAt({ title: "", at, effect }));
  const { open, said } = await graphRun();

  expect(holds(said)).toBe(false);
  expect(await leaks(open)).toEqual([]);
  const copy = open.hub.getByRole("dialog").getByRole("button", { name: "Copy" }).first();
  if (await copy.isVisible()) {
    await copy.click();
    expect(holds(await copied(open.page))).toBe(false);
  }
  // A later visit shows nothing either: what was kept is all that it can show.
  await open.page.reload();
  await open.hub.getByRole("row").nth(1).waitFor();
  expect(await leaks(open)).toEqual([]);
});
