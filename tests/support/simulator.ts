import { mkdtemp, mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWorldSimulator } from "../../simulator/simulator";
import type { WorldSimulator } from "../../simulator/simulator";
import type { Endpoint } from "../../simulator/world";

/** The Accept header of the official browser client (A1). */
export const officialAccept =
  "application/json;api-version=7.2-preview.4;excludeUrls=true;enumsAsNumbers=true;msDateFormat=true;noArrayWrap=true";

/** A package directory with a hub page, as small as can be. */
export async function smallExtension(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "extension-"));
  const hub = (id: string, target: string): Record<string, unknown> => ({
    id,
    type: "ms.vss-web.hub",
    targets: [target],
    properties: { name: "Hub", uri: "dist/hub.html" },
  });
  const manifest = {
    manifestVersion: 1,
    contributions: [
      hub("project-hub", "ms.vss-web.project-admin-hub-group"),
      hub("organization-hub", "ms.vss-web.collection-admin-hub-group"),
    ],
  };
  await writeFile(join(directory, "extension.vsomanifest"), JSON.stringify(manifest));
  const identity = '<Identity Language="en-US" Id="renewal" Version="1.2.3" Publisher="contoso" />';
  await writeFile(
    join(directory, "extension.vsixmanifest"),
    `<PackageManifest><Metadata>${identity}</Metadata></PackageManifest>`,
  );
  await mkdir(join(directory, "dist"));
  await writeFile(join(directory, "dist", "hub.html"), "<!DOCTYPE html><title>hub</title>");
  await mkdir(join(directory, "pages"));
  await writeFile(join(directory, "pages", "index.html"), "<!DOCTYPE html><title>index</title>");
  await writeFile(join(directory, "pages", "hub.html"), "<!DOCTYPE html><title>host</title>");
  await writeFile(join(directory, "pages", "portal.html"), "<!DOCTYPE html><title>portal</title>");
  await writeFile(join(directory, "pages", "sim-sw.js"), "self.addEventListener('fetch', () => undefined);");
  return directory;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** Undefined where the text is no JSON. */
  json: unknown;
}

export interface Rest {
  simulator: WorldSimulator;
  /** The first project of the scenario, as a path segment. */
  project: string;
  ado: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  graph: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  /** A token for Graph by the silent route; the failure's text where there is none. */
  graphToken: (
    scope: string,
    options?: { tenantId?: string; interactive?: boolean; userId?: string },
  ) => Promise<string>;
  endpoint: (name: string) => Endpoint;
  test: (endpoint: Endpoint, details?: unknown) => Promise<{ statusCode: unknown; errorMessage: string }>;
}

const answerOf = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A scenario with a frozen clock and calls in its systems' own terms. */
export function rest(scenario: string): Rest {
  const simulator = createWorldSimulator({ scenario });
  const { world } = simulator;
  const call = async (url: string, method: string, body: unknown, headers: Record<string, string>) =>
    answerOf(
      await simulator.fetch(url, {
        method,
        headers: { "Content-Type": "application/json", ...headers },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
    );
  const project = encodeURIComponent(world.projects[0]?.name ?? "");
  const self: Rest = {
    simulator,
    project,
    ado: (method, path, body, headers = {}) =>
      call(`https://dev.azure.com/contoso/${path}`, method, body, {
        Accept: "application/json",
        Authorization: `Bearer ${simulator.accessToken()}`,
        ...headers,
      }),
    graph: async (method, path, body, headers = {}) =>
      call(`https://graph.microsoft.com/v1.0/${path}`, method, body, {
        Authorization: `Bearer ${await self.graphToken("Application.ReadWrite.All")}`,
        ...headers,
      }),
    graphToken: async (scope, options = {}) => {
      const { tenantId = world.tenants[0]?.id ?? "", interactive = false, userId } = options;
      const answer = JSON.parse(
        await simulator.naa(tokenRequest(world.entraClientId, scope, tenantId, interactive), userId),
      ) as { success: boolean; token?: { access_token: string }; error?: { description?: string } };
      return answer.token?.access_token ?? answer.error?.description ?? "";
    },
    endpoint: (name) => {
      const found = world.endpoints.find((one) => one.name === name);
      if (found === undefined) throw new Error(`no connection named ${name}`);
      return found;
    },
    test: async (endpoint, details = null) => {
      const body = {
        dataSourceDetails: { dataSourceName: "TestConnection" },
        serviceEndpointDetails: details,
      };
      const path = `${project}/_apis/serviceendpoint/endpointproxy?endpointId=${endpoint.id}`;
      return (await self.ado("POST", path, body)).json as { statusCode: unknown; errorMessage: string };
    },
  };
  return self;
}

/** A token request as MSAL sends it (P73). */
export const tokenRequest = (
  clientId: string,
  scope: string,
  tenantId: string,
  interactive: boolean,
): string =>
  JSON.stringify({
    messageType: "NestedAppAuthRequest",
    method: interactive ? "GetTokenPopup" : "GetToken",
    requestId: "5b0e0000-0000-4000-8000-000000000001",
    sendTime: 0,
    clientLibrary: "msal.js.browser",
    clientLibraryVersion: "5.30.0",
    tokenParams: {
      clientId,
      scope,
      correlationId: "c",
      authenticationScheme: "Bearer",
      authority: `https://login.microsoftonline.com/${tenantId}`,
      extraParameters: {},
    },
  });
