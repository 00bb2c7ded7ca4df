/** The browser side of the simulator, simulator/host to out/simulator/host. Never packaged. */
const path = require("node:path");
const CopyPlugin = require("copy-webpack-plugin");
const { sources } = require("./swc.config");

const host = path.join(__dirname, "simulator", "host");
const entry = (name) => path.join(host, `${name}.ts`);

module.exports = {
  mode: "production",
  target: ["web", "es2020"],
  devtool: false,
  entry: {
    hub: entry("hub"),
    run: entry("run-page"),
    dashboard: entry("dashboard-page"),
    index: entry("index-page"),
    portal: entry("portal-page"),
    stub: entry("stub-page"),
    "sim-sw": entry("sim-sw"),
  },
  output: { path: path.join(__dirname, "out", "simulator", "host"), filename: "[name].js", clean: true },
  resolve: {
    extensions: [".ts", ".js"],
    alias: {
      // The SDK exports its root alone (P3), and the root would make this page an extension instead of a host.
      "azure-devops-extension-sdk/esm/XDM": path.join(
        __dirname,
        "node_modules/azure-devops-extension-sdk/esm/XDM.js",
      ),
    },
  },
  module: {
    rules: [...sources],
  },
  // Readable in the browser's tools: these pages are for people who develop.
  optimization: { minimize: false },
  plugins: [new CopyPlugin({ patterns: [{ from: path.join(host, "pages") }] })],
  performance: false,
};
