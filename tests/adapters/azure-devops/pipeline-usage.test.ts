import type { AzureDevOps } from "../../../src/adapters/azure-devops/azure-devops";
import { createPipelineUsage } from "../../../src/adapters/azure-devops/pipeline-usage";
import type { HttpRequest } from "../../../src/adapters/http/http";
import { failed, success, type Failure } from "../../../src/domain/failure";
import type { UsageControl } from "../../../src/ports/pipeline-usage";

const project = { id: "11111111-0000-4000-8000-000000000001", name: "Shop" };
const ref = { id: "9a1f0c52-6a3d-4a57-9a2e-0d2f6f6f0001", project };

type Reply = { readonly body: unknown; readonly token?: string } | Failure;

/** Azure DevOps that gives its replies in turn and remembers what it was asked. */
function azureDevOps(...replies: readonly Reply[]): AzureDevOps & { readonly asked: HttpRequest[] } {
  const asked: HttpRequest[] = [];
  return {
    asked,
    rootOf: (area) =>
      Promise.resolve(
        area.startsWith("efc2f575") ? "https://vsrm.dev.azure.com/org/" : "https://dev.azure.com/org/",
      ),
    send: (request) => {
      asked.push(request);
      const reply = replies[Math.min(asked.length, replies.length) - 1];
      if (reply === undefined) throw new Error(`no reply for ${request.url}`);
      if ("code" in reply) return Promise.resolve(failed(reply));
      const headers = new Headers(reply.token === undefined ? {} : { "x-ms-continuationtoken": reply.token });
      return Promise.resolve(success({ status: 200, headers, text: JSON.stringify(reply.body) }));
    },
  };
}

function control(): UsageControl & { readonly calls: () => number } {
  let calls = 0;
  return { signal: new AbortController().signal, called: () => void (calls += 1), calls: () => calls };
}

const forbidden: Failure = { code: "not-permitted", system: "azure-devops", detail: "no" };
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: index + 1, name: `p${index}` }));

