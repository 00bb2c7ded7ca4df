import type { Ports } from "../../src/ports/ports";

/** Where a tab dies: at the nth call of a kind, before it is sent, after its effect, or after its reply was taken in. */
export type CrashPoint = {
  readonly call: string;
  readonly nth: number;
  readonly phase: "before the call" | "after the call, before the reply" | "after the reply, before the save";
};

export const phases: readonly CrashPoint["phase"][] = [
  "before the call",
  "after the call, before the reply",
  "after the reply, before the save",
];

/** Ports of a tab that can die. Once dead, nothing it does reaches the world and nothing comes back. */
export type MortalPorts = {
  readonly ports: Ports;
  /** Names of all calls in their order, such as `journal.write`. */
  readonly calls: readonly string[];
  /** Resolves when the tab has died. */
  readonly died: Promise<void>;
  readonly isDead: () => boolean;
};

const never = new Promise<never>(() => undefined);

/** Calls that change nothing and ask nobody: they are not occasions to die. */
const silent = new Set(["clock.now", "clock.random", "clock.newId", "host.announceRun"]);

type AnyFunction = (...args: readonly unknown[]) => unknown;

/** Wraps every port call. `watch` runs after each living call, so that invariants hold at every point. */
export function mortal(
  ports: Ports,
  point: CrashPoint | null,
  watch: (call: string) => void = () => undefined,
): MortalPorts {
  const calls: string[] = [];
  let dead = false;
  let dieNext = false;
  let announce: () => void = () => undefined;
  const died = new Promise<void>((resolve) => {
    announce = resolve;
  });
  const die = (): Promise<never> => {
    dead = true;
    announce();
    return never;
  };

  const wrapped = (name: string, original: AnyFunction, self: unknown): AnyFunction => {
    if (silent.has(name)) return (...args) => original.apply(self, [...args]);
    return async (...args) => {
      if (dead) return never;
      if (dieNext) return die();
      calls.push(name);
      const hit =
        point !== null && name === point.call && calls.filter((call) => call === name).length === point.nth;
      if (hit && point.phase === "before the call") return die();
      const answer = await original.apply(self, [...args]);
      watch(name);
      if (hit && point.phase === "after the call, before the reply") return die();
      if (hit) dieNext = true;
      return answer;
    };
  };

  const wrapPort = <T extends object>(portName: string, port: T): T =>
    new Proxy(port, {
      get(target, member, receiver) {
        const value: unknown = Reflect.get(target, member, receiver);
        return typeof value === "function" && typeof member === "string"
          ? wrapped(`${portName}.${member}`, value as AnyFunction, target)
          : value;
      },
    });

  const mortalPorts: Ports = {
    connections: wrapPort("connections", ports.connections),
    credentials: wrapPort("credentials", ports.credentials),
    journal: wrapPort("journal", ports.journal),
    records: wrapPort("records", ports.records),
    settings: wrapPort("settings", ports.settings),
    host: wrapPort("host", ports.host),
    clock: wrapPort("clock", ports.clock),
  };
  return { ports: mortalPorts, calls, died, isDead: () => dead };
}
