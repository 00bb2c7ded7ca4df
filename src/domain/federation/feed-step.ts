import type { Sourced } from "./data/federation-data";
import { stepToYaml, type YamlStep } from "./yaml-text";

/** The input that names connections to feeds, with commas between them; it refuses the kind that replaces a token (N1). */
const feedsInput = "nuGetServiceConnections";

export const isFeeds = (input: string): boolean => input.toLowerCase() === feedsInput.toLowerCase();

/** Where somebody met the refusal. */
export const feedSource: Sourced = {
  source: "github.com/dotnet/roslyn/issues/83723",
  date: "2026-11-24",
};

/** Stands where the person puts the organization and the feed. */
const feedToFillIn = "https://pkgs.dev.azure.com/ORGANIZATION/_packaging/FEED/nuget/v3/index.json";

/** A step that signs in to the feeds of one connection, where no pipeline's own step is at hand. */
export const feedStep = (connectionName: string): YamlStep => ({
  task: "NuGetAuthenticate@1",
  displayName: null,
  condition: null,
  inputs: { [feedsInput]: connectionName },
  env: {},
});

/**
 * The step that signs in to a feed, as it is and as it has to become: the new kind of connection is one with a name of its
 * own and needs the feed's address beside it, one step for each feed; other feeds keep their step (N1). `names` are those of
 * the connection that goes, the first of them the one it is shown by. Pure.
 */
export function changedFeedStep(
  names: readonly string[],
  step: YamlStep,
): { readonly before: string; readonly after: string } {
  const going = new Set(names.map((name) => name.toLowerCase()));
  const inputs = Object.entries(step.inputs);
  const staying = inputs
    .filter(([input]) => isFeeds(input))
    .flatMap(([, value]) => value.split(","))
    .map((name) => name.trim())
    .filter((name) => name !== "" && !going.has(name.toLowerCase()));
  const without = inputs.filter(([input]) => !isFeeds(input));
  const rest =
    staying.length === 0
      ? ""
      : stepToYaml({ ...step, inputs: Object.fromEntries([...without, [feedsInput, staying.join(", ")]]) });
  const own = {
    ...Object.fromEntries(without),
    azureDevOpsServiceConnection: `${names[0] ?? ""}-federated`,
    feedUrl: feedToFillIn,
  };
  return { before: stepToYaml(step), after: `${rest}${stepToYaml({ ...step, inputs: own })}` };
}
