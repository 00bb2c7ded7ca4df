import type { ServiceConnection } from "../../src/domain/service-connection";
import { planScan, scanUsage, surveyUsage, type UsageScan } from "../../src/operations/scan-usage";
import type { ScanProgress } from "../../src/operations/federation/call-meter";
import { UsageVisit } from "../../src/operations/federation/usage-visit";
import { aConnection, connectionId, inDays, now } from "../support/builders";
import {
  classicItem,
  cliStep,
  fakeUsage,
  noPipelines,
  yamlItem,
  type FakePipelines,
} from "../support/fake-usage";

const project = { id: "c0ffee00-1111-4222-8333-888888888888", name: "Fabrikam" };
const other = { id: "dddddddd-1111-4222-8333-888888888888", name: "Tailspin" };
const clock = {
  now: () => now,
  steady: () => now,
  sleep: () => Promise.resolve(),
  newId: () => "00000000-0000-4000-8000-000000000000",
  random: () => 0.5,
};
const automatic = (over: Partial<ServiceConnection> = {}) =>
  aConnection({ kind: "automatic", project, ...over });

type Setting = {
  readonly pipelines?: Partial<FakePipelines>;
  readonly more?: Record<string, FakePipelines>;
  readonly connections?: readonly ServiceConnection[];
  readonly cap?: number | null;
  readonly visit?: UsageVisit;
  readonly signal?: AbortSignal;
};

async function scanned({ pipelines = {}, more = {}, ...setting }: Setting) {
  const { connections = [automatic()], cap = 100, visit = new UsageVisit() } = setting;
  const fake = fakeUsage({ [project.id]: { ...noPipelines(), ...pipelines }, ...more });
  const ports = { usage: fake.usage, clock };
  const progress: ScanProgress[] = [];
  const control = {
    signal: setting.signal ?? new AbortController().signal,
    report: (at: ScanProgress) => progress.push(at),
  };
  const survey = await surveyUsage(ports, visit, connections, control);
  const request = { connections, previewCap: cap };
  const plan = planScan(visit, survey, request);
  progress.length = 0;
  const scan = await scanUsage(ports, visit, survey, request, control);
  return { fake, survey, plan, scan, progress, ports, visit };
}

const first = (scan: UsageScan) => {
  const [one] = scan.connections;
  if (one === undefined) throw new Error("nothing was scanned");
  return one;
};
const gaps = (scan: UsageScan) => first(scan).readiness.unread.map((gap) => gap.code);

