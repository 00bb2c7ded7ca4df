/** One visit to one page, with everything that is measured of it. */
import { record, scrollToEnd, tellingKeys, timeKey } from "./in-frame.mjs";

const settleMs = 1_500;
const scrollMs = 2_000;
const keystrokes = 3;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Counts what the frame's page and its calls bring, as they travel and unpacked. */
function countBytes(cdp, origins) {
  const ours = new Set();
  const total = { transferred: 0, decoded: 0 };
  cdp.on("Network.requestWillBeSent", ({ requestId, request }) => {
    const { origin, pathname } = new URL(request.url);
    if (origins.includes(origin) && pathname !== "/sim-sw-install.html") ours.add(requestId);
  });
  cdp.on("Network.dataReceived", ({ requestId, dataLength }) => {
    if (ours.has(requestId)) total.decoded += dataLength;
  });
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (ours.has(requestId)) total.transferred += encodedDataLength;
  });
  return total;
}

const tellsOfRows = (message) => message.text() === "bench: rows";

async function metric(cdp, wanted) {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === wanted).value;
}

function frameOf(page) {
  const found = page.frames().find((frame) => /\/(hub|floor|blank)\.html/.test(frame.url()));
  if (found === undefined) throw new Error("the page was not framed");
  return found;
}

async function typing(page, frame) {
  const filter = frame.getByLabel("Filter by name").first();
  await filter.click();
  const keys = (await frame.evaluate(tellingKeys)).slice(0, keystrokes);
  const times = [];
  for (const key of keys) {
    await frame.evaluate(timeKey);
    await page.keyboard.press(key);
    const timed = frame.evaluate(() => window.benchKey);
    times.push(await Promise.race([timed, pause(20_000).then(() => null)]));
    await page.keyboard.press("Backspace");
    await pause(500);
  }
  if (times.length === 0 || times.includes(null)) throw new Error("the filter did not narrow the list");
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

/**
 * Opens the page in a tab of its own and measures it. `use` also types and scrolls. Times are milliseconds from the
 * frame's navigation; scripting and heap are those of the whole tab, with the host page around the frame.
 */
export async function visit(context, { url, origins, blank = false }, { use = false } = {}) {
  const page = await context.newPage();
  try {
    await page.addInitScript(record);
    const cdp = await context.newCDPSession(page);
    await cdp.send("Network.enable");
    await cdp.send("Performance.enable");
    const bytes = countBytes(cdp, origins);
    const rows = blank ? null : page.waitForEvent("console", { predicate: tellsOfRows, timeout: 120_000 });
    await page.goto(url);
    await rows;
    await pause(settleMs);
    const frame = frameOf(page);
    const { rowsAt, allRowsAt, tasks } = await frame.evaluate(() => window.benchSeen);
    const scripting = (await metric(cdp, "ScriptDuration")) * 1000;
    await cdp.send("HeapProfiler.collectGarbage");
    const heap = await metric(cdp, "JSHeapUsedSize");
    const measured = { rowsAt, allRowsAt, tasks, scripting, heap, ...bytes };
    if (!use) return measured;
    const keystroke = await typing(page, frame);
    const { dropped, frames } = await frame.evaluate(scrollToEnd, scrollMs);
    return { ...measured, keystroke, dropped, frames };
  } finally {
    await page.close();
  }
}
