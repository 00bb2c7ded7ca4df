/** Functions that run inside the measured frame. Each is sent to the browser as text, so none uses another. */

/**
 * Notes when the first row has been painted, when no more are being read, and this frame's tasks over 50 ms. Tells of both
 * in the console: nothing else of the browser's tools may run in the frame before, for it would be in the times.
 */
export function record() {
  if (window === window.top || !/\/(hub|floor|blank)\.html$/.test(location.pathname)) return;
  const seen = { rowsAt: null, allRowsAt: null, tasks: [] };
  window.benchSeen = seen;
  new PerformanceObserver((list) => {
    for (const { name, startTime, duration } of list.getEntries())
      if (name === "self") seen.tasks.push({ at: startTime, ms: duration });
  }).observe({ type: "longtask", buffered: true });
  const rowsAreThere = () => {
    const row = document.querySelector("tbody tr.hub-row, tbody tr:not([class])");
    return row !== null && row.textContent.trim() !== "";
  };
  // An organization's list grows until its Refresh can be pressed. The number of its rows is on the grid.
  const rowsNow = () => document.querySelector("[role=grid]")?.getAttribute("aria-rowcount");
  const isRead = () => document.querySelector('[aria-label="Refresh"][aria-disabled="true"]') === null;
  const untilRead = (before) => {
    const now = rowsNow();
    if (now !== before) seen.allRowsAt = performance.now();
    if (isRead()) console.debug("bench: rows");
    else requestAnimationFrame(() => untilRead(now));
  };
  const look = () => {
    if (!rowsAreThere()) return void requestAnimationFrame(look);
    // The message is handled after the frame that draws the row.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      seen.rowsAt = performance.now();
      seen.allRowsAt = seen.rowsAt;
      untilRead(rowsNow());
    };
    port2.postMessage(null);
  };
  requestAnimationFrame(look);
}

/** Letters and digits that narrow the list to rows which begin with another than the first one shown now. */
export function tellingKeys() {
  const nameOf = (row) =>
    (row.querySelector(".hub-name") ?? row.querySelector("td")).textContent.trim().toLowerCase();
  const rows = [...document.querySelectorAll("tbody tr.hub-row, tbody tr:not([class])")].slice(0, 60);
  const names = rows.map(nameOf);
  const wanted = [..."abcdefghijklmnopqrstuvwxyz0123456789"];
  return wanted.filter((key) => !names[0].includes(key) && names.some((name) => name.includes(key)));
}

/**
 * Listens for a key, and keeps as `benchKey` a promise of the milliseconds until the list is drawn as that key asks: with
 * other rows at its head. A row may stay for another of its names than the one shown, so the names alone do not tell.
 */
export function timeKey() {
  const head = () =>
    [...document.querySelectorAll("tbody tr.hub-row, tbody tr:not([class])")]
      .filter((row) => !row.hidden)
      .slice(0, 5)
      .map((row) => (row.querySelector(".hub-name") ?? row.querySelector("td")).textContent)
      .join("\n");
  const before = head();
  const isDone = () => head() !== before;
  window.benchKey = new Promise((resolve) => {
    const pressed = (event) => {
      const look = () => {
        if (!isDone()) {
          requestAnimationFrame(look);
          return;
        }
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - event.timeStamp);
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    };
    document.addEventListener("keydown", pressed, { once: true, capture: true });
  });
}

/** Scrolls from the first row to the last in `ms` and answers how many frames of 60 a second were not drawn. */
export function scrollToEnd(ms) {
  const room = (element) => element.scrollHeight - element.clientHeight;
  const scrolls = (element) => /auto|scroll/.test(window.getComputedStyle(element).overflowY);
  const scroller = [...document.querySelectorAll("*")]
    .filter((element) => room(element) > 0 && scrolls(element))
    .reduce((best, one) => (room(one) > room(best) ? one : best), document.scrollingElement);
  return new Promise((resolve) => {
    let start = null;
    let before = null;
    let dropped = 0;
    const step = (now) => {
      start ??= now;
      if (before !== null) dropped += Math.max(0, Math.round((now - before) / (1000 / 60)) - 1);
      before = now;
      const share = Math.min(1, (now - start) / ms);
      scroller.scrollTop = room(scroller) * share;
      if (share < 1) {
        requestAnimationFrame(step);
        return;
      }
      const frames = Math.round((now - start) / (1000 / 60));
      resolve({ dropped, frames, room: room(scroller) });
    };
    requestAnimationFrame(step);
  });
}
