import type { AzureDevOps } from "../../../src/adapters/azure-devops/official-client";
import { createPipelineUsage } from "../../../src/adapters/azure-devops/pipeline-usage";
import type {
  ConnectionUsage,
  PreparedUsage,
  SoughtConnection,
} from "../../../src/adapters/azure-devops/pipeline-usage-port";
import type { HttpRequest } from "../../../src/adapters/http/http";
import { failed, success, type Failure } from "../../../src/domain/failure";
import { currentMatrix } from "../../../src/domain/wif/matrix/current";
import { judgeConnection } from "../../../src/domain/wif/roll-up";

const id = "9a1f0c52-6a3d-4a57-9a2e-0d2f6f6f0001";
const shop = { id: "11111111-0000-4000-8000-000000000001", name: "Shop" };
const cli = "46e4be58-730b-4389-8a2f-ea10b3e5e815";
const fileCopy = "eb72cb01-a7e5-427b-a8a1-1b31ccac8a43";

const sought = (more: Partial<SoughtConnection> = {}): SoughtConnection => ({
  id,
  type: "azurerm",
  seenIn: [{ project: shop, name: "azure-prod" }],
  ...more,
});

type World = {
  readonly classic?: readonly object[];
  readonly yaml?: readonly object[];
  readonly releases?: readonly {
    readonly id: number;
    readonly revision: number;
    readonly environments: unknown;
  }[];
  readonly groups?: readonly object[];
  readonly variables?: readonly object[];
  readonly history?: readonly object[];
  readonly allowed?: object;
  readonly previews?: Readonly<Record<string, string>>;
  readonly failing?: readonly (readonly [RegExp, Failure])[];
};

/** Azure DevOps by its routes; records what it was asked. */
function azureDevOps(
  world: World,
): AzureDevOps & { readonly asked: HttpRequest[]; readonly busiest: () => number } {
  const asked: HttpRequest[] = [];
  let running = 0;
  let busiest = 0;
  const json = (value: unknown, headers: Record<string, string> = {}) =>
    success({ status: 200, headers: new Headers(headers), text: JSON.stringify(value) });
  const answer = (url: string) => {
    const broken = (world.failing ?? []).find(([route]) => route.test(url));
    if (broken !== undefined) return failed(broken[1]);
    if (/processType=1/.test(url)) return json(world.classic ?? []);
    if (/processType=2/.test(url)) return json(world.yaml ?? []);
    if (/Release\/definitions\/\d+/.test(url)) {
      const found = (world.releases ?? []).find((each) => url.includes(`definitions/${each.id}`));
      return json({ name: `release ${found?.id}`, ...found });
    }
    if (/Release\/definitions/.test(url)) {
      return json(
        (world.releases ?? []).map((each) => ({ id: each.id, revision: each.revision, name: "r" })),
      );
    }
    if (/taskgroups/.test(url)) return json(world.groups ?? []);
    if (/variablegroups/.test(url)) return json(world.variables ?? []);
    if (/executionhistory/.test(url)) return json(world.history ?? []);
    if (/pipelinepermissions/.test(url)) return json(world.allowed ?? { pipelines: [] });
    const preview = /pipelines\/(\d+)\/preview/.exec(url)?.[1];
    if (preview !== undefined) return json({ finalYaml: world.previews?.[preview] ?? "" });
    throw new Error(`no route for ${url}`);
  };
  return {
    asked,
    busiest: () => busiest,
    rootOf: (area) =>
      Promise.resolve(
        area.startsWith("efc2f575") ? "https://vsrm.dev.azure.com/org/" : "https://dev.azure.com/org/",
      ),
    send: async (request) => {
      asked.push(request);
      running += 1;
      busiest = Math.max(busiest, running);
      await Promise.resolve();
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return answer(request.url);
    },
  };
}

const ran = (definitionId: number, finishTime: string) => ({
  endpointId: id,
  data: { definition: { id: definitionId, name: "p" }, planType: "Build", finishTime },
});

const classic = (taskId: string, inputs: object) => ({
  id: 4,
  name: "ci",
  revision: 2,
  process: {
    type: 1,
    phases: [
      {
        name: "j",
        steps: [{ enabled: true, task: { id: taskId, versionSpec: "4.*", definitionType: "task" }, inputs }],
      },
    ],
  },
});

const stage = (inputs: object) => [
  {
    name: "prod",
    deployPhases: [
      {
        name: "p",
        deploymentInput: {},
        workflowTasks: [{ taskId: cli, version: "2.*", enabled: true, definitionType: "task", inputs }],
      },
    ],
  },
];

async function prepare(
  devOps: AzureDevOps,
  cap: number | null = null,
  connections = [sought()],
): Promise<PreparedUsage> {
  const answer = await createPipelineUsage(devOps, currentMatrix).prepare(connections, { previewCap: cap });
  if (!answer.ok) throw new Error(answer.failure.code);
  return answer.value;
}

