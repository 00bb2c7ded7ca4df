import type { Browser, Locator } from "playwright-core";
import { startSimulator, type Simulator } from "../../simulator/simulator";
import { hubFrame, looks, seriousFindings } from "./support/axe";
import { launchBrowser } from "./support/browser";
import { openHub, type OpenHub, type OpenOptions, type Place } from "./support/hub-page";
import { clientIdAccepted, untilText } from "./support/renewing";
import { chooseInMenu, interfaceThere, showTab } from "./support/scene";
import { soon } from "./support/soon";

interface Screen {
  name: string;
  scenario: string;
  options?: OpenOptions;
  prepare?: (sim: Simulator) => void;
  /** Leads to the screen; ends when it is there. */
  reach: (open: OpenHub) => Promise<void>;
  /** Screens that are reached from there, one after the other. */
  more?: readonly Pick<Screen, "name" | "reach">[];
}

const button = (place: Place, name: string): Locator => place.getByRole("button", { name, exact: true });

/** Opens a dialog with a button of the page and waits for something in it. */
async function dialog(open: OpenHub, opener: string, inside: (dialog: Locator) => Locator): Promise<Locator> {
  await button(open.hub, opener).click();
  const opened = open.hub.getByRole("dialog");
  await inside(opened).first().waitFor();
  return opened;
}

const renewal = (open: OpenHub, connection: string): Promise<Locator> =>
  dialog(open, `Renew ${connection}`, (one) => button(one, "Renew now"));

async function checkFederation(opened: Locator): Promise<void> {
  await button(opened, "Check pipelines").click();
  await button(opened, "Check again").waitFor();
  // What is folded up is on the screen too once a person looks at it.
  for (const folded of await opened.locator("summary").all()) await folded.click();
}

function hangingRun(sim: Simulator): void {
  clientIdAccepted(sim);
  sim.faults.add({ match: { service: "graph", path: "addPassword" }, effect: { kind: "hang" } });
}

async function startRun(open: OpenHub): Promise<void> {
  const opened = await renewal(open, "shop-production");
  await button(opened, "Renew now").click();
  await opened.getByText("Running").first().waitFor();
}

/** The connection through which a pipeline signs in is one of the list. */
function watched(sim: Simulator): void {
  clientIdAccepted(sim);
  const [identity] = sim.world.job.identities;
  const like = sim.world.endpoints.find(({ name }) => name === "shop-test");
  if (identity === undefined || like === undefined) throw new Error("the scenario has a pipeline");
  const watcher = structuredClone(like);
  watcher.id = identity.connectionId;
  watcher.name = "watcher-connection";
  for (const reference of watcher.references) reference.name = watcher.name;
  watcher.secrets = {};
  watcher.authorization = {
    scheme: "WorkloadIdentityFederation",
    parameters: { tenantid: identity.tenantId, serviceprincipalid: identity.appId },
  };
  sim.world.endpoints.push(watcher);
}

const broken = { kind: "status", status: 403, body: "{}" } as const;

/** Closes what is open over the page. */
async function closed(open: OpenHub): Promise<void> {
  await open.page.keyboard.press("Escape");
  const over = open.hub.getByRole("dialog").or(open.hub.getByRole("menu"));
  await open.passUntil(async () => (await over.count()) === 0, 10_000);
}

