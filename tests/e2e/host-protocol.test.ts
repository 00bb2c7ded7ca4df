import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Frame } from "playwright-core";
import { startSimulator } from "../../simulator/simulator";
import type { Simulator } from "../../simulator/simulator";
import { launchBrowser } from "./support/browser";
import { hostPages } from "./support/host-pages";
import { openHub } from "./support/hub-page";
import type { OpenHub, OpenOptions } from "./support/hub-page";
import { buildProbeExtension } from "./support/probe-extension";
import type { probe } from "./support/protocol-probe";
import { soon } from "./support/soon";

declare global {
  interface Window {
    probe: typeof probe;
    nestedAppAuthBridge?: unknown;
  }
}

interface Document {
  id: string;
  __etag?: number;
  text?: string;
}
interface DataManager {
  createDocument(collection: string, document: Document): Promise<Document>;
  updateDocument(collection: string, document: Document): Promise<Document>;
  getDocument(collection: string, id: string): Promise<Document>;
}
interface Navigation {
  getQueryParams(): Promise<Record<string, string>>;
  setQueryParams(parameters: Record<string, string>): Promise<void>;
  setDocumentTitle(title: string): Promise<void>;
  openNewWindow(url: string, features: string): Promise<void>;
}

describe("the simulated host, with the real SDK in its frame", () => {
  let browser: Browser;
  let simulator: Simulator;
  let open: OpenHub[] = [];

  beforeAll(async () => {
    simulator = await startSimulator({
      extensionDir: buildProbeExtension(),
      hostPagesDir: hostPages(),
    });
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await Promise.all(open.map((hub) => hub.close()));
    open = [];
    simulator.reset(simulator.world.scenario);
  });
  afterAll(async () => {
    await browser.close();
    await simulator.close();
  });

  async function openProbe(options: OpenOptions = {}): Promise<{ opened: OpenHub; frame: Frame }> {
    const opened = await openHub(browser, simulator, options);
    open.push(opened);
    const element = await opened.page.waitForSelector("iframe.external-content--iframe", {
      state: "attached",
    });
    const frame = await element.contentFrame();
    if (frame === null) throw new Error("The hub has no frame.");
    await frame.waitForFunction(() => typeof window.probe === "object");
    return { opened, frame };
  }

  const init = (frame: Frame, loaded = true): Promise<void> =>
    frame.evaluate((shown) => window.probe.SDK.init({ loaded: shown }), loaded);

  it("completes the current handshake with project, user, host and extension (P53)", async () => {
    const { frame } = await openProbe();

    await init(frame);

    const seen = await frame.evaluate(() => ({
      project: window.probe.SDK.getWebContext().project.name,
      user: window.probe.SDK.getUser().displayName,
      host: window.probe.SDK.getHost().name,
      extension: window.probe.SDK.getExtensionContext().id,
      contribution: window.probe.SDK.getContributionId(),
    }));
    expect(seen).toEqual({
      project: simulator.world.projects[0]?.name,
      user: simulator.world.users.find(({ id }) => id === simulator.world.currentUserId)?.displayName,
      host: simulator.world.organization.name,
      extension: "tests.probe",
      contribution: "tests.probe.project-hub",
    });
  });

  it("completes the legacy handshake, where the SDK builds the extension's id (P54)", async () => {
    const { frame } = await openProbe({ handshake: "legacy" });

    await init(frame);

    const seen = await frame.evaluate(() => ({
      extension: window.probe.SDK.getExtensionContext().id,
      contribution: window.probe.SDK.getContributionId(),
      host: window.probe.SDK.getHost().name,
    }));
    expect(seen).toEqual({
      extension: "tests.probe",
      contribution: "tests.probe.project-hub",
      host: simulator.world.organization.name,
    });
  });

  it("leaves the user out of the bare legacy handshake, so that getUser throws (P54)", async () => {
    const { frame } = await openProbe({ query: { handshake: "legacy-bare" } });

    await init(frame);

    const message = await frame.evaluate(() => {
      try {
        return window.probe.SDK.getUser().name;
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(message).toContain("Attempted to call getUser() before init() was complete");
  });

  it("keeps the spinner until the hub says that it loaded (P55)", async () => {
    const { opened, frame } = await openProbe();
    const spinner = opened.page.getByText("Loading the extension");

    await init(frame, false);
    await soon(async () => expect(await spinner.isVisible()).toBe(true));
    await frame.evaluate(() => window.probe.SDK.notifyLoadSucceeded());

    await soon(async () => expect(await spinner.isVisible()).toBe(false));
  });

  it("shows the reason of a hub that failed to load (P51)", async () => {
    const { opened, frame } = await openProbe();

    await init(frame, false);
    await frame.evaluate(() => window.probe.SDK.notifyLoadFailed(new Error("No project.")));

    await soon(async () =>
      expect(await opened.page.getByRole("alert").innerText()).toBe(
        "The extension could not be loaded. No project.",
      ),
    );
  });

  it("never answers where it is told to be silent (P4)", async () => {
    const { opened, frame } = await openProbe({ query: { silent: "1" } });

    const outcome = await frame.evaluate(() =>
      Promise.race([
        window.probe.SDK.init().then(() => "answered"),
        new Promise((resolve) => setTimeout(() => resolve("silent"), 1_000)),
      ]),
    );

    expect(outcome).toBe("silent");
    await soon(async () =>
      expect(await opened.page.getByText("Loading the extension").isVisible()).toBe(true),
    );
  });

  it("hands out an access token and answers undefined for an unknown service (P5, P51)", async () => {
    const { frame } = await openProbe();
    await init(frame);

    const token = await frame.evaluate(() => window.probe.SDK.getAccessToken());
    const service = await frame.evaluate(async () => typeof (await window.probe.SDK.getService("pub.none")));

    expect(token).toBe(simulator.accessToken());
    expect(service).toBe("undefined");
  });

  it("keeps __etag of a document on its way out and back, and refuses a stale one (P47, P70)", async () => {
    const { frame } = await openProbe();
    await init(frame);

    const seen = await frame.evaluate(async () => {
      const { SDK } = window.probe;
      const service = await SDK.getService<{
        getExtensionDataManager(id: string, token: string): Promise<DataManager>;
      }>("ms.vss-features.extension-data-service");
      const manager = await service.getExtensionDataManager("tests.probe", await SDK.getAccessToken());
      const created = await manager.createDocument("notes", { id: "one", text: "first" });
      const updated = await manager.updateDocument("notes", { ...created, text: "second" });
      const stale = await manager.updateDocument("notes", created).catch((error: unknown) => {
        const { status, name } = error as { status: number; name: string };
        return { status, name, isError: error instanceof Error };
      });
      return { created, updated, stale, held: await manager.getDocument("notes", "one") };
    });

    expect(seen.created).toEqual({ id: "one", text: "first", __etag: 1 });
    expect(seen.updated).toEqual({ id: "one", text: "second", __etag: 2 });
    expect(seen.stale).toEqual({ status: 400, name: "TFS.WebApi.Exception", isError: false });
    expect(seen.held.text).toBe("second");
  });

  it("gives a theme with every variable that azure-devops-ui reads, and switches it live (P56, P57)", async () => {
    const { opened, frame } = await openProbe();
    await init(frame);

    await opened.page.getByText("Simulator", { exact: true }).press("Enter");
    await opened.page.getByLabel("Theme").selectOption("dark");
    await frame.waitForFunction(() => window.probe.themes.length === 2);

    const [light = {}, dark = {}] = await frame.evaluate(() => window.probe.themes);
    const background = await frame.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue("--background-color").trim(),
    );
    expect(variablesOfAzureDevOpsUi().filter((name) => !(name in light) || !(name in dark))).toEqual([]);
    expect(light["palette-neutral-0"]).toBe("255, 255, 255");
    expect(dark["palette-neutral-0"]).toBe("32, 32, 32");
    expect(background).toBe(dark["background-color"]);
  });

  it("puts the hub's query parameters and title on the top page, and keeps its own apart (P68)", async () => {
    const { opened, frame } = await openProbe({ theme: "light", query: { tab: "history" } });
    await init(frame);

    const before = await frame.evaluate(async () => {
      const service = await window.probe.SDK.getService<Navigation>(
        "ms.vss-features.host-navigation-service",
      );
      const seen = await service.getQueryParams();
      await service.setQueryParams({ connection: "a b", tab: "" });
      await service.setDocumentTitle("Renewals");
      return seen;
    });

    const address = new URL(opened.page.url());
    expect(before).toEqual({ tab: "history" });
    expect(Object.fromEntries(address.searchParams)).toEqual({ theme: "light", connection: "a b" });
    expect(await opened.page.title()).toBe("Renewals");
  });

  it("opens a portal link as the simulated portal's page of that app registration (G74, P68)", async () => {
    const { opened, frame } = await openProbe({ portalsHere: true });
    await init(frame);
    const [tenant] = simulator.world.tenants;
    const [application] = tenant?.applications ?? [];
    if (tenant === undefined || application === undefined)
      throw new Error("The world has no app registration.");
    const link = `https://portal.azure.com/${tenant.id}/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Credentials/appId/${application.appId}/isMSAApp~/false`;

    const popup = opened.context.waitForEvent("page");
    await frame.evaluate(async (url) => {
      const service = await window.probe.SDK.getService<Navigation>(
        "ms.vss-features.host-navigation-service",
      );
      await service.openNewWindow(url, "");
    }, link);
    const portal = await popup;
    await portal.getByRole("button", { name: "New client secret" }).click();
    await portal.getByLabel("Description").fill("by hand");
    await portal.getByRole("button", { name: "Add", exact: true }).click();

    const row = portal.getByRole("row").filter({ hasText: "by hand" });
    await row.waitFor();
    const created = application.passwordCredentials.find(({ displayName }) => displayName === "by hand");
    await soon(async () =>
      expect(await row.locator("code").allInnerTexts()).toEqual([created?.secretText, created?.keyId]),
    );
    await portal.reload();
    await row.waitFor();
    expect(await portal.content()).not.toContain(created?.secretText ?? "no secret was created");
  });

  it("gives real MSAL a token through Nested App Authentication once consent is granted (P71, P73)", async () => {
    const { opened, frame } = await openProbe();
    await init(frame);
    const [tenant] = simulator.world.tenants;
    if (tenant === undefined) throw new Error("The world has no tenant.");
    tenant.consent = "none";
    simulator.world.switches.naa = "on";
    Object.assign(simulator.world.switches, { popup: "ask" });

    const acquire = frame.evaluate(async (clientId) => {
      const { SDK, createNestablePublicClientApplication, CacheLookupPolicy } = window.probe;
      await SDK.enableNestedAppAuth();
      const client = await createNestablePublicClientApplication({
        auth: { clientId },
        cache: { cacheLocation: "memoryStorage" },
      });
      const asked = { scopes: ["https://graph.microsoft.com/Application.Read.All"] };
      const silent = await client
        .acquireTokenSilent({ ...asked, cacheLookupPolicy: CacheLookupPolicy.Skip })
        .then(() => "token")
        .catch((error: unknown) => (error as { errorCode: string }).errorCode);
      const granted = await client.acquireTokenPopup(asked);
      return { silent, tenantId: granted.tenantId, scopes: granted.scopes };
    }, simulator.world.entraClientId);
    await opened.page.getByRole("button", { name: "Accept" }).click();

    const seen = await acquire;
    expect(seen.silent).toBe("consent_required");
    expect(seen.tenantId).toBe(tenant.id);
    expect(seen.scopes).toContain("https://graph.microsoft.com/Application.Read.All");
    expect(tenant.consent).toBe("read");
  });

  it("makes enableNestedAppAuth reject where the host has no bridge (P79)", async () => {
    const { frame } = await openProbe({ naa: false });
    await init(frame);

    const message = await frame.evaluate(() =>
      window.probe.SDK.enableNestedAppAuth().then(
        () => "enabled",
        (error: unknown) => (error as Error).message,
      ),
    );

    expect(message).toBe(
      "Nested App Authentication is not available in this Azure DevOps environment yet. Details: The registered object DevOps.NestedAppAuth could not be found.",
    );
  });

  it("routes Graph calls of the frame to the simulator with real CORS, failures included", async () => {
    const { frame } = await openProbe();
    const ask = (): Promise<number | string> =>
      frame.evaluate(() =>
        fetch("https://graph.microsoft.com/v1.0/applications?$top=1", {
          headers: { Authorization: "Bearer none", ConsistencyLevel: "eventual" },
        }).then(
          (answer) => answer.status,
          (error: unknown) => (error as Error).name,
        ),
      );

    const answered = await ask();
    simulator.faults.add({ match: { service: "graph" }, effect: { kind: "drop-before" } });
    const lost = await ask();

    expect(answered).toBe(401);
    expect(lost).toBe("TypeError");
    const seen = simulator.traffic.requests.filter(({ service }) => service === "graph");
    expect(seen[0]).toMatchObject({ method: "GET", path: "/v1.0/applications", query: { $top: "1" } });
    expect(seen[0]?.headers).toMatchObject({ authorization: "Bearer none", consistencylevel: "eventual" });
  });
});

function styleSheetsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return styleSheetsBelow(path);
    return entry.name.endsWith(".css") ? [path] : [];
  });
}

function variablesOfAzureDevOpsUi(): string[] {
  const sheets = styleSheetsBelow(join("node_modules", "azure-devops-ui"));
  const names = sheets.flatMap((sheet) =>
    [...readFileSync(sheet, "utf8").matchAll(/var\(--([a-z0-9-]+)/g)].map((found) => found[1] ?? ""),
  );
  if (names.length === 0) throw new Error("No style sheet reads any variable.");
  return [...new Set(names)];
}
