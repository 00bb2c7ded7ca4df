import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServedJob } from "../../../simulator/simulator";

/** One command as the agent understands it: it looks for the prefix anywhere in a line (L15). */
export type Command = {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
};

export type AgentRun = {
  readonly code: number | null;
  /** The log as people see it: commands taken out, masked values replaced. */
  readonly log: string;
  /** Every byte the process wrote. */
  readonly raw: string;
  readonly commands: readonly Command[];
  /** Contents of the files that commands name. */
  readonly files: ReadonlyMap<string, string>;
};

const decoded = (text: string): string =>
  text
    .replace(/%0D/g, "\r")
    .replace(/%0A/g, "\n")
    .replace(/%5D/g, "]")
    .replace(/%3B/g, ";")
    .replace(/%AZP25/g, "%");

/** The commands in a text, one a line at most. */
export function commandsIn(text: string): readonly Command[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const match = /##vso\[([\w.]+) ?([^\]]*)\](.*)$/i.exec(line);
    if (match === null) return [];
    const [, name = "", properties = "", data = ""] = match;
    const pairs = properties.split(";").filter((part) => part.includes("="));
    return [
      {
        name: name.toLowerCase(),
        properties: Object.fromEntries(
          pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), decoded(pair.slice(pair.indexOf("=") + 1))]),
        ),
        data: decoded(data),
      },
    ];
  });
}

/** The script in the package, as it ships. */
const packedTask = join(process.cwd(), "out", "unpacked", "ServiceConnectionWatch", "index.js");

export type AgentOptions = {
  /** Another Node than the one that runs the test. */
  readonly node?: string;
  /** Asks the process to stop once this holds of what it wrote. */
  readonly stopWhen?: (raw: string) => boolean;
  /** Kills it without asking. */
  readonly killWhen?: Promise<void>;
  /** Waits are skipped, and told here first: by how much the world's clock has to go on. */
  readonly onWait?: (milliseconds: number) => void;
  /** No file may grow beyond the smallest size that can be set, as on a disk that is almost full. */
  readonly fullDisk?: boolean;
};

/** Runs the packed script as an agent does: its environment, nothing else, and reads its commands. */
export async function runAsAgent(
  systems: Pick<ServedJob, "front" | "environment">,
  inputs: Record<string, string>,
  options: AgentOptions = {},
): Promise<AgentRun> {
  const folder = mkdtempSync(join(tmpdir(), "agent-"));
  const certificateFile = join(folder, "simulator.pem");
  writeFileSync(certificateFile, systems.front.certificatePem);
  const node = options.node ?? process.execPath;
  // Not sh, which may drop variables with a hyphen in their name, as an agent sets them.
  const [program, args] =
    options.fullDisk === true
      ? (["bash", ["-c", 'ulimit -f 1 && exec "$0" "$1"', node, packedTask]] as const)
      : ([node, [packedTask]] as const);
  const child = spawn(program, args, {
    cwd: folder,
    env: {
      PATH: process.env["PATH"] ?? "",
      ...systems.environment({ inputs, folder, certificateFile }),
      ...(options.onWait === undefined
        ? {}
        : { NODE_OPTIONS: `--require ${join(__dirname, "no-waits.cjs")}` }),
    },
    stdio: options.onWait === undefined ? "pipe" : ["pipe", "pipe", "pipe", "ipc"],
  });
  child.on("message", (ms: number) => {
    options.onWait?.(ms);
    // A process that was killed meanwhile needs no answer.
    child.send(ms, () => undefined);
  });
  void options.killWhen?.then(() => child.kill("SIGKILL"));
  let raw = "";
  let stopped = false;
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      const text = chunk.toString("utf8");
      raw += text;
      if (stopped || options.stopWhen?.(raw) !== true) return;
      stopped = true;
      child.kill("SIGTERM");
    });
  const code = await new Promise<number | null>((resolve) => {
    child.on("close", resolve);
  });
  const commands = commandsIn(raw);
  const secrets = commands.filter(({ name }) => name === "task.setsecret").map(({ data }) => data);
  const shown = raw.split(/\r?\n/).filter((line) => !/##vso\[/i.test(line));
  const log = secrets.reduce((text, secret) => text.replaceAll(secret, "***"), shown.join("\n"));
  const named = commands.filter(({ name }) => name === "task.uploadsummary" || name === "artifact.upload");
  const files = new Map(
    named.map(({ data }) => [data.slice(data.lastIndexOf("/") + 1), readFileSync(data, "utf8")]),
  );
  return { code, log, raw, commands, files };
}
