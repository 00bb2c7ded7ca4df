import type { Chance } from "./chance";
import type { World } from "../world";

/** Which simulated system a request is for. */
export type ServiceName =
  | "ado"
  | "graph"
  | "sts"
  | "data"
  | "naa"
  | "portal"
  | "asset"
  | "host"
  | "vault"
  | "hook";

export interface SimulatedRequest {
  service: ServiceName;
  method: string;
  url: string;
  /** Decoded by segment where needed; starts with a slash. */
  path: string;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
}

export interface SimulatedResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** What a handler may use: the world, the time, chance. Handlers answer at once and keep no state. */
export interface Context {
  world: World;
  now(): number;
  chance: Chance;
  /** Roots under which this simulator can be reached, for links in answers. No trailing slash. */
  restRoot(): string;
}

/** The query parameter, whatever the casing of its name: Azure DevOps ignores it. */
export function queryValue(request: SimulatedRequest, name: string): string | null {
  for (const [key, value] of request.query) if (key.toLowerCase() === name.toLowerCase()) return value;
  return null;
}

export const json = (
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): SimulatedResponse => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8", ...headers },
  body: JSON.stringify(value),
});

export const empty = (status: number): SimulatedResponse => ({ status, headers: {}, body: "" });

/** The body as JSON; undefined where it is not JSON. */
export function parseBody(request: SimulatedRequest): unknown {
  try {
    return JSON.parse(request.body) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The member as text; undefined where it is absent or anything else. */
export function textMember(value: unknown, name: string): string | undefined {
  if (!isRecord(value)) return undefined;
  const member = value[name];
  return typeof member === "string" ? member : undefined;
}
