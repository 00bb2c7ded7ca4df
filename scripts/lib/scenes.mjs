/** What each picture shows: the world it is taken in, how it is prepared, and what is done before the shutter. */

/** The settings know the Entra application, and the person has used it before. */
function clientIdAccepted({ world }) {
  const { entraClientId, currentUserId, extensionData } = world;
  const settings = { schemaVersion: 1, clientId: entraClientId, bands: [30, 14, 7], lifetimeDays: 180 };
  const document = { id: "organization", __etag: 1, ...settings, writeNote: true };
  extensionData["Default"] = { ...extensionData["Default"], settings: { organization: document } };
  const accepted = { id: "acceptedClientId", __etag: 1, value: entraClientId };
  extensionData[currentUserId] = {
    ...extensionData[currentUserId],
    $settings: { acceptedClientId: accepted },
  };
}

/** The list with all that is read after it. */
export async function read({ hub, seen, passUntil }) {
  await seen(hub.getByRole("button", { name: /^Renew / }));
  await passUntil(() => hub.getByRole("button", { name: "Refresh" }).isEnabled());
}

/** What expires in the next twelve months. */
async function timeline(stage) {
  await read(stage);
  await stage.hub.getByRole("tab", { name: "Timeline" }).click();
}

/** Opens the panel of a connection and answers it. */
export async function panelOf(stage, name) {
  const { hub, seen } = stage;
  const renew = hub.getByRole("button", { name: `Renew ${name}`, exact: true });
  await seen(renew);
  await renew.click();
  const panel = hub.getByRole("dialog", { name: `Renew ${name}` });
  await seen(panel);
  return panel;
}

export async function start(stage, name) {
  const panel = await panelOf(stage, name);
  const now = panel.getByRole("button", { name: "Renew now" });
  await stage.seen(now);
  await now.click();
  return panel;
}

export const has = (locator, text) => async () =>
  (await locator.allInnerTexts()).some((one) => one.replaceAll(/\s+/g, " ").includes(text));

const untilStep = (stage, panel, text) => stage.passUntil(has(panel.getByRole("listitem"), text), 60_000);

const graphPanel = async (stage) => {
  const panel = await start(stage, "shop-production");
  await untilStep(stage, panel, "Test secret Running");
};

/** The tab on a failed run, once its definition is read too. */
async function runTab({ page, hub, seen }) {
  await page.getByRole("tab", { name: "Service connections" }).click();
  await seen(hub.getByRole("region", { name: "What does this run depend on?" }).getByRole("listitem"));
}

/** All four sizes, each with its answer. */
async function dashboard({ page, seen }) {
  const frames = page.locator("iframe.widget-frame");
  for (const place of [0, 1, 2, 3]) await seen(frames.nth(place).contentFrame().getByRole("link"));
}

const run = "/contoso/Fabrikam/_build/results?buildId=501&";
const board = "/contoso/Fabrikam/_dashboards/dashboard?";

export const scenes = [
  { name: "run-tab-light", scenario: "failed-runs", path: run, act: runTab },
  { name: "run-tab-dark", scenario: "failed-runs", path: run, theme: "dark", act: runTab },
  {
    name: "dashboard-light",
    scenario: "dashboard",
    path: board,
    act: dashboard,
    preview: 'iframe[title="Widget 2 by 1"]',
  },
  { name: "dashboard-dark", scenario: "dashboard", path: board, theme: "dark", act: dashboard },
  { name: "list-light", scenario: "mixed-40", prepare: clientIdAccepted, act: read, listed: true },
  { name: "timeline-light", scenario: "mixed-40", prepare: clientIdAccepted, act: timeline },
  { name: "list-dark", scenario: "mixed-40", theme: "dark", prepare: clientIdAccepted, act: read },
  {
    name: "organization-light",
    scenario: "mixed-40",
    hub: "organization",
    prepare: clientIdAccepted,
    act: read,
  },
  {
    name: "panel-graph-light",
    scenario: "slow-propagation",
    prepare: clientIdAccepted,
    act: graphPanel,
    listed: true,
  },
  {
    name: "panel-graph-dark",
    scenario: "slow-propagation",
    theme: "dark",
    prepare: clientIdAccepted,
    act: graphPanel,
  },
  {
    name: "panel-guided-light",
    scenario: "graph-not-consented",
    act: async (stage) => {
      const panel = await panelOf(stage, "shop-production");
      await stage.seen(panel.getByRole("link", { name: "Create a secret in the Azure portal" }));
    },
    listed: true,
  },
  {
    name: "panel-automatic-light",
    scenario: "expired-automatic",
    act: async (stage) => {
      const panel = await panelOf(stage, "shop-automatic");
      await stage.seen(panel.getByRole("button", { name: "Renew now" }));
    },
  },
  {
    name: "success",
    scenario: "graph-consented",
    prepare: clientIdAccepted,
    act: async (stage) => {
      const panel = await start(stage, "shop-production");
      await stage.passUntil(has(panel.getByRole("status"), "Verification succeeded"));
    },
    listed: true,
  },
  {
    name: "failure",
    scenario: "automatic-renews-nothing",
    act: async (stage) => {
      const panel = await start(stage, "shop-automatic");
      await stage.passUntil(has(panel.getByRole("alert"), "no new secret was seen"));
    },
  },
  {
    name: "diagnostics-light",
    scenario: "mixed-40",
    prepare: clientIdAccepted,
    act: async (stage) => {
      const { hub, seen } = stage;
      await read(stage);
      await hub.getByRole("button", { name: "Settings", exact: true }).click();
      const open = hub.getByRole("dialog", { name: "Settings" }).getByRole("button", { name: "Diagnostics" });
      await seen(open);
      await open.click();
      await seen(hub.getByRole("region", { name: "Report" }));
    },
  },
];

