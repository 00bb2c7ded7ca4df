import { join } from "node:path";
import webpack from "webpack";

/** Builds the simulator's host pages as `npm run build:simulator` does; returns their folder. */
export function buildHostPages(): Promise<string> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the configuration is a CommonJS file
  const config = require(join(process.cwd(), "webpack.simulator.js")) as webpack.Configuration;
  const compiler = webpack(config);
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      compiler.close(() => undefined);
      if (error !== null) reject(error);
      else if (stats?.hasErrors() === true) reject(new Error(stats.toString("errors-only")));
      else resolve(config.output?.path ?? "");
    });
  });
}
