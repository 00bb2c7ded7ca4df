import { X509Certificate } from "node:crypto";
import { createWorldSimulator } from "../../simulator/simulator";
import { scenarios } from "../../simulator/scenarios/scenarios";
import { rest } from "../support/simulator";

const large = ["org-150", "project-10000"];

describe("scenarios", () => {
  test("have the agreed names", () => {
    const names = scenarios.map((one) => one.name);

    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        "mixed-40",
        "expired-automatic",
        "graph-consented",
        "graph-not-consented",
        "graph-admin-consent",
        "no-bridge",
        "policy-caps-lifetime",
        "slow-propagation",
        "role-missing",
        "view-only",
        "no-view-right",
        "automatic-save-fails",
        "automatic-renews-nothing",
        "inline-ignored",
        "many-500",
        "empty-project",
        "interrupted-graph",
        "two-admins",
        "org-150",
        "project-10000",
        "bulk-25",
        "kubeconfig",
      ]),
    );
  });

  test.each(scenarios.map((one) => one.name).filter((name) => !large.includes(name)))(
    "%s is the same each time and has unique ids",
    (name) => {
      const first = createWorldSimulator({ scenario: name }).world;
      const second = createWorldSimulator({ scenario: name }).world;

      expect(new Set(first.endpoints.map((one) => one.id)).size).toBe(first.endpoints.length);
      expect(second.endpoints.map((one) => [one.id, one.name])).toEqual(
        first.endpoints.map((one) => [one.id, one.name]),
      );
    },
  );

  test("each says in one line what to press and what there is to see", () => {
    for (const { name, description } of scenarios)
      expect([name, description]).toEqual([
        name,
        expect.stringMatching(/^(Choose|Look|Type|Set|Select|Open|Read) [^\n]{20,150}\.$/),
      ]);
  });

  test("Graph with consent is connected before, and one about connecting shows the id to paste", () => {
    const { world } = createWorldSimulator({ scenario: "graph-consented" });
    const settings = world.extensionData["Default"]?.["settings"]?.["organization"];

    expect(settings?.["clientId"]).toBe(world.entraClientId);
    expect(scenarios.find(({ name }) => name === "graph-not-consented")?.clientId).toBe(world.entraClientId);
  });

  test("an unknown scenario is refused", () => {
    expect(() => createWorldSimulator({ scenario: "nowhere" })).toThrow(
      "There is no scenario named nowhere.",
    );
  });

  test("the large ones have their size", () => {
    const organization = createWorldSimulator({ scenario: "org-150" }).world;
    const project = createWorldSimulator({ scenario: "project-10000" }).world;

    expect([organization.projects.length, organization.endpoints.length]).toEqual([150, 1_500]);
    expect(organization.endpoints.filter((one) => one.references.length > 1)).toHaveLength(15);
    expect(project.endpoints).toHaveLength(10_000);
  });

  test("the interrupted one has a marked secret nobody holds (G117)", () => {
    const { world } = createWorldSimulator({ scenario: "interrupted-graph" });
    const [connection] = world.endpoints;
    const marked = world.tenants[0]?.applications[0]?.passwordCredentials.at(-1);

    expect(marked?.displayName).toBe(`ADO-SC v1 ${connection?.id ?? ""} 1a2b3c4d`);
    expect(connection?.secrets["serviceprincipalkey"]).not.toBe(marked?.secretText);
  });

  test("certificates are real ones with the dates Entra shows", () => {
    const { endpoint, simulator } = rest("mixed-40");
    const certificate = new X509Certificate(
      endpoint("certificate").secrets["servicePrincipalCertificate"] ?? "",
    );
    const application = simulator.world.tenants[0]?.applications.find(
      (one) => one.displayName === "app-certificate",
    );

    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(Date.parse(certificate.validTo)).toBe(application?.keyCredentials[0]?.endDateTime);
    expect(certificate.fingerprint.replace(/:/g, "")).toBe(application?.keyCredentials[0]?.thumbprint);
  });
});