describe("a scan for uses", () => {
  test("finds a classic step and calls the connection convertible", async () => {
    const { scan } = await scanned({ pipelines: { classic: [classicItem(1, "ci", connectionId)] } });

    expect(first(scan).readiness.readiness).toBe("convertible");
    expect(first(scan).readiness.pipelines.map((one) => one.definition?.name)).toEqual(["ci"]);
  });

  test("knows its number of requests before it starts, and makes no more", async () => {
    const { plan, scan, survey, fake } = await scanned({
      pipelines: {
        yaml: [yamlItem(7, "a"), yamlItem(8, "b")],
        previews: { 7: { steps: [] }, 8: { steps: [] } },
        grant: { allPipelines: true, pipelineIds: [] },
        releases: [{ id: "3", name: "cd", revision: 1 }],
        releaseBodies: { 3: { id: 3, name: "cd", revision: 1, environments: [] } },
      },
    });

    expect([survey.calls, plan.remaining, plan.total]).toEqual([5, 5, 10]);
    expect(scan.calls).toBe(plan.remaining);
    expect(fake.calls).toHaveLength(plan.total);
  });

  test("compiles only pipelines that ran with the connection or have a permission", async () => {
    const { fake, scan, plan } = await scanned({
      pipelines: {
        yaml: [yamlItem(7, "granted"), yamlItem(8, "ran"), yamlItem(9, "neither")],
        previews: { 7: { steps: [cliStep("azure-production")] }, 8: { steps: [] } },
        grant: { allPipelines: false, pipelineIds: ["7"] },
        history: [
          { planType: "Build", definitionId: "8", definitionName: "ran", runId: null, startedAt: now },
        ],
      },
    });

    expect(fake.calls.filter((call) => call === "preview")).toHaveLength(2);
    expect(plan.previews).toBe(3);
    expect(first(scan).looked.yaml).toBe(2);
  });

  test.each([
    ["a release that ran with it", "Release", "release cd"],
    ["a pipeline that ran with it", "Build", "pipeline cd"],
  ])("never calls a connection convertible where no list shows %s", async (_, planType, what) => {
    const { scan } = await scanned({
      pipelines: {
        classic: [classicItem(1, "ci", connectionId)],
        history: [{ planType, definitionId: "9", definitionName: "cd", runId: "1", startedAt: now }],
        grant: { allPipelines: false, pipelineIds: ["1"] },
      },
    });

    expect(first(scan).readiness.readiness).toBe("not-fully-visible");
    expect(first(scan).readiness.unread).toEqual([{ code: "not-listed", what, detail: null }]);
  });

  test("counts a permission of a pipeline that no list shows against yes, a disabled one's not", async () => {
    const { scan } = await scanned({
      pipelines: {
        yaml: [yamlItem(7, "off", { queueStatus: "disabled" })],
        grant: { allPipelines: false, pipelineIds: ["7", "8"] },
      },
    });

    expect(first(scan).readiness.unread).toEqual([{ code: "not-listed", what: "pipeline 8", detail: null }]);
  });

  const main = "refs/heads/main";
  const shop = yamlItem(7, "shop", { repository: { defaultBranch: main } });
  const run = (runId: string | null, daysAgo = 1) => ({
    planType: "Build",
    definitionId: "7",
    definitionName: "shop",
    runId,
    startedAt: inDays(-daysAgo),
  });
  const ranFrom = (over: Partial<FakePipelines>): Partial<FakePipelines> => ({
    yaml: [shop],
    previews: { 7: { steps: [cliStep("azure-production")] } },
    grant: { allPipelines: false, pipelineIds: ["7"] },
    ...over,
  });
  const release = "refs/heads/release/1";
  const keyStep = cliStep("azure-production", {
    addSpnToEnvironment: "true",
    inlineScript: "echo $servicePrincipalKey",
  });

  test.each<[string, Partial<FakePipelines>, string, number]>([
    ["never ran", {}, "convertible", 0],
    ["ran from its default branch", { history: [run("1")], branches: { 1: main } }, "convertible", 0],
    [
      "does the same on the branch that ran",
      {
        history: [run("1"), run("2")],
        branches: { 1: main, 2: release },
        previews: {
          7: { steps: [cliStep("azure-production")] },
          [`7 ${release}`]: { steps: [cliStep("azure-production")] },
        },
      },
      "convertible",
      1,
    ],
    [
      "reads the key on the branch that ran",
      {
        history: [run("2")],
        branches: { 2: release },
        previews: { 7: { steps: [] }, [`7 ${release}`]: { steps: [keyStep] } },
      },
      "after-review",
      1,
    ],
  ])("says yes for the branches that ran: a pipeline that %s", async (_, pipelines, readiness, branches) => {
    const { scan } = await scanned({ pipelines: ranFrom(pipelines) });

    expect(first(scan).readiness).toMatchObject({ readiness, unread: [] });
    expect(first(scan).looked).toMatchObject({ yaml: 1, branches });
  });

  const eleven = Array.from({ length: 11 }, (_, index) => String(index + 1));
  test.each<[string, Partial<FakePipelines>, string]>([
    ["its run names no branch", { history: [run("1")] }, "shop"],
    ["its record names no run", { history: [run(null)] }, "shop"],
    [
      "the runs could not be read",
      {
        history: [run("1")],
        failures: { branches: { code: "network", system: "azure-devops" } },
      },
      "shop",
    ],
    [
      "the history ends before it reaches back so far",
      { history: [run("1")], branches: { 1: main }, historyComplete: false },
      "shop",
    ],
    [
      "it ran from more branches than are compiled",
      {
        history: eleven.map((id) => run(id)),
        branches: Object.fromEntries(eleven.map((id) => [id, `refs/heads/${id}`])),
      },
      "shop",
    ],
  ])("counts branches that nobody looked at against yes: %s", async (_, pipelines, what) => {
    const { scan } = await scanned({ pipelines: ranFrom(pipelines) });

    expect(first(scan).readiness.readiness).toBe("not-fully-visible");
    expect(first(scan).readiness.unread).toContainEqual({ code: "other-branches", what, detail: null });
  });

  test("an old end of the history is enough, and a branch that does not compile is told by its name", async () => {
    const old = await scanned({
      pipelines: ranFrom({
        history: [run("1"), run("2", 91)],
        branches: { 1: main },
        historyComplete: false,
      }),
    });
    const broken = await scanned({
      pipelines: ranFrom({
        history: [run("2")],
        branches: { 2: release },
        previewFailures: {
          [`7 ${release}`]: { code: "refused", system: "azure-devops", status: 400, detail: "no value" },
        },
      }),
    });

    expect(first(old.scan).readiness.unread).toEqual([]);
    expect(first(broken.scan).readiness.unread).toEqual([
      { code: "not-compiled", what: "YAML pipeline shop (release/1)", detail: "no value" },
    ]);
  });

  test("makes no more requests for branches than it said", async () => {
    const { plan, scan } = await scanned({
      pipelines: ranFrom({
        history: eleven.map((id) => run(id)),
        branches: Object.fromEntries(eleven.map((id) => [id, `refs/heads/${id}`])),
      }),
    });

    expect([plan.remaining, plan.branches, scan.calls]).toEqual([3, 11, 14]);
  });

  test.each([
    ["403", { code: "not-permitted", system: "azure-devops", detail: "TF215106" } as const, "no-right"],
    [
      "400",
      { code: "refused", system: "azure-devops", status: 400, detail: "no value" } as const,
      "not-compiled",
    ],
    ["a lost answer", { code: "network", system: "azure-devops" } as const, "could-not-read"],
  ])("lists a preview that ends in %s as not known", async (_, failure, code) => {
    const { scan } = await scanned({
      pipelines: {
        yaml: [yamlItem(7, "shop")],
        previewFailures: { 7: failure },
        grant: { allPipelines: false, pipelineIds: ["7"] },
      },
    });

    expect(gaps(scan)).toEqual([code]);
    expect(first(scan).readiness.readiness).toBe("not-fully-visible");
  });

  test.each([
    "history",
    "permissions",
    "classicBuilds",
    "yamlPipelines",
    "releases",
    "taskGroups",
    "variableGroups",
  ] as const)("a failing %s is a gap, never an empty list", async (name) => {
    const { scan } = await scanned({
      pipelines: { failures: { [name]: { code: "not-permitted", system: "azure-devops", detail: "" } } },
    });

    expect(gaps(scan)).toEqual(["no-right"]);
  });

  test("leaves out pipelines behind the cap, the least used first, and says how many", async () => {
    const { scan, fake, plan } = await scanned({
      cap: 1,
      pipelines: {
        yaml: [yamlItem(7, "old"), yamlItem(8, "new")],
        previews: { 7: { steps: [] }, 8: { steps: [] } },
        grant: { allPipelines: true, pipelineIds: [] },
        history: [
          { planType: "Build", definitionId: "7", definitionName: "old", runId: "1", startedAt: now },
        ],
      },
    });

    expect(plan.notChecked).toBe(1);
    expect(fake.calls.filter((call) => call === "preview")).toHaveLength(1);
    expect(first(scan).readiness.unread).toContainEqual({
      code: "preview-cap",
      what: "1 YAML pipelines of Fabrikam",
      detail: null,
    });
  });

  test("looks into every project the connection is shared with", async () => {
    const connection = automatic({
      shared: true,
      shares: [
        { project, name: "azure-production" },
        { project: other, name: "azure-from-fabrikam" },
      ],
    });
    const { scan } = await scanned({
      connections: [connection],
      more: {
        [other.id]: {
          ...noPipelines(),
          yaml: [yamlItem(20, "tailspin")],
          previews: { 20: { steps: [cliStep("azure-from-fabrikam")] } },
          grant: { allPipelines: true, pipelineIds: [] },
        },
      },
    });

    expect(first(scan).readiness.pipelines.map((one) => one.definition?.name)).toEqual(["tailspin"]);
  });

  test("says that a project it is shared with cannot be read", async () => {
    const connection = automatic({
      shared: true,
      shares: [
        { project, name: "azure-production" },
        { project: other, name: "azure-production" },
      ],
    });
    const { scan } = await scanned({ connections: [connection] });

    expect(gaps(scan)).toEqual(["project-unreadable"]);
  });

  test("says that projects which the answer does not name exist", async () => {
    const { scan } = await scanned({ connections: [automatic({ shared: true, shares: [] })] });

    expect(gaps(scan)).toEqual(["project-unreadable"]);
  });

  test("skips what is switched off", async () => {
    const { scan, fake } = await scanned({
      pipelines: {
        classic: [{ ...classicItem(1, "off", connectionId), queueStatus: "disabled" }],
        yaml: [yamlItem(7, "off too", { queueStatus: 2 })],
        grant: { allPipelines: true, pipelineIds: [] },
      },
    });

    expect(first(scan).readiness.pipelines).toEqual([]);
    expect(first(scan).looked.disabled).toBe(2);
    expect(fake.calls).not.toContain("preview");
  });

  test("runs at most four requests at a time", async () => {
    const yaml = Array.from({ length: 20 }, (_, index) => yamlItem(index + 1, `p${String(index)}`));
    const { fake } = await scanned({
      pipelines: { yaml, grant: { allPipelines: true, pipelineIds: [] } },
      connections: [automatic(), automatic({ id: "11111111-0000-4000-8000-000000000000", name: "b" })],
    });

    expect(fake.mostAtOnce()).toBe(4);
  });

  test("reports how far it is, up to what it expected", async () => {
    const { progress } = await scanned({
      pipelines: { yaml: [yamlItem(7, "a")], grant: { allPipelines: true, pipelineIds: [] } },
    });

    expect(progress[0]).toEqual({ done: 0, of: 3 });
    expect(progress[progress.length - 1]).toEqual({ done: 3, of: 3 });
  });

  test("when cancelled judges nothing a yes and remembers no verdict", async () => {
    const abort = new AbortController();
    abort.abort();
    const { scan, visit } = await scanned({ signal: abort.signal });

    expect(scan.cancelled).toBe(true);
    expect(first(scan).readiness.readiness).toBe("not-fully-visible");
    expect(gaps(scan)).toContain("cancelled");
    expect(visit.scan(automatic())).toBeNull();
  });
});

