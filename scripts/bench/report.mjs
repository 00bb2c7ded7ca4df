/** The figures as tables and a chart, in the terminal and between the marks of docs/performance.md. */
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { programs, root, runNode } from "../lib/run.mjs";

const page = join(root, "docs", "performance.md");
const marks = ["<!-- figures: begin -->", "<!-- figures: end -->"];

const ms = (value) => `${Math.round(value)} ms`;
const kB = (value) => `${Math.round(value / 1000).toLocaleString("en-US")} kB`;
const task = (value) => (value === 0 ? "none over 50 ms" : ms(value));
const measures = [
  ["rows", "Frame to rows that answer", ms],
  ["scripting", "Scripting", ms],
  ["longest", "Longest task", task],
  ["later", "Tasks over 50 ms after the rows", String],
  ["longestLater", "Longest task after the rows", task],
  ["transferred", "Transferred", kB],
  ["decoded", "Decoded", kB],
  ["heap", "Heap after load", kB],
  ["keystroke", "Keystroke to updated list", ms],
  ["dropped", "Frames dropped in a scroll of 2 s", String],
];

function ratio(hub, floor) {
  return floor > 0 ? (hub / floor).toFixed(2) : "–";
}

function lineOf([name, title, show], start, { hub, floor }) {
  const [ours, least] = [hub[start][name], floor[start][name]];
  if (ours === null || least === null) return [];
  return [`| ${title} | ${start} | ${show(ours)} | ${show(least)} | ${ratio(ours, least)} |`];
}

/** What was measured: how many connections, with what latency. */
const nameOf = ({ size, added }) =>
  `${size.toLocaleString("en-US")} connections${added > 0 ? `, ${added} ms a call` : ""}`;

/** The organization's hub, which has no floor to stand beside. */
export function organizationTable({ repeats, cold, warm }) {
  const line = ([name, title, show]) => `| ${title} | ${show(cold[name])} | ${show(warm[name])} |`;
  return [
    `### An organization: 150 projects, 1,500 connections (median of ${repeats})`,
    "",
    "| What | Cold | Warm |",
    "| --- | ---: | ---: |",
    ...[
      ["rows", "Frame to first rows", ms],
      ["allRows", "Frame to all rows", ms],
      ["longest", "Longest task", task],
    ].map(line),
  ].join("\n");
}

/** One size as a table of medians, hub and floor side by side. */
export function tableOf(result) {
  return [
    `### ${nameOf(result)} (median of ${result.repeats})`,
    "",
    "| What | Start | Hub | Floor | Hub / floor |",
    "| --- | --- | ---: | ---: | ---: |",
    ...measures.flatMap((measure) => ["cold", "warm"].flatMap((start) => lineOf(measure, start, result))),
  ].join("\n");
}

const factor = (value) => `${value.toFixed(2)} times`;

/** The most that rows may take, as times of the floor's time: size, whether with latency, start. */
const rowAims = [
  [40, false, "warm", 1.8],
  [40, false, "cold", 2.3],
  [40, true, "warm", 1.35],
  [40, true, "cold", 1.6],
  [10_000, false, "warm", 0.6],
  [10_000, false, "cold", 0.6],
];
const keystrokeAims = [
  [40, 16],
  [1_500, 33],
];
const firstLoadAim = 90_000;

