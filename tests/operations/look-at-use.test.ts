import { failed, success, type Result } from "../../src/domain/failure";
import { lookAtUse } from "../../src/operations/look-at-use";
import type { Listed, PipelineGrant, RecentUse } from "../../src/ports/pipeline-usage";
import { aConnection, inDays } from "../support/builders";
import { fakeUsage } from "../support/fake-usage";

const run = (over: Partial<RecentUse> = {}): RecentUse => ({
  planType: "Build",
  definitionId: "7",
  definitionName: "shop-deploy",
  runId: null,
  startedAt: inDays(-10),
  ...over,
});
const hidden = failed({ code: "not-permitted", system: "azure-devops", detail: "" });
const nobody: PipelineGrant = { allPipelines: false, pipelineIds: [] };

/** What a look tells of one connection, and how many calls it made. */
async function seen(
  history: Result<Listed<RecentUse>>,
  grant: Result<PipelineGrant> = success(nobody),
  connection = aConnection(),
) {
  let calls = 0;
  const usage = {
    ...fakeUsage({}).usage,
    history: () => Promise.resolve(((calls += 1), history)),
    permissions: () => Promise.resolve(((calls += 1), grant)),
  };
  return { ...(await lookAtUse(usage, connection, new AbortController().signal)), calls };
}

const listed = (items: readonly RecentUse[], complete = true) => success({ items, complete });

test("takes two calls, and tells the last use with the pipelines that ran (N3)", async () => {
  const uses = [run(), run({ definitionName: "nightly", startedAt: inDays(-3) }), run()];

  expect(await seen(listed(uses))).toEqual({
    lastUse: inDays(-3),
    ranIn: ["shop-deploy", "nightly"],
    byRelease: false,
    permitted: false,
    calls: 2,
  });
});

test.each([
  ["a complete empty history says none", listed([]), "none"],
  ["a cut empty history tells nothing", listed([], false), null],
  ["a hidden history tells nothing", hidden, null],
  ["a use without a date may be of today", listed([run({ startedAt: null })]), null],
  ["a cut history tells its newest use", listed([run()], false), inDays(-10)],
] as const)("%s", async (_, history, lastUse) => {
  expect((await seen(history)).lastUse).toBe(lastUse);
});

test.each([
  ["all pipelines", success({ allPipelines: true, pipelineIds: [] }), true],
  ["one pipeline", success({ allPipelines: false, pipelineIds: ["7"] }), true],
  ["no pipeline", success(nobody), false],
  ["hidden permissions", hidden, null],
] as const)("permission for %s", async (_, grant, permitted) => {
  expect((await seen(listed([]), grant)).permitted).toBe(permitted);
});

test("a release needs no permission, so that its run is remembered apart", async () => {
  expect(await seen(listed([run({ planType: "Release" })]))).toMatchObject({ byRelease: true });
});

test("each project that sees the connection is asked, and one that is hidden hides the answer", async () => {
  const other = { id: "other", name: "Other" };
  const own = aConnection().project;
  const shared = aConnection({
    shares: [
      { project: own, name: "shop" },
      { project: other, name: "shop" },
    ],
  });

  expect((await seen(listed([]), success(nobody), shared)).calls).toBe(4);
});