async function usageIn(world: World, cap: number | null = null): Promise<ConnectionUsage> {
  const [usage] = await (await prepare(azureDevOps(world), cap)).read({});
  if (usage === undefined) throw new Error("no answer for the connection");
  return usage;
}

const verdict = (usage: ConnectionUsage) =>
  judgeConnection({ id, names: ["azure-prod"], type: "azurerm" }, usage, currentMatrix);

const gaps = (usage: ConnectionUsage) => verdict(usage).unread.map((gap) => `${gap.code}: ${gap.what}`);

const keyVaultYaml = "steps:\n- task: AzureKeyVault@2\n  inputs: { azureSubscription: azure-prod }\n";

describe("the uses of a connection", () => {
  test("come from classic builds, releases, previews and key vault groups", async () => {
    const usage = await usageIn({
      classic: [classic(fileCopy, { ConnectedServiceNameARM: id })],
      yaml: [{ id: 7, name: "yaml", revision: 1 }],
      releases: [
        {
          id: 9,
          revision: 3,
          environments: stage({
            connectedServiceNameARM: id,
            scriptLocation: "inlineScript",
            inlineScript: "ls",
          }),
        },
      ],
      variables: [
        { id: 1, name: "vault", type: "AzureKeyVault", providerData: { serviceEndpointId: id, vault: "kv" } },
      ],
      history: [ran(7, "2026-11-01T00:00:00Z")],
      previews: { "7": keyVaultYaml },
    });

    const judged = verdict(usage);
    expect(judged.readiness).toBe("blocked");
    expect(judged.pipelines.map((each) => [each.definition?.kind ?? "group", each.readiness])).toEqual([
      ["classic-build", "blocked"],
      ["group", "after-review"],
      ["release", "convertible"],
      ["yaml", "convertible"],
    ]);
  });

  test("of a YAML pipeline are known for its default branch only, and that is said", async () => {
    const usage = await usageIn({
      yaml: [{ id: 7, name: "shop", revision: 1 }],
      allowed: { pipelines: [{ id: 7 }] },
      previews: { "7": keyVaultYaml },
    });
    expect(gaps(usage)).toEqual(["default-branch-only: shop"]);
    expect(verdict(usage).readiness).toBe("not-fully-visible");
  });

  test("keep no script of tasks that take no connection, and no step of other connections", async () => {
    const usage = await usageIn({
      yaml: [{ id: 7, name: "shop", revision: 1 }],
      allowed: { pipelines: [{ id: 7 }] },
      previews: {
        "7": `steps:\n- task: CmdLine@2\n  inputs: { script: "echo hunter2" }\n- task: AzureKeyVault@2\n  inputs: { azureSubscription: azure-dev }\n${keyVaultYaml.slice(7)}`,
      },
    });
    expect(JSON.stringify(usage)).not.toContain("hunter2");
    expect(usage.definitions.flatMap((each) => each.steps.map((step) => step.inputs))).toEqual([
      { azureSubscription: "azure-prod" },
    ]);
  });
});

