import type { Browser, Locator } from "playwright-core";
import { makeCertificate } from "../../simulator/entra/certificates";
import { kubeconfig, renewedToken } from "../../simulator/scenarios/other-kinds";
import { launchBrowser } from "./support/browser";
import type { OpenHub } from "./support/hub-page";
import { clientIdAccepted } from "./support/renewing";
import { arrived, openPanel, outcomeOf, scene, type Scene } from "./support/scene";
import { interruption } from "./support/unfinished";
import { soon } from "./support/soon";

let browser: Browser;
let stage: Scene;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

const close = (dialog: Locator): Promise<void> =>
  dialog.getByRole("button", { name: "Close" }).first().click();

async function rowOf(open: OpenHub, name: string): Promise<Locator> {
  await open.hub.getByRole("textbox", { name: "Filter by name" }).fill(name);
  await open.pass(500);
  return open.hub.getByRole("row").filter({ hasText: name }).first();
}

test("each kind asks for what its type declares confidential, and what Azure DevOps refuses is said before", async () => {
  stage = await scene(browser, "other-kinds");
  const open = await stage.open();
  await open.hub.getByRole("grid", { name: "Service connections" }).waitFor();
  await open.pass(2_000);

  const asked: Record<string, readonly string[]> = {};
  for (const { name } of stage.sim.world.endpoints) {
    const dialog = await openPanel(open, name);
    const settled = dialog.getByRole("button", { name: "Save and verify" }).or(dialog.getByRole("alert"));
    await open.passUntil(() => settled.first().isVisible(), 30_000);
    asked[name] = await dialog.locator(".hub-paste label").allInnerTexts();
    if (name === "container-registry") {
      await soon(async () =>
        expect(await dialog.innerText()).toContain(
          "Azure DevOps refuses new credentials for this kind of registry connection.",
        ),
      );
      await soon(async () =>
        expect(await dialog.getByRole("button", { name: "Save and verify" }).count()).toBe(0),
      );
    }
    await close(dialog);
    await open.pass(500);
  }

  expect(asked).toEqual({
    github: ["Token"],
    "docker-hub": ["Password/Token Key"],
    generic: ["Password/Token Key"],
    nuget: ["ApiKey"],
    npm: ["Personal Access Token"],
    "other-organization": ["Personal Access Token"],
    ssh: ["Password/Token Key", "Private key"],
    "service-fabric": ["Certificate", "Certificate password"],
    kubernetes: ["Service account token", "serviceAccountCertificate"],
    "container-registry": [],
  });
  expect(arrived(stage.sim, "PUT", "serviceendpoint")).toBe(0);
});

test("a pasted token is saved with the end the person states, and verified", async () => {
  stage = await scene(browser, "other-kinds");
  const open = await stage.open();
  await open.hub.getByRole("grid", { name: "Service connections" }).waitFor();
  const dialog = await openPanel(open, "github");
  const field = dialog.getByLabel("Token", { exact: true });
  await open.passUntil(() => field.isVisible(), 30_000);
  await dialog.getByRole("radio", { name: "90 days" }).click();
  await field.fill("renewed-token-for-tests-0123456789");
  await dialog.getByRole("button", { name: "Save and verify" }).click();
  expect(await outcomeOf(open, dialog)).toContain("Verification succeeded");
  const github = stage.sim.world.endpoints.find((one) => one.name === "github");
  expect(github?.secrets["accessToken"]).toBe("renewed-token-for-tests-0123456789");
  await close(dialog);
  await open.pass(2_000);
  await soon(async () =>
    expect(await (await rowOf(open, "github")).innerText()).toContain("Expires in 90 days"),
  );
});

test("an end that nothing else tells is typed by a person and kept beyond a reload", async () => {
  stage = await scene(browser, "other-kinds");
  const open = await stage.open();
  await open.hub.getByRole("button", { name: "Details of generic", exact: true }).click();
  const details = open.hub.getByRole("dialog", { name: "Details of generic" });
  const day = details.getByLabel("Expires on");
  await open.passUntil(() => day.isVisible(), 30_000);
  await details.getByRole("button", { name: "Save date" }).click();
  await open.passUntil(() => details.getByText("Enter a date").first().isVisible(), 5_000);
  await day.fill("2027-01-23");
  await details.getByRole("button", { name: "Save date" }).click();
  await open.passUntil(() => details.getByText(/^Entered by Alice Adminson on /).isVisible(), 30_000);

  await open.page.goto(open.page.url());
  await open.passUntil(() => open.hub.getByText("Expires in 60 days").first().isVisible(), 60_000);
  const source = (await rowOf(open, "generic")).getByTitle(/entered by an administrator/);
  await soon(async () => expect(await source.innerText()).toContain("Expires in 60 days"));
});