const screens: readonly Screen[] = [
  { name: "list", scenario: "mixed-40", reach: interfaceThere },
  {
    name: "menu of a row",
    scenario: "mixed-40",
    reach: async (open) => {
      await interfaceThere(open);
      await open.hub
        .getByRole("button", { name: /^More actions for / })
        .first()
        .click();
      await open.hub.getByRole("menuitem", { name: "Copy link" }).waitFor();
    },
  },
  {
    name: "list without a match",
    scenario: "mixed-40",
    reach: async (open) => {
      await interfaceThere(open);
      await open.hub.getByRole("textbox", { name: "Filter by name" }).fill("no such connection");
      await open.hub.getByText("no such connection").first().waitFor();
    },
  },
  {
    name: "timeline with its table",
    scenario: "mixed-40",
    reach: async (open) => {
      await interfaceThere(open);
      await showTab(open, "Timeline");
      await open.hub.locator(".hub-timeline-table summary").click();
      await open.hub.getByRole("columnheader", { name: "Month" }).waitFor();
    },
  },
  {
    name: "bulk verification with its results",
    scenario: "mixed-40",
    reach: async (open) => {
      await interfaceThere(open);
      const opened = await dialog(open, "Verify all", (one) =>
        one.getByRole("radiogroup").or(one.getByRole("button", { name: /^Verify \d/ })),
      );
      await opened.getByRole("button", { name: /^Verify \d/ }).click();
      const done = button(opened, "Done");
      await open.passUntil(() => done.isVisible(), 300_000);
    },
  },
  {
    name: "selection and bulk plan",
    scenario: "mixed-40",
    reach: async (open) => {
      await interfaceThere(open);
      await open.hub.getByRole("columnheader").getByRole("checkbox").click();
      await button(open.hub, "Renew selected").click();
      const start = open.hub.getByRole("dialog").getByRole("table").first();
      await open.passUntil(() => start.isVisible(), 60_000);
    },
  },
  {
    name: "list in the organization",
    scenario: "mixed-40",
    options: { hub: "organization" },
    reach: interfaceThere,
  },
  {
    name: "empty list",
    scenario: "empty-project",
    reach: (open) => open.hub.getByText("You may not be allowed to see them").waitFor(),
  },
  {
    name: "failed list",
    scenario: "mixed-40",
    prepare: (sim) =>
      sim.faults.add({ match: { service: "ado", path: "serviceendpoint/endpoints" }, effect: broken }),
    reach: (open) => button(open.hub, "Try again").waitFor(),
  },
  {
    name: "detail with its issues",
    scenario: "interrupted-graph",
    reach: async (open) => {
      await interfaceThere(open);
      await button(open.hub, "Details of shop-production").click();
      await open.hub.getByRole("dialog").getByRole("region", { name: "Issues" }).waitFor();
    },
    more: [
      {
        name: "snooze with what is missing",
        reach: async (open) => {
          await button(open.hub.getByRole("dialog"), "Snooze").click();
          const snooze = open.hub.getByRole("dialog", { name: "Snooze shop-production" });
          await snooze.getByLabel("Reason").waitFor();
          await button(snooze, "Snooze").click();
          await snooze.getByText("Enter a date.").waitFor();
          // The panel that it came from fades away, and its veil with it.
          await open.hub
            .getByRole("dialog", { name: "Details of shop-production" })
            .waitFor({ state: "detached" });
          await open.pass(1_000);
        },
      },
    ],
  },
  {
    name: "plan with what is better than a renewal",
    scenario: "advice",
    reach: async (open) => {
      await interfaceThere(open);
      await button(open.hub, "Renew terraform-shop").click();
      await open.hub.getByRole("dialog").getByRole("region", { name: "Before you renew" }).waitFor();
    },
  },
  {
    name: "renewal panel, automatic",
    scenario: "automatic-renews-nothing",
    reach: async (open) => void (await renewal(open, "shop-automatic")),
    more: [
      {
        name: "renewal failed",
        reach: async (open) => {
          const opened = open.hub.getByRole("dialog");
          await button(opened, "Renew now").click();
          await untilText(open, opened.getByRole("alert"), "no new secret was seen", 300_000);
        },
      },
    ],
  },
  {
    name: "renewal panel, graph",
    scenario: "graph-consented",
    prepare: clientIdAccepted,
    reach: async (open) => void (await renewal(open, "shop-production")),
    more: [
      {
        name: "renewal succeeded",
        reach: async (open) => {
          const opened = open.hub.getByRole("dialog");
          await button(opened, "Renew now").click();
          await untilText(open, opened.getByRole("status"), "Verification succeeded", 120_000);
        },
      },
      {
        name: "export with its text",
        reach: async (open) => {
          await closed(open);
          const opened = await dialog(open, "Export", (one) => one.getByRole("button"));
          await opened.getByRole("button", { name: /Markdown/ }).click();
          await opened.getByRole("textbox").waitFor();
        },
      },
      {
        name: "diagnostics",
        reach: async (open) => {
          await closed(open);
          const opened = await dialog(open, "Settings", (one) =>
            one.getByLabel("Entra application (client) ID"),
          );
          await opened.getByRole("button", { name: /diagnostics/i }).click();
          await open.passUntil(() => button(open.hub, "Copy").isVisible(), 30_000);
        },
      },
    ],
  },
  {
    name: "renewal panel, guided, with a value it refuses",
    scenario: "graph-not-consented",
    reach: async (open) => {
      const opened = await dialog(open, "Renew shop-production", (one) => button(one, "Save and verify"));
      await opened.getByLabel("New client secret").fill("12121212-3434-4565-8787-909090909090");
      await open.hub.getByText("Secret ID").first().waitFor();
    },
  },
  {
    name: "renewal running",
    scenario: "graph-consented",
    prepare: hangingRun,
    reach: startRun,
    more: [
      {
        name: "interrupted banner",
        reach: async (open) => {
          await open.page.reload();
          await open.pass(300_000, 60_000);
          await open.page.reload();
          await open.hub.getByRole("status").filter({ hasText: "interrupted" }).waitFor();
        },
      },
    ],
  },
  {
    name: "renewal for a person without the right",
    scenario: "view-only",
    reach: async (open) => {
      await open.hub
        .getByRole("button", { name: /^Renew shop/ })
        .first()
        .click();
      await open.hub
        .getByRole("dialog")
        .getByRole("alert")
        .or(open.hub.getByRole("dialog").getByText("For the person who has the right"))
        .first()
        .waitFor();
    },
  },
  {
    name: "verdict dialog",
    scenario: "role-missing",
    reach: async (open) => {
      await chooseInMenu(open, "shop-production", "Verify");
      const details = open.hub.locator(".hub-details-button");
      await open.passUntil(() => details.isVisible(), 60_000);
      await details.click();
      await button(open.hub.getByRole("dialog"), "Close").first().waitFor();
    },
  },
  {
    name: "settings with a problem",
    scenario: "unattended",
    prepare: watched,
    reach: async (open) => {
      const opened = await dialog(open, "Settings", (one) => one.getByLabel("Entra application (client) ID"));
      await opened.getByLabel("Entra application (client) ID").fill("not a client id");
      await button(opened, "Save").click();
      await opened.getByText("Not a client ID").waitFor();
    },
    more: [
      {
        name: "removal of the history",
        reach: async (open) => {
          await button(open.hub.getByRole("dialog"), "Remove my organization's history").click();
          await button(open.hub.getByRole("dialog"), "Remove history").waitFor();
        },
      },
      {
        name: "watch unattended, with the rights that were read",
        reach: async (open) => {
          await button(open.hub.getByRole("dialog"), "Watch unattended").click();
          const opened = open.hub.getByRole("dialog", { name: "Watch unattended" });
          await opened.getByRole("radio", { name: "Renew what is due, behind an approval" }).click();
          const rights = opened.getByRole("region", { name: "Required permissions" });
          const read = rights.getByText(
            "connection-watcher is named as Administrator of each listed connection, for the project and the organization.",
          );
          await open.passUntil(() => read.isVisible(), 60_000);
          await soon(async () =>
            expect(await rights.getByRole("listitem").allInnerTexts()).toEqual([
              "connection-watcher holds Application.ReadWrite.OwnedBy of Microsoft Graph, or a permission above it.",
              "connection-watcher holds a role that sees the connections of this project.",
              "connection-watcher may create secrets for each listed connection's app registration.",
              "connection-watcher is named as Administrator of each listed connection, for the project and the organization.",
              expect.stringContaining("Organization settings > Users"),
              expect.stringContaining("Approvals and checks"),
            ]),
          );
        },
      },
    ],
  },
  {
    name: "federation, checked",
    scenario: "federation-mixed",
    reach: async (open) => {
      await interfaceThere(open);
      await chooseInMenu(open, "shop-yaml", "Federation");
      await checkFederation(open.hub.getByRole("dialog"));
    },
    more: [
      {
        name: "federation readiness",
        reach: async (open) => {
          await closed(open);
          await checkFederation(await showTab(open, "Federation readiness"));
        },
      },
    ],
  },
  {
    name: "federation, old issuer",
    scenario: "federation-old-issuer",
    reach: async (open) => {
      await interfaceThere(open);
      await chooseInMenu(open, "shop-old-issuer", "Federation");
      await open.hub.getByRole("dialog").getByText("stops working on").waitFor();
    },
  },
  {
    name: "federation, ready to convert",
    scenario: "federation-automatic",
    reach: async (open) => {
      await interfaceThere(open);
      await chooseInMenu(open, "shop-automatic", "Federation");
      await checkFederation(open.hub.getByRole("dialog"));
      await button(open.hub.getByRole("dialog"), "Convert to federation").waitFor();
    },
    more: [
      {
        name: "federation, converted",
        reach: async (open) => {
          const opened = open.hub.getByRole("dialog");
          await button(opened, "Convert to federation").click();
          await untilText(open, opened.getByRole("status"), "Verification succeeded", 300_000);
        },
      },
    ],
  },
  {
    name: "message of a conversion whose pipeline fails",
    scenario: "federation-converted",
    reach: async (open) => {
      await interfaceThere(open);
      await open.hub.getByText("You can revert until").first().waitFor();
    },
  },
  {
    name: "start failure",
    scenario: "mixed-40",
    options: { query: { silent: "1" } },
    reach: async (open) => {
      const sentence = open.hub.getByText("Azure DevOps didn't answer");
      await open.passUntil(() => sentence.isVisible(), 60_000);
    },
  },
  {
    name: "hub opened by itself",
    scenario: "mixed-40",
    options: { query: { frameless: "1" } },
    reach: (open) => open.page.getByText("This page works only inside Azure DevOps.").waitFor(),
  },
];

