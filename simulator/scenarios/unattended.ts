import { assertionIssuer, assertionSubject } from "../azure-devops/oidc";
import type { World } from "../world";
import { shareWith, startWorld, type Builder } from "./builder";
import { wellKnown, type Setting } from "./empty-world";

/** The federated connection through which the scenarios' task signs in. */
export const watcherConnectionId = "3a7c4000-aaaa-4aaa-8aaa-000000000001";

/**
 * A service principal that is a user of the organization, with a federated connection for the job (L6), the permission to
 * write what it owns (L8), and ownership of every app registration that is there already.
 */
export function withWatcher(builder: Builder): void {
  const { world, tenant } = builder;
  const owned = tenant.applications.map((one) => one);
  const { application, principal } = builder.app({ name: "connection-watcher" });
  const identity = { connectionId: watcherConnectionId, appId: application.appId, tenantId: tenant.id };
  world.job.identities.push(identity);
  application.federatedIdentityCredentials.push({
    id: builder.setting.chance.guid(),
    name: "pipeline",
    issuer: assertionIssuer(world),
    subject: assertionSubject(world, identity),
    audiences: ["api://AzureADTokenExchange"],
    description: "",
  });
  world.appRoles[application.appId] = ["Application.ReadWrite.OwnedBy"];
  for (const one of owned) one.ownerIds.push(principal.id);
  world.users.push({
    id: principal.id,
    kind: "service-principal",
    displayName: "connection-watcher",
    uniqueName: application.appId,
    defaultRight: { project: "manage", organization: "administrator" },
    rights: {},
    hiddenProjectIds: [],
    applicationAdministrator: false,
    homeTenantId: tenant.id,
  });
  const build = world.users.find(({ id }) => id === wellKnown.buildServiceId);
  if (build !== undefined) build.defaultRight = { project: "use", organization: "none" };
}

/** What a task meets: two connections that end soon, one that is fine, an automatic one, and names that attack. */
export function unattended(setting: Setting): World {
  const builder = startWorld(setting);
  const azure = (name: string, days: number, more: Partial<Parameters<Builder["azure"]>[0]> = {}) =>
    builder.azure({
      name,
      app: builder.app({ name: `app-${name}`.slice(0, 60), secretDays: [days] }),
      ...more,
    });
  azure("shop-production", 5);
  azure("shop-staging", 20);
  azure("shop-test", 150);
  azure("shop-automatic", 40, { creationMode: "Automatic", savedDaysAgo: 85 });
  azure("x ##vso[task.setvariable variable=stolen]yes", 3);
  azure(`long ${"name ".repeat(600)}`, 12);
  azure("\u202egnp.\u05e9\u05dc\u05d5\u05dd | <img src=x>\n##[error]no", 2);
  // Every pipeline may use each of them but one, which nobody uses any more (N3).
  for (const endpoint of builder.world.endpoints)
    builder.world.pipelinePermissions.push({
      projectId: builder.project.id,
      endpointId: endpoint.id,
      allPipelines: endpoint.name !== "shop-staging",
      pipelineIds: [],
    });
  const other = { id: setting.chance.guid(), name: "Tailspin" };
  builder.world.projects.push(other);
  const shared = azure("shared-with-both", 100);
  shareWith(shared, other);
  withWatcher(builder);
  return builder.world;
}
