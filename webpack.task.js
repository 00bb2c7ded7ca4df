/** The pipeline task: src/task/main.ts as one script without node_modules, with its manifest, to out/task/. */
const path = require("node:path");
const CopyPlugin = require("copy-webpack-plugin");
const { DefinePlugin, optimize } = require("webpack");
const { scriptMinimizer, sources } = require("./swc.config");
const extension = require("./vss-extension.json");
const { version } = require("./package.json");

/** Agents keep a task by its version, so it rises with the package (L12); its major is what pipelines name. */
function taskVersion() {
  const [major, minor, patch] = version.split(".").map(Number);
  return { Major: 1, Minor: (major - 1) * 1000 + minor, Patch: patch };
}

const manifest = (content) =>
  JSON.stringify({ ...JSON.parse(content.toString()), version: taskVersion() }, null, 2);

module.exports = {
  mode: "production",
  target: "node20",
  devtool: false,
  entry: { index: "./src/task/main.ts" },
  output: {
    path: path.join(__dirname, "out", "task", "ServiceConnectionWatch"),
    filename: "[name].js",
    clean: true,
  },
  resolve: {
    extensions: [".ts", ".js"],
    alias: {
      // Both look for a browser; the official clients' requests go through our own fetch.
      "whatwg-fetch": false,
      "azure-devops-extension-sdk": false,
      "azure-devops-extension-api": path.join(__dirname, "node_modules", "azure-devops-extension-api", "esm"),
    },
  },
  module: {
    // The task library's own loader of other people's scripts, which no task of ours calls.
    parser: { javascript: { exprContextCritical: false, unknownContextCritical: false } },
    rules: [
      ...sources,
      { test: /\.js$/, include: /[\\/]node_modules[\\/]azure-devops-extension-api[\\/]/, sideEffects: false },
    ],
  },
  optimization: {
    minimizer: [scriptMinimizer()],
  },
  plugins: [
    new optimize.LimitChunkCountPlugin({ maxChunks: 1 }),
    new DefinePlugin({ EXTENSION: JSON.stringify({ publisher: extension.publisher, name: extension.id }) }),
    new CopyPlugin({
      patterns: [{ from: "static/task/task.json", transform: manifest }],
    }),
  ],
  performance: false,
};
