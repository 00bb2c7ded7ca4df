/** WebKitGTK through its own driver, for the tests of the engines and for pictures. */
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { Builder } from "selenium-webdriver";

/** Large enough for the windows that are asked for, and their bars. */
const screenSize = ["-a", "-s", "-screen 0 1600x1000x24"];

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** The driver takes a moment until it listens. */
async function connected(port) {
  const wanted = { browserName: "MiniBrowser", "webkitgtk:browserOptions": { args: ["--automation"] } };
  for (let tries = 1; ; tries += 1) {
    try {
      return await new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(wanted).build();
    } catch (error) {
      if (tries === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/**
 * Starts the program `driver` on a screen that nobody looks at, which the program `screen` brings, in a group of processes
 * of its own, so that all of it ends. The caller closes it.
 */
export async function startWebKit({ driver: program, screen }) {
  const port = await freePort();
  const server = spawn(screen, [...screenSize, program, `--port=${port}`], {
    stdio: "ignore",
    detached: true,
  });
  const missing = new Promise((_, reject) => server.once("error", reject));
  const end = () => server.pid === undefined || process.kill(-server.pid);
  try {
    const driver = await Promise.race([connected(port), missing]);
    return { driver, close: () => driver.quit().finally(end) };
  } catch (error) {
    end();
    throw error;
  }
}
