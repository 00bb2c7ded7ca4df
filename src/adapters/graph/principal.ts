import { decoded, fieldsOf } from "../../domain/decode";
import { failed, success, type Result } from "../../domain/failure";
import type { AppKey } from "../../domain/service-connection";
import type { ApplicationPrincipal } from "../../ports/app-credentials";
import { objectsOf } from "./application-wire";
import { readBatch, type BatchOptions } from "./batch";

/** More than a service principal has; a list that goes on is no answer. */
const mostRoles = 500;

const unexpected = (detail: string): Result<never> =>
  failed({ code: "unexpected-answer", system: "graph", detail });

/** The service principal of an app registration and the application permissions it holds (L24), in one request. */
export async function readPrincipal(
  options: Omit<BatchOptions, "counted">,
  key: AppKey,
): Promise<Result<ApplicationPrincipal>> {
  const itself = `/servicePrincipals(appId='${key.appId}')?$select=id`;
  const roles = `/servicePrincipals(appId='${key.appId}')/appRoleAssignments?$top=${String(mostRoles)}`;
  const answers = await readBatch({ ...options, counted: () => undefined }, [itself, roles]);
  if (!answers.ok) return answers;
  const partOf = (url: string): Result<unknown> =>
    answers.value.get(url) ?? failed({ code: "network", system: "graph" });
  const [found, held] = [partOf(itself), partOf(roles)];
  if (!found.ok) return found;
  if (!held.ok) return held;
  const objectId = decoded(() => fieldsOf(found.value))?.["id"];
  const list = decoded(() => fieldsOf(held.value));
  if (typeof objectId !== "string" || list === null || !Array.isArray(list["value"]))
    return unexpected("no service principal");
  if (typeof list["@odata.nextLink"] === "string") return unexpected("too many permissions");
  return success({
    objectId,
    appRoleIds: objectsOf(list["value"]).flatMap(({ appRoleId }) =>
      typeof appRoleId === "string" ? [appRoleId.toLowerCase()] : [],
    ),
  });
}
