import "../adapters/support/browser-globals";
import type { Result } from "../../src/domain/failure";
import type { ConnectionRef } from "../../src/domain/service-connection";
import type { PipelineUsage, UsageControl } from "../../src/ports/pipeline-usage";
import { createWorldSimulator } from "../../simulator/simulator";
import { valueOf } from "../adapters/support/value-of";
import { connectionId } from "../support/builders";
import { fakeUsage, noPipelines, yamlItem } from "../support/fake-usage";
import { openTab } from "../support/simulated-tab";

type Given = { readonly usage: PipelineUsage; readonly ref: ConnectionRef; readonly requests: () => number };

const fake = (): Promise<Given> => {
  const project = { id: "c0ffee00-1111-4222-8333-888888888888", name: "Fabrikam" };
  const { usage, calls } = fakeUsage({
    [project.id]: { ...noPipelines(), yaml: [yamlItem(1, "build")] },
  });
  return Promise.resolve({ usage, ref: { id: connectionId, project }, requests: () => calls.length });
};

const overRest = async (): Promise<Given> => {
  const sim = createWorldSimulator({ scenario: "federation-mixed" });
  const { ports, project } = openTab(sim);
  const [first] = valueOf(await ports.connections.list(project)).connections;
  sim.traffic.clear();
  return { usage: ports.usage, ref: { id: first!.id, project }, requests: () => sim.traffic.requests.length };
};

const asked = (usage: PipelineUsage, { id, project }: ConnectionRef, control: UsageControl) => [
  usage.history({ id, project }, control),
  usage.permissions({ id, project }, control),
  usage.classicBuilds(project, control),
  usage.yamlPipelines(project, control),
  usage.releases(project, control),
  usage.taskGroups(project, control),
  usage.variableGroups(project, control),
];
const codeOf = (answer: Result<unknown>): string => (answer.ok ? "ok" : answer.failure.code);

describe.each([
  ["the fake", fake],
  ["the adapter on the simulator", overRest],
])("pipeline usage of %s", (_, given) => {
  test("answers each question and counts a request for each that it made", async () => {
    const { usage, ref, requests } = await given();
    let counted = 0;
    const control = { signal: new AbortController().signal, called: () => (counted += 1) };

    const answers = await Promise.all(asked(usage, ref, control));

    expect(answers.map(codeOf)).toEqual(answers.map(() => "ok"));
    expect(counted).toBe(requests());
    const yaml = valueOf(await usage.yamlPipelines(ref.project, control));
    expect(yaml.items.length).toBeGreaterThan(0);
    expect(yaml.complete).toBe(true);
  });

  test("makes no request once it is told to stop, and says that it was", async () => {
    const { usage, ref, requests } = await given();
    const told = new AbortController();
    told.abort();

    const answers = await Promise.all(asked(usage, ref, { signal: told.signal, called: () => undefined }));

    expect(answers.map(codeOf)).toEqual(answers.map(() => "cancelled"));
    expect(requests()).toBe(0);
  });

  test("finds nothing wrong in a project that nobody knows: it fails, and is not empty", async () => {
    const { usage } = await given();
    const nowhere = { id: "00000000-0000-4000-8000-0000000000ff", name: "Nowhere" };
    const control = { signal: new AbortController().signal, called: () => undefined };

    const answers = await Promise.all([
      usage.classicBuilds(nowhere, control),
      usage.yamlPipelines(nowhere, control),
      usage.releases(nowhere, control),
    ]);

    expect(answers.map(codeOf)).toEqual(["not-found", "not-found", "not-found"]);
  });
});
