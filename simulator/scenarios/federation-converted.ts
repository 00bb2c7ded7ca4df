import { entraIssuer, entraSubject } from "../azure-devops/endpoint-shape";
import type { Endpoint, World } from "../world";
import { dayMs, startWorld } from "./builder";
import type { Builder } from "./builder";
import type { Setting } from "./empty-world";
import { automatic } from "./federation";
import { addRun } from "./federation-definitions";

/** Connections converted some days ago: one whose pipeline fails since, one that is fine, one past the way back. */
export function federationConverted(setting: Setting): World {
  const builder = startWorld(setting);
  const failing = converted(builder, "shop-failing-since", 3);
  const deploy = { id: 401, name: "shop-deploy" };
  addRun(builder, failing, deploy, 5);
  addRun(builder, failing, { id: 402, name: "shop-tests" }, 2);
  addRun(builder, failing, deploy, 1, "failed");
  const fine = converted(builder, "shop-fine-since", 2);
  addRun(builder, fine, { id: 403, name: "shop-nightly" }, 3, "failed");
  addRun(builder, fine, { id: 403, name: "shop-nightly" }, 1);
  const over = converted(builder, "shop-way-back-over", 9);
  addRun(builder, over, { id: 404, name: "shop-weekly" }, 1, "failed");
  return builder.world;
}

/** What a conversion some days ago left behind: the secret kept aside, and until when (W35). */
function converted(builder: Builder, name: string, daysAgo: number): Endpoint {
  const { world, tenant, setting } = builder;
  const endpoint = automatic(builder, name);
  const issuer = entraIssuer(tenant.id);
  const subject = entraSubject(tenant.id, world.organization.id, endpoint.id);
  endpoint.secretsBeforeConversion = endpoint.secrets;
  endpoint.secrets = {};
  endpoint.authorization.scheme = "WorkloadIdentityFederation";
  delete endpoint.authorization.parameters["authenticationType"];
  Object.assign(endpoint.authorization.parameters, {
    workloadIdentityFederationIssuer: issuer,
    workloadIdentityFederationSubject: subject,
    workloadIdentityFederationIssuerType: "EntraID",
  });
  Object.assign(endpoint.data, {
    identityType: "AppRegistrationAutomatic",
    revertSchemeDeadline: new Date(setting.now + (7 - daysAgo) * dayMs).toISOString(),
  });
  const appId = endpoint.authorization.parameters["serviceprincipalid"];
  tenant.applications
    .find((one) => one.appId === appId)
    ?.federatedIdentityCredentials.push({
      id: setting.chance.guid(),
      name: endpoint.id,
      issuer,
      subject,
      audiences: ["api://AzureADTokenExchange"],
      description: `Federation for Service Connection ${name}`,
    });
  return endpoint;
}
