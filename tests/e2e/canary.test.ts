import type { Browser, Frame, Page } from "playwright-core";
import type { RecordedRequest } from "../../src/simulator/core/traffic";
import { subjectOf } from "../support/simulated-tab";
import { launchBrowser } from "./support/browser";
import type { OpenHub } from "./support/hub-page";
import { clientIdAccepted, secretFromPortal } from "./support/renewing";
import { calls, faultAt, openPanel, outcomeOf, scene, untilArrived, type Scene } from "./support/scene";

/** Characters that URLs, JSON and HTML each write in their own way, so that each form can be looked for. */
const canary = 'Ca~na"ry\\8Q<&%+/ü-secret-0123456789abcdef';

/** How a text can be written: as it is, for URLs, in JSON, twice in JSON, in HTML, and as base64 at any offset. */
function formsOf(text: string): readonly string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const html = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const base64 = [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]).toString("base64");
    // The first and last groups hold bits of the neighbours.
    return padded.slice(4, Math.floor(padded.replace(/=+$/, "").length / 4) * 4 - 4);
  });
  return [
    text,
    encodeURIComponent(text),
    encodeURI(text),
    new URLSearchParams({ v: text }).toString().slice(2),
    json,
    JSON.stringify(json).slice(1, -1),
    html,
    html.replaceAll('"', "&quot;"),
    // The tail has no character that is written differently anywhere.
    "-secret-0123456789abcdef",
    ...base64,
  ];
}

const forms = formsOf(canary);
const holds = (text: string): boolean => forms.some((form) => text.includes(form));

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

/** Everything a script of a frame could read or has kept: document, fields, stores, caches, its own address. */
function keptIn(frame: Frame): Promise<string> {
  return frame.evaluate(async () => {
    const attributes = [...document.querySelectorAll("*")].flatMap((element) =>
      [...element.attributes].map((attribute) => attribute.value),
    );
    const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")];
    const databases = await Promise.all(
      (await indexedDB.databases()).map(
        ({ name }) =>
          new Promise<string>((resolve, reject) => {
            const opening = indexedDB.open(name ?? "");
            opening.onerror = () => reject(new Error(`${name ?? ""} cannot be opened`));
            opening.onsuccess = async () => {
              const database = opening.result;
              const stores = [...database.objectStoreNames];
              const read = stores.map(
                (store) =>
                  new Promise<string>((done) => {
                    const all = database.transaction(store).objectStore(store).getAll();
                    all.onsuccess = () => done(JSON.stringify(all.result));
                  }),
              );
              const texts = await Promise.all(read);
              database.close();
              resolve(texts.join("\n"));
            };
          }),
      ),
    );
    const cached: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        cached.push(request.url, await ((await cache.match(request))?.text() ?? Promise.resolve("")));
    }
    return [
      document.documentElement.outerHTML,
      document.body.innerText,
      ...attributes,
      ...fields.map((field) => field.value),
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      ...databases,
      ...cached,
      document.cookie,
      location.href,
      window.name,
      JSON.stringify(history.state),
    ].join("\n");
  });
}

/** Where the secret may be on the wire: the test of a value, the save, and Graph's own answer. */
const mayCarry = ({ service, method, path }: RecordedRequest): boolean =>
  service === "ado" &&
  ((method === "POST" && /serviceendpoint\/endpointproxy/i.test(path)) ||
    (method === "PUT" && /serviceendpoint\/endpoints\//i.test(path)));

/** Every place in which the secret was found although it has no business there. */
async function leaks(open: OpenHub): Promise<readonly string[]> {
  const sim = simulator();
  const found: string[] = [];
  const look = (place: string, text: string): void => {
    if (holds(text)) found.push(place);
  };
  for (const frame of open.page.frames()) look(`frame ${frame.url()}`, await keptIn(frame));
  open.messages.forEach((message) => look("console", message));
  open.requests.forEach((request) => look("address", request));
  look("extension data", JSON.stringify(sim.world.extensionData));
  for (const { description, references } of sim.world.endpoints)
    look("description", JSON.stringify([description, references]));
  for (const one of sim.traffic.requests) {
    const name = `${one.service} ${one.method} ${one.path}`;
    look(`${name}, address`, one.url);
    look(`${name}, headers`, JSON.stringify(one.headers));
    if (!mayCarry(one)) look(`${name}, body`, one.body);
    const issued = one.service === "graph" && one.path.includes("addPassword");
    const portal = one.service === "portal";
    const echoed = one.service === "ado" && one.status >= 400;
    if (!issued && !portal && !echoed) look(`${name}, answer`, one.responseBody);
  }
  return found;
}

/** The requests that carried it, in words; each had to. */
const carriers = (): readonly string[] =>
  simulator()
    .traffic.requests.filter((one) => holds(one.body))
    .map((one) => (one.method === "PUT" ? "save" : "proof"));

/** Makes Graph hand out the canary as its next secret. */
function issueCanary(sim: Scene["sim"]): void {
  const { application } = subjectOf(sim);
  const list = application.passwordCredentials;
  const push = list.push.bind(list);
  list.push = (...added) => {
    for (const one of added) one.secretText = canary;
    return push(...added);
  };
}

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
