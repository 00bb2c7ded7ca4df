import type { Browser } from "playwright-core";
import type { ExtensionDocument } from "../../simulator/world";
import { standing, wasAskedToRemove, works } from "../support/invariants";
import { launchBrowser } from "./support/browser";
import { refresh } from "./support/fresh-world";
import { clientIdAccepted } from "./support/renewing";
import { firstConnection, openPanel, outcomeOf, scene, type Scene } from "./support/scene";
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
type Document = ExtensionDocument & { readonly renewal: Readonly<Record<string, unknown>> };

const journalOf = ({ sim }: Scene): Record<string, ExtensionDocument> =>
  ((sim.world.extensionData["Default"] ??= {})["journal"] ??= {});

/** One renewal to its end in the browser, with every record that the hub wrote on its way, by stage. */
async function renewedOnce() {
  stage = await scene(browser, "graph-consented", clientIdAccepted);
  const open = await stage.open({ width: 1100, height: 600 });
  const dialog = await openPanel(open, name);
  const start = dialog.getByRole("button", { name: "Renew now" });
  await open.passUntil(() => start.isEnabled(), 30_000);
  const written = new Map<string, Document>();
  const read = (): boolean => {
    for (const one of Object.values(journalOf(stage)) as Document[])
      written.set(String(one.renewal["stage"]), structuredClone(one));
    return false;
  };
  // Asked at every request, so that the record of no stage is missed; no fault comes of it.
  stage.sim.faults.add({ match: { when: read }, effect: { kind: "drop-before" } });
  await start.click();
  expect(await outcomeOf(open, dialog)).toContain("Verification succeeded");
  await open.page.keyboard.press("Escape");
  await open.passUntil(async () => (await dialog.count()) === 0, 5_000);
  stage.sim.faults.clear();
  const of = (stageName: string): Document => {
    const found = written.get(stageName);
    if (found === undefined) throw new Error(`no record of ${stageName}: ${[...written.keys()].join()}`);
    return found;
  };
  return { open, of };
}

const forged = (document: Document, change: Readonly<Record<string, unknown>>): Document => ({
  ...document,
  renewal: { ...document.renewal, ...change },
});

test("no record that the hub wrote itself, replayed or changed, removes the credential in use (1.1)", async () => {
  const { open, of } = await renewedOnce();
  const { sim } = stage;
  const endpoint = firstConnection(sim);
  const live = sim.world.tenants
    .flatMap(({ applications }) => applications)
    .flatMap(({ passwordCredentials }) => passwordCredentials)
    .find(({ secretText }) => secretText === endpoint.secrets["serviceprincipalkey"]);
  const keyId = live?.keyId ?? "";
  expect(endpoint.description).toContain(keyId.slice(0, 8));
  const saving = of("saving");
  const { plan, key } = saving.renewal as { plan: unknown; key: Readonly<Record<string, unknown>> };
  const cells: readonly (readonly [string, Document])[] = [
    ["the record of the save, replayed", saving],
    [
      "verifying, with the real run and another key",
      forged(of("verifying"), { key: { ...key, keyId: "99999999-1111-4222-8333-444444444444" } }),
    ],
    ["preparing, with the real run", { ...saving, renewal: { plan, stage: "preparing" } }],
    [
      "saving, with a key that begins as the note's does",
      forged(saving, { key: { ...key, keyId: `${keyId.slice(0, 8)}-1111-4222-8333-444444444444` } }),
    ],
  ];
  const problems: string[] = [];
  for (const [title, document] of cells)
    for (const press of ["Clean up", "Resume"] as const) {
      journalOf(stage)[document.id] = structuredClone(document);
      const before = standing(sim);
      await refresh(open);
      const found = interruption(open, name);
      await open.passUntil(() => found.isVisible(), 60_000);
      const button = found.getByRole("button", { name: press });
      if (press === "Resume" && (await button.isVisible())) {
        await button.click();
        const dialog = open.hub.getByRole("dialog", { name: `Renew ${name}` });
        await outcomeOf(open, dialog, 900_000);
        await open.page.keyboard.press("Escape");
        await open.passUntil(async () => (await dialog.count()) === 0, 5_000);
      }
      await comeToRest(open, name);
      problems.push(...before.problems(sim, 8).map((one) => `${title}, ${press}: ${one}`));
      if (wasAskedToRemove(sim, keyId)) problems.push(`${title}, ${press}: the live key was to be removed`);
      if (!works(sim)) problems.push(`${title}, ${press}: it does not work`);
    }

  expect(problems).toEqual([]);
});

test.each([
  ["whose connection broke", {}],
  ["that was answered 500", { status: 500 }],
  ["that was answered 504", { status: 504 }],
])("a save %s and that lands two minutes later finds its secret there (V1)", async (_, answer) => {
  stage = await scene(browser, "graph-consented", clientIdAccepted);
  const { sim } = stage;
  const before = standing(sim);
  const open = await stage.open({ width: 1100, height: 600 });
  const dialog = await openPanel(open, name);
  const start = dialog.getByRole("button", { name: "Renew now" });
  await open.passUntil(() => start.isEnabled(), 30_000);
  sim.faults.add({
    match: { method: "PUT", path: "serviceendpoint/endpoints", nth: 1 },
    effect: { kind: "lands-late", afterMs: 110_000, ...answer },
  });
  await start.click();
  const waits = dialog.getByText(/^Waiting to be sure that the save didn't arrive, until /).first();
  await open.passUntil(() => waits.isVisible(), 120_000, 2_000);

  expect(await outcomeOf(open, dialog)).toContain("Verification succeeded");
  expect(sim.traffic.requests.filter(({ path }) => path.endsWith("/removePassword"))).toEqual([]);
  expect([works(sim), before.problems(sim)]).toEqual([true, []]);
});

test("settings and locks that nobody can read say what a reset loses, and go by it alone (6)", async () => {
  stage = await scene(browser, "graph-consented", ({ world }) => {
    const data = (world.extensionData["Default"] ??= {});
    data["settings"] = { organization: { id: "organization", __etag: 1, schemaVersion: 99 } };
    data["locks"] = { "tenant.app": { id: "tenant.app", __etag: 1, schemaVersion: 99 } };
  });
  const stored = () => stage.sim.world.extensionData["Default"] ?? {};
  const open = await stage.open();
  await open.hub.getByRole("grid", { name: "Service connections" }).waitFor();
  const openSettings = open.hub.getByRole("button", { name: "Settings", exact: true });
  await open.passUntil(() => openSettings.isVisible(), 30_000);
  await openSettings.click();
  const dialog = open.hub.getByRole("dialog", { name: "Settings" });
  const resetSettings = dialog.getByRole("button", { name: "Reset settings" });
  await open.passUntil(() => resetSettings.isVisible(), 30_000);
  await soon(async () =>
    expect(await dialog.innerText()).toContain("Resetting removes them for the whole organization"),
  );

  await resetSettings.click();
  const field = dialog.getByRole("textbox", { name: "Entra application (client) ID" });
  await open.passUntil(() => field.isVisible(), 30_000);
  expect(Object.keys(stored()["settings"] ?? {})).toEqual([]);
  expect(Object.keys(stored()["locks"] ?? {})).toEqual(["tenant.app"]);

  await dialog.getByRole("button", { name: /^Reset lock/ }).click();
  await open.passUntil(() => Promise.resolve(Object.keys(stored()["locks"] ?? {}).length === 0), 30_000);
});
