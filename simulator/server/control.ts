import { accessTokenOf } from "../azure-devops/rights";
import { areaRoot, resourceAreas } from "../azure-devops/locations";
import type { Engine } from "../core/engine";
import type { Fault } from "../core/faults";
import { isRecord, json, parseBody, textMember } from "../core/http";
import type { SimulatedRequest, SimulatedResponse } from "../core/http";
import { answerNaa } from "../entra/naa";
import { ExtensionDataError, extensionDataManager } from "../extension-data";
import type { Scenario } from "../scenarios/scenario";
import { scenarios } from "../scenarios/scenarios";
import type { Switches, User } from "../world";
import type { Extension } from "./extension";
import { fullId, hubContribution } from "./hub-address";
import type { Origins } from "./hub-address";
import { portalRoute } from "./portal";

/** A scenario as the pages around the hub are told of it. */
const toldOf = ({ name, title, description, clientId, opens }: Scenario) => ({
  name,
  title,
  description,
  ...(clientId === undefined ? {} : { clientId }),
  ...(opens === undefined ? {} : { opens }),
});

export interface ControlParts {
  engine: Engine;
  extension: Extension;
  origins: Origins;
}

/** The `/_sim/` endpoints behind the host page, the portal page and their panel. Null means: never answer. */
export async function controlRoute(
  parts: ControlParts,
  request: SimulatedRequest,
): Promise<SimulatedResponse | null> {
  const { engine } = parts;
  const path = request.path.replace(/^\/_sim\//, "").replace(/\/$/, "");
  const key = `${request.method} ${path}`;
  switch (key) {
    case "GET bootstrap":
      return json(200, bootstrap(parts, request));
    case "GET faults":
      return json(200, engine.faults.list().map(faultShape));
    case "POST faults":
      engine.faults.add(parseBody(request) as Fault);
      return json(201, {});
    case "DELETE faults":
      engine.faults.clear();
      return json(200, {});
    case "GET clock":
      return json(200, { now: engine.clock.now() });
    case "POST clock":
      return advance(engine, parseBody(request));
    case "GET traffic":
      return json(200, engine.traffic.requests);
    case "DELETE traffic":
      engine.traffic.clear();
      return json(200, {});
    case "GET scenarios":
      return json(200, {
        current: engine.world.scenario,
        scenarios: scenarios.map(toldOf),
      });
    case "POST reset":
      return reset(engine, parseBody(request));
    case "GET world/switches":
      return json(200, switchesShape(engine));
    case "POST world/switches":
      return changeSwitches(engine, parseBody(request));
    case "POST naa":
      return naa(engine, request);
    default:
      if (path.startsWith("extension-data")) return extensionData(engine, request, path);
      if (path.startsWith("portal/")) return portalRoute(engine, request, path.slice("portal/".length));
      return json(404, { message: `The simulator has no control route ${key}.` });
  }
}

const faultShape = (fault: Fault): unknown => ({
  ...fault,
  match: { ...fault.match, ...(fault.match.path === undefined ? {} : { path: String(fault.match.path) }) },
});

function advance(engine: Engine, body: unknown): SimulatedResponse {
  const ms = isRecord(body) ? Number(body["advance"]) : Number.NaN;
  if (!Number.isFinite(ms)) return json(400, { message: "Send {advance: milliseconds}." });
  engine.clock.advance(ms);
  return json(200, { now: engine.clock.now() });
}

function reset(engine: Engine, body: unknown): SimulatedResponse {
  const name = textMember(body, "scenario") ?? engine.world.scenario;
  if (!scenarios.some((one) => one.name === name))
    return json(404, { message: `There is no scenario named ${name}.` });
  engine.reset(name);
  return json(200, { scenario: name });
}

/** The switches, with consent, propagation and policy of the first tenant beside them: what the panel shows. */
function switchesShape(engine: Engine): Record<string, unknown> {
  const tenant = engine.world.tenants[0];
  return {
    ...engine.world.switches,
    consent: tenant?.consent,
    consentNeedsAdministrator: tenant?.consentNeedsAdministrator,
    propagation: tenant?.propagation,
    policy: tenant?.policy,
    currentUserId: engine.world.currentUserId,
    users: engine.world.users.map(({ id, displayName }) => ({ id, displayName })),
  };
}

function changeSwitches(engine: Engine, body: unknown): SimulatedResponse {
  if (!isRecord(body)) return json(400, { message: "Send an object of switches." });
  const { world } = engine;
  const forTenants = ["consent", "consentNeedsAdministrator", "propagation", "policy"];
  for (const [name, value] of Object.entries(body)) {
    if (name in world.switches) Object.assign(world.switches, { [name]: value } as Partial<Switches>);
    else if (forTenants.includes(name)) for (const tenant of world.tenants) mergeInto(tenant, name, value);
    else if (name === "currentUserId" && typeof value === "string") world.currentUserId = value;
    else return json(400, { message: `There is no switch named ${name}.` });
  }
  return json(200, switchesShape(engine));
}

function mergeInto(tenant: object, name: string, value: unknown): void {
  const held = (tenant as Record<string, unknown>)[name];
  Object.assign(tenant, { [name]: isRecord(held) && isRecord(value) ? { ...held, ...value } : value });
}

/** The user of a control request: named in its query or its page's (`?user=`), else the scenario's current one. */
function userOf(engine: Engine, { query, headers }: Pick<SimulatedRequest, "query" | "headers">): User {
  const { referer = "" } = headers;
  const ofPage = URL.canParse(referer) ? new URL(referer).searchParams.get("user") : null;
  const id = query.get("user") ?? ofPage ?? engine.world.currentUserId;
  const user = engine.world.users.find((one) => one.id === id) ?? engine.world.users[0];
  if (user === undefined) throw new Error("The scenario has no users.");
  return user;
}

function naa(engine: Engine, request: SimulatedRequest): SimulatedResponse | null {
  const answer = answerNaa(engine.context, request.body, userOf(engine, request));
  return answer === null
    ? null
    : { status: 200, headers: { "content-type": "application/json; charset=utf-8" }, body: answer };
}

/** POST {operation, args}: 200 {result}, or the refusal's status with {error}. */
async function extensionData(
  engine: Engine,
  request: SimulatedRequest,
  path: string,
): Promise<SimulatedResponse> {
  const body = parseBody(request);
  const operation = textMember(body, "operation") ?? path.replace(/^extension-data\/?/, "");
  const args: unknown[] = isRecord(body) && Array.isArray(body["args"]) ? body["args"] : [];
  const user = userOf(engine, request);
  const manager = extensionDataManager(engine.world, user.id, () => engine.context.chance.guid());
  const method = Object.entries(manager).find(([name]) => name === operation)?.[1] as
    | ((...values: unknown[]) => Promise<unknown>)
    | undefined;
  if (method === undefined) return json(404, { error: { message: `No data operation ${operation}.` } });
  try {
    return json(200, { result: await method(...args) });
  } catch (error) {
    if (!(error instanceof ExtensionDataError)) throw error;
    const { name, message, status, responseText, serverError } = error;
    return json(error.status, { error: { name, message, status, responseText, serverError } });
  }
}

/** What the host page needs to play Azure DevOps for one hub (P53, P65). */
function bootstrap(parts: ControlParts, request: SimulatedRequest): Record<string, unknown> {
  const { query } = request;
  const { engine, extension, origins } = parts;
  const { world } = engine;
  const hub = query.get("hub") === "organization" ? "organization" : "project";
  const wanted = (query.get("project") ?? "").toLowerCase();
  const named = world.projects.find((one) => one.id === wanted || one.name.toLowerCase() === wanted);
  const project = hub === "project" ? (named ?? world.projects[0] ?? null) : null;
  const user = userOf(engine, request);
  const contribution = hubContribution(extension, hub);
  const uri = textMember(contribution?.properties, "uri") ?? "dist/hub.html";
  const absolute = /^https?:/.test(uri) ? uri : `${origins.assets}/${uri}`;
  const areas = Object.fromEntries(
    Object.keys(resourceAreas).map((id) => [id, areaRoot(engine.context, id)]),
  );
  return {
    scenario: world.scenario,
    scenarios: scenarios.map(toldOf),
    origins,
    organization: world.organization,
    project,
    projects: world.projects,
    user: {
      id: user.id,
      name: user.uniqueName,
      displayName: user.displayName,
      descriptor: `aad.${Buffer.from(user.id).toString("base64url").slice(0, 24)}`,
      imageUrl: "",
    },
    users: world.users.map(({ id, displayName }) => ({ id, displayName })),
    accessToken: accessTokenOf(user.id),
    host: {
      id: world.organization.id,
      name: world.organization.name,
      type: 4,
      isHosted: true,
      serviceVersion: "Dev20.M270.1",
    },
    restUrl: `${origins.rest}/${world.organization.name}/`,
    resourceAreas: areas,
    extension: {
      id: `${extension.publisherId}.${extension.extensionId}`,
      publisherId: extension.publisherId,
      extensionId: extension.extensionId,
      version: extension.version,
      baseUri: `${origins.assets}/`,
      contributions: extension.contributions,
    },
    runs: world.runs
      .filter(({ projectId }) => projectId === project?.id)
      .map(({ id, build }) => ({ id, name: String(build["buildNumber"]) })),
    contributionId: contribution === undefined ? null : fullId(extension, contribution.id),
    hub,
    hubUri: absolute,
    theme: query.get("theme") ?? "light",
    handshake: query.get("handshake") ?? "current",
    naa: query.get("naa") ?? (world.switches.naa === "off" ? "off" : "on"),
    switches: switchesShape(engine),
    entraClientId: world.entraClientId,
    now: engine.clock.now(),
  };
}