describe("axe finds nothing serious or critical", () => {
  let browser: Browser;
  let sim: Simulator;
  let open: OpenHub | null = null;
  const covered: string[] = [];

  beforeAll(async () => {
    sim = await startSimulator({ extensionDir: "out/unpacked" });
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await open?.close();
    open = null;
  });
  afterAll(async () => {
    await browser.close();
    await sim.close();
    console.log(`# axe, in ${looks.join(", ")}: ${covered.join("; ")}`);
  });

  const show = async ({ scenario, options, prepare }: Screen): Promise<OpenHub> => {
    sim.faults.clear();
    sim.reset(scenario);
    prepare?.(sim);
    open = await openHub(browser, sim, options);
    return open;
  };

  test.each(screens.map((screen) => [screen.name, screen] as const))("on: %s", async (name, screen) => {
    const shown = await show(screen);
    await screen.reach(shown);

    expect(await seriousFindings(shown.page)).toEqual([]);
    covered.push(name);
    for (const next of screen.more ?? []) {
      await next.reach(shown);
      expect([next.name, await seriousFindings(shown.page)]).toEqual([next.name, []]);
      covered.push(next.name);
    }
  });

  test("on: the tab on a run", async () => {
    sim.faults.clear();
    sim.reset("failed-runs");
    const page = await browser.newPage();
    await page.goto(`${sim.origins.host}/contoso/Fabrikam/_build/results?buildId=501`);
    await page.getByRole("tab", { name: "Service connections" }).click();
    const tab = page.frameLocator("iframe.external-content--iframe");
    await tab.getByRole("link", { name: "Renew shop-production" }).first().waitFor();

    expect(await seriousFindings(page)).toEqual([]);
    covered.push("tab on a run");
    await page.close();
  });

  test("in a host that is dark itself", async () => {
    const shown = await show({
      name: "",
      scenario: "mixed-40",
      options: { theme: "dark" },
      reach: interfaceThere,
    });
    await interfaceThere(shown);

    // Scrollbars are dark too, and the frame's canvas stays transparent.
    const schemes = (): Promise<string[]> =>
      hubFrame(shown.page).evaluate(() =>
        [document.documentElement, document.body].map((one) => getComputedStyle(one).colorScheme),
      );
    await soon(async () => expect(await schemes()).toEqual(["normal", "dark"]));
    expect(await seriousFindings(shown.page, ["dark"])).toEqual([]);
  });

  test("and would find text without contrast, in each look", async () => {
    const shown = await show({ name: "", scenario: "empty-project", reach: interfaceThere });
    await shown.hub.getByText("You may not be allowed to see them").waitFor();
    await hubFrame(shown.page).evaluate(() => {
      const text = document.createElement("p");
      text.textContent = "hard to read";
      text.style.cssText = "color: #777; background: #888; forced-color-adjust: none";
      document.querySelector(".hub-content")?.append(text);
    });

    const found = await seriousFindings(shown.page);

    expect(looks.filter((look) => found.join().includes(`${look}: color-contrast`))).toEqual(looks);
  });
});
