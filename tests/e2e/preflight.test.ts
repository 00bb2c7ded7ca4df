import type { Browser } from "playwright-core";
import { launchBrowser } from "./support/browser";
import { clientIdAccepted } from "./support/renewing";
import { arrived, firstConnection, openPanel, scene, type Scene } from "./support/scene";
import { soon } from "./support/soon";

let browser: Browser;
let stage: Scene;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

test("who may view but not manage is told the role and its level, and nothing is created", async () => {
  stage = await scene(browser, "view-only", clientIdAccepted);
  const { sim } = stage;
  const open = await stage.open();
  const dialog = await openPanel(open, "shop-production");
  const warning = dialog.getByRole("alert");
  await warning.waitFor();

  await soon(async () =>
    expect(await warning.innerText()).toContain("You may see shop-production but not change it."),
  );
  await soon(async () => expect(await warning.innerText()).toContain("the role Administrator"));
  await soon(async () => expect(await warning.innerText()).toContain("at the organization level"));
  for (const name of ["Renew now", "Save and verify"])
    for (const button of await dialog.getByRole("button", { name }).all())
      await soon(async () => expect(await button.isDisabled()).toBe(true));
  expect(arrived(sim, "POST", "addPassword")).toBe(0);
  expect(arrived(sim, "PUT", "")).toBe(0);
});

test("the card for the person with the right holds the links and no secret", async () => {
  stage = await scene(browser, "view-only", clientIdAccepted);
  const { sim } = stage;
  const endpoint = firstConnection(sim);
  const open = await stage.open();
  await open.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const dialog = await openPanel(open, "shop-production");
  const card = dialog.getByRole("region", { name: "For the person who has the right" });
  await card.waitFor();
  const text = await card.locator("pre").innerText();

  expect(text).toContain("Please renew the service connection shop-production in the project Fabrikam.");
  expect(text).toContain(endpoint.authorization.parameters["serviceprincipalid"]);
  expect(text).toContain("https://portal.azure.com/");
  expect(text).toContain(endpoint.id);
  expect(text).not.toContain(endpoint.secrets["serviceprincipalkey"]);
  await card.getByRole("button", { name: "Copy" }).click();
  // A host whose frame may not use the clipboard is told apart: the text can be selected there.
  const answer = card.getByRole("button", { name: "Copied" }).or(card.getByText("select the text"));
  await answer.waitFor();
});
