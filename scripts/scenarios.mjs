/**
 * `npm run scenarios [name…]`: opens each card of the scenario page as a newcomer and does what its line says, until what it
 * promises is seen. Needs `npm run package` and `npm run build:simulator` before; ends with `N kept, N broken`.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./lib/run.mjs";
import { walks } from "./lib/scenario-walks.mjs";
import { launchChromium, play, simulatorOf } from "./lib/stage.mjs";

const pictures = join(root, "out", "scenarios");
const wanted = process.argv.slice(2);
const simulatorFor = simulatorOf(root, process.env.HUB_PACKAGE_DIR);
const browser = await launchChromium();
const broken = [];
let kept = 0;

/** From the card on the page of scenarios, as `npm start` shows it. */
async function openCard({ page, seen }, name) {
  if (name === "org-150")
    await page
      .locator("label", { hasText: "Organization Settings" })
      .locator("select")
      .selectOption("organization");
  const card = page.locator(`li[id="${name}"]`).getByRole("link");
  await seen(card);
  await card.click();
}

try {
  mkdirSync(pictures, { recursive: true });
  const listing = await simulatorFor("empty-project");
  const cards = listing.scenarios;
  await listing.close();
  for (const { name, description } of cards) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const begun = Date.now();
    let page;
    const act = async (stage) => {
      ({ page } = stage);
      await openCard(stage, name);
      await walks[name](stage);
    };
    const shoot = (stage) => stage.page.screenshot({ path: join(pictures, `${name}.png`) });
    try {
      if (walks[name] === undefined) throw new Error("nobody walks this card yet");
      await play(browser, simulatorFor, { scenario: name, path: "/?", act }, shoot);
      kept += 1;
      console.log(`kept, ${((Date.now() - begun) / 1_000).toFixed(1)} s: ${name}`);
    } catch (error) {
      broken.push(name);
      await page?.screenshot({ path: join(pictures, `${name}-broken.png`) }).catch(() => undefined);
      console.log(`BROKEN: ${name}: ${description}\n  ${error.message.split("\n")[0]}`);
    }
  }
  console.log(`${kept} kept, ${broken.length} broken`);
} finally {
  await browser.close();
}
process.exitCode = broken.length === 0 ? 0 : 1;
