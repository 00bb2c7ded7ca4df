import { settleOperations } from "../azure-devops/background";
import { answerAzureDevOps } from "../azure-devops/router";
import { answerGraph } from "../entra/graph";
import { answerTokenService } from "../entra/token-service";
import { answerHook } from "../hooks";
import { answerVault } from "../vault";
import { scenarios } from "../scenarios/scenarios";
import type { World } from "../world";
import { createBarrier } from "./barrier";
import type { Barrier } from "./barrier";
import { createChance } from "./chance";
import type { Chance } from "./chance";
import { createClock } from "./clock";
import type { SimulatedClock } from "./clock";
import { createFaults, faultAnswer } from "./faults";
import type { FaultEffect, Faults } from "./faults";
import { json } from "./http";
import type { Context, SimulatedRequest, SimulatedResponse } from "./http";
import { createTraffic } from "./traffic";
import type { RecordedRequest, Traffic } from "./traffic";

/** What becomes of a request: an answer, after a while or once it is released, or a lost connection. */
export type Outcome =
  | { kind: "answer"; delayMs: number; respond(): SimulatedResponse }
  | { kind: "held"; forever: boolean; respond(): SimulatedResponse }
  | { kind: "drop" };

/** A recorded request and the fault it met. */
export interface Begun {
  entry: RecordedRequest;
  effect: FaultEffect | null;
}

/** The simulated systems without any network. */
export interface Engine {
  world: World;
  clock: SimulatedClock;
  faults: Faults;
  traffic: Traffic;
  barrier: Barrier;
  context: Context;
  handle(request: SimulatedRequest): Outcome;
  /** Records a request and says which fault meets it; for services that `handle` does not answer. */
  begin(request: SimulatedRequest): Begun;
  reset: (scenario: string) => void;
  useRestRoot(root: string): void;
}

/** Builds the engine on a scenario; throws for a name it does not know. */
export function createEngine(options: {
  scenario: string;
  frozen: boolean;
  today?: boolean;
  seed: number;
}): Engine {
  const clock = createClock(options.frozen, options.today);
  const chance = restartable(options.seed);
  const faults = createFaults();
  const traffic = createTraffic();
  const barrier = createBarrier();
  const late: Parts["late"] = [];
  let restRoot = "https://dev.azure.com";
  const world = {} as World;
  const moment: Parts["moment"] = { pinned: null };
  const context: Context = {
    world,
    now: () => moment.pinned ?? clock.now(),
    chance: chance.chance,
    restRoot: () => restRoot,
  };
  const reset = (name: string): void => {
    const scenario = scenarios.find((one) => one.name === name);
    if (scenario === undefined) throw new Error(`There is no scenario named ${name}.`);
    clock.restart();
    chance.restart();
    faults.clear();
    traffic.clear();
    late.length = 0;
    // The same object stays the world, so that whoever holds it sees the new one.
    Object.assign(world, scenario.build({ now: clock.now(), chance: chance.chance }), { scenario: name });
  };
  reset(options.scenario);
  const parts: Parts = { context, faults, traffic, late, moment };
  return {
    world,
    clock,
    faults,
    traffic,
    barrier,
    context,
    handle: (request) => outcomeOf(request, parts),
    begin: (request) => begin(request, parts),
    reset,
    useRestRoot: (root) => (restRoot = root),
  };
}

function restartable(seed: number): { chance: Chance; restart(): void } {
  let current = createChance(seed);
  return {
    chance: {
      next: () => current.next(),
      guid: () => current.guid(),
      secret: () => current.secret(),
    },
    restart: () => {
      current = createChance(seed);
    },
  };
}

interface Parts {
  context: Context;
  faults: Faults;
  traffic: Traffic;
  /** Requests whose effect is still to come, though nobody waits for an answer. */
  late: { at: number; happen(): void }[];
  /** The time it is for what lands late, however much later somebody asks. */
  moment: { pinned: number | null };
}

function begin(request: SimulatedRequest, { context, faults, traffic }: Parts): Begun {
  const entry: RecordedRequest = {
    service: request.service,
    method: request.method,
    url: request.url,
    path: request.path,
    query: Object.fromEntries(request.query),
    headers: request.headers,
    body: request.body,
    status: 0,
    responseBody: "",
    at: context.now(),
  };
  traffic.requests.push(entry);
  return { entry, effect: faults.meet(request) };
}

function outcomeOf(request: SimulatedRequest, parts: Parts): Outcome {
  const { context, faults } = parts;
  landDue(parts);
  const { entry, effect } = begin(request, parts);
  const respond = (answer: () => SimulatedResponse): SimulatedResponse => {
    const response = answer();
    entry.status = response.status;
    entry.responseBody = response.body;
    return response;
  };
  if (effect?.kind === "drop-before") return { kind: "drop" };
  const happenLater = (afterMs: number): void => {
    parts.late.push({
      at: context.now() + afterMs,
      happen: () => void answerOf(context, faults, request),
    });
  };
  if (effect?.kind === "lands-late") {
    happenLater(effect.afterMs);
    if (effect.status === undefined) return { kind: "drop" };
  }
  if (effect?.kind === "drop-after") {
    answerOf(context, faults, request);
    return { kind: "drop" };
  }
  if (effect?.kind === "hold" || effect?.kind === "hang") {
    const answer = (): SimulatedResponse => respond(() => answerOf(context, faults, request));
    const done = effect.kind === "hold" && effect.until === "reply" ? answer() : null;
    return { kind: "held", forever: effect.kind === "hang", respond: () => done ?? answer() };
  }
  if (effect?.kind === "sent-twice") {
    if (effect.otherAfterMs === undefined) answerOf(context, faults, request);
    else happenLater(effect.otherAfterMs);
  }
  const delayMs = effect?.kind === "delay" ? effect.ms : 0;
  return {
    kind: "answer",
    delayMs,
    respond: () => respond(() => replaced(effect, context, faults, request)),
  };
}

/** What was to land by now lands before anything else is answered. */
function landDue({ context, late, moment }: Parts): void {
  const due = late.filter(({ at }) => at <= context.now()).sort((a, b) => a.at - b.at);
  for (const one of due) {
    late.splice(late.indexOf(one), 1);
    moment.pinned = one.at;
    one.happen();
    moment.pinned = null;
  }
}

function replaced(
  effect: FaultEffect | null,
  context: Context,
  faults: Faults,
  request: SimulatedRequest,
): SimulatedResponse {
  const answer = effect === null ? null : faultAnswer(effect, request.service);
  return answer ?? answerOf(context, faults, request);
}

function answerOf(context: Context, faults: Faults, request: SimulatedRequest): SimulatedResponse {
  // What Azure DevOps does in the background shows in every system, so it is settled before any answer.
  settleOperations(context);
  switch (request.service) {
    case "ado":
      return answerAzureDevOps(context, request);
    case "graph":
      return answerGraph(context, request, (part) => batchPart(context, faults, part));
    case "sts":
      return answerTokenService(context, request);
    case "vault":
      return answerVault(context, request);
    case "hook":
      return answerHook(context, request);
    default:
      return json(404, { message: `The simulator has no service ${request.service}.` });
  }
}

/** Each part of a batch can meet its own fault: a 200 may hold 429s (G33). */
function batchPart(context: Context, faults: Faults, part: SimulatedRequest): SimulatedResponse {
  const effect = faults.meet(part);
  return replaced(effect, context, faults, part);
}
