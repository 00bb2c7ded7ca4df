import { siblingIndex, siblingsIn, siblingsOf, sightOf } from "../../src/domain/siblings";
import { aConnection, appId, tenantId } from "../support/builders";

const everywhere = { kind: "all-projects" } as const;
const one = aConnection({ id: "c1", name: "one" });
const fabrikam = one.project;
const contoso = { id: "p2", name: "Contoso" };

test("finds connections of the same cloud, tenant and app in any casing, whatever their kind (G132)", () => {
  const federated = aConnection({ id: "c2", name: "two", kind: "federated", appId: appId.toUpperCase() });
  const docker = aConnection({
    id: "c3",
    name: "three",
    type: "dockerregistry",
    tenantId: tenantId.toUpperCase(),
  });
  const otherTenant = aConnection({ id: "c4", tenantId: "11111111-0000-4000-8000-000000000000" });
  const otherCloud = aConnection({ id: "c5", cloud: "AzureUSGovernment" });
  const noApp = aConnection({ id: "c6", appId: null });

  const index = siblingIndex([one, federated, docker, otherTenant, otherCloud, noApp], everywhere);

  expect(siblingsIn(index, one).connections.map(({ id }) => id)).toEqual(["c3", "c2"]);
  expect(siblingsIn(index, one).atLeast).toBe(false);
});

test("counts a connection that several projects share once (G132)", () => {
  const here = aConnection({ id: "C2", shared: true });
  const there = aConnection({ id: "c2", shared: true, project: contoso });

  const index = siblingIndex([one, here, there], everywhere);

  expect(siblingsIn(index, one).connections).toHaveLength(1);
  expect(siblingsIn(index, there).connections.map(({ id }) => id)).toEqual(["c1"]);
});

test("a connection without app registration has no siblings and nothing to be unsure of", () => {
  const index = siblingIndex([one], { kind: "one-project", project: fabrikam });

  expect(siblingsIn(index, aConnection({ id: "c9", appId: null }))).toMatchObject({
    connections: [],
    atLeast: false,
  });
});

test.each([
  ["one project", { kind: "one-project", project: fabrikam } as const],
  ["unread projects", { kind: "some-projects", unread: [contoso] } as const],
  ["unlisted projects", { kind: "projects-unknown" } as const],
])("says at least so many with %s in sight (G133)", (_name, sight) => {
  expect(siblingsIn(siblingIndex([one], sight), one)).toEqual({ connections: [], atLeast: true, sight });
});

test("lists them by project, then by name, then by id", () => {
  const of = (id: string, name: string, project = fabrikam) => aConnection({ id, name, project });
  const index = siblingIndex(
    [one, of("z", "shop"), of("y", "shop"), of("x", "api"), of("w", "web", contoso)],
    everywhere,
  );

  expect(siblingsIn(index, one).connections.map(({ id }) => id)).toEqual(["w", "x", "y", "z"]);
});

test("of a shared connection the first project's view counts, whatever the casing of its id", () => {
  const here = aConnection({ id: "C2", name: "here" });
  const there = aConnection({ id: "c2", name: "there", project: contoso });

  expect(siblingsOf(one, [one, here, there]).map(({ name }) => name)).toEqual(["here"]);
});

test("a connection whose app registration nobody was seen to use has no siblings", () => {
  expect(siblingsIn(siblingIndex([], everywhere), one).connections).toEqual([]);
});

describe("how far the view reaches", () => {
  const loaded = { project: fabrikam, state: "loaded" } as const;
  const organization = { kind: "organization" } as const;

  test("is one project in the project's hub", () => {
    expect(sightOf({ kind: "project", project: fabrikam }, [loaded], true)).toEqual({
      kind: "one-project",
      project: fabrikam,
    });
  });

  test("is all projects once every one is loaded", () => {
    expect(sightOf(organization, [loaded], true)).toEqual({ kind: "all-projects" });
  });

  test.each(["failed", "loading"] as const)("leaves out a project that is %s", (state) => {
    const sight = sightOf(organization, [loaded, { project: contoso, state }], true);

    expect(sight).toEqual({ kind: "some-projects", unread: [contoso] });
  });

  test("is unknown where the projects could not be listed", () => {
    expect(sightOf(organization, [], false)).toEqual({ kind: "projects-unknown" });
  });
});