test("a certificate is proved, saved and verified once Entra knows it", async () => {
  stage = await scene(browser, "mixed-40", clientIdAccepted);
  const { sim } = stage;
  const now = sim.clock.now();
  const made = makeCertificate("deployer", now - 3_600_000, now + 200 * 86_400_000);
  const endpoint = sim.world.endpoints.find((one) => one.name === "certificate-expired");
  const appId = endpoint?.authorization.parameters["serviceprincipalid"];
  const app = sim.world.tenants.flatMap((one) => one.applications).find((one) => one.appId === appId);
  app?.keyCredentials.push({
    keyId: "12121212-3434-4565-8787-909090909090",
    displayName: "uploaded by hand",
    startDateTime: now - 3_600_000,
    endDateTime: now + 200 * 86_400_000,
    thumbprint: made.thumbprint,
    certificatePem: made.certificatePem,
    // Uploaded this minute: the token service learns of it two thirds of a minute from now.
    usableAfterMs: 3_640_000,
  });
  const open = await stage.open();
  await open.hub.getByRole("grid", { name: "Service connections" }).waitFor();
  await rowOf(open, "certificate-expired");
  const dialog = await openPanel(open, "certificate-expired");
  const field = dialog.locator("textarea");
  await open.passUntil(() => field.isVisible(), 30_000);
  await field.fill(made.pem);
  await soon(async () =>
    expect(
      await field.evaluate((one) => getComputedStyle(one).getPropertyValue("-webkit-text-security")),
    ).toBe("disc"),
  );
  await open.passUntil(() => dialog.getByText(made.thumbprint).isVisible(), 10_000);
  await dialog.getByRole("button", { name: "Save and verify" }).click();

  expect(await outcomeOf(open, dialog)).toContain("Verification succeeded");
  expect(endpoint?.secrets["servicePrincipalCertificate"]).toBe(made.pem);
});

/** Pastes as a person does: what the field makes of it is the page's doing. */
const paste = (field: Locator, text: string): Promise<void> =>
  field.evaluate((one, pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    one.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);

/** Pastes the configuration into the dialog of a run and asks for the save, with or without a proof. */
async function saveConfiguration(open: OpenHub, dialog: Locator, until: () => Promise<boolean> | boolean) {
  const field = dialog.getByLabel("KubeConfig", { exact: true });
  await open.passUntil(() => field.isVisible(), 420_000, 2_000);
  await paste(field, kubeconfig(renewedToken));
  await open.passUntil(() => dialog.locator("textarea").isVisible(), 10_000);
  await dialog.getByRole("button", { name: "Save and verify" }).click();
  const anyway = dialog.getByRole("button", { name: "Save without testing" });
  await open.passUntil(async () => (await until()) || (await anyway.isVisible()), 60_000);
  if (await anyway.isVisible()) await anyway.click();
  await open.passUntil(until, 60_000);
}

test("a configuration of several lines is sent with its line breaks, and saved with them after Resume (V10)", async () => {
  stage = await scene(browser, "kubeconfig");
  const { sim } = stage;
  const open = await stage.open();
  await open.hub.getByRole("grid", { name: "Service connections" }).waitFor();
  sim.faults.add({ match: { method: "PUT", times: 1 }, effect: { kind: "hold", until: "effect" } });
  const stands = (): boolean => sim.barrier.list().length > 0;
  await saveConfiguration(open, await openPanel(open, "cluster"), stands);
  const sent = sim.traffic.requests.find(
    ({ method, body }) => method === "PUT" && body.includes("kubeconfig"),
  );
  expect(sent?.body).toContain(JSON.stringify(kubeconfig(renewedToken)));
  // The tab closes before the save arrives, and takes the value with it.
  const again = await stage.open({ sameBrowserAs: open });
  await open.page.close();
  sim.faults.clear();
  sim.barrier.breakOff();

  const found = interruption(again, "cluster");
  await again.passUntil(() => found.isVisible(), 60_000, 2_000);
  await found.getByRole("button", { name: "Resume" }).click();
  const dialog = again.hub.getByRole("dialog", { name: "Renew cluster" });
  const ended = dialog.getByText(/^Verification succeeded|^Saved, |Try again/).first();
  await saveConfiguration(again, dialog, () => ended.isVisible());

  const cluster = sim.world.endpoints.find((one) => one.name === "cluster");
  expect(cluster?.secrets["kubeconfig"]).toBe(kubeconfig(renewedToken));
  await again.close();
});
