import { portOrAny, usualPort } from "./server/port";
import { startSimulator } from "./simulator";

/** The value after `--name` on the command line. */
function option(name: string): string | undefined {
  const position = process.argv.indexOf(`--${name}`);
  return position < 0 ? undefined : process.argv[position + 1];
}

async function main(): Promise<void> {
  const extensionDir = option("extension") ?? "out/unpacked";
  const scenario = option("scenario");
  const asked = option("port");
  const port = asked === undefined ? await portOrAny(usualPort) : Number(asked);
  const hostPagesDir = option("host-pages");
  const simulator = await startSimulator({
    extensionDir,
    // The hub asks the clock of the browser, so the world must share its day.
    today: true,
    ...(hostPagesDir === undefined ? {} : { hostPagesDir }),
    ...(scenario === undefined ? {} : { scenario }),
    port,
  });
  const moved = asked === undefined && port !== usualPort;
  const lines = [
    "",
    "  The simulated Azure DevOps is running.",
    "",
    `    Scenarios         ${simulator.origins.host}/`,
    `    Project hub       ${simulator.hubUrl()}`,
    `    Organization hub  ${simulator.hubUrl({ hub: "organization" })}`,
    "",
    `  Scenario: ${simulator.world.scenario}. Stop with Ctrl+C.`,
    ...(moved ? [`  Port ${String(usualPort)}, which the README links to, is in use.`] : []),
    "",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
