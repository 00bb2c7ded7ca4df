/** The hub's bundle: src/hub/shell/early.ts, what it loads, and static/hub.html to dist/, as it ships. */
const path = require("node:path");
const CopyPlugin = require("copy-webpack-plugin");
const CssMinimizerPlugin = require("css-minimizer-webpack-plugin");
const MiniCssExtractPlugin = require("mini-css-extract-plugin");
const { scriptMinimizer, sources } = require("./swc.config");

const azureDevOpsUi = /[\\/]node_modules[\\/]azure-devops-ui[\\/]/;

const hub = {
  mode: "production",
  target: ["web", "es2022"],
  // A source map in dist/ would be packaged (P99).
  devtool: false,
  entry: { early: "./src/hub/shell/early.ts" },
  output: {
    path: path.join(__dirname, "dist"),
    filename: "[name].js",
    chunkFilename: "[name].js",
    assetModuleFilename: "fonts/[name][ext]",
    // The address of the assets changes with each version (P40, P41), so it is taken from the script's own.
    publicPath: "auto",
    // The only texts that become code are the addresses of our own scripts; the page's policy allows this name alone.
    trustedTypes: { policyName: "service-connection-renewal" },
    clean: true,
  },
  resolve: {
    extensions: [".tsx", ".ts", ".js"],
    // The package exports its areas alone; the alias also opens the single files below them, such as the base client.
    alias: {
      // A polyfill that every browser with Azure DevOps in it does without.
      "whatwg-fetch": false,
      "azure-devops-extension-api": path.join(__dirname, "node_modules", "azure-devops-extension-api", "esm"),
    },
  },
  module: {
    rules: [
      ...sources,
      {
        // The package declares nothing about side effects (P82). Its scripts have none that is wanted: the only ones are
        // polyfills for browsers older than the hub supports. Its style sheets stay.
        test: /\.js$/,
        include: azureDevOpsUi,
        sideEffects: false,
      },
      { test: /\.js$/, include: /[\\/]node_modules[\\/]azure-devops-extension-api[\\/]/, sideEffects: false },
      { test: /\.css$/, sideEffects: true, use: [MiniCssExtractPlugin.loader, "css-loader"] },
      { test: /\.scss$/, sideEffects: true, use: [MiniCssExtractPlugin.loader, "css-loader", "sass-loader"] },
      // As files: inline they would make the style sheet ten times larger (P11, P84).
      { test: /\.(woff2?|ttf|eot)$/, type: "asset/resource" },
    ],
  },
  optimization: {
    // The interface travels as one script and one sheet, both named in the page, so that they are fetched from the start.
    splitChunks: {
      chunks: (chunk) => chunk.name !== "hub" && !chunk.canBeInitial(),
      // What several panels and dialogs share of the platform is fetched once.
      cacheGroups: { overlays: { test: azureDevOpsUi, name: "overlays", minChunks: 2, enforce: true } },
    },
    minimizer: [scriptMinimizer(), new CssMinimizerPlugin()],
  },
  plugins: [
    new MiniCssExtractPlugin({
      filename: "[name].css",
      chunkFilename: "[name].css",
      // Each component brings its own sheet, in no order that matters between components.
      ignoreOrder: true,
    }),
    new CopyPlugin({ patterns: [{ from: "static/hub.html" }] }),
  ],
  // The package check holds the sizes to their budget, compressed as they travel.
  performance: false,
};

module.exports = [hub, ...require("./webpack.pages.js"), require("./webpack.task.js")];
// One after the other: each takes all the memory that a small machine has.
module.exports.parallelism = 1;
