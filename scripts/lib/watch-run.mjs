/** Runs the packed pipeline task once against the compiled simulator, as an agent does, and reads what it left. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import markdownIt from "markdown-it";
import { root } from "./run.mjs";

/** Commands that an agent takes out of the log. */
const command = /##vso\[([\w.]+)[^\]]*\](.*)$/;

/**
 * Serves the scenario `unattended`, changed by `prepare`, and runs the task with these inputs of its world. Resolves with the log as
 * people see it, the result's sentence, the summary in Markdown and the folder of its files.
 */
export async function watchRun({ inputs = () => ({}), prepare = () => undefined } = {}) {
  const compiled = join(root, "out", "simulator", "simulator.js");
  const script = join(root, "out", "unpacked", "ServiceConnectionWatch", "index.js");
  if (!existsSync(compiled) || !existsSync(script))
    throw new Error("Run npm run package and npm run build:simulator first.");
  const { serveSystems } = createRequire(import.meta.url)(compiled);
  const systems = await serveSystems("unattended");
  prepare(systems.world);
  const folder = mkdtempSync(join(tmpdir(), "watch-"));
  const certificateFile = join(folder, "simulator.pem");
  writeFileSync(certificateFile, systems.front.certificatePem);
  const [identity] = systems.world.job.identities;
  const given = { azureSubscription: identity.connectionId, ...inputs(systems.world) };
  const child = spawn(process.execPath, [script], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...systems.environment({ inputs: given, folder, certificateFile }) },
  });
  let raw = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data) => (raw += data.toString("utf8")));
  await new Promise((resolve) => child.on("close", resolve));
  await systems.close();
  const lines = raw.split(/\r?\n/);
  const told = (name) =>
    lines.flatMap((line) => {
      const match = command.exec(line);
      return match?.[1] === name ? [match[2]] : [];
    });
  const [summary] = told("task.uploadsummary");
  return {
    log: lines.filter((line) => line !== "" && !command.test(line)),
    result: told("task.complete").join(" "),
    summary: summary === undefined ? "" : readFileSync(summary, "utf8"),
    files: told("artifact.upload"),
    folder,
  };
}

const style = `
  body { font: 14px/1.45 "Segoe UI", "Noto Sans", sans-serif; color: #1b1a19; margin: 24px 32px; max-width: 1280px; }
  table { border-collapse: collapse; margin: 12px 0; }
  th, td { border: 1px solid #d6d4d2; padding: 6px 10px; text-align: left; vertical-align: top; }
  th { background: #f4f4f4; font-weight: 600; }
  a { color: #005a9e; text-decoration: none; }
  h2 { font-size: 20px; } h3 { font-size: 16px; }`;

/** A summary as a page, without HTML from the Markdown, as Azure Pipelines shows it. */
export const summaryPage = (markdown) =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Summary of a run</title><style>${style}</style></head><body>${markdownIt({ html: false }).render(markdown)}</body></html>`;

/** Writes the summary as a page into `out/watch` and returns its path. */
export function writeSummaryPage(markdown) {
  const folder = join(root, "out", "watch");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "summary.html");
  writeFileSync(path, summaryPage(markdown));
  return path;
}
