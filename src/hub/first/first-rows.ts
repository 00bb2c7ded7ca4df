import * as React from "react";
import { wholeMinute, type Instant } from "../../domain/instant";
import { listedRow } from "../../domain/inventory";
import type { ServiceConnection } from "../../domain/service-connection";
import type { Host } from "../../ports/host";
import { breakpointNow } from "../shared/breakpoint";
import type { PageAction } from "../shared/dispatch";
import { localZone, type DateStyle } from "../../words/expiry";
import { FirstPage } from "./FirstPage";
import { watchHands } from "./hands";
import { paint } from "./paint";
import { WaitingPage } from "./WaitingPage";

/** The list on screen before the interface is there, with everything a person asked of it meanwhile. */
export type FirstRows = {
  /**
   * Lets the interface, drawn at the same place behind, take over: focus, caret and scrolling go on where they are.
   * Waits for the end of a press or of a composed character; `typed` hears the text of the filter right before.
   * Answers what was asked for, in its order.
   */
  readonly giveWay: (typed: (text: string) => void) => Promise<readonly PageAction[]>;
};

export type Found = {
  readonly host: Pick<Host, "scope" | "organization">;
  readonly connections: readonly ServiceConnection[];
  readonly now: Instant;
  readonly dates: DateStyle;
};

/** The dates of the host's user, in the zone of the browser. */
export const datesOf = ({ culture }: Pick<Host, "culture">): DateStyle => ({ culture, zone: localZone });

/** The page's title and a sign of waiting. Nothing in it can be pressed. */
export const paintWaiting = (): DocumentFragment => paint(React.createElement(WaitingPage));

/** Draws the most urgent rows over `root`. What is pressed and typed there is kept for the interface. */
export function showFirstRows(root: HTMLElement, { host, connections, now, dates }: Found): FirstRows {
  const wishes: PageAction[] = [];
  let text = "";
  const page = React.createElement(FirstPage, {
    host,
    rows: connections.map((connection) => listedRow(connection, now)),
    breakpoint: breakpointNow(),
    now: wholeMinute(now),
    dates,
    onAction: (wish) => wishes.push(wish),
    onText: (typed) => (text = typed),
  });
  const front = document.createElement("div");
  front.className = "hub-first";
  front.append(paint(page));
  root.before(front);
  root.classList.add("hub-behind");
  const hands = watchHands(front);
  // Asking for it at the moment of the change would lay out both pages.
  let scrolled = 0;
  front.addEventListener("scroll", ({ target }) => (scrolled = (target as Element).scrollTop), true);
  return {
    giveWay: async (typed) => {
      await hands.whenOff();
      if (text !== "") typed(text);
      swap(front, root, scrolled);
      return wishes;
    },
  };
}

/** All in one task, so that nobody sees both or neither. */
function swap(front: HTMLElement, behind: HTMLElement, scrolled: number): void {
  const { activeElement } = document;
  const focused =
    activeElement instanceof HTMLElement && front.contains(activeElement) ? activeElement : null;
  const caret = focused instanceof HTMLInputElement ? focused.selectionStart : null;
  front.remove();
  behind.classList.remove("hub-behind");
  const page = behind.querySelector(".hub-page");
  if (page !== null && scrolled > 0) page.scrollTop = scrolled;
  if (focused !== null) moveFocus(twinOf(focused, behind), caret);
}

/** The element of the same kind and name. */
function twinOf(element: HTMLElement, within: HTMLElement): HTMLElement | undefined {
  const name = nameOf(element);
  return Array.from(within.querySelectorAll<HTMLElement>(element.tagName)).find(
    (one) => nameOf(one) === name,
  );
}

const nameOf = (element: HTMLElement): string | null =>
  element.getAttribute("aria-label") ?? element.textContent;

function moveFocus(to: HTMLElement | undefined, caret: number | null): void {
  to?.focus({ preventScroll: true });
  if (to instanceof HTMLInputElement) to.setSelectionRange(caret, caret);
}
