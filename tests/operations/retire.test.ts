import { noteText } from "../../src/domain/note";
import { retirementOf } from "../../src/domain/retirement";
import { appKeyOf } from "../../src/domain/service-connection";
import { loadInventory } from "../../src/operations/load-inventory";
import { retirementView } from "../../src/operations/retire-credentials";
import { runRenewal } from "../../src/operations/run-renewal";
import { createWorldSimulator } from "../../simulator/simulator";
import { works } from "../support/invariants";
import { openTab, planOf, subjectOf, theConnection } from "../support/simulated-tab";

test.each([
  ["without a note over a connection that had one", false],
  ["with its note", true],
])("after a renewal %s nothing offers the credential in use", async (_case, writeNote) => {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const { endpoint, application } = subjectOf(sim);
  const old = application.passwordCredentials[0];
  const description = `mine ${noteText(old?.keyId ?? "", openTab(sim).ports.clock.now())}`;
  endpoint.description = description;
  for (const reference of endpoint.references) reference.description = description;
  const tab = openTab(sim);

  const ended = await runRenewal(tab.ports, { ...(await planOf(tab, "graph")), writeNote }, tab.person);
  expect(ended.stage).toBe("renewed");

  const connection = await theConnection(tab);
  expect(connection.description).toMatch(writeNote ? /^mine \[secret [0-9a-f]{8} expires/ : /^mine$/);
  const key = appKeyOf(connection);
  if (key === null) throw new Error("the connection has no app registration");
  const app = await tab.ports.credentials.read({ key, withCertificates: false });
  const records = await tab.ports.records.ofProject(tab.project.id);
  if (!app.ok || !records.ok) throw new Error("both sides can be read");
  const decisions = retirementOf({
    connection,
    app: app.value,
    record: records.value.records.get(connection.id) ?? null,
    siblings: [],
    allProjectsVisible: true,
    renewalUnderWay: false,
    held: ended.stage === "renewed" ? ended.held : null,
    settled: true,
    now: tab.ports.clock.now(),
  });
  for (const { credential } of decisions.filter(({ may }) => may))
    await tab.ports.credentials.remove(
      key,
      app.value.state === "found" ? app.value.app.objectId : "",
      credential.keyId,
    );
  expect(works(sim)).toBe(true);
  const held = endpoint.secrets["serviceprincipalkey"];
  const inUse = application.passwordCredentials.find((one) => one.secretText === held);
  expect(decisions.find(({ credential }) => credential.keyId === inUse?.keyId)?.may).toBe(false);
});

test("a connection made since the page was loaded keeps the secrets of its app registration", async () => {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const tab = openTab(sim);
  const connection = await theConnection(tab);
  const inventory = await loadInventory(
    tab.ports,
    { kind: "project", project: tab.project },
    () => undefined,
    new AbortController().signal,
  );
  const row = inventory.rows.find((one) => one.connection.id === connection.id);
  if (row === undefined) throw new Error("the connection is listed");
  const { endpoint } = subjectOf(sim);
  const sibling = {
    ...structuredClone(endpoint),
    id: "51b11290-1111-4222-8333-444444444444",
    name: "made since",
  };
  sibling.references = sibling.references.map((one) => ({ ...one, name: "made since" }));
  sim.world.endpoints.push(sibling);

  const view = await retirementView(tab.ports, row, inventory, null, new AbortController().signal);

  expect(view.ok && view.value.siblings.map(({ name }) => name)).toEqual(["made since"]);
});
