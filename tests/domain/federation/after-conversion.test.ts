import { instant } from "../../../src/domain/instant";
import { afterConversion, convertedAt, type PastRun } from "../../../src/domain/federation/after-conversion";

const day = 86_400_000;
const now = instant(Date.UTC(2026, 10, 24, 9));
const inDays = (days: number) => instant(now + days * day);
/** Converted three days ago. */
const converted = { scheme: "WorkloadIdentityFederation", revertDeadline: inDays(4) };
const run = (definitionName: string, days: number | null, result = "succeeded"): PastRun => ({
  definitionName,
  result,
  finishedAt: days === null ? null : inDays(days),
});

describe("the runs after a conversion", () => {
  test("begin seven days before the end of the way back", () => {
    expect(convertedAt(converted, now)).toBe(inDays(-3));
  });

  test.each([
    ["past the way back", { ...converted, revertDeadline: inDays(-1) }],
    ["without a way back", { ...converted, revertDeadline: null }],
    ["with a secret", { ...converted, scheme: "ServicePrincipal" }],
  ])("are not watched for a connection %s", (_name, connection) => {
    expect(afterConversion(connection, [run("deploy", -1, "failed")], now)).toBeNull();
  });

  test("name each pipeline whose newest run failed, the newest first", () => {
    const after = afterConversion(
      converted,
      [run("deploy", -2, "failed"), run("deploy", -1, "failed"), run("nightly", -0.5, "failed")],
      now,
    );

    expect(after?.failing.map(({ definitionName, finishedAt }) => [definitionName, finishedAt])).toEqual([
      ["nightly", inDays(-0.5)],
      ["deploy", inDays(-1)],
    ]);
    expect(after?.runs).toBe(3);
  });

  test.each([
    ["failed before the conversion", [run("deploy", -4, "failed")], 0],
    ["failed and then succeeded", [run("deploy", -2, "failed"), run("deploy", -1)], 2],
    ["succeeded with issues", [run("deploy", -1, "partly-succeeded")], 1],
    ["was cancelled, skipped or abandoned", [run("a", -1, "canceled"), run("b", -1, "skipped")], 0],
    ["is still running", [run("deploy", null, "running")], 0],
  ])("a pipeline that %s is not failing", (_name, runs, counted) => {
    expect(afterConversion(converted, runs, now)).toMatchObject({ failing: [], runs: counted });
  });
});