describe("what is asked", () => {
  const methods: readonly (readonly [
    string,
    (devOps: AzureDevOps, by: UsageControl) => Promise<unknown>,
    string,
  ])[] = [
    [
      "history",
      (d, c) => createPipelineUsage(d).history(ref, c),
      `GET dev.azure.com/org/${project.id}/_apis/serviceendpoint/${ref.id}/executionhistory?top=100&api-version=7.2-preview.1`,
    ],
    [
      "permissions",
      (d, c) => createPipelineUsage(d).permissions(ref, c),
      `GET dev.azure.com/org/${project.id}/_apis/pipelines/pipelinepermissions/endpoint/${ref.id}?api-version=7.1-preview.1`,
    ],
    [
      "classic builds",
      (d, c) => createPipelineUsage(d).classicBuilds(project, c),
      `GET dev.azure.com/org/${project.id}/_apis/build/definitions?$top=100&includeAllProperties=true&includeLatestBuilds=false&processType=1`,
    ],
    [
      "YAML pipelines",
      (d, c) => createPipelineUsage(d).yamlPipelines(project, c),
      `GET dev.azure.com/org/${project.id}/_apis/build/definitions?$top=1000&includeAllProperties=true&includeLatestBuilds=false&processType=2`,
    ],
    [
      "releases",
      (d, c) => createPipelineUsage(d).releases(project, c),
      `GET vsrm.dev.azure.com/org/${project.id}/_apis/Release/definitions?$top=100`,
    ],
    [
      "branches of runs",
      (d, c) => createPipelineUsage(d).branches(project, ["12", "13"], c),
      `GET dev.azure.com/org/${project.id}/_apis/build/builds?$top=2&deletedFilter=1&buildIds=12,13`,
    ],
    [
      "a release",
      (d, c) => createPipelineUsage(d).release(project, "9", c),
      `GET vsrm.dev.azure.com/org/${project.id}/_apis/Release/definitions/9`,
    ],
    [
      "task groups",
      (d, c) => createPipelineUsage(d).taskGroups(project, c),
      `GET dev.azure.com/org/${project.id}/_apis/distributedtask/taskgroups`,
    ],
    [
      "variable groups",
      (d, c) => createPipelineUsage(d).variableGroups(project, c),
      `GET dev.azure.com/org/${project.id}/_apis/distributedtask/variablegroups`,
    ],
    [
      "checks",
      (d, c) => createPipelineUsage(d).checks(project, c),
      `GET dev.azure.com/org/${project.id}/_apis/pipelines/checks/configurations?$expand=settings&api-version=7.1-preview.1`,
    ],
    [
      "a preview",
      (d, c) => createPipelineUsage(d).preview(project, "7", c),
      `POST dev.azure.com/org/${project.id}/_apis/pipelines/7/preview`,
    ],
  ];

  test.each(methods)("%s is one request, counted once", async (_name, ask, expected) => {
    const devOps = azureDevOps({ body: [] });
    const by = control();
    await ask(devOps, by);
    const said = devOps.asked.map(
      ({ method, url }) =>
        `${method} ${decodeURIComponent(url.replace("https://", "")).replace(/\/+(\?|$)/, "$1")}`,
    );
    expect(said).toEqual([expected]);
    expect(by.calls()).toBe(1);
  });

  test.each(methods)("%s says a missing right, and counts it too", async (_name, ask) => {
    const by = control();
    expect(await ask(azureDevOps(forbidden), by)).toEqual(failed(forbidden));
    expect(by.calls()).toBe(1);
  });

  test.each(methods.filter(([name]) => name !== "a release" && name !== "permissions"))(
    "%s does not take something else for an empty answer",
    async (_name, ask) => {
      expect(await ask(azureDevOps({ body: { message: "no list" } }), control())).toMatchObject({
        ok: false,
        failure: { code: "unexpected-answer" },
      });
    },
  );

  test("a preview of another branch names its ref (W17 E)", async () => {
    const devOps = azureDevOps({ body: { finalYaml: "steps: []" } });
    await createPipelineUsage(devOps).preview(project, "7", control(), "refs/heads/release/1");
    expect(devOps.asked[0]?.body).toBe(
      '{"previewRun":true,"resources":{"repositories":{"self":{"refName":"refs/heads/release/1"}}}}',
    );
  });

  test("runs tell their refs, 200 a request; one without a ref, and one that is not there, are missing", async () => {
    const ids = Array.from({ length: 201 }, (_, index) => String(index + 1));
    const devOps = azureDevOps(
      { body: [{ id: 1, sourceBranch: "refs/heads/main" }, { id: 2 }, { id: 3, sourceBranch: "" }] },
      { body: [{ id: 201, sourceBranch: "refs/tags/v1" }] },
    );
    const by = control();
    expect(await createPipelineUsage(devOps).branches(project, ["nothing", ...ids], by)).toEqual(
      success(
        new Map([
          ["1", "refs/heads/main"],
          ["201", "refs/tags/v1"],
        ]),
      ),
    );
    expect(by.calls()).toBe(2);
  });

  test("a preview asks for nothing but a preview", async () => {
    const devOps = azureDevOps({ body: { finalYaml: "steps: []" } });
    await createPipelineUsage(devOps).preview(project, "7", control());
    expect(devOps.asked[0]?.body).toBe('{"previewRun":true}');
  });
});

describe("lists", () => {
  test("are read page by page, each counted", async () => {
    const devOps = azureDevOps({ body: many(100), token: "next page" }, { body: many(20) });
    const by = control();
    const answer = await createPipelineUsage(devOps).classicBuilds(project, by);
    expect(answer.ok && [answer.value.items.length, answer.value.complete]).toEqual([120, true]);
    expect(devOps.asked[1]?.url).toContain("continuationToken=next%20page");
    expect(by.calls()).toBe(2);
  });

  test("whose next page nobody may see are asked for again as a whole", async () => {
    const devOps = azureDevOps({ body: many(100) }, { body: many(120) });
    const by = control();
    const answer = await createPipelineUsage(devOps).releases(project, by);
    expect(answer.ok && [answer.value.items.length, answer.value.complete]).toEqual([120, true]);
    expect(devOps.asked.map(({ url }) => /top=(\d+)/.exec(url)?.[1])).toEqual(["100", "200"]);
    expect(by.calls()).toBe(2);
  });

  test.each<[string, readonly Reply[]]>([
    ["a full page names no successor", [{ body: many(100) }]],
    ["a longer list cannot be read", [{ body: many(100) }, forbidden]],
    ["a later page cannot be read", [{ body: many(100), token: "2" }, forbidden]],
    ["a later page is no list", [{ body: many(100), token: "2" }, { body: {} }]],
    ["the pages do not end", [{ body: many(1), token: "again" }]],
  ])("are incomplete where %s", async (_name, replies) => {
    const answer = await createPipelineUsage(azureDevOps(...replies)).releases(project, control());
    expect(answer.ok && answer.value.complete).toBe(false);
    expect(answer.ok && answer.value.items.length > 0).toBe(true);
  });

  test("are a failure where they are cancelled between pages", async () => {
    const devOps = azureDevOps({ body: many(100), token: "2" }, { code: "cancelled" });
    expect(await createPipelineUsage(devOps).releases(project, control())).toEqual(
      failed({ code: "cancelled" }),
    );
  });

  test("of releases name id, name and revision, and hide none", async () => {
    const named = await createPipelineUsage(
      azureDevOps({ body: [{ id: 5, name: "cd", revision: 3 }, { id: 6 }] }),
    ).releases(project, control());
    expect(named).toEqual(
      success({
        items: [
          { id: "5", name: "cd", revision: 3 },
          { id: "6", name: "6", revision: null },
        ],
        complete: true,
      }),
    );
    const hidden = await createPipelineUsage(azureDevOps({ body: [{ name: "cd" }] })).releases(
      project,
      control(),
    );
    expect(hidden).toMatchObject({ ok: false, failure: { code: "unexpected-answer" } });
  });
});

