import { json, queryValue } from "../core/http";
import type { Context, SimulatedRequest, SimulatedResponse } from "../core/http";
import { writeToken } from "../entra/tokens";
import type { PipelineIdentity, User, World } from "../world";
import { notAuthorized } from "./errors";
import { ServiceError } from "./wire";

/** Who issues assertions for connections of this organization, and what they say of one (L7). */
export const assertionIssuer = (world: World): string =>
  `https://vstoken.dev.azure.com/${world.organization.id}`;
export const assertionSubject = (world: World, identity: PipelineIdentity): string =>
  `sc://${world.organization.name}/${world.job.projectId}/${identity.connectionId}`;

/** POST oidctoken with the job's token: an assertion for one connection of the job, valid ten minutes (L7). */
export function issueAssertion(
  context: Context,
  request: SimulatedRequest,
  user: User,
  at: { planId: string; jobId: string },
): SimulatedResponse {
  const { world } = context;
  const { job } = world;
  if (user.id !== job.buildServiceId || at.planId !== job.planId || at.jobId !== job.jobId)
    throw notAuthorized(user.uniqueName);
  const wanted = queryValue(request, "serviceConnectionId")?.toLowerCase();
  const identity = job.identities.find((one) => one.connectionId.toLowerCase() === wanted);
  if (identity === undefined)
    throw new ServiceError(
      404,
      "Microsoft.TeamFoundation.DistributedTask.WebApi.ServiceEndpointNotFoundException",
      `Service connection ${wanted ?? ""} is not referenced by this job.`,
    );
  const seconds = Math.floor(context.now() / 1_000);
  const oidcToken = writeToken({
    iss: assertionIssuer(world),
    sub: assertionSubject(world, identity),
    aud: "api://AzureADTokenExchange",
    iat: seconds,
    exp: seconds + 600,
  });
  return json(200, { oidcToken });
}
