/** The floor page's bundle: the same tools and settings as the hub's, nothing but the SDK in it. */
const path = require("node:path");
const { scriptMinimizer } = require("../../../swc.config");

module.exports = {
  mode: "production",
  target: ["web", "es2020"],
  devtool: false,
  entry: { floor: path.join(__dirname, "floor.js") },
  output: {
    path: path.join(__dirname, "..", "..", "..", "out", "bench", "floor", "dist"),
    filename: "[name].js",
  },
  optimization: { minimizer: [scriptMinimizer()] },
  performance: false,
};
