/** What each card of the scenario page promises, done as a newcomer would: press what it names, see what it says. */
import { button, checkPipelines, has, inMenu, panelOf, reachDetails, read, start } from "./scenes.mjs";

const text = (stage, sought) => stage.seen(stage.hub.getByText(sought));
const succeeds = async (stage, name) => {
  const panel = await start(stage, name);
  await stage.passUntil(has(panel.getByRole("status"), "Verification succeeded"));
};
const stops = async (stage, name, says) => {
  const panel = await start(stage, name);
  await stage.passUntil(has(panel.getByRole("alert"), says));
  return panel;
};
const guided = async (stage, name) => {
  const panel = await panelOf(stage, name);
  await stage.seen(panel.getByRole("link", { name: "Create a secret in the Azure portal" }));
  await stage.seen(button(panel, "Save and verify"));
};

/** Settings, the ID of the card, Save. */
async function saveClientId(stage) {
  await read(stage);
  await button(stage.hub, "Settings").click();
  const dialog = stage.hub.getByRole("dialog", { name: "Settings" });
  await stage.seen(dialog.getByLabel("Entra application (client) ID"));
  await dialog.getByLabel("Entra application (client) ID").fill(stage.simulator.world.entraClientId);
  await button(dialog, "Save").click();
}

/** The first row's Renew, whatever it is called. */
async function renewFirst(stage) {
  await read(stage);
  await stage.hub
    .getByRole("button", { name: /^Renew / })
    .first()
    .click();
  return stage.hub.getByRole("dialog");
}

const tab = async (stage, name) => {
  await read(stage);
  await stage.hub.getByRole("tab", { name }).click();
  return stage.hub.getByRole("tabpanel", { name });
};

/** Federation in the row's menu, Check pipelines, and the conversion with what it asks to be accepted. */
async function convertFirst(stage) {
  await read(stage);
  const menus = stage.hub.getByRole("button", { name: /^More actions for / });
  const name = (await menus.first().getAttribute("aria-label")).replace("More actions for ", "");
  const panel = await inMenu(stage, name, "Federation");
  await stage.seen(button(panel, "Check pipelines"));
  await checkPipelines(stage, panel);
  for (const box of await panel.getByRole("checkbox").all()) await box.click();
  await stage.seen(button(panel, "Convert to federation"));
  await button(panel, "Convert to federation").click();
}

async function filter(stage, typed) {
  await read(stage);
  await stage.hub.getByRole("textbox", { name: "Filter by name" }).fill(typed);
}

