import { serveSystems, type ServedSystems } from "../../simulator/simulator";
import { watcherConnectionId } from "../../simulator/scenarios/unattended";
import { schemaProblems } from "../support/report-schema";
import { runAsAgent, type AgentRun } from "./support/stand-in-agent";

const webhooks = {
  teamsWebhook: "https://prod-07.westeurope.logic.azure.com/workflows/w/triggers/manual?sig=teams-canary-1",
  slackWebhook: "https://hooks.slack.com/services/T0/B0/slack-canary-1",
};

const proxy = { username: "CONTOSO\\svc-agent", password: "pr:xy%40canary/ü" };

const of = (run: AgentRun, name: string) => run.commands.filter((one) => one.name === name);

describe("the task out of the package, run as an agent runs it", () => {
  let systems: ServedSystems;
  let run: AgentRun;
  let again: AgentRun;
  beforeAll(async () => {
    systems = await serveSystems("unattended");
    systems.front.demand(proxy);
    const inputs = { azureSubscription: watcherConnectionId, ...webhooks, workItemType: "Issue" };
    run = await runAsAgent(systems, inputs);
    again = await runAsAgent(systems, inputs);
  });
  afterAll(() => systems.close());

  test("ends with one result and its outputs", () => {
    expect(of(run, "task.complete").map(({ properties, data }) => [properties["result"], data])).toEqual([
      ["Failed", "3 service connections expire within 7 days. 2 service connections expire within 30 days."],
    ]);
    expect(
      of(run, "task.setvariable").map(({ properties, data }) => `${properties["variable"] ?? ""}=${data}`),
    ).toEqual([
      "expiredCount=0",
      "dueCount=5",
      "unknownCount=0",
      "unreadableCount=0",
      "renewedCount=0",
      "failedCount=0",
      expect.stringMatching(/^reportPath=.*service-connections\.json$/),
    ]);
  });

  test("uploads the summary and three files", () => {
    expect([...run.files.keys()].sort()).toEqual([
      "Service connections.md",
      "service-connections.csv",
      "service-connections.ics",
      "service-connections.json",
    ]);
    expect(run.files.get("Service connections.md")).toContain("## Service connections: Failed");
  });

  test("reaches everything through the agent's proxy, which asks for a name and a password", () => {
    expect(systems.front.tunnels()).toBeGreaterThan(0);
    expect(systems.world.unhandled).toEqual([]);
  });

  test("shows no password of that proxy", () => {
    expect(`${run.raw}\n${[...run.files.values()].join("\n")}`).not.toContain(proxy.password);
    expect(run.raw).not.toContain(Buffer.from(`${proxy.username}:${proxy.password}`).toString("base64"));
  });

  test("writes a report that keeps to its published schema", () => {
    const report = run.files.get("service-connections.json") ?? "";
    expect(schemaProblems(report)).toEqual([]);
    expect(schemaProblems(report.replace('"schemaVersion": 1', '"schemaVersion": 2'))).not.toEqual([]);
  });

  test("runs no command that a name holds", () => {
    const variables = of(run, "task.setvariable").map(({ properties }) => properties["variable"]);
    expect(variables).not.toContain("stolen");
    expect(run.raw).not.toMatch(/##\[error\]no/);
  });

  test("shows neither address of a webhook and no token, anywhere but in the command that hides it", () => {
    const elsewhere = [
      run.log,
      ...run.files.values(),
      ...run.commands.filter(({ name }) => name !== "task.setsecret").map(({ data }) => data),
      ...systems.world.posted.map(({ body }) => body),
      ...systems.world.workItems.map((item) => JSON.stringify(item)),
    ].join("\n");
    expect(elsewhere).not.toMatch(/teams-canary-1|slack-canary-1|simulated-session\./);
    const first = run.raw.indexOf("canary-1");
    expect(run.raw.lastIndexOf("##vso[task.setsecret]", first)).toBeGreaterThanOrEqual(0);
  });

  test("tells each fact once: the second run posts nothing and makes no work item", () => {
    expect(systems.world.posted).toHaveLength(2);
    expect(systems.world.workItems).toHaveLength(5);
    expect(of(again, "task.complete").map(({ properties }) => properties["result"])).toEqual(["Failed"]);
  });
});

test("a run that is cancelled ends in order, with a result", async () => {
  const systems = await serveSystems("unattended");
  systems.faults.add({
    match: { path: /serviceendpoint\/endpoints/, method: "GET" },
    effect: { kind: "hang" },
  });

  const run = await runAsAgent(
    systems,
    { azureSubscription: watcherConnectionId },
    { stopWhen: (raw) => raw.includes("Reading the project") },
  );

  expect(run.code).toBe(0);
  expect(of(run, "task.complete").map(({ properties }) => properties["result"])).toEqual(["Failed"]);
  await systems.close();
});

test("a disk that takes no file leaves the result and says so", async () => {
  const systems = await serveSystems("unattended");

  const run = await runAsAgent(systems, { azureSubscription: watcherConnectionId }, { fullDisk: true });

  const [result] = of(run, "task.complete");
  expect(result?.data).toContain(
    "The summary or the artifact couldn't be written. The agent's disk may be full; the result above is complete.",
  );
  expect(run.files.size).toBe(0);
  await systems.close();
});

/** The handlers of the task (L13): the Node of this test, and a Node 24 where `NODE_24` names one. */
const nodes = [process.execPath, process.env["NODE_24"]].filter((one) => one !== undefined);

test.each(nodes)("the task ends with the same result on %s", async (node) => {
  const systems = await serveSystems("unattended");

  const run = await runAsAgent(systems, { azureSubscription: watcherConnectionId }, { node });

  expect(of(run, "task.complete").map(({ data }) => data)).toEqual([
    "3 service connections expire within 7 days. 2 service connections expire within 30 days.",
  ]);
  await systems.close();
});
