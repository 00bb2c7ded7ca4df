import { entraIssuer, entraSubject } from "../azure-devops/endpoint-shape";
import type { Endpoint, World } from "../world";
import { startWorld } from "./builder";
import type { Builder } from "./builder";
import { tenantOfCloud } from "./empty-world";
import type { Setting } from "./empty-world";

/** Federated connections: on the retiring issuer, exempt from its end, and on the present one (W1, W27). */
export function federationOldIssuer(setting: Setting): World {
  const builder = startWorld(setting);
  const { world, tenant } = builder;
  const government = tenantOfCloud("d0d00000-0000-4000-8000-0000000000a1", "Contoso US", "AzureUSGovernment");
  world.tenants.push(government);
  federated(builder, "shop-old-issuer", "old");
  federated(builder, "shop-new-issuer", "entra");
  const many = federated(builder, "shop-multitenant", "old");
  const manyApp = tenant.applications.find(
    (one) => one.appId === many.authorization.parameters["serviceprincipalid"],
  );
  if (manyApp !== undefined) manyApp.signInAudience = "AzureADMultipleOrgs";
  const us = builder.azure({
    name: "shop-us-old-issuer",
    app: builder.app({ name: "shop-us", tenant: government }),
    environment: "AzureUSGovernment",
    scheme: "WorkloadIdentityFederation",
  });
  setIssuer(builder, us, "old");
  return world;
}

function federated(builder: Builder, name: string, issuer: "old" | "entra"): Endpoint {
  const app = builder.app({ name: `app-${name}` });
  const endpoint = builder.azure({ name, app, scheme: "WorkloadIdentityFederation" });
  const made = setIssuer(builder, endpoint, issuer);
  app.application.federatedIdentityCredentials.push({
    id: builder.setting.chance.guid(),
    name: endpoint.id,
    ...made,
    audiences: ["api://AzureADTokenExchange"],
    description: "",
  });
  return endpoint;
}

function setIssuer(
  { world, tenant, project }: Builder,
  endpoint: Endpoint,
  kind: "old" | "entra",
): { issuer: string; subject: string } {
  const entra = kind === "entra";
  const issuer = entra ? entraIssuer(tenant.id) : `https://vstoken.dev.azure.com/${world.organization.id}`;
  const subject = entra
    ? entraSubject(tenant.id, world.organization.id, endpoint.id)
    : `sc://${world.organization.name}/${project.name}/${endpoint.name}`;
  Object.assign(endpoint.authorization.parameters, {
    workloadIdentityFederationIssuer: issuer,
    workloadIdentityFederationSubject: subject,
    workloadIdentityFederationIssuerType: entra ? "EntraID" : "AzureDevOps",
  });
  return { issuer, subject };
}
