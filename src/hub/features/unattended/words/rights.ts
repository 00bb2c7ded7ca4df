import type { PipelineKind } from "../../../../domain/watch/pipeline";
import type { RightFinding } from "../../../../domain/watch/rights";
import { namesText } from "../../../../words/common";
import { failureWords } from "../../../../words/failure";
import { isolated } from "../../../../words/isolated";

const named = (names: readonly string[]): string => namesText(names, isolated);

const permissionOf = (kind: PipelineKind): string =>
  kind === "renewal" ? "Application.ReadWrite.OwnedBy" : "Application.Read.All";

const securityPage = "the connection's Security page";
const viewerPlace = "Project settings > Service connections > the three dots > Security";

/** What was read of one right, and where to give it or look it up. `name` is the app registration's, null where not known. */
export function rightText(
  kind: PipelineKind,
  name: string | null,
  { right, state, of, failure }: RightFinding,
): string {
  const who = name === null ? "the service principal" : isolated(name);
  const Who = name === null ? "The service principal" : who;
  const notRead = `couldn't be looked up. ${failure === null ? "" : `${failureWords(failure).happened} `}`;
  switch (right) {
    case "permission": {
      const permission = permissionOf(kind);
      const place = `Microsoft Entra admin center > App registrations > ${who} > API permissions`;
      if (state === "there")
        return `${Who} holds ${permission} of Microsoft Graph, or a permission above it.`;
      if (state === "missing")
        return `Missing: ${permission} of Microsoft Graph, as an application permission with an administrator's consent. Give it under ${place}.`;
      return `Whether ${who} holds ${permission} of Microsoft Graph ${notRead}Check it under ${place}.`;
    }
    case "viewer":
      if (state === "there") return `${Who} holds a role that sees the connections of this project.`;
      if (state === "missing")
        return `Missing, unless it comes through a group or single connections: the role User for ${who}. Give it under ${viewerPlace}.`;
      return `Whether ${who} has the role User ${notRead}Check it under ${viewerPlace}.`;
    case "owner": {
      const place = "Microsoft Entra admin center > App registrations > Owners";
      if (state === "there")
        return `${Who} may create secrets for each listed connection's app registration.`;
      if (state === "missing")
        return `Missing: ownership of the app registrations of ${named(of)}. Add ${who} under ${place}.`;
      return `Whether ${who} owns the app registrations${of.length === 0 ? "" : ` of ${named(of)}`} ${notRead}Check it under ${place}.`;
    }
    case "administrator":
      if (state === "there")
        return `${Who} is named as Administrator of each listed connection, for the project and the organization.`;
      if (state === "missing")
        return `Missing, unless it comes through a group: Administrator of ${named(of)}, for the project and the organization. Give it to ${who} on ${securityPage}.`;
      return `Whether ${who} is Administrator of ${named(of)} ${notRead}Check both parts of ${securityPage}.`;
  }
}

export const byHandTitle = "Check these yourself. This page can't read them:";
export const identityNotKnownText =
  "Through which connection the pipeline signs in isn't known here, so its rights couldn't be looked up. It needs:";
export const lookingAtRightsText = "Looking up the rights of the service principal";

const membership =
  "A user of the organization with a Basic license, and a member of each project: Organization settings > Users.";
const roleEverywhere = `The role User on the connections of each project: ${viewerPlace}.`;
const environment =
  "An environment named service-connections with an approval: Pipelines > Environments > service-connections > Approvals and checks.";

/** What no call within the hub's scopes tells, with the place to look. */
export const byHand = (kind: PipelineKind, isProject: boolean): readonly string[] => [
  membership,
  ...(isProject ? [] : [roleEverywhere]),
  ...(kind === "renewal" ? [environment] : []),
];

/** Every right of a service principal that nobody could name. */
export const rightsNeeded = (kind: PipelineKind): readonly string[] => [
  `${permissionOf(kind)} of Microsoft Graph, as an application permission${kind === "renewal" ? ", and ownership of each app registration under renewOnly" : ""}.`,
  `The role User on the connections: ${viewerPlace}.`,
  ...(kind === "renewal"
    ? [`Administrator of each connection under renewOnly, in both parts of ${securityPage}.`]
    : []),
];
