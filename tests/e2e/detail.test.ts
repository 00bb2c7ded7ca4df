import { X509CertificateGenerator } from "@peculiar/x509";
import { createPrivateKey, webcrypto } from "node:crypto";
import type { Browser, Locator } from "playwright-core";
import { startSimulator, type Simulator } from "../../simulator/simulator";
import { launchBrowser } from "./support/browser";
import { openHub, type OpenHub } from "./support/hub-page";
import { clientIdAccepted } from "./support/renewing";
import { chooseInMenu, interfaceThere } from "./support/scene";
import { soon } from "./support/soon";

let browser: Browser;
let sim: Simulator;
let open: OpenHub;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  await open.close();
  await sim.close();
});

async function start(): Promise<void> {
  sim = await startSimulator({ extensionDir: "out/unpacked", scenario: "mixed-40" });
  clientIdAccepted(sim);
  open = await openHub(browser, sim, { width: 1600, height: 1200 });
  await interfaceThere(open);
  await open.hub.getByText("Microsoft Graph connected").waitFor();
}

const histories = (): number =>
  sim.traffic.requests.filter((one) => one.path.includes("executionhistory")).length;

async function detailsOf(name: string): Promise<Locator> {
  await open.hub.getByRole("textbox", { name: "Filter by name" }).fill(name);
  await open.hub.getByRole("button", { name: `Details of ${name}`, exact: true }).click();
  return open.hub.getByRole("dialog", { name: `Details of ${name}` });
}

test("the details show every credential on a time axis, what does not fit, and the last use on demand", async () => {
  await start();
  expect(histories()).toBe(0);

  const dialog = await detailsOf("several-live-secrets");
  await dialog.getByRole("table", { name: "Credentials on a time axis" }).waitFor();
  await dialog.getByText("The outcome of a job isn't that of the credential").waitFor();

  await soon(async () => expect(await dialog.getByRole("table").getByRole("row").count()).toBeGreaterThan(2));
  await soon(async () =>
    expect(await dialog.getByRole("region", { name: "Issues" }).innerText()).toContain("2 valid secrets."),
  );
  // The last use, and the look at whether anybody uses it.
  expect(histories()).toBe(2);
  await open.page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await soon(async () =>
    expect(
      await open.hub
        .getByRole("button", { name: "Details of several-live-secrets" })
        .evaluate((button) => button === document.activeElement),
    ).toBe(true),
  );
});

test.each([
  ["app-deleted", "App registration gone.", "Restore the app registration within 30 days of its deletion"],
  ["app-disabled", "App registration disabled.", "Ask the owner of the app registration"],
  ["two-share-one-app (a)", "two-share-one-app (b)", "Who else uses the app registration"],
])("%s: what does not fit, who shares it, and the next step", async (name, finding, next) => {
  await start();
  const dialog = await detailsOf(name);
  await dialog.getByText("The outcome of a job").or(dialog.getByText("No use is listed.")).first().waitFor();
  if (name === "app-disabled") {
    // Only a sign-in shows that it is switched off.
    await dialog.getByRole("button", { name: "Verify" }).click();
    await dialog.getByText(finding).waitFor();
  }

  const text = await dialog.innerText();
  for (const part of [
    finding,
    next,
    "Last verification",
    "Renewals and conversions",
    "Projects that see this connection",
  ])
    expect(text).toContain(part);
});

test("a snooze is kept beyond a reload, and its row can be shown again", async () => {
  await start();
  await chooseInMenu(open, "prod-expired", "Snooze");
  const dialog = open.hub.getByRole("dialog", { name: "Snooze prod-expired" });
  await dialog.getByLabel("Snooze until").fill("2026-12-10");
  await dialog.getByLabel("Reason").fill("moves to federation");
  await dialog.getByRole("button", { name: "Snooze" }).click();
  await dialog.waitFor({ state: "hidden" });

  await open.page.goto(open.page.url().replace(/\?.*/, ""));
  await open.hub.getByText(/1 snoozed, not shown/).waitFor();
  await open.hub.getByRole("checkbox", { name: "Show snoozed" }).check();

  await open.hub.getByText("Snoozed until Dec 10, 2026.").waitFor();
});

/** A self-signed certificate and its key as PEM, and the thumbprint Entra would show. */
async function made(): Promise<{ certificate: string; key: string; thumbprint: string }> {
  const crypto = webcrypto as unknown as Crypto;
  const algorithm = {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    publicExponent: Uint8Array.of(1, 0, 1),
    modulusLength: 2048,
  };
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const now = sim.clock.now();
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: "CN=deployer",
      notBefore: new Date(now - 86_400_000),
      notAfter: new Date(Date.UTC(2027, 4, 1)),
      signingAlgorithm: algorithm,
      keys,
    },
    crypto,
  );
  const der = Buffer.from(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const thumbprint = Buffer.from(await certificate.getThumbprint("SHA-1", crypto)).toString("hex");
  return {
    certificate: certificate.toString("pem"),
    key: key.export({ type: "pkcs8", format: "pem" }).toString(),
    thumbprint: thumbprint.toUpperCase(),
  };
}

test("a pasted certificate tells its end and thumbprint, and a foreign key is refused before any call", async () => {
  await start();
  const [own, other] = [await made(), await made()];
  await open.hub.getByRole("textbox", { name: "Filter by name" }).fill("certificate-expired");
  await open.hub.getByRole("button", { name: "Renew certificate-expired" }).click();
  const dialog = open.hub.getByRole("dialog", { name: "Renew certificate-expired" });
  const field = dialog.locator("textarea");

  await field.fill(`${own.certificate}\n${other.key}`);
  await dialog
    .getByRole("alert")
    .filter({ hasText: "The private key doesn't belong to the certificate." })
    .waitFor();
  const before = sim.traffic.requests.length;
  await dialog.getByRole("button", { name: "Save and verify" }).click();
  await open.page.waitForTimeout(500);
  expect(sim.traffic.requests.slice(before).filter(({ method }) => method !== "GET")).toEqual([]);

  await field.fill(`${own.certificate}\n${own.key}`);
  await dialog
    .getByText(`Valid until May 1, 2027. Thumbprint ${own.thumbprint}. The key belongs to it.`)
    .waitFor();
});
