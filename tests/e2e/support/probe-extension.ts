import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const manifest = {
  contributions: ["project", "organization"].map((place) => ({
    id: `${place}-hub`,
    type: "ms.vss-web.hub",
    targets: [`ms.vss-web.${place === "project" ? "project" : "collection"}-admin-hub-group`],
    properties: { name: "Protocol probe", uri: "dist/hub.html" },
  })),
};

const configuration = (dist: string): string => `module.exports = {
  mode: "development",
  devtool: false,
  entry: { early: ${JSON.stringify(join(__dirname, "protocol-probe.ts"))} },
  output: { path: ${JSON.stringify(dist)}, filename: "[name].js" },
  resolve: { extensions: [".ts", ".js"] },
  resolveLoader: { modules: [${JSON.stringify(resolve("node_modules"))}] },
  module: { rules: require(${JSON.stringify(resolve("swc.config.js"))}).sources },
};
`;

/**
 * Builds an unpacked extension around the probe, in the product's own HTML page with its policy, which loads `early.js`;
 * returns its folder. The compiler runs in a process of its own: what it keeps open ends with it, not with the test.
 */
export function buildProbeExtension(directory = join("out", "test-fixtures", "probe")): string {
  const dist = resolve(directory, "dist");
  mkdirSync(dist, { recursive: true });
  const config = resolve(directory, "webpack.config.js");
  writeFileSync(config, configuration(dist));
  execFileSync(process.execPath, [join("node_modules", "webpack", "bin", "webpack.js"), "--config", config], {
    stdio: "pipe",
  });
  copyFileSync(join("static", "hub.html"), join(dist, "hub.html"));
  writeFileSync(join(dist, "hub.css"), "");
  writeFileSync(join(directory, "extension.vsomanifest"), JSON.stringify(manifest));
  writeFileSync(
    join(directory, "extension.vsixmanifest"),
    '<PackageManifest><Metadata><Identity Language="en-US" Id="probe" Version="1.0.0" Publisher="tests"/></Metadata></PackageManifest>',
  );
  return directory;
}