export const reachDetails = async (stage, name) => {
  await read(stage);
  await stage.hub.getByRole("button", { name: `Details of ${name}`, exact: true }).click();
  const panel = stage.hub.getByRole("dialog", { name: `Details of ${name}` });
  await stage.seen(panel.getByRole("heading", { name: "History" }));
  return panel;
};

const dialogBehind = async (stage, opener, inside) => {
  await read(stage);
  await stage.hub.getByRole("button", { name: opener, exact: true }).click();
  const dialog = stage.hub.getByRole("dialog");
  await stage.seen(inside(dialog));
  return dialog;
};

export const inMenu = async (stage, name, entry) => {
  await read(stage);
  await stage.hub.getByRole("button", { name: `More actions for ${name}`, exact: true }).click();
  await stage.hub.getByRole("menuitem", { name: entry }).click();
  return stage.hub.getByRole("dialog");
};

export const button = (place, name) => place.getByRole("button", { name, exact: true });

export async function checkPipelines(stage, place) {
  await button(place, "Check pipelines").click();
  await stage.passUntil(() => button(place, "Check again").isVisible(), 120_000);
}

/** Screens that no document shows: only `--survey` takes them. */
export const unlisted = [
  { name: "first-visit", scenario: "graph-not-consented", act: read },
  {
    name: "empty",
    scenario: "empty-project",
    act: (stage) => stage.seen(stage.hub.getByText(/You may not be/)),
  },
  {
    name: "detail",
    scenario: "mixed-40",
    prepare: clientIdAccepted,
    act: (stage) => reachDetails(stage, "prod-three-days"),
  },
  {
    name: "detail-expired",
    scenario: "expired-automatic",
    act: (stage) => reachDetails(stage, "shop-automatic"),
  },
  {
    name: "interrupted",
    scenario: "interrupted-graph",
    act: (stage) => reachDetails(stage, "shop-production"),
  },
  {
    name: "advice",
    scenario: "advice",
    act: async (stage) => {
      await read(stage);
      await stage.seen((await panelOf(stage, "terraform-shop")).getByText("Before you renew"));
    },
  },
  {
    name: "federation",
    scenario: "federation-mixed",
    act: async (stage) => {
      const panel = await inMenu(stage, "shop-yaml", "Federation");
      await checkPipelines(stage, panel);
    },
  },
  {
    name: "readiness",
    scenario: "federation-mixed",
    act: async (stage) => {
      await read(stage);
      await stage.hub.getByRole("tab", { name: "Federation readiness" }).click();
      await checkPipelines(stage, stage.hub.getByRole("tabpanel", { name: "Federation readiness" }));
    },
  },
  {
    name: "bulk",
    scenario: "bulk-25",
    prepare: clientIdAccepted,
    act: async (stage) => {
      await read(stage);
      await stage.hub.getByRole("columnheader").getByRole("checkbox").click();
      await button(stage.hub, "Renew selected").click();
      await stage.seen(stage.hub.getByRole("dialog").getByRole("table"));
    },
  },
  {
    name: "settings",
    scenario: "mixed-40",
    prepare: clientIdAccepted,
    act: (stage) => dialogBehind(stage, "Settings", (one) => one.getByLabel("Entra application (client) ID")),
  },
  {
    name: "unattended",
    scenario: "mixed-40",
    act: async (stage) => {
      const dialog = await dialogBehind(stage, "Settings", (one) => button(one, "Watch unattended"));
      await button(dialog, "Watch unattended").click();
      await stage.seen(
        stage.hub.getByRole("dialog", { name: "Watch unattended" }).getByText("Required permissions"),
      );
    },
  },
  {
    name: "snooze",
    scenario: "graph-not-consented",
    act: async (stage) => stage.seen((await inMenu(stage, "shop-production", "Snooze")).getByLabel("Reason")),
  },
  {
    name: "export",
    scenario: "mixed-40",
    act: (stage) => dialogBehind(stage, "Export", (one) => button(one, "Download CSV")),
  },
  {
    name: "admin-consent",
    scenario: "graph-admin-consent",
    prepare: clientIdAccepted,
    act: async (stage) => {
      await read(stage);
      await button(stage.hub, "Connect to Microsoft Graph").click();
      await stage.seen(button(stage.hub, "Copy consent link"));
    },
  },
];
