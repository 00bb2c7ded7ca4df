import type { World } from "../world";
import { dayMs, startWorld, type Builder } from "./builder";
import type { Setting } from "./empty-world";

/** A run with a connection some days ago (A77). */
function ran(builder: Builder, endpointId: string, daysAgo: number, planType: "Build" | "Release"): void {
  const { world, setting, project } = builder;
  const startTime = setting.now - daysAgo * dayMs;
  const id = 9_000 - world.executions.length;
  world.executions.push({
    endpointId,
    projectId: project.id,
    id,
    planType,
    definition: { id: 70 + world.executions.length, name: `${planType.toLowerCase()}-shop` },
    owner: { id, name: "20261124.1" },
    startTime,
    finishTime: startTime + 60_000,
    result: "succeeded",
  });
}

/** A connection for each thing that is wiser than a renewal, beside its counter-example (N1-N6). */
export function advice(setting: Setting): World {
  const builder = startWorld(setting);
  const { world, project } = builder;
  const azure = (name: string, days: readonly number[], description = "") =>
    builder.azure({ name, description, app: builder.app({ name: `app-${name}`, secretDays: [...days] }) });
  azure("terraform-shop", [20], "Managed by Terraform");
  azure("mentions-terraform", [21], "Was managed by Terraform until March");
  azure("nobody-uses-it", [5]);
  ran(builder, azure("used-by-release", [6]).id, 4, "Release");
  azure("used-by-pipelines", [90]);
  azure("two-secrets", [60, 120]);
  const [somebody] = world.users;
  if (somebody !== undefined) {
    const left = { ...somebody, id: setting.chance.guid(), displayName: "Grace Gone", deletedInOrigin: true };
    world.users.push(left);
    azure("creator-left", [100]).createdById = left.id;
  }
  builder.other({
    name: "feed-of-another-organization",
    type: "externalnugetfeed",
    scheme: "Token",
    url: "https://pkgs.dev.azure.com/tailspin/_packaging/shop/nuget/v3/index.json",
    secrets: { apitoken: setting.chance.secret() },
  });
  builder.other({
    name: "feed-elsewhere",
    type: "externalnugetfeed",
    scheme: "Token",
    url: "https://nuget.contoso.example/v3/index.json",
    secrets: { apitoken: setting.chance.secret() },
  });
  builder.other({
    name: "amazon",
    type: "aws",
    scheme: "UsernamePassword",
    url: "https://aws.amazon.com/",
    parameters: { useOIDC: "true", assumeRoleArn: "arn:aws:iam::000000000000:role/shop" },
  });
  const unpermitted = new Set(["nobody-uses-it", "used-by-release"]);
  for (const { id, name } of world.endpoints)
    world.pipelinePermissions.push({
      projectId: project.id,
      endpointId: id,
      allPipelines: !unpermitted.has(name),
      pipelineIds: [],
    });
  return world;
}