describe("what a visit remembers", () => {
  const pipelines = {
    yaml: [yamlItem(7, "shop")],
    previews: { 7: { steps: [cliStep("azure-production")] } },
    grant: { allPipelines: true, pipelineIds: [] },
    releases: [{ id: "3", name: "cd", revision: 4 }],
    releaseBodies: { 3: { id: 3, name: "cd", revision: 4, environments: [] } },
  };

  test("another connection of the project costs its own two requests", async () => {
    const visit = new UsageVisit();
    await scanned({ pipelines, visit });
    const second = automatic({ id: "11111111-0000-4000-8000-000000000000", name: "b" });

    const { plan, fake } = await scanned({ pipelines, visit, connections: [second] });

    expect(plan.remaining).toBe(2);
    expect(fake.calls.sort()).toEqual(["history", "permissions"]);
  });

  test("looking again reads lists and previews afresh, and releases only with a new revision", async () => {
    const visit = new UsageVisit();
    await scanned({ pipelines, visit });

    visit.forget([project.id]);
    const { fake } = await scanned({ pipelines, visit });

    expect(fake.calls.filter((call) => call === "preview" || call === "release")).toEqual(["preview"]);
  });

  test("a release is read again when a task group changes", async () => {
    const visit = new UsageVisit();
    await scanned({ pipelines, visit });
    visit.forget([project.id]);

    const { fake } = await scanned({
      pipelines: { ...pipelines, taskGroups: [{ id: "g", revision: 2 }] },
      visit,
    });

    expect(fake.calls).toContain("release");
  });

  test("the verdict of a connection that was changed since is not shown again", async () => {
    const visit = new UsageVisit();
    const { scan } = await scanned({ pipelines, visit });

    expect(visit.scan(automatic())).toBe(first(scan));
    expect(visit.scan(automatic({ modifiedAt: now }))).toBeNull();
  });
});
