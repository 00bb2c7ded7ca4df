/** What the simulator's server tells these pages, and how they ask. They share nothing else with it. */

/** One answer of `GET /_sim/bootstrap`: all that a host page must know before it can frame the hub. */
export interface Bootstrap {
  scenario: string;
  origins: Record<"host" | "assets" | "rest" | "graph" | "portal", string>;
  organization: { id: string; name: string };
  /** Absent for the organization's hub. */
  project?: { id: string; name: string } | null;
  user: { id: string; name: string; displayName: string; descriptor: string; imageUrl: string };
  /** Everybody of the world; `?user=` makes one of them the person at this page. */
  users: { id: string; displayName: string }[];
  host: { id: string; name: string; type: number; isHosted: boolean; serviceVersion: string };
  extension: {
    id: string;
    publisherId: string;
    extensionId: string;
    version: string;
    baseUri: string;
    contributions: { id: string; properties: Record<string, unknown> }[];
  };
  /** In full: publisher.extension.contribution. */
  contributionId: string;
  /** Absolute address of what the frame shows (P20, P38). */
  hubUri: string;
  /** Runs of the project, for the page of one. */
  runs: { id: number; name: string }[];
  /** What a page other than the hub's hands its frame: its configuration, and services of its own. */
  initialConfig?: object;
  services?: Record<string, object>;
  /** What `getAccessToken` hands out for the current user. */
  accessToken: string;
  /** The organization's root at the REST service, ending in a slash. */
  restUrl: string;
  /** Roots by resource area, ending in a slash (P62, P65). */
  resourceAreas: Record<string, string>;
  naa: string;
  switches: Switches;
  /** What the hub's settings must name for it to sign in to Graph. */
  entraClientId: string;
  /** Simulated time, milliseconds since 1970. */
  now: number;
}

/** The members of the world's switches that these pages show or obey. */
export interface Switches {
  naa?: string;
  popup?: string;
  [name: string]: unknown;
}

/** The name of the page in the settings' list, from the manifest (P20). */
export function hubName(bootstrap: Bootstrap): string {
  const { contributions } = bootstrap.extension;
  const own = contributions.find(({ id }) => bootstrap.contributionId.endsWith(`.${id}`));
  const name = own?.properties["name"];
  return typeof name === "string" ? name : bootstrap.contributionId;
}

/** The page's facts for the frame of another contribution than the hub's. */
export function placedAt(
  bootstrap: Bootstrap,
  contribution: string,
  more: Pick<Bootstrap, "initialConfig" | "services"> = {},
): Bootstrap {
  const { contributions, id, baseUri } = bootstrap.extension;
  const uri = contributions.find((one) => one.id === contribution)?.properties["uri"];
  if (typeof uri !== "string") throw new Error(`The package has no contribution ${contribution}.`);
  return { ...bootstrap, ...more, contributionId: `${id}.${contribution}`, hubUri: `${baseUri}${uri}` };
}

/** A refusal by the server, with what it said: the shape in which remote errors cross the frame (P6). */
export class ServerRefusal extends Error {
  constructor(
    readonly status: number,
    readonly responseText: string,
    readonly serverError: unknown,
  ) {
    super(messageOf(serverError) ?? `The simulator answered ${status}.`);
    this.name = "TFS.WebApi.Exception";
  }
}

const messageOf = (value: unknown): string | undefined => {
  if (typeof value !== "object" || value === null) return undefined;
  const { message, error } = value as { message?: unknown; error?: unknown };
  if (typeof message === "string") return message;
  return typeof error === "string" ? error : messageOf(error);
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

async function send(method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new ServerRefusal(answer.status, text, parse(text));
  return text === "" ? undefined : parse(text);
}

/** The JSON of an endpoint of this page's own origin; rejects with a `ServerRefusal`. */
export const read = (path: string): Promise<unknown> => send("GET", path);
export const post = (path: string, body: unknown): Promise<unknown> => send("POST", path, body);
export const remove = (path: string): Promise<unknown> => send("DELETE", path);
