import type { Browser, Locator } from "playwright-core";
import { launchBrowser } from "./support/browser";
import type { OpenHub } from "./support/hub-page";
import { clientIdAccepted, secretFromPortal, untilText } from "./support/renewing";
import { interfaceThere, scene, type Scene } from "./support/scene";

let browser: Browser;
let stage: Scene;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

/** What a person does, one after the other, from the open page to the word that ends it. */
class Hand {
  readonly did: string[] = [];

  async press(what: Locator): Promise<void> {
    await what.click();
    this.did.push("press");
  }

  async paste(into: Locator, text: string): Promise<void> {
    await into.fill(text);
    this.did.push("paste");
  }

  /** Whatever the portal asks for counts as one: its pages are not ours. */
  inPortal<T>(act: () => T): T {
    this.did.push("in the portal");
    return act();
  }
}

async function opened(name: string): Promise<{ open: OpenHub; dialog: Locator; hand: Hand }> {
  const open = await stage.open({ portalsHere: true });
  await interfaceThere(open);
  const hand = new Hand();
  await hand.press(open.hub.getByRole("button", { name: `Renew ${name}`, exact: true }));
  return { open, dialog: open.hub.getByRole("dialog", { name: `Renew ${name}` }), hand };
}

test.each([
  ["automatic", "expired-automatic", "shop-automatic"],
  ["graph", "graph-consented", "shop-production"],
])("an %s renewal takes two presses to Verification succeeded", async (_, scenario, name) => {
  stage = await scene(browser, scenario, clientIdAccepted);
  const { open, dialog, hand } = await opened(name);

  await hand.press(dialog.getByRole("button", { name: "Renew now" }));
  await untilText(open, dialog.getByRole("status"), "Verification succeeded", 120_000);

  console.log(`${name}: ${hand.did.join(", ")}`);
  expect(hand.did).toHaveLength(2);
});

test("a guided renewal takes five acts: open, portal, what the portal needs, paste, save", async () => {
  stage = await scene(browser, "graph-not-consented");
  const { open, dialog, hand } = await opened("shop-production");

  await hand.press(dialog.getByRole("link", { name: "Create a secret in the Azure portal" }));
  const secret = hand.inPortal(() => secretFromPortal(stage.sim));
  await hand.paste(dialog.getByRole("textbox", { name: "New client secret" }), secret);
  await hand.press(dialog.getByRole("button", { name: "Save and verify" }));
  await untilText(open, dialog.getByRole("status"), "Verification succeeded", 120_000);

  console.log(`shop-production: ${hand.did.join(", ")}`);
  expect(hand.did).toEqual(["press", "press", "in the portal", "paste", "press"]);
});