describe("what could not be looked at", () => {
  const refusedRight: Failure = { code: "not-permitted", system: "azure-devops", detail: "no" };

  test.each([
    [/Release\/definitions/, "no-right: release pipelines of Shop"],
    [/processType=1/, "no-right: classic build pipelines of Shop"],
    [/processType=2/, "no-right: YAML pipelines of Shop"],
    [/taskgroups/, "no-right: task groups of Shop"],
    [/variablegroups/, "no-right: variable groups of Shop"],
    [/executionhistory/, "no-right: execution history"],
    [/pipelinepermissions/, "no-right: pipeline permissions"],
  ])("%s is a gap, never an empty list", async (route, gap) => {
    const usage = await usageIn({ failing: [[route, refusedRight]] });
    expect(gaps(usage)).toEqual([gap]);
    expect(verdict(usage).readiness).toBe("not-fully-visible");
  });

  test("includes a pipeline that does not compile, for the connections that may use it", async () => {
    const world: World = {
      yaml: [{ id: 7, name: "shop", revision: 1 }],
      history: [ran(7, "2026-11-01T00:00:00Z")],
      failing: [
        [/\d\/preview/, { code: "refused", system: "azure-devops", status: 400, detail: "parameter needed" }],
      ],
    };
    expect(gaps(await usageIn(world))).toEqual(["not-compiled: shop"]);
  });

  test("includes texts that are no YAML, and aliases without end", async () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`;
    for (const text of ["a: [", bomb]) {
      const usage = await usageIn({
        yaml: [{ id: 7, name: "shop", revision: 1 }],
        allowed: { pipelines: [{ id: 7 }] },
        previews: { "7": text },
      });
      expect(gaps(usage)).toEqual(["could-not-read: shop"]);
    }
  });

  test("includes what a full page may hide, and a history that goes further back", async () => {
    const full = Array.from({ length: 100 }, (_, index) => ({ ...classic(cli, {}), id: index }));
    const past = Array.from({ length: 100 }, () => ran(1, "2026-11-01T00:00:00Z"));
    expect(gaps(await usageIn({ classic: full, history: past }))).toEqual([
      "could-not-read: classic build pipelines of Shop",
      "history-incomplete: execution history",
    ]);
  });

  test("includes the previews beyond the cap; the newest runs are looked at first", async () => {
    const world: World = {
      yaml: [7, 8, 9].map((each) => ({ id: each, name: `p${each}`, revision: 1 })),
      allowed: { allPipelines: { authorized: true }, pipelines: [] },
      history: [ran(8, "2026-11-20T00:00:00Z"), ran(9, "2026-10-01T00:00:00Z")],
      previews: { "7": keyVaultYaml, "8": keyVaultYaml, "9": keyVaultYaml },
    };
    const devOps = azureDevOps(world);
    const prepared = await prepare(devOps, 2);
    expect(prepared.plan).toMatchObject({ previews: 2, notChecked: 1 });
    const [usage] = await prepared.read({});
    const previewed = devOps.asked.flatMap(({ url }) => /pipelines\/(\d+)\/preview/.exec(url)?.[1] ?? []);
    expect(previewed).toEqual(["8", "9"]);
    expect(usage?.unread.map((gap) => `${gap.code}: ${gap.what}`)).toEqual(["preview-cap: p7"]);
  });
});

describe("the calls", () => {
  const many: World = {
    yaml: Array.from({ length: 300 }, (_, index) => ({ id: index + 1, name: "y", revision: 1 })),
    classic: Array.from({ length: 80 }, (_, index) => ({ ...classic(cli, {}), id: 1000 + index })),
    releases: Array.from({ length: 120 }, (_, index) => ({
      id: 2000 + index,
      revision: 1,
      environments: [],
    })),
    allowed: { allPipelines: { authorized: true }, pipelines: [] },
  };

  test("are at most 526 for 50 connections, 300 YAML, 80 classic and 120 release definitions (W19)", async () => {
    const devOps = azureDevOps(many);
    const connections = Array.from({ length: 50 }, (_, index) =>
      sought({ id: `${id.slice(0, -2)}${10 + index}` }),
    );
    const prepared = await prepare(devOps, null, connections);
    await prepared.read({});
    expect(prepared.plan.total).toBeLessThanOrEqual(526);
    // This world lists its 120 releases in one page; Azure DevOps needs two.
    expect(devOps.asked).toHaveLength(prepared.plan.total - 1);
  });

  test("run four at a time, change nothing, and are told as they are made", async () => {
    const devOps = azureDevOps({ ...many, yaml: many.yaml?.slice(0, 10) ?? [] });
    const progress: number[] = [];
    const prepared = await prepare(devOps);
    await prepared.read({ onProgress: ({ calls, of }) => void progress.push(of - calls) });
    expect(devOps.busiest()).toBe(4);
    const writes = devOps.asked.filter(({ method }) => method !== "GET");
    expect(writes.every(({ url, body }) => /\/preview/.test(url) && body === '{"previewRun":true}')).toBe(
      true,
    );
    expect(progress).toHaveLength(130);
  });

  test("stop when they are cancelled", async () => {
    const devOps = azureDevOps(many);
    const prepared = await prepare(devOps);
    const before = devOps.asked.length;
    const abort = new AbortController();
    const reading = prepared.read({ signal: abort.signal, onProgress: () => abort.abort() });
    const [usage] = await reading;
    expect(devOps.asked.length - before).toBeLessThanOrEqual(8);
    expect(
      verdict(usage ?? { connectionId: id, definitions: [], others: [], unread: [] }).unread.some(
        (gap) => gap.code === "cancelled",
      ),
    ).toBe(true);

    const early = new AbortController();
    early.abort();
    const answer = await createPipelineUsage(devOps, currentMatrix).prepare([sought()], {
      previewCap: null,
      signal: early.signal,
    });
    expect(answer).toEqual(failed({ code: "cancelled" }));
  });

  test("are saved for releases whose revision was read before", async () => {
    const devOps = azureDevOps({ releases: [{ id: 9, revision: 3, environments: [] }] });
    const usage = createPipelineUsage(devOps, currentMatrix);
    const read = async () => {
      const answer = await usage.prepare([sought()], { previewCap: null });
      if (answer.ok) await answer.value.read({});
      return devOps.asked.filter(({ url }) => /definitions\/9/.test(url)).length;
    };
    expect([await read(), await read()]).toEqual([1, 1]);
  });

  test("go to the release service for releases, at its own address", async () => {
    const devOps = azureDevOps(many);
    await prepare(devOps);
    const hosts = devOps.asked.filter(({ url }) => /Release/.test(url)).map(({ url }) => new URL(url).host);
    expect(hosts).toEqual(["vsrm.dev.azure.com"]);
  });
});
