/**
 * The bundles of the small pages, beside the hub's in dist/ and apart from it, so that none makes another larger: the tab on
 * a run, and the dashboard widget with its configuration.
 */
const path = require("node:path");
const CopyPlugin = require("copy-webpack-plugin");
const { scriptMinimizer, sources } = require("./swc.config");

/** `entries` by the name of their script; a page of the same name in static/ goes with each. */
const bundle = (name, entries) => ({
  mode: "production",
  target: ["web", "es2022"],
  devtool: false,
  entry: entries,
  output: {
    path: path.join(__dirname, "dist"),
    filename: "[name].js",
    // Never a name that a script of another bundle has as well: all lie in one folder.
    chunkFilename: `${name}-[name].js`,
    publicPath: "auto",
    trustedTypes: { policyName: "service-connection-renewal" },
    // Two bundles may meet in one frame's world; each keeps its own list of chunks.
    uniqueName: name,
  },
  resolve: {
    extensions: [".ts", ".js"],
    alias: {
      "whatwg-fetch": false,
      "azure-devops-extension-api": path.join(__dirname, "node_modules", "azure-devops-extension-api", "esm"),
    },
  },
  module: {
    rules: [
      ...sources,
      { test: /\.js$/, include: /[\\/]node_modules[\\/]azure-devops-extension-api[\\/]/, sideEffects: false },
    ],
  },
  optimization: {
    splitChunks: false,
    minimizer: [scriptMinimizer()],
  },
  plugins: [
    new CopyPlugin({ patterns: Object.keys(entries).map((page) => ({ from: `static/${page}.html` })) }),
  ],
  performance: false,
});

module.exports = [
  bundle("run-tab", { "run-tab": "./src/run-tab/main.ts" }),
  bundle("widget", {
    widget: "./src/widget/main.ts",
    "widget-configuration": "./src/widget/configuration-main.ts",
  }),
];
