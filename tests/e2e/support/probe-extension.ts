import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import webpack from "webpack";

const manifest = {
  contributions: ["project", "organization"].map((place) => ({
    id: `${place}-hub`,
    type: "ms.vss-web.hub",
    targets: [`ms.vss-web.${place === "project" ? "project" : "collection"}-admin-hub-group`],
    properties: { name: "Protocol probe", uri: "dist/hub.html" },
  })),
};

function bundle(dist: string): Promise<void> {
  const compiler = webpack({
    mode: "development",
    devtool: false,
    entry: { hub: join(__dirname, "protocol-probe.ts") },
    output: { path: dist, filename: "[name].js" },
    resolve: { extensions: [".ts", ".js"] },
    module: {
      rules: [
        {
          test: /\.ts$/,
          loader: "ts-loader",
          options: { transpileOnly: true, compilerOptions: { noEmit: false } },
        },
      ],
    },
  });
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      compiler.close(() => undefined);
      if (error !== null) reject(error);
      else if (stats?.hasErrors() === true) reject(new Error(stats.toString("errors-only")));
      else resolve();
    });
  });
}

/** Builds an unpacked extension around the probe, in the product's own HTML page with its policy; returns its folder. */
export async function buildProbeExtension(
  directory = join("out", "test-fixtures", "probe"),
): Promise<string> {
  const dist = join(process.cwd(), directory, "dist");
  mkdirSync(dist, { recursive: true });
  await bundle(dist);
  copyFileSync(join("static", "hub.html"), join(dist, "hub.html"));
  writeFileSync(join(dist, "hub.css"), "");
  writeFileSync(join(directory, "extension.vsomanifest"), JSON.stringify(manifest));
  writeFileSync(
    join(directory, "extension.vsixmanifest"),
    '<PackageManifest><Metadata><Identity Language="en-US" Id="probe" Version="1.0.0" Publisher="tests"/></Metadata></PackageManifest>',
  );
  return directory;
}
