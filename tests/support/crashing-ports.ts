import { failed, type Failure } from "../../src/domain/failure";
import type { Ports } from "../../src/ports/ports";
import { mayDie, never } from "./death";

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
};

/** What happens to the calls of a tab; `call` counts from 1 over all kinds. */
export type Fate = {
  readonly diesAt?: (name: string, nthOfItsKind: number, call: number) => CrashPoint["phase"] | null;
  /** The effect happens, the reply is lost. */
  readonly losesReply?: (call: number) => boolean;
  /** The browser sends the request again by itself: the effect of a write happens twice, one reply comes back. */
  readonly resends?: (call: number) => boolean;
  readonly turn?: () => Promise<void>;
  /** Runs after each living call, so that invariants hold at every point. */
  readonly watch?: (call: string) => void;
};

/** The fate of dying at one point. */
export const dyingAt = (point: CrashPoint | null, watch: (call: string) => void): Fate => ({
  diesAt: (name, nth) => (point !== null && name === point.call && nth === point.nth ? point.phase : null),
  watch,
});

/** Calls that change nothing and ask nobody: they are not occasions to die. */
const silent = new Set(["clock.now", "clock.steady", "clock.random", "clock.newId", "host.announceRun"]);

/** Calls whose answer can be lost in a way that the hub must cope with: they answer with a value. */
const canLoseReply = /^(journal|records)\.|^connections\.(read|save)$|^credentials\.(read|issue|remove)$/;
const canResend = /^credentials\.(issue|remove)$/;
const lost: Failure = { code: "network", system: "extension-data" };

type AnyFunction = (...args: readonly unknown[]) => unknown;

/** Wraps every port call of a tab. */
export function mortal(ports: Ports, fate: Fate): MortalPorts {
  const calls: string[] = [];
  let dieNext = false;
  const { isDead, die, died } = mayDie();

  const wrapped = (name: string, original: AnyFunction, self: unknown): AnyFunction => {
    if (silent.has(name)) return (...args) => original.apply(self, [...args]);
    return async (...args) => {
      if (isDead()) return never;
      if (dieNext) return die();
      calls.push(name);
      const number = calls.length;
      const nth = calls.filter((call) => call === name).length;
      await fate.turn?.();
      const phase = fate.diesAt?.(name, nth, number) ?? null;
      if (phase === "before the call") return die();
      if (fate.resends?.(number) === true && canResend.test(name)) await original.apply(self, [...args]);
      const answer = await original.apply(self, [...args]);
      fate.watch?.(name);
      if (phase === "after the call, before the reply") return die();
      if (phase !== null) dieNext = true;
      return fate.losesReply?.(number) === true && canLoseReply.test(name) ? failed(lost) : answer;
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
    usage: wrapPort("usage", ports.usage),
    journal: wrapPort("journal", ports.journal),
    records: wrapPort("records", ports.records),
    settings: wrapPort("settings", ports.settings),
    host: wrapPort("host", ports.host),
    clock: wrapPort("clock", ports.clock),
  };
  return { ports: mortalPorts, calls, died };
}