describe("history and permissions", () => {
  const record = (data: object) => ({ endpointId: ref.id, data });

  test("name the pipelines that ran with the connection", async () => {
    const answer = await createPipelineUsage(
      azureDevOps({
        body: [
          record({
            planType: "Build",
            definition: { id: 7, name: "ci" },
            owner: { id: 12, name: "20261124.1" },
            startTime: "/Date(1764000000000)/",
          }),
          record({ planType: "Release", definition: { id: "8" } }),
          record({ planType: "Build" }),
        ],
      }),
    ).history(ref, control());
    expect(answer).toEqual(
      success({
        items: [
          {
            planType: "Build",
            definitionId: "7",
            definitionName: "ci",
            runId: "12",
            startedAt: 1_764_000_000_000,
          },
          { planType: "Release", definitionId: "8", definitionName: "8", runId: null, startedAt: null },
        ],
        complete: true,
      }),
    );
  });

  test("say that older runs may exist while nothing tells that this is the last page, however short (E6)", async () => {
    const body = [record({ id: 12, definition: { id: 7 } })];
    const answer = await createPipelineUsage(azureDevOps({ body })).history(ref, control());
    expect(answer.ok && answer.value.complete).toBe(false);
  });

  test.each([
    [
      {
        pipelines: [
          { id: 7, authorized: true },
          { id: 8, authorized: false },
        ],
      },
      { allPipelines: false, pipelineIds: ["7"] },
    ],
    [
      { allPipelines: { authorized: true }, pipelines: [] },
      { allPipelines: true, pipelineIds: [] },
    ],
    [{ allPipelines: null }, { allPipelines: false, pipelineIds: [] }],
  ])("%j is read as a grant", async (body, expected) => {
    expect(await createPipelineUsage(azureDevOps({ body })).permissions(ref, control())).toEqual(
      success(expected),
    );
  });
});

describe("a preview", () => {
  const previewOf = (finalYaml: string) =>
    createPipelineUsage(azureDevOps({ body: { id: -1, finalYaml } })).preview(project, "7", control());

  test.each([
    ["a million characters", `steps: [] # ${"a".repeat(1_048_576)}`, "too long to check"],
    [
      "aliases within aliases",
      `a: &a [x, y]\nb: &b [${"*a, ".repeat(30)}]\nc: [${"*b, ".repeat(30)}]`,
      "not YAML",
    ],
    ["nesting deeper than any stack", `a: ${"[".repeat(200_000)}`, "not YAML"],
  ])("a document of %s is not read, and no error leaves the port", async (_, text, detail) => {
    expect(await previewOf(text)).toEqual(
      failed({ code: "unexpected-answer", system: "azure-devops", detail }),
    );
  });

  test("is the parsed document", async () => {
    expect(await previewOf("stages:\n- stage: a\n  variables: { x: '1' }\n")).toEqual(
      success({ stages: [{ stage: "a", variables: { x: "1" } }] }),
    );
  });

  test("says why a pipeline does not compile", async () => {
    const refusal: Failure = {
      code: "refused",
      system: "azure-devops",
      status: 400,
      detail: "A value for the 'env' parameter must be provided.",
    };
    expect(await createPipelineUsage(azureDevOps(refusal)).preview(project, "7", control())).toEqual(
      failed(refusal),
    );
  });

  test("that is no YAML, or expands without end, fails without its text", async () => {
    const level = (name: string, of: string) => `${name}: &${name} [${Array(10).fill(of).join(",")}]\n`;
    const bomb = level("a", "x") + level("b", "*a") + level("c", "*b") + level("d", "*c");
    for (const text of ["password: hunter2: [", bomb]) {
      expect(await previewOf(text)).toEqual(
        failed({ code: "unexpected-answer", system: "azure-devops", detail: "not YAML" }),
      );
    }
  });
});
