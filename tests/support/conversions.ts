import { entraIssuer, entraSubject } from "../../simulator/azure-devops/endpoint-shape";
import type { WorldSimulator } from "../../simulator/simulator";
import { subjectOf } from "./simulated-tab";

/** Somebody else touches the connection, at this very moment. */
export function changedInWorld(sim: WorldSimulator): void {
  const { endpoint } = subjectOf(sim);
  endpoint.modificationDate = Math.max(sim.clock.now(), endpoint.modificationDate + 1);
  endpoint.modifiedById = sim.world.users[1]?.id ?? "somebody-else";
}

/** Somebody else converts the connection to workload identity federation, without a way back (W35). */
export function convertInWorld(sim: WorldSimulator): void {
  const { endpoint, application } = subjectOf(sim);
  const tenantId = endpoint.authorization.parameters["tenantid"] ?? "";
  const issuer = entraIssuer(tenantId);
  const subject = entraSubject(tenantId, sim.world.organization.id, endpoint.id);
  application.federatedIdentityCredentials.push({
    id: sim.world.organization.id,
    name: endpoint.id,
    issuer,
    subject,
    audiences: ["api://AzureADTokenExchange"],
    description: "",
  });
  endpoint.authorization.scheme = "WorkloadIdentityFederation";
  Object.assign(endpoint.authorization.parameters, {
    workloadIdentityFederationIssuer: issuer,
    workloadIdentityFederationSubject: subject,
    workloadIdentityFederationIssuerType: "EntraID",
  });
  endpoint.secrets = {};
  changedInWorld(sim);
}
