import { failed, success, type Result } from "../../domain/failure";
import type { ConnectionRef } from "../../domain/service-connection";
import type { Administrator } from "../../ports/service-connections";
import { jsonOf } from "../http/http";
import { getPlain, type AzureDevOps } from "./official-client";
import { listOf, objectField, objectOf, textField } from "./wire-fields";

const levels = [
  { level: "project", scope: "distributedtask.serviceendpointrole" },
  { level: "organization", scope: "distributedtask.collection.serviceendpointrole" },
] as const;

/** Role assignments named Administrator at one level (A81). Only `role.name` is read (Q25). */
async function atLevel(
  devOps: AzureDevOps,
  ref: ConnectionRef,
  { level, scope }: (typeof levels)[number],
): Promise<Result<readonly Administrator[]>> {
  const resource = `${level === "project" ? ref.project.id : "collection"}_${ref.id}`;
  const answer = await getPlain(
    devOps,
    `_apis/securityroles/scopes/${scope}/roleassignments/resources/${encodeURIComponent(resource)}` +
      "?api-version=7.1-preview.1",
  );
  if (!answer.ok) return answer;
  const json = jsonOf(answer.value, "azure-devops");
  if (!json.ok) return json;
  const items = listOf(json.value);
  if (items === null) return failed({ code: "unexpected-answer", system: "azure-devops", detail: "no list" });
  return success(
    items.flatMap((item) => {
      const assignment = objectOf(item);
      const identity = objectField(assignment, "identity");
      const name = textField(identity, "displayName") ?? textField(identity, "uniqueName");
      const role = textField(objectField(assignment, "role"), "name");
      if (name === null || role?.toLowerCase() !== "administrator") return [];
      return [{ actor: { id: textField(identity, "id") ?? "", name }, level }];
    }),
  );
}

/** Administrators at both levels, as far as they can be read; a failure only where neither level could be (A83). */
export async function readAdministrators(
  devOps: AzureDevOps,
  ref: ConnectionRef,
): Promise<Result<readonly Administrator[]>> {
  const [project, organization] = await Promise.all([
    atLevel(devOps, ref, levels[0]),
    atLevel(devOps, ref, levels[1]),
  ]);
  if (!project.ok) return organization.ok ? organization : project;
  return success(organization.ok ? [...project.value, ...organization.value] : project.value);
}
