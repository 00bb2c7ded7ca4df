/** The pages that are compared, each as an unpacked extension in out/bench: copies, so that a run measures one state. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { programs, root, runNode } from "../lib/run.mjs";

const bench = join(root, "out", "bench");
const sources = join(root, "scripts", "bench", "floor");

/** A manifest with one hub in the place where the product's own is. */
const manifestOf = (uri) => ({
  manifestVersion: 1,
  contributions: [
    {
      id: "project-hub",
      type: "ms.vss-web.hub",
      targets: ["ms.vss-web.project-admin-hub-group"],
      properties: { name: uri, uri },
    },
  ],
});

function fresh(name) {
  const folder = join(bench, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "dist"), { recursive: true });
  return folder;
}

function simplePage(name) {
  const folder = fresh(name);
  cpSync(join(sources, `${name}.html`), join(folder, "dist", `${name}.html`));
  const manifest = JSON.stringify(manifestOf(`dist/${name}.html`));
  writeFileSync(join(folder, "extension.vsomanifest"), manifest);
  return folder;
}

/** The policy of the packaged page names Azure alone; here its services are on this machine, as the simulator has it. */
function letIn(file) {
  const html = readFileSync(file, "utf8");
  writeFileSync(file, html.replace(/\bconnect-src /, "connect-src http://localhost:* "));
}

/** The folder of each page by its name; `hub` is a copy of the unpacked package. */
export async function preparePages(unpacked) {
  if (!existsSync(join(unpacked, "extension.vsomanifest")) || !existsSync(join(root, "out", "simulator")))
    throw new Error("Run npm run build, npm run package and npm run build:simulator first.");
  const floor = simplePage("floor");
  const { code, output } = await runNode([programs.webpack, "--config", join(sources, "webpack.config.cjs")]);
  if (code !== 0) throw new Error(output);
  const hub = fresh("hub");
  cpSync(unpacked, hub, { recursive: true });
  letIn(join(hub, "dist", "hub.html"));
  return { hub, floor, blank: simplePage("blank") };
}

/** What the hub's page names as scripts, compressed as they travel. */
export function firstLoadOf(folder) {
  const dist = join(folder, "dist");
  const html = readFileSync(join(dist, "hub.html"), "utf8");
  const scripts = [...html.matchAll(/\b(?:src|href)="([^"]+\.js)"/g)].map(([, file]) => file);
  return scripts.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length,
    0,
  );
}

/** A copy of the compiled simulator; answers the path of its module. */
export function prepareSimulator() {
  const folder = join(bench, "simulator");
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(root, "out", "simulator"), folder, { recursive: true });
  return { module: join(folder, "simulator.js"), hostPagesDir: join(folder, "host") };
}