/** What the page is to reach, beside what this run found; a size that was not measured is left out. */
function aimsOf(measured, { firstLoad }) {
  const results = measured.filter(({ added }) => added === 0);
  const found = (size) => results.find((result) => result.size === size);
  const connections = (size) => `${size.toLocaleString("en-US")} connections`;
  const rows = rowAims.flatMap(([size, isSlow, start, most]) => {
    const result = measured.find((one) => one.size === size && one.added > 0 === isSlow);
    if (result === undefined) return [];
    const times = result.hub[start].rows / result.floor[start].rows;
    const aim = `Rows that answer within ${most} times the floor's time, ${start}, ${nameOf(result)}`;
    return [[aim, factor(times), times <= most]];
  });
  const keys = keystrokeAims.flatMap(([size, most]) => {
    const time = found(size)?.hub.warm.keystroke ?? null;
    return time === null
      ? []
      : [[`Keystroke to updated list within ${most} ms, ${connections(size)}`, ms(time), time <= most]];
  });
  const scrolls = results
    .filter(({ size }) => size > 40)
    .map(({ size, hub }) => {
      const { dropped } = hub.warm;
      return [`Fewer than 6 of 120 frames dropped, ${connections(size)}`, String(dropped), dropped < 6];
    });
  const tasks = results.map(({ size, hub }) => {
    const { later, longestLater } = hub.warm;
    const reached = later === 0 ? "none" : `${later}, the longest ${ms(longestLater)}`;
    return [`No task over 50 ms after the rows, warm, ${connections(size)}`, reached, later === 0];
  });
  const load = [
    `First-load JavaScript at most ${kB(firstLoadAim)} gzip`,
    kB(firstLoad),
    firstLoad <= firstLoadAim,
  ];
  return [...rows, ...keys, ...scrolls, ...tasks, load];
}

function aimsTable(results, conditions) {
  const lines = aimsOf(results, conditions).map(
    ([aim, reached, isReached]) => `| ${aim} | ${reached} | ${isReached ? "reached" : "missed"} |`,
  );
  return ["| Aim | This run | |", "| --- | --- | --- |", ...lines].join("\n");
}

/** Bars of the time to rows, a pair for each size and start, each size on its own scale. */
export function chartOf(results) {
  const bar = 22;
  const block = 150;
  const room = 380;
  const blocks = results.map((result, index) => {
    const most = Math.max(
      ...["cold", "warm"].flatMap((start) => [result.hub[start].rows, result.floor[start].rows]),
    );
    const top = 50 + index * block;
    const bars = ["cold", "warm"].flatMap((start) => ["hub", "floor"].map((name) => ({ start, name })));
    const drawn = bars.map(({ start, name }, position) => {
      const value = result[name][start].rows;
      const width = Math.round((value / most) * room);
      const y = top + 14 + position * (bar + 4);
      return (
        `<text x="8" y="${y + 15}">${name}, ${start}</text>` +
        `<rect x="110" y="${y}" width="${width}" height="${bar}" fill="${name === "hub" ? "#0078d4" : "#8a8886"}"/>` +
        `<text x="${116 + width}" y="${y + 15}">${ms(value)}</text>`
      );
    });
    return `<text x="8" y="${top + 6}" font-weight="bold">${result.size.toLocaleString("en-US")} connections</text>${drawn.join("")}`;
  });
  const height = 50 + results.length * block;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 580 ${height}" font-family="sans-serif" font-size="13" role="img">` +
    `<title>Time from frame to rows that answer, hub beside floor</title><rect width="580" height="${height}" fill="#fff"/>` +
    `<text x="8" y="24" font-size="16">Time from frame to rows that answer</text>${blocks.join("")}</svg>\n`
  );
}

/** Replaces the figures in docs/performance.md and draws the chart anew. */
export async function writeReport(results, organization, { browser, firstLoad }) {
  const processors = cpus();
  const conditions =
    `Chromium ${browser}, ${processors.length} processors (${processors[0].model.trim()}), load ${loadavg()[1].toFixed(1)} ` +
    "during the run.";
  const text = readFileSync(page, "utf8");
  const [begin, end] = marks.map((mark) => text.indexOf(mark));
  if (begin < 0 || end < begin) throw new Error("docs/performance.md has lost the marks around its figures");
  const figures = [
    marks[0],
    conditions,
    aimsTable(results, { firstLoad }),
    ...results.map(tableOf),
    organizationTable(organization),
  ].join("\n\n");
  const written = `${text.slice(0, begin)}${figures}\n\n${text.slice(end)}`;
  writeFileSync(page, written);
  await runNode([programs.oxfmt, page]);
  writeFileSync(join(root, "docs", "performance.svg"), chartOf(results.filter(({ added }) => added === 0)));
}
