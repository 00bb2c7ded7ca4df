import { accessTokenOf } from "./azure-devops/rights";
import type { Barrier } from "./core/barrier";
import { createEngine } from "./core/engine";
import type { Engine } from "./core/engine";
import { createFetch } from "./core/fetch";
import type { Fault } from "./core/faults";
import type { SimulatedClock } from "./core/clock";
import type { Traffic } from "./core/traffic";
import { extensionDataManager } from "./extension-data";
import type { ExtensionDataManagerLike } from "./extension-data";
import { answerNaa } from "./entra/naa";
import { scenarios } from "./scenarios/scenarios";
import { startFront, type Front } from "./server/front";
import { jobEnvironment } from "./server/job";
import { startServers } from "./server/servers";
import { hubAddress } from "./server/hub-address";
import type { HubOptions, Origins } from "./server/hub-address";
import { readExtension } from "./server/extension";
import type { World } from "./world";

/** The simulated systems in this process, without a network. */
export interface WorldSimulator {
  /** Live plain data; may be read and altered. */
  world: World;
  clock: SimulatedClock;
  faults: { add(fault: Fault): void; clear(): void; list(): Fault[] };
  /** What gets no answer for now (fault `hold`, until released) or never. */
  barrier: Pick<Barrier, "list" | "release" | "breakOff">;
  traffic: Traffic;
  reset(scenario: string): void;
  scenarios: { name: string; title: string; description: string }[];
  /** Knows graph.microsoft.com, login.microsoftonline.com, dev.azure.com, vsrm.dev.azure.com and the origins. */
  fetch: typeof fetch;
  extensionData(userId?: string): ExtensionDataManagerLike;
  /** What the host hands out as Azure DevOps token for a user; default the scenario's current user. */
  accessToken(userId?: string): string;
  /** A Nested App Authentication request and its answer; pending for ever where the bridge hangs. */
  naa(request: string, userId?: string): Promise<string>;
}

/** The same, served on five origins on this machine. */
export interface Simulator extends WorldSimulator {
  origins: Origins;
  hubUrl(options?: HubOptions): string;
  /** Serves the same world to a job besides; its `close` ends that alone. */
  serveJob(): Promise<ServedJob>;
  close(): Promise<void>;
}

function simulatorOf(
  engine: Engine,
  origins: () => { rest?: string; graph?: string },
  waits: boolean,
): WorldSimulator {
  const { world, clock, faults, traffic, barrier } = engine;
  const userOf = (id: string | undefined): string => id ?? world.currentUserId;
  return {
    world,
    clock,
    faults,
    traffic,
    barrier,
    reset: engine.reset,
    scenarios: scenarios.map(({ name, title, description }) => ({ name, title, description })),
    fetch: createFetch(engine, origins, waits),
    extensionData: (id) => extensionDataManager(world, userOf(id), () => engine.context.chance.guid()),
    accessToken: (id) => accessTokenOf(userOf(id)),
    naa: (request, id) => {
      const user = world.users.find((one) => one.id === userOf(id));
      const answer = user === undefined ? null : answerNaa(engine.context, request, user);
      return answer === null ? new Promise<string>(() => undefined) : Promise.resolve(answer);
    },
  };
}

/** The simulated systems under their real names behind a proxy, for a task in a process of its own. */
export interface ServedJob {
  front: Pick<Front, "certificatePem" | "tunnels" | "demand">;
  close(): Promise<void>;
  /** The environment of a job; `folder` is the agent's, `certificateFile` holds the front's certificate. */
  environment(given: {
    inputs: Record<string, string>;
    folder: string;
    certificateFile: string;
  }): Record<string, string>;
}

export interface ServedSystems extends WorldSimulator, ServedJob {}

async function serveJob(engine: Engine): Promise<ServedJob> {
  const front = await startFront(engine);
  return {
    front,
    close: () => front.close(),
    environment: (given) =>
      jobEnvironment(engine.world, {
        ...given,
        proxyUrl: front.proxyUrl,
        proxyCredentials: front.demanded(),
      }),
  };
}

/** Serves a scenario that begins now, for processes that know no other time. */
export async function serveSystems(scenario: string): Promise<ServedSystems> {
  const engine = createEngine({ scenario, frozen: false, today: true, seed: defaultSeed });
  return { ...simulatorOf(engine, () => ({}), true), ...(await serveJob(engine)) };
}

const defaultSeed = 20261124;

/** Everything but the network: for unit and property tests. With a frozen clock only `advance` lets time pass. */
export function createWorldSimulator(
  options: { scenario?: string; frozenClock?: boolean; seed?: number } = {},
): WorldSimulator {
  const { scenario = "mixed-40", frozenClock = true, seed = defaultSeed } = options;
  const engine = createEngine({ scenario, frozen: frozenClock, seed });
  return simulatorOf(engine, () => ({}), !frozenClock);
}

/**
 * Serves host page, extension assets, REST, Graph and portal on five origins. `extensionDir` is an unpacked package;
 * `port` fixes the host's port, the others are free ones. Scenarios begin on
 * a fixed day, or `today`: by the clock of the person who looks at them. Answers leave up to `lateMs` late, each by a
 * time of its own (`SIMULATOR_LATE_MS` in the environment, 0 unless told).
 */
export async function startSimulator(options: {
  extensionDir: string;
  hostPagesDir?: string;
  scenario?: string;
  port?: number;
  today?: boolean;
  lateMs?: number;
}): Promise<Simulator> {
  const {
    extensionDir,
    hostPagesDir = "out/simulator/host",
    scenario = "mixed-40",
    port = 0,
    today = false,
    lateMs = Number(process.env["SIMULATOR_LATE_MS"] ?? 0),
  } = options;
  const engine = createEngine({ scenario, frozen: false, today, seed: defaultSeed });
  const extension = await readExtension(extensionDir);
  const servers = await startServers({ engine, extension, hostPagesDir, port, lateMs });
  engine.useRestRoot(servers.origins.rest);
  return {
    ...simulatorOf(engine, () => servers.origins, true),
    origins: servers.origins,
    hubUrl: (hub) => hubAddress(servers.origins, engine.world, extension, hub),
    serveJob: () => serveJob(engine),
    close: servers.close,
  };
}
