import type { Locator } from "playwright-core";
import { hubFrame } from "./axe";
import type { OpenHub } from "./hub-page";

/** Whether an element, and nothing inside or around it, has the focus. */
export const hasFocus = (element: Locator): Promise<boolean> =>
  element.evaluate((one) => one.ownerDocument.activeElement === one);

/** What has the focus in the hub, as a person would call it. */
export const focused = (open: OpenHub): Promise<string> =>
  hubFrame(open.page).evaluate(() => {
    const { activeElement: one } = document;
    if (one === null || one === document.body) return "nothing in the hub";
    const name = one.getAttribute("aria-label") ?? one.textContent ?? "";
    return `${one.getAttribute("role") ?? one.tagName.toLowerCase()} ${name.trim().slice(0, 60)}`;
  });

/** Presses a key until an element has the focus; fails with the stops on the way where it never gets it. */
export async function pressTo(open: OpenHub, element: Locator, key = "Tab", atMost = 150): Promise<void> {
  const stops: string[] = [];
  for (let pressed = 0; pressed < atMost; pressed += 1) {
    if ((await element.count()) === 1 && (await hasFocus(element))) return;
    await open.page.keyboard.press(key);
    const stop = await focused(open);
    if (stop !== stops[stops.length - 1]) stops.push(stop);
  }
  throw new Error(`${key} never reached it. It stopped at: ${stops.join("; ")}`);
}

/** Whether a person sees that an element has the focus: it looks different without. Leaves the focus where it was. */
export async function focusShows(open: OpenHub, element: Locator): Promise<boolean> {
  const box = await element.boundingBox();
  if (box === null) return false;
  const clip = { x: box.x - 4, y: box.y - 4, width: box.width + 8, height: box.height + 8 };
  const picture = () => open.page.screenshot({ clip, animations: "disabled", caret: "hide" });
  const marked = await picture();
  await element.evaluate((one) => (one as HTMLElement).blur());
  const without = await picture();
  await element.evaluate((one) => (one as HTMLElement).focus());
  return !marked.equals(without);
}
