/** The bundle of the tab on a run, beside the hub's in dist/ and apart from it, so that neither makes the other larger. */
const path = require("node:path");
const CopyPlugin = require("copy-webpack-plugin");
const TerserPlugin = require("terser-webpack-plugin");

module.exports = {
  mode: "production",
  target: ["web", "es2022"],
  devtool: false,
  entry: { "run-tab": "./src/run-tab/main.ts" },
  output: {
    path: path.join(__dirname, "dist"),
    filename: "[name].js",
    // Never a name that a script of the hub has as well: both lie in one folder.
    chunkFilename: "run-tab-[name].js",
    publicPath: "auto",
    trustedTypes: { policyName: "service-connection-renewal" },
    // Two bundles may meet in one frame's world; each keeps its own list of chunks.
    uniqueName: "run-tab",
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
      {
        test: /\.ts$/,
        loader: "ts-loader",
        exclude: /node_modules/,
        options: { transpileOnly: true, compilerOptions: { noEmit: false } },
      },
      { test: /\.js$/, include: /[\\/]node_modules[\\/]azure-devops-extension-api[\\/]/, sideEffects: false },
    ],
  },
  optimization: {
    splitChunks: false,
    minimizer: [
      new TerserPlugin({
        extractComments: false,
        terserOptions: { ecma: 2020, compress: { passes: 2 }, format: { comments: false } },
      }),
    ],
  },
  plugins: [new CopyPlugin({ patterns: [{ from: "static/run-tab.html" }] })],
  performance: false,
};
