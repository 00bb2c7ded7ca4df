import { failed, success, type Actor, type Result } from "../../domain/failure";
import type { ConnectionRef, ProjectRef } from "../../domain/service-connection";
import type { RoleHolder } from "../../domain/watch/pipeline";
import type { Administrators } from "../../ports/service-connections";
import { jsonOf } from "../http/http";
import { getPlain, type AzureDevOps } from "./azure-devops";
import { listOf, objectField, objectOf, textField } from "./wire-fields";

type Assigned = { readonly actor: Actor; readonly role: string };

/** Role assignments of one resource (A81). Only `role.name` is read (Q25). */
async function assigned(
  devOps: AzureDevOps,
  scope: string,
  resource: string,
): Promise<Result<readonly Assigned[]>> {
  const answer = await getPlain(
    devOps,
    `_apis/securityroles/scopes/${scope}/roleassignments/resources/${encodeURIComponent(resource)}` +
      "?api-version=7.1-preview.1",
  );
  const json = answer.ok ? jsonOf(answer.value, "azure-devops") : answer;
  if (!json.ok) return json;
  const items = listOf(json.value);
  if (items === null)
    return failed({ code: "unexpected-answer", system: "azure-devops", detail: "no roles" });
  return success(
    items.flatMap((item) => {
      const assignment = objectOf(item);
      const identity = objectField(assignment, "identity");
      const name = textField(identity, "displayName") ?? textField(identity, "uniqueName");
      const role = textField(objectField(assignment, "role"), "name");
      return name === null || role === null
        ? []
        : [{ actor: { id: textField(identity, "id") ?? "", name }, role }];
    }),
  );
}

/** Those with the role Administrator; null where the assignments can't be read. */
const administratorsAmong = (roles: Result<readonly Assigned[]>): readonly Actor[] | null =>
  roles.ok
    ? roles.value.filter(({ role }) => role.toLowerCase() === "administrator").map(({ actor }) => actor)
    : null;

/** Who holds which role on all connections of a project. */
export async function readRoles(
  devOps: AzureDevOps,
  project: ProjectRef,
): Promise<Result<readonly RoleHolder[]>> {
  const roles = await assigned(devOps, "distributedtask.project.serviceendpointrole", project.id);
  return roles.ok ? success(roles.value.map(({ actor, role }) => ({ name: actor.name, role }))) : roles;
}

/** Administrators at both levels; only those of the organization's level may change a credential (A83). */
export async function readAdministrators(devOps: AzureDevOps, ref: ConnectionRef): Promise<Administrators> {
  const [project, organization] = await Promise.all([
    assigned(devOps, "distributedtask.serviceendpointrole", `${ref.project.id}_${ref.id}`),
    assigned(devOps, "distributedtask.collection.serviceendpointrole", `collection_${ref.id}`),
  ]);
  return { project: administratorsAmong(project), organization: administratorsAmong(organization) };
}

/** The security namespace of service endpoints. */
const endpointNamespace = "49b48001-ca20-4adc-8111-5b60c903a50c";
const administerBit = 2;

/** Whether the user administers one connection at the organization's level, which saving a credential needs (A83, E9). */
export async function readAdministration(devOps: AzureDevOps, ref: ConnectionRef): Promise<Result<boolean>> {
  const answer = await getPlain(
    devOps,
    `_apis/permissions/${endpointNamespace}/${String(administerBit)}` +
      `?tokens=${encodeURIComponent(`endpoints/Collection/${ref.id}`)}&api-version=7.1`,
  );
  if (!answer.ok) return answer;
  const json = jsonOf(answer.value, "azure-devops");
  if (!json.ok) return json;
  const [held] = listOf(json.value) ?? [];
  return typeof held === "boolean"
    ? success(held)
    : failed({ code: "unexpected-answer", system: "azure-devops", detail: "no permission" });
}
