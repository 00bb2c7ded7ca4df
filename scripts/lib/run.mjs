/** Starts child processes for the scripts: from the repository's root, never waiting for a keyboard. */
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** The path of a program that a dependency brings, to be run with Node itself: no shell, the same on every system. */
export const programs = {
  jest: "node_modules/jest/bin/jest.js",
  knip: "node_modules/knip/bin/knip.js",
  oxfmt: "node_modules/oxfmt/bin/oxfmt",
  oxlint: "node_modules/oxlint/bin/oxlint",
  tfx: "node_modules/tfx-cli/_build/tfx-cli.js",
  tsc: "node_modules/typescript-native/bin/tsc",
  webpack: "node_modules/webpack/bin/webpack.js",
};

/**
 * Runs `command` and resolves with its exit code and everything it printed, whatever the code. With `show`, prints as it
 * goes. After `timeoutMs` the process is ended and `timedOut` is true. `input` is what the program reads.
 */
export function run(command, args, { show = false, env = {}, timeoutMs = 15 * 60_000, input = null } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: [input === null ? "ignore" : "pipe", "pipe", "pipe"],
    });
    // Whoever ends before it has read all is judged by its exit code.
    child.stdin?.on("error", () => undefined).end(input);
    const printed = [];
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill("SIGKILL");
    }, timeoutMs);
    const collect = (stream) => (data) => {
      printed.push(data);
      if (show) stream.write(data);
    };
    child.stdout.on("data", collect(process.stdout));
    child.stderr.on("data", collect(process.stderr));
    const finish = (code, extra = "") => {
      clearTimeout(timer);
      resolve({ code, timedOut, output: Buffer.concat(printed).toString("utf8") + extra });
    };
    child.on("error", (error) => finish(127, `${command}: ${error.message}\n`));
    child.on("close", (code) => finish(code ?? 1));
  });
}

/** As `run`, with Node and one of the repository's own scripts or `programs`. */
export function runNode(args, options) {
  return run(process.execPath, args, options);
}
