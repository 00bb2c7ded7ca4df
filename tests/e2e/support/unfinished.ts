import type { Locator } from "playwright-core";
import { refresh } from "./fresh-world";
import type { OpenHub } from "./hub-page";

/** What the page says of an unfinished renewal. */
export const interruption = (open: OpenHub, name: string): Locator =>
  open.hub.getByRole("status").filter({ hasText: "interrupted" }).filter({ hasText: name });

/**
 * Does what a person does who finds that a renewal was interrupted: clean up where that is offered, else wait and look
 * again, until the page says nothing of it any more. Says how many credentials the page left alone knowingly.
 */
export async function comeToRest(open: OpenHub, name: string): Promise<{ leftKnowingly: number }> {
  await refresh(open);
  await open.pass(1_000, 1_000);
  const found = interruption(open, name);
  let leftKnowingly = 0;
  for (let round = 0; (await found.count()) > 0; round += 1) {
    if (round === 12) throw new Error(`it does not come to rest: ${await found.first().innerText()}`);
    if (/connection may hold it|nothing shows whose secret/.test(await found.first().innerText()))
      leftKnowingly += 1;
    const cleanUp = found.getByRole("button", { name: "Clean up" });
    if (await cleanUp.isVisible()) {
      await cleanUp.click();
      const busy = async (): Promise<boolean> =>
        (await cleanUp.count()) === 0 || (await cleanUp.first().isEnabled());
      await open.pass(1_000);
      await open.passUntil(busy, 600_000, 5_000);
    } else {
      await open.sleep(150_000);
      await found.getByRole("button", { name: "Look again" }).click();
      await open.pass(1_000);
    }
  }
  return { leftKnowingly };
}
