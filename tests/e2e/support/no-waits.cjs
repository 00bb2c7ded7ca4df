/**
 * Loaded before a script: where it waits and no request of its is out, its clocks go on to the end of the shortest wait. The
 * parent process is told first and answers when the world's clock has gone on by as much. A limit of a call is no wait: its
 * request is out for as long as it counts.
 */
const { subscribe } = require("node:diagnostics_channel");

const RealDate = Date;
const setReal = setTimeout;
const clearReal = clearTimeout;
const realSteady = performance.now.bind(performance);
/** Shorter ones pass by themselves. */
const shortestMs = 1_000;
/** Between two looks; what nothing happened in is quiet. */
const quietMs = 10;

const out = new Set();
const waits = new Map();
let skipped = 0;
let activity = 0;
let seen = -1;
let asked = false;

subscribe("undici:request:create", ({ request }) => {
  activity += 1;
  out.add(request);
});
for (const end of ["undici:request:trailers", "undici:request:error"])
  subscribe(end, ({ request }) => {
    activity += 1;
    out.delete(request);
  });

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + skipped);
    else super(...parts);
  }
  static now() {
    return RealDate.now() + skipped;
  }
};
performance.now = () => realSteady() + skipped;

globalThis.setTimeout = (run, ms, ...rest) => {
  if (!(ms >= shortestMs)) return setReal(run, ms, ...rest);
  activity += 1;
  const fire = () => {
    clearReal(timer);
    waits.delete(timer);
    run(...rest);
  };
  const timer = setReal(fire, ms);
  waits.set(timer, { due: performance.now() + ms, fire });
  return timer;
};
globalThis.clearTimeout = (timer) => {
  waits.delete(timer);
  clearReal(timer);
};

const inOrder = () => [...waits.values()].sort((a, b) => a.due - b.due);

globalThis.setInterval(() => {
  const quiet = activity === seen;
  seen = activity;
  const [shortest] = inOrder();
  if (!quiet || asked || out.size > 0 || shortest === undefined) return;
  asked = true;
  process.send(Math.max(0, Math.ceil(shortest.due - performance.now())));
}, quietMs);

process.on("message", (ms) => {
  skipped += ms;
  asked = false;
  for (const { due, fire } of inOrder()) if (due <= performance.now()) fire();
});
