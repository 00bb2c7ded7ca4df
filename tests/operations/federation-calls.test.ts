import { planScan, scanUsage, surveyUsage } from "../../src/operations/scan-usage";
import { UsageVisit } from "../../src/operations/federation/usage-visit";
import { createWorldSimulator, type WorldSimulator } from "../../simulator/simulator";
import { openTab } from "../support/simulated-tab";

/** Looks at all connections of a scenario through the real adapters and the simulated Azure DevOps. */
async function lookAtAll(
  scenario: string,
  previewCap: number | null,
  prepare: (sim: WorldSimulator) => void = () => undefined,
) {
  const sim = createWorldSimulator({ scenario });
  prepare(sim);
  const { ports, project } = openTab(sim);
  const listed = await ports.connections.list(project);
  if (!listed.ok) throw new Error(listed.failure.code);
  const { connections } = listed.value;
  const before = sim.traffic.requests.length;
  const control = { signal: new AbortController().signal, report: () => undefined };
  const visit = new UsageVisit();
  const survey = await surveyUsage(ports, visit, connections, control);
  const request = { connections, previewCap };
  const plan = planScan(visit, survey, request);
  const scan = await scanUsage(ports, visit, survey, request, control);
  const sent = sim.traffic.requests.slice(before);
  const of = (name: string) => {
    const id = connections.find((one) => one.name === name)?.id;
    const found = scan.connections.find((one) => one.connectionId === id);
    if (found === undefined) throw new Error(`no connection named ${name}`);
    return found;
  };
  return { sim, connections, plan, survey, scan, sent, of };
}

describe("50 connections, 300 YAML, 80 classic and 120 release definitions", () => {
  test("take at most 526 calls, as many as was said before, and one for the branches of runs", async () => {
    const { plan, survey, scan, sent, connections } = await lookAtAll("federation-scale", null);

    expect(connections).toHaveLength(50);
    expect(plan.total).toBe(526);
    expect(survey.calls + scan.calls).toBe(sent.length);
    const lists = sent.filter(({ path }) => path.endsWith("/build/builds"));
    expect([lists.length, plan.branches]).toEqual([1, 3_025]);
    expect(sent.length - lists.length).toBeLessThanOrEqual(526);
  });

  test("take 326 calls with 100 previews and one for branches, and say what was not checked", async () => {
    const { plan, sent, scan } = await lookAtAll("federation-scale", 100);

    expect([plan.total, plan.notChecked, plan.branches, sent.length]).toEqual([326, 200, 125, 327]);
    expect(scan.connections[0]?.readiness.unread.map((gap) => gap.code)).toContain("preview-cap");
  });
});

describe("the connections of the mixed scenario", () => {
  test.each([
    ["shop-convertible", "convertible"],
    ["shop-file-copy", "blocked"],
    ["shop-yaml", "blocked"],
    ["shop-yaml-fine", "convertible"],
    ["shop-script-file", "after-review"],
    ["shop-key-vault", "after-review"],
    ["shop-not-visible", "not-fully-visible"],
  ])("%s is %s", async (name, readiness) => {
    const { of, sim } = await lookAtAll("federation-mixed", 100);

    expect(of(name).readiness.readiness).toBe(readiness);
    expect(sim.world.unhandled).toEqual([]);
  });

  test("a preview that is forbidden and one that does not compile keep Azure DevOps' words", async () => {
    const { of } = await lookAtAll("federation-mixed", 100);

    const gaps = of("shop-not-visible").readiness.unread;
    expect(gaps.map((gap) => gap.code).sort()).toEqual(["no-right", "not-compiled"]);
    expect(gaps.find((gap) => gap.code === "not-compiled")?.detail).toContain("'environment' parameter");
  });

  test("finds the steps of a task group with the caller's connection", async () => {
    const { of } = await lookAtAll("federation-mixed", 100);

    const uses = of("shop-file-copy").readiness.pipelines.flatMap((pipeline) => pipeline.uses);
    expect(uses.map((use) => use.step?.via ?? null).sort()).toEqual(["Upload assets", null]);
  });
});

describe("branches that ran (F17)", () => {
  const release = "refs/heads/release/1";
  const keyReader = `steps:
- task: AzureCLI@2
  inputs:
    azureSubscription: shop-yaml-fine
    addSpnToEnvironment: true
    scriptType: bash
    scriptLocation: inlineScript
    inlineScript: echo $servicePrincipalKey
`;
  const ranFrom = (sim: WorldSimulator): void => {
    const run = sim.world.executions.find(({ definition }) => definition.id === 202);
    if (run !== undefined) run.branch = release;
  };

  test("are compiled, and what they do with the secret counts", async () => {
    const { of, sent } = await lookAtAll("federation-mixed", 100, (sim) => {
      ranFrom(sim);
      const [project] = sim.world.projects;
      sim.world.yamlPreviews.push({
        projectId: project?.id ?? "",
        pipelineId: 202,
        ref: release,
        finalYaml: keyReader,
        error: null,
      });
    });

    const { readiness, looked } = of("shop-yaml-fine");
    expect(readiness.readiness).toBe("after-review");
    expect(readiness.pipelines.map(({ definition }) => definition?.name)).toEqual([
      "shop-check (release/1)",
      "shop-check",
    ]);
    expect(looked.branches).toBe(1);
    expect(sent.filter(({ body }) => body.includes(`"refName":"${release}"`))).toHaveLength(1);
  });

  test("and are gone by now count against yes, in Azure DevOps' words", async () => {
    const { of } = await lookAtAll("federation-mixed", 100, ranFrom);

    expect(of("shop-yaml-fine").readiness.unread).toEqual([
      {
        code: "not-compiled",
        what: "YAML pipeline shop-check (release/1)",
        detail: `Could not find the ref ${release} in the repository.`,
      },
    ]);
  });
});

describe("checks on environments", () => {
  test("are read once where a pipeline deploys to one, and what they use is a use", async () => {
    const { of, sent, plan } = await lookAtAll("federation-mixed", 100);

    const lists = sent.filter(({ path }) => path.includes("checks/configurations"));
    expect(lists).toHaveLength(1);
    expect(plan.checks).toBe(1);
    const { readiness, looked } = of("shop-environment-check");
    expect(readiness.readiness).toBe("blocked");
    expect(readiness.pipelines.map(({ definition }) => definition?.name)).toEqual([
      "No open alerts on environment production",
    ]);
    expect(looked.checks).toBe(1);
  });

  test("that may not be read count against yes", async () => {
    const { of } = await lookAtAll("federation-mixed", 100, (sim) =>
      sim.faults.add({ match: { path: "checks/configurations" }, effect: { kind: "status", status: 403 } }),
    );

    const { readiness } = of("shop-convertible");
    expect(readiness.readiness).toBe("not-fully-visible");
    expect(readiness.unread.map(({ code, what }) => [code, what])).toEqual([
      ["no-right", "checks of Fabrikam"],
    ]);
  });
});
