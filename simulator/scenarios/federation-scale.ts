import type { Endpoint, World } from "../world";
import { startWorld } from "./builder";
import type { Setting } from "./empty-world";
import { automatic } from "./federation";
import {
  addClassicBuild,
  addRelease,
  addRun,
  addYaml,
  allow,
  classicStep,
  inlineCli,
  releaseStep,
  taskIds,
} from "./federation-definitions";

/** 50 connections, 300 YAML, 80 classic and 120 release definitions: the size the number of calls is held to (W19). */
export function federationScale(setting: Setting): World {
  const builder = startWorld(setting);
  const endpoints = Array.from({ length: 50 }, (_, index) =>
    automatic(builder, `scale-${String(index + 1).padStart(2, "0")}`),
  );
  const at = (index: number): Endpoint => {
    const endpoint = endpoints[index % endpoints.length];
    if (endpoint === undefined) throw new Error("The scale scenario has no connection.");
    return endpoint;
  };
  for (let index = 0; index < 300; index += 1) {
    const id = 1_000 + index;
    const name = `yaml-${String(index + 1)}`;
    const finalYaml = `steps:\n- task: AzureCLI@2\n  inputs:\n    azureSubscription: ${at(index).name}\n    scriptType: bash\n    scriptLocation: inlineScript\n    inlineScript: az account show\n`;
    addYaml(builder, { id, name, finalYaml });
    if (index < 100) addRun(builder, at(index), { id, name }, index % 20);
  }
  for (let index = 0; index < 80; index += 1) {
    addClassicBuild(builder, {
      id: 2_000 + index,
      name: `classic-${String(index + 1)}`,
      steps: [classicStep(taskIds.azureCli, "2.*", "Show the account", inlineCli(at(index).id))],
    });
  }
  for (let index = 0; index < 120; index += 1) {
    addRelease(builder, {
      id: 3_000 + index,
      name: `release-${String(index + 1)}`,
      steps: [
        releaseStep(taskIds.webApp, "4.*", "Deploy", {
          ConnectedServiceName: at(index).id,
          ConnectionType: "AzureRM",
          WebAppName: "shop",
          Package: "$(System.DefaultWorkingDirectory)/**/*.zip",
        }),
      ],
    });
  }
  // Every pipeline may use each of them, so that each YAML pipeline has to be compiled.
  for (const endpoint of endpoints) allow(builder, endpoint, "all");
  return builder.world;
}
