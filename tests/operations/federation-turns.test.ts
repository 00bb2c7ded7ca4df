import { parse } from "yaml";
import { documentFromWire } from "../../src/adapters/azure-devops/pipeline-usage-wire";
import { federationData } from "../../src/domain/federation/data/current";
import type { ReadDefinition } from "../../src/domain/federation/pipeline-definition";
import { judgeConnection, judging } from "../../src/domain/federation/roll-up";
import { UsageVisit } from "../../src/operations/federation/usage-visit";
import { scanUsage, surveyUsage } from "../../src/operations/scan-usage";
import { aStep, connection } from "../domain/federation/builders";
import { aConnection, connectionId, now } from "../support/builders";
import { classicItem, fakeUsage, noPipelines, yamlItem } from "../support/fake-usage";

/** A script that fills what is checked of one value, and holds nothing. */
const longScript = "echo hello world; ".repeat(1_800);

const manySteps = (count: number): ReadDefinition => ({
  definition: { kind: "yaml", id: "7", name: "shop", revision: 1 },
  steps: Array.from({ length: count }, () =>
    aStep("AzureCLI@2", {
      azureSubscription: "azure-prod",
      scriptType: "bash",
      scriptLocation: "inlineScript",
      inlineScript: longScript,
    }),
  ),
  others: [],
  unread: [],
});

describe("the page has its turn", () => {
  test("while 10 MB of scripts are judged, after at most 100 kB each time", () => {
    const read = { definitions: [manySteps(320)], others: [], unread: [] };
    const size = 320 * longScript.length;
    const work = judging(connection, read, federationData);
    let turns = 0;
    let slice = work.next();
    for (; slice.done !== true; slice = work.next()) turns += 1;

    expect(size).toBeGreaterThan(10_000_000);
    expect(turns).toBeGreaterThanOrEqual(Math.floor(size / 100_000));
    expect(slice.value).toEqual(judgeConnection(connection, read, federationData));
  });

  test("while many small steps are judged, after at most 200 of them", () => {
    const steps = Array.from({ length: 10_000 }, () => aStep("Bash@3", {}));
    const read = { definitions: [{ ...manySteps(0), steps }], others: [], unread: [] };
    const turns = [...judging(connection, read, federationData)].length;

    expect(turns).toBe(50);
  });

  test("between the definitions of a list, and within what they hold", async () => {
    const project = { id: "c0ffee00-1111-4222-8333-888888888888", name: "Fabrikam" };
    let turns = 0;
    const clock = {
      now: () => now,
      steady: () => now,
      sleep: (milliseconds: number) => {
        if (milliseconds === 0) turns += 1;
        return Promise.resolve();
      },
      newId: () => "00000000-0000-4000-8000-000000000000",
      random: () => 0.5,
    };
    const classic = Array.from({ length: 40 }, (_, index) =>
      classicItem(index + 1, `ci ${String(index)}`, connectionId),
    );
    const { usage } = fakeUsage({ [project.id]: { ...noPipelines(), classic } });
    const connections = [aConnection({ kind: "automatic", project })];
    const control = { signal: new AbortController().signal, report: () => undefined };
    const visit = new UsageVisit();
    const survey = await surveyUsage({ usage, clock }, visit, connections, control);

    expect(turns).toBe(40);

    const scan = await scanUsage({ usage, clock }, visit, survey, { connections, previewCap: null }, control);
    expect(scan.connections[0]?.readiness.readiness).toBe("convertible");
  });
});

describe("a compiled document", () => {
  const steps = "- task: AzureCLI@2\n  inputs:\n    azureSubscription: azure-prod\n    inlineScript: echo\n";
  const counted = () => {
    const seen = { turns: 0 };
    return {
      seen,
      turn: () => {
        seen.turns += 1;
        return Promise.resolve();
      },
    };
  };

  test("is read in slices to what it says", async () => {
    const text = steps.repeat(4_000);
    const { seen, turn } = counted();

    expect(await documentFromWire({ finalYaml: text }, turn)).toEqual({ ok: true, value: parse(text) });
    expect(seen.turns).toBeGreaterThan(20);
  });

  test("of a megabyte of nothing but pieces is too long to check, and said so before the work is done", async () => {
    const { seen, turn } = counted();

    expect(await documentFromWire({ finalYaml: "- a\n".repeat(262_144) }, turn)).toEqual({
      ok: false,
      failure: { code: "unexpected-answer", system: "azure-devops", detail: "too long to check" },
    });
    expect(seen.turns).toBe(50);
  });

  test("that is too long to check counts as unknown, never as no use", async () => {
    const project = { id: "c0ffee00-1111-4222-8333-888888888888", name: "Fabrikam" };
    const failure = {
      code: "unexpected-answer",
      system: "azure-devops",
      detail: "too long to check",
    } as const;
    const { usage } = fakeUsage({
      [project.id]: {
        ...noPipelines(),
        yaml: [yamlItem(7, "huge")],
        previewFailures: { 7: failure },
        grant: { allPipelines: true, pipelineIds: [] },
      },
    });
    const clock = {
      now: () => now,
      steady: () => now,
      sleep: () => Promise.resolve(),
      newId: () => "00000000-0000-4000-8000-000000000000",
      random: () => 0.5,
    };
    const connections = [aConnection({ kind: "automatic", project })];
    const control = { signal: new AbortController().signal, report: () => undefined };
    const visit = new UsageVisit();
    const survey = await surveyUsage({ usage, clock }, visit, connections, control);
    const scan = await scanUsage({ usage, clock }, visit, survey, { connections, previewCap: null }, control);

    expect(scan.connections[0]?.readiness.readiness).toBe("not-fully-visible");
    expect(scan.connections[0]?.readiness.unread).toEqual([
      { code: "could-not-read", what: "YAML pipeline huge", detail: "too long to check" },
    ]);
  });
});
