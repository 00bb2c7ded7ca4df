/**
 * `publish.mjs --from <artifact> --publisher <id> --resource <app> [--public] [--share-with <organization>]`: publishes
 * the bundle that the build stage tested, under the given publisher. The token comes from the Azure CLI's signed-in
 * identity (P94), lives as long as this process and stands on no command line; nothing prints it. Private unless `--public` is given (P34).
 */
import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { programs, root, run, runNode } from "./lib/run.mjs";

function option(name) {
  const position = process.argv.indexOf(`--${name}`);
  const value = position < 0 ? undefined : process.argv[position + 1];
  return value === undefined || value === "" || value.startsWith("--") ? undefined : value;
}

function required(name) {
  const value = option(name);
  if (value === undefined) throw new Error(`--${name} is missing.`);
  return value;
}

/** The tested bundle takes the place of dist/, so that nothing is built anew between test and publication. */
function restoreBundle(from) {
  const tested = join(from, "unpacked", "dist");
  if (!existsSync(join(tested, "hub.js"))) throw new Error(`${tested} holds no bundle.`);
  rmSync(join(root, "dist"), { recursive: true, force: true });
  cpSync(tested, join(root, "dist"), { recursive: true });
}

async function tokenFor(resource) {
  const query = ["--query", "accessToken", "--output", "tsv"];
  const { code, output } = await run("az", ["account", "get-access-token", "--resource", resource, ...query]);
  // What the CLI printed can hold the token, so it is not repeated.
  if (code !== 0) throw new Error("The Azure CLI gave no token for the Marketplace.");
  return output.trim();
}

async function publish() {
  const isPublic = process.argv.includes("--public");
  const shareWith = option("share-with");
  const publisher = required("publisher");
  restoreBundle(required("from"));
  const token = await tokenFor(required("resource"));
  const { code, output } = await runNode(
    [
      ...["scripts/with-token.mjs", programs.tfx],
      ...["extension", "publish", "--manifest-js", "vss-extension.config.cjs", "--publisher", publisher],
      ...["--override", JSON.stringify({ public: isPublic })],
      ...(shareWith === undefined ? [] : ["--share-with", shareWith]),
      ...["--no-prompt", "--no-color"],
    ],
    { input: token },
  );
  console.log(output.replaceAll(token, "[token]"));
  if (code !== 0) throw new Error("The Marketplace did not take the package.");
}

try {
  await publish();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
