import type { Widget } from "../adapters/host/dashboard";
import type { Placed } from "../adapters/host/placed";
import type { Result } from "../domain/failure";
import type { Instant } from "../domain/instant";
import { redraw } from "../elements/dom";
import type { ExpiringReading } from "../operations/read-expiring";
import type { WidgetActions, WidgetState } from "./state";
import { drawWidget, nameOf } from "./view";

type Needs = Omit<WidgetActions, "lookAgain"> & {
  /** Reports once or more; null where the host tells of no project. */
  readonly read: ((report: (reading: Result<ExpiringReading>) => void) => Promise<void>) | null;
  readonly now: () => Instant;
};

/** The widget over its element: keeps what was read last, and draws it as it is placed. */
export function createWidget(root: HTMLElement, { read, now, open, hubUrl, dates }: Needs): Widget {
  let placed: Placed | null = null;
  let reading: WidgetState["reading"] = read === null ? "no-project" : null;
  /** Counts the readings: an answer of an earlier one comes too late. */
  let turn = 0;
  const draw = (next: Placed): void => {
    placed = next;
    root.dataset["size"] = `${String(next.size.columns)}x${String(next.size.rows)}`;
    root.setAttribute("aria-label", nameOf(next));
    redraw(root, drawWidget({ placed: next, reading }, actions, now()));
  };
  /** Resolves with the first answer; what comes later is drawn when it comes. */
  const readAgain = (): Promise<void> =>
    new Promise((first) => {
      turn += 1;
      const own = turn;
      if (read === null) {
        first();
        return;
      }
      void read((answer) => {
        if (own === turn) {
          reading = answer;
          if (placed !== null) draw(placed);
        }
        first();
      });
    });
  const actions: WidgetActions = { open, hubUrl, dates, lookAgain: () => void readAgain() };
  return {
    preload: draw,
    load: (next) => {
      draw(next);
      return readAgain();
    },
    reload: (next) => {
      const same = placed !== null && JSON.stringify(placed) === JSON.stringify(next);
      draw(next);
      // Another filter counts what was read already; a dashboard that refreshes itself changes nothing and wants news.
      return same || reading === null ? readAgain() : Promise.resolve();
    },
  };
}
