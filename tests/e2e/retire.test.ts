import type { Browser, Locator } from "playwright-core";
import { subjectOf } from "../support/simulated-tab";
import { launchBrowser } from "./support/browser";
import type { OpenHub } from "./support/hub-page";
import { clientIdAccepted, secretFromPortal, untilText } from "./support/renewing";
import { openPanel, outcomeOf, scene, type Scene } from "./support/scene";
import { soon } from "./support/soon";

let browser: Browser;
let stage: Scene;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

const removals = (): number =>
  stage.sim.traffic.requests.filter((one) => one.path.includes("removePassword")).length;

async function renewed(): Promise<{ open: OpenHub; dialog: Locator }> {
  const open = await stage.open();
  const dialog = await openPanel(open, "shop-production");
  await dialog.getByRole("button", { name: "Renew now" }).click();
  expect(await outcomeOf(open, dialog)).toContain("Verification succeeded");
  return { open, dialog };
}

/** Presses Retire old secret, and waits for the list. */
async function looked(open: OpenHub, dialog: Locator): Promise<Locator> {
  const retire = dialog.getByRole("button", { name: "Retire old secret" });
  await open.passUntil(() => retire.isVisible(), 30_000);
  await retire.click();
  const list = dialog.getByRole("list", { name: "Secrets of the app registration" });
  await open.passUntil(() => list.isVisible(), 30_000);
  return list;
}

test("a valid secret the hub did not make is named with why it stays and where to remove it, and is no dead end", async () => {
  stage = await scene(browser, "graph-consented", clientIdAccepted);
  const { open, dialog } = await renewed();
  const { application } = subjectOf(stage.sim);
  const foreign = application.passwordCredentials.find((one) => one.displayName === "pipelines");
  const line = dialog.getByText(
    new RegExp(`^The old secret .?pipelines.? \\(${foreign?.keyId.slice(0, 8) ?? "\\?"}\\) stays\\.`),
  );
  await open.passUntil(() => line.isVisible(), 30_000);

  await soon(async () =>
    expect(await line.innerText()).toContain("The hub didn't create it for this connection."),
  );
  await soon(async () =>
    expect(await line.getByRole("link", { name: "Open Certificates & secrets" }).count()).toBe(1),
  );
  await soon(async () =>
    expect(await dialog.getByRole("button", { name: "Retire old secret" }).count()).toBe(0),
  );
  expect(removals()).toBe(0);
});

test("an expired secret of the app registration can go, and Escape closes the panel after it", async () => {
  stage = await scene(browser, "graph-consented", (sim) => {
    clientIdAccepted(sim);
    const { application } = subjectOf(sim);
    const [living] = application.passwordCredentials;
    if (living === undefined) throw new Error("the app registration has no secret");
    const ended = sim.clock.now() - 3 * 86_400_000;
    application.passwordCredentials.unshift({
      ...living,
      keyId: "dead0000-3434-4565-8787-909090909090",
      displayName: "long ago",
      startDateTime: ended - 90 * 86_400_000,
      endDateTime: ended,
    });
  });
  const { open, dialog } = await renewed();
  const list = await looked(open, dialog);
  await list.getByRole("button", { name: "Remove dead0000 for good" }).click();
  await open.passUntil(async () => (await list.getByRole("button").count()) === 0, 30_000);

  expect(removals()).toBe(1);
  // Tab goes round in the panel, past its own Close, where the platform's buttons would keep Escape to themselves.
  const close = dialog.getByRole("button", { name: "Close", exact: true }).first();
  await open.passUntil(async () => {
    await open.page.keyboard.press("Tab");
    return close.evaluate((button) => button === document.activeElement);
  }, 10_000);
  await open.page.keyboard.press("Escape");
  await open.passUntil(async () => (await dialog.count()) === 0, 5_000);
});

test("after a second renewal the hub's own first secret can go, and only it", async () => {
  stage = await scene(browser, "graph-consented", clientIdAccepted);
  const first = await renewed();
  await first.open.close();
  const { application } = subjectOf(stage.sim);
  const own = application.passwordCredentials.find((one) => one.displayName?.startsWith("ADO-SC"));
  stage.sim.clock.advance(60_000);
  const { open, dialog } = await renewed();
  const early = await looked(open, dialog);
  await soon(async () => expect(await early.getByRole("button").count()).toBe(0));
  await soon(async () =>
    expect(await early.innerText()).toContain("A save that another renewal sent earlier may still arrive."),
  );

  await open.pass(5 * 60_000, 60_000);
  const list = await looked(open, dialog);
  const remove = list.getByRole("button", { name: `Remove ${own?.keyId.slice(0, 8) ?? "?"} for good` });
  await soon(async () => expect(await list.getByRole("button").count()).toBe(1));

  await remove.click();
  await open.passUntil(async () => (await list.getByRole("button").count()) === 0, 30_000);

  expect(removals()).toBe(1);
  const removed = subjectOf(stage.sim).application.passwordCredentials.filter(
    (one) => one.removedAt !== null,
  );
  expect(removed.map((one) => one.keyId)).toEqual([own?.keyId]);
});

test("another connection on the same app registration keeps every living secret, and is named", async () => {
  stage = await scene(browser, "graph-consented", (sim) => {
    clientIdAccepted(sim);
    const [one, other] = sim.world.endpoints;
    if (one === undefined || other === undefined) throw new Error("two connections are needed");
    const appId = one.authorization.parameters["serviceprincipalid"] ?? "";
    other.authorization.parameters["serviceprincipalid"] = appId;
  });
  const first = await renewed();
  await first.open.close();
  stage.sim.clock.advance(60_000);
  const { open, dialog } = await renewed();
  const line = dialog.getByText(/^The old secrets? .* stays?\./);
  await open.passUntil(() => line.isVisible(), 30_000);

  await soon(async () =>
    expect(await line.innerText()).toContain(
      "1 other connection uses this app registration: shop-staging (Fabrikam).",
    ),
  );
  await soon(async () =>
    expect(await dialog.getByRole("button", { name: "Retire old secret" }).count()).toBe(0),
  );
  expect(removals()).toBe(0);
});

test("guided mode offers no retirement", async () => {
  stage = await scene(browser, "graph-not-consented");
  const open = await stage.open();
  const dialog = await openPanel(open, "shop-production");
  await dialog.getByRole("textbox", { name: "New client secret" }).fill(secretFromPortal(stage.sim));
  await dialog.getByRole("button", { name: "Save and verify" }).click();
  await untilText(open, dialog.getByRole("status"), "Verification succeeded", 120_000);
  await soon(async () =>
    expect(await dialog.getByRole("button", { name: "Retire old secret" }).count()).toBe(0),
  );
});