/** By scenario. */
export const walks = {
  "mixed-40": async (stage) => {
    await read(stage);
    await stage.hub
      .getByRole("button", { name: /Expired/ })
      .first()
      .click();
    await stage.seen((await renewFirst(stage)).getByText("How to renew"));
  },
  "expired-automatic": async (stage) => {
    await succeeds(stage, "shop-automatic");
    await stage.seen(stage.hub.getByRole("dialog").getByRole("listitem").nth(3));
  },
  "graph-consented": async (stage) => {
    await text(stage, "Microsoft Graph connected");
    await succeeds(stage, "shop-production");
  },
  "graph-not-consented": async (stage) => {
    await guided(stage, "shop-production");
    await button(stage.hub, "Cancel").click();
    await saveClientId(stage);
    await text(stage, "Microsoft Graph connected");
  },
  "graph-admin-consent": async (stage) => {
    await saveClientId(stage);
    await stage.seen(button(stage.hub, "Copy consent link"));
  },
  "no-bridge": (stage) => guided(stage, "shop-production"),
  "policy-caps-lifetime": async (stage) => {
    const panel = await panelOf(stage, "shop-production");
    await stage.seen(panel.getByText("365 days"));
    await panel.getByText("365 days").click();
    await button(panel, "Renew now").click();
    await stage.seen(panel.getByText("so the new secret is valid for 90 days"));
  },
  "policy-forbids-secrets": async (stage) => {
    await stops(stage, "shop-production", "policy");
    await stage.page.keyboard.press("Escape");
    await text(stage, "Tenant forbids secrets");
  },
  "slow-propagation": async (stage) => {
    const panel = await start(stage, "shop-production");
    await stage.seen(panel.getByText(/attempt \d/));
    await stage.passUntil(has(panel.getByRole("status"), "Verification succeeded"));
  },
  "role-missing": async (stage) => {
    await inMenu(stage, "shop-production", "Verify");
    await text(stage, /Role missing/i);
  },
  "view-only": async (stage) => {
    await panelOf(stage, "shop-production");
    await text(stage, /needs the role Administrator.*Ask/);
  },
  "no-view-right": (stage) => text(stage, /You may not be allowed to see them/),
  "automatic-save-fails": async (stage) => {
    const panel = await stops(stage, "shop-automatic", "Azure DevOps");
    await stage.seen(panel.getByText(/Application Administrator|owner/i));
  },
  "automatic-renews-nothing": async (stage) => {
    const panel = await stops(stage, "shop-automatic", "no new secret was seen");
    await stage.seen(button(panel, "Switch to manual"));
  },
  "inline-ignored": async (stage) => {
    const panel = await start(stage, "shop-production");
    await stage.seen(button(panel, "Save without testing"));
  },
  "many-500": async (stage) => {
    await text(stage, "500 service connections");
    await filter(stage, "01");
    await text(stage, /of 500 service connections/);
  },
  "empty-project": (stage) => text(stage, /create it in Azure DevOps, then choose Refresh/),
  "interrupted-graph": async (stage) => {
    await reachDetails(stage, "shop-production");
    await text(stage, /a renewal was interrupted before it was saved/);
  },
  "two-admins": async (stage) => {
    const bob = stage.simulator.world.users.find(({ displayName }) => displayName === "Bob Colleague");
    const his = await stage.another({ user: bob.id });
    await panelOf(his, "shop-production");
    await start(stage, "shop-production");
    await stage.seen(stage.hub.getByText(/Running/));
    await button(his.hub, "Renew now").click();
    await his.seen(his.hub.getByText(/Alice Adminson is renewing shop-production/));
  },
  "org-150": async (stage) => {
    await text(stage, "1,420 service connections");
  },
  "project-10000": async (stage) => {
    await filter(stage, "00001");
    await text(stage, /of 10,000 service connections/);
  },
  "bulk-25": async (stage) => {
    await read(stage);
    await stage.hub.getByRole("columnheader").getByRole("checkbox").click();
    await button(stage.hub, "Renew selected").click();
    await stage.seen(button(stage.hub, "Renew 25 connections"));
    await button(stage.hub, "Renew 25 connections").click();
    await text(stage, /of 25/);
  },
  "other-kinds": async (stage) => {
    const panel = await panelOf(stage, "github");
    await stage.seen(button(panel, "Save and verify"));
  },
  kubeconfig: async (stage) => stage.seen((await renewFirst(stage)).getByRole("textbox")),
  "federation-mixed": async (stage) => {
    await checkPipelines(stage, await tab(stage, "Federation readiness"));
    await text(stage, "Ready to convert");
    await text(stage, "What you can fix");
  },
  "federation-automatic": async (stage) => {
    await convertFirst(stage);
    await text(stage, /The connection is federated now/);
  },
  "federation-many": async (stage) => {
    await checkPipelines(stage, await tab(stage, "Federation readiness"));
    await stage.seen(button(stage.hub, "Convert 6 connections…"));
    await button(stage.hub, "Convert 6 connections…").click();
    await button(stage.hub, "Convert 6 connections").click();
    const reverts = stage.hub.getByRole("button", { name: /^Revert / });
    await stage.passUntil(async () => (await reverts.count()) === 6, 120_000);
  },
  "federation-no-rights": async (stage) => {
    await convertFirst(stage);
    await text(stage, /federated credential/);
  },
  "federation-old-issuer": async (stage) => {
    await text(stage, "4 service connections");
    await stage.hub
      .getByRole("button", { name: /Issuer retires/ })
      .first()
      .click();
    await text(stage, /Issuer retires in/);
  },
  "federation-converted": async (stage) => {
    await text(stage, /shop-failing-since/);
    await stage.seen(stage.hub.getByRole("button", { name: /Revert/ }));
  },
  "federation-scale": async (stage) => {
    await tab(stage, "Federation readiness");
    await text(stage, /300/);
  },
  advice: async (stage) => stage.seen((await renewFirst(stage)).getByText("Before you renew")),
  unattended: (stage) => read(stage),
  "failed-runs": async (stage) => {
    await stage.page.getByRole("tab", { name: "Service connections" }).click();
    const renew = stage.hub.getByRole("link", { name: /^Renew / });
    await stage.seen(renew);
    const opened = await stage.tabAfter(() => renew.first().click());
    await opened.seen(opened.hub.getByRole("dialog", { name: /^Renew / }));
  },
  dashboard: async (stage) => {
    const widget = (place) => stage.page.locator("iframe.widget-frame").nth(place).contentFrame();
    for (const place of [0, 1, 2, 3]) await stage.seen(widget(place).getByRole("link"));
    await stage.page.getByRole("button", { name: "Configure" }).click();
    await stage.seen(stage.page.getByRole("complementary", { name: "Configuration" }));
    await stage.page.getByRole("button", { name: "Close" }).click();
    const opened = await stage.tabAfter(() => widget(0).getByRole("link").first().click());
    await opened.seen(opened.hub.getByRole("grid"));
  },
};
