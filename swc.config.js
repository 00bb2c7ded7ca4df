/** How sources become what runs, in bundles and in tests: types are only taken off. `npm run check` checks them. */
const TerserPlugin = require("terser-webpack-plugin");

const strip = ({ tsx = false } = {}) => ({
  swcrc: false,
  jsc: {
    target: "es2022",
    parser: { syntax: "typescript", tsx },
    transform: { react: { runtime: "classic" }, useDefineForClassFields: false },
  },
});

/** The rules of webpack for sources of ours. */
const sources = [
  { test: /\.ts$/, exclude: /node_modules/, loader: "swc-loader", options: strip() },
  { test: /\.tsx$/, exclude: /node_modules/, loader: "swc-loader", options: strip({ tsx: true }) },
];

/** What makes a script small: the compiler that reads it anyway, in a quarter of terser's time. */
const scriptMinimizer = () =>
  new TerserPlugin({
    minify: TerserPlugin.swcMinify,
    extractComments: false,
    terserOptions: { ecma: 2020, compress: { passes: 2 }, format: { comments: false } },
  });

/** The transformation of jest, which takes modules as CommonJS. */
const inTests = (tsx) => ["@swc/jest", { ...strip({ tsx }), module: { type: "commonjs" } }];

module.exports = { sources, scriptMinimizer, inTests };
