import type { Actor, Failure, Result } from "../failure";
import { isNamedViewer, type PipelineKind, type RoleHolder } from "./pipeline";

/** What could be read of the rights of a service principal that a pipeline signs in as. */
export type RightsRead = {
  /** The name of its app registration, under which Azure DevOps lists it; null where that isn't known. */
  readonly name: string | null;
  readonly principal: Result<{ readonly objectId: string; readonly appRoleIds: readonly string[] }>;
  /** Who holds a role on all connections of the project; null where the page stands for no single project. */
  readonly roles: Result<readonly RoleHolder[]> | null;
  readonly listed: readonly {
    readonly name: string;
    readonly owners: Result<readonly Actor[]>;
    /** Null where that level could not be read. */
    readonly administrators: {
      readonly project: readonly Actor[] | null;
      readonly organization: readonly Actor[] | null;
    };
  }[];
};

/**
 * One right that the pipeline needs. `of` names the connections of which it is missing or could not be read; it is empty
 * for a right that is not one of single connections.
 */
export type RightFinding = {
  readonly right: "permission" | "viewer" | "owner" | "administrator";
  readonly state: "there" | "missing" | "not-read";
  readonly of: readonly string[];
  readonly failure: Failure | null;
};

/** Application permissions of Microsoft Graph by the ids of their roles, the same in every tenant (L8, L24). */
const writesOwned = "18a4783c-866b-4cc7-a460-3d5e5662c884";
const writesAll = ["1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9", "19dbc75e-c2e2-444c-a770-ec69d8559fc7"];
const reads = ["9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30", "7ab1d382-f21e-4acd-a863-ba3e13f7da61"];

/** What is known of each right that this kind of pipeline needs. "Could not look" is never "missing". Pure. */
export function rightsOf(kind: PipelineKind, read: RightsRead): readonly RightFinding[] {
  const renews = kind === "renewal";
  return [
    permissionIn(read, renews ? [writesOwned, ...writesAll] : [writesOwned, ...writesAll, ...reads]),
    ...(read.roles === null ? [] : [viewerIn(read.name, read.roles)]),
    ...(renews && read.listed.length > 0 ? [ownerIn(read), administratorIn(read)] : []),
  ];
}

const finding = (
  right: RightFinding["right"],
  state: RightFinding["state"],
  failure: Failure | null = null,
): RightFinding => ({ right, state, of: [], failure });

function permissionIn({ principal }: RightsRead, enough: readonly string[]): RightFinding {
  if (!principal.ok) return finding("permission", "not-read", principal.failure);
  const held = principal.value.appRoleIds.some((id) => enough.includes(id));
  return finding("permission", held ? "there" : "missing");
}

function viewerIn(name: string | null, roles: Result<readonly RoleHolder[]>): RightFinding {
  if (!roles.ok) return finding("viewer", "not-read", roles.failure);
  if (name === null) return finding("viewer", "not-read");
  return finding("viewer", isNamedViewer(roles.value, name) ? "there" : "missing");
}

function ownerIn({ principal, listed }: RightsRead): RightFinding {
  if (!principal.ok) return finding("owner", "not-read", principal.failure);
  const { objectId, appRoleIds } = principal.value;
  if (appRoleIds.some((id) => writesAll.includes(id))) return finding("owner", "there");
  return eachOf("owner", listed, ({ owners }) =>
    owners.ok ? owners.value.some(({ id }) => id === objectId) : owners.failure,
  );
}

/** Both levels: the project's to test with values inside (E8), the organization's to save (A83). */
const administratorIn = ({ name, listed }: RightsRead): RightFinding =>
  eachOf("administrator", listed, ({ administrators: { project, organization } }) => {
    if (name === null || project === null || organization === null) return null;
    return [project, organization].every((level) =>
      level.some((one) => one.name.toLowerCase() === name.toLowerCase()),
    );
  });

type Listed = RightsRead["listed"][number];

/** What is missing counts before what could not be read; `look` gives neither where nobody could look. */
function eachOf(
  right: RightFinding["right"],
  listed: readonly Listed[],
  look: (one: Listed) => boolean | Failure | null,
): RightFinding {
  const looks = listed.map((one) => ({ name: one.name, seen: look(one) }));
  const missing = looks.filter(({ seen }) => seen === false);
  const unread = looks.filter(({ seen }) => typeof seen !== "boolean");
  const failure = unread.flatMap(({ seen }) => (typeof seen === "object" && seen !== null ? [seen] : []))[0];
  if (missing.length > 0)
    return { right, state: "missing", of: missing.map(({ name }) => name), failure: null };
  if (unread.length === 0) return finding(right, "there");
  return { right, state: "not-read", of: unread.map(({ name }) => name), failure: failure ?? null };
}
