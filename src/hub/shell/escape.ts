import type * as React from "react";

/**
 * Lets Escape close a panel or dialog wherever the focus is in it. A button of the platform, such as a panel's own Close,
 * keeps the key to itself and drops the focus; so the key goes to the panel before the button hears it. A button that has
 * something open of its own keeps it.
 */
export function passEscapeOn(event: React.KeyboardEvent): void {
  const { target } = event;
  if (event.key !== "Escape" || !(target instanceof Element)) return;
  const panel = target.closest(".bolt-callout");
  if (panel === null || target.closest("button, [role='button']") === null) return;
  if (target.closest("[aria-expanded='true']") !== null) return;
  event.preventDefault();
  event.stopPropagation();
  // The platform reads the number of the key alone.
  // oxlint-disable-next-line typescript/no-deprecated
  panel.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", keyCode: 27, bubbles: true }));
}
