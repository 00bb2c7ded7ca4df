import { parse } from "yaml";
import { federationData } from "../../../src/domain/federation/data/current";
import { judgeStep } from "../../../src/domain/federation/evaluate";
import { describeFact } from "../../../src/domain/federation/facts";
import { changedFeedStep, feedStep } from "../../../src/domain/federation/feed-step";
import type { PipelineStep } from "../../../src/domain/federation/pipeline-definition";
import { replacementsFor } from "../../../src/domain/federation/replacement";
import { aStep } from "./builders";

const token = {
  id: "9a1f0c52-6a3d-4a57-9a2e-0d2f6f6f0002",
  names: ["other org: feed"],
  type: "externalnugetfeed",
  azureDevOpsToken: true,
};
const plain = { ...token, azureDevOpsToken: false };
const feeds = (value: string): PipelineStep =>
  aStep("NuGetAuthenticate@1", { nuGetServiceConnections: value });
const judged = (step: PipelineStep, connection = token) => judgeStep(step, connection, federationData);
const stepsOf = (yaml: string): unknown => parse(yaml);

test("a step that names the connection of a feed refuses the one that replaces it (N1)", () => {
  const verdict = judged(feeds("other org: feed"));

  expect(verdict?.outcome).toBe("not-supported");
  expect(verdict === null ? null : describeFact(verdict.fact)).toBe(
    "The input nuGetServiceConnections refuses the kind of connection that replaces the token.",
  );
});

test("a list of feeds names each of them, and no other", () => {
  expect(judged(feeds("npm, OTHER ORG: FEED ,x"))?.outcome).toBe("not-supported");
  expect(judged(feeds("npm, other org: feed 2"))).toBeNull();
  expect(judged(feeds("npm, other org: feed"), plain)).toBeNull();
});

test("a feed that is known only in a run may be this one", () => {
  expect(judged(feeds("$(feedConnection)"))?.outcome).toBe("unknown");
  expect(judged(aStep("AzureCLI@2", { azureSubscription: "$(anything)" }))).toBeNull();
});

test("of another step nobody states anything", () => {
  const verdict = judged(aStep("npmAuthenticate@0", { customEndpoint: token.id }));

  expect(verdict?.outcome).toBe("depends");
  expect(verdict === null ? [] : replacementsFor(feeds(""), verdict, token, federationData)).toContainEqual({
    kind: "review",
    code: "try-it",
  });
});

test("a step that is off is no use", () => {
  expect(judged({ ...feeds("other org: feed"), enabled: false })?.outcome).toBe("not-a-use");
});

test("the step that is there is shown with what it becomes, by name also where it names ids", () => {
  const step = aStep("NuGetAuthenticate@1", {
    nuGetServiceConnections: `npm,${token.id}`,
    forceReinstallCredentialProvider: "true",
  });
  const verdict = judged(step);
  const [option] = verdict === null ? [] : replacementsFor(step, verdict, token, federationData);

  if (option?.kind !== "feed") throw new Error(`it offers ${option?.kind ?? "nothing"}`);
  expect(stepsOf(option.before)).toEqual([
    {
      task: "NuGetAuthenticate@1",
      inputs: { nuGetServiceConnections: "npm,other org: feed", forceReinstallCredentialProvider: true },
    },
  ]);
  expect(stepsOf(option.after)).toEqual([
    {
      task: "NuGetAuthenticate@1",
      inputs: { nuGetServiceConnections: "npm", forceReinstallCredentialProvider: true },
    },
    {
      task: "NuGetAuthenticate@1",
      inputs: {
        forceReinstallCredentialProvider: true,
        azureDevOpsServiceConnection: "other org: feed-federated",
        feedUrl: "https://pkgs.dev.azure.com/ORGANIZATION/_packaging/FEED/nuget/v3/index.json",
      },
    },
  ]);
});

test("a name that reads like a pattern of a replacement stays that name", () => {
  const odd = { ...token, names: ["$& feed, 1"] };
  const step = feeds(odd.id.toUpperCase());
  const verdict = judged(step, odd);
  const [option] = verdict === null ? [] : replacementsFor(step, verdict, odd, federationData);

  if (option?.kind !== "feed") throw new Error(`it offers ${option?.kind ?? "nothing"}`);
  expect(stepsOf(option.before)).toEqual([
    { task: "NuGetAuthenticate@1", inputs: { nuGetServiceConnections: "$& feed, 1" } },
  ]);
});

test("where no pipeline's step is at hand a plain one is shown", () => {
  expect(changedFeedStep(["other org: feed"], feedStep("other org: feed"))).toEqual({
    before: "- task: NuGetAuthenticate@1\n  inputs:\n    nuGetServiceConnections: 'other org: feed'\n",
    after:
      "- task: NuGetAuthenticate@1\n  inputs:\n    azureDevOpsServiceConnection: 'other org: feed-federated'\n" +
      "    feedUrl: 'https://pkgs.dev.azure.com/ORGANIZATION/_packaging/FEED/nuget/v3/index.json'\n",
  });
});
