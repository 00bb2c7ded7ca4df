/**
 * Loaded before a script: a wait of a minute or more is over after half a second, and the script's clocks have gone on by
 * it. Each is told on the error stream, so that the world's clock can go on too. A call's own limit of 100 s is no wait.
 */
const RealDate = Date;
const realTimeout = setTimeout;
const realSteady = performance.now.bind(performance);
let skipped = 0;

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
  if (!(ms >= 60_000) || ms === 100_000) return realTimeout(run, ms, ...rest);
  process.stderr.write(`waited ${String(ms)} ms\n`);
  return realTimeout(() => {
    skipped += ms;
    run(...rest);
  }, 500);
};
