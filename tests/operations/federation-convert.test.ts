import type { ServiceConnection } from "../../src/domain/service-connection";
import { renewalSubjectOf } from "../../src/domain/service-connection";
import { factsOf } from "../../src/domain/federation/connection-facts";
import { credentialToMake } from "../../src/domain/federation/conversion-plan";
import type { Conversion } from "../../src/domain/federation/conversion";
import type { ConnectionReadiness } from "../../src/domain/federation/roll-up";
import {
  convertConnection,
  revertConnection,
  type ConvertRequest,
} from "../../src/operations/convert-connection";
import { createWorldSimulator, type WorldSimulator } from "../../simulator/simulator";
import { openTab } from "../support/simulated-tab";

const convertible: ConnectionReadiness = { readiness: "convertible", pipelines: [], unread: [] };
const unseen: ConnectionReadiness = {
  readiness: "not-fully-visible",
  pipelines: [],
  unread: [{ code: "no-right", what: "shop", detail: null }],
};
const sure: ConvertRequest = { readiness: convertible, accepted: false, federatedCredential: "unknown" };

async function world(scenario: string, name: string) {
  const sim = createWorldSimulator({ scenario });
  const { ports, project } = openTab(sim);
  const listed = await ports.connections.list(project);
  if (!listed.ok) throw new Error(listed.failure.code);
  const connection = listed.value.connections.find((one) => one.name === name);
  if (connection === undefined) throw new Error(`no connection named ${name}`);
  return { sim, ports, connection };
}

const stages: Conversion["stage"][] = [];
const report = (conversion: Conversion): void => void stages.push(conversion.stage);
beforeEach(() => {
  stages.length = 0;
});

const schemeOf = (sim: WorldSimulator, { id }: ServiceConnection): string | undefined =>
  sim.world.endpoints.find((one) => one.id === id)?.authorization.scheme;
const writes = (sim: WorldSimulator): number =>
  sim.traffic.requests.filter((request) => request.url.includes("ConvertAuthenticationScheme")).length;

describe("a conversion", () => {
  test("writes once, reads until it has settled, verifies, and tells the end of the way back", async () => {
    const { sim, ports, connection } = await world("federation-automatic", "shop-automatic");

    const end = await convertConnection(ports, connection, sure, report);

    expect(stages).toEqual(expect.arrayContaining(["converting", "polling", "verifying", "converted"]));
    expect(writes(sim)).toBe(1);
    expect(schemeOf(sim, connection)).toBe("WorkloadIdentityFederation");
    if (end.kind !== "ended" || end.conversion.stage !== "converted") throw new Error(end.kind);
    expect(end.conversion.verified).toBe("yes");
    const { revertDeadline } = end.conversion.seen;
    expect(((revertDeadline ?? 0) - sim.clock.now()) / 86_400_000).toBeCloseTo(7, 1);
  });

  test("is kept with run, person and outcome for whoever asks later who did it (N8)", async () => {
    const { ports, connection } = await world("federation-automatic", "shop-automatic");
    await convertConnection(ports, connection, sure, report);

    const kept = await ports.records.ofProject(connection.project.id);
    if (!kept.ok) throw new Error(kept.failure.code);
    expect(kept.value.records.get(connection.id)?.conversions).toEqual([
      expect.objectContaining({
        direction: "convert",
        outcome: "done",
        verified: "yes",
        by: ports.host.user,
      }),
    ]);
  });

  test("is taken back the same way", async () => {
    const { sim, ports, connection } = await world("federation-automatic", "shop-automatic");
    await convertConnection(ports, connection, sure, report);

    const end = await revertConnection(ports, connection, report);

    expect(end).toMatchObject({ kind: "ended", conversion: { stage: "reverted", verified: "yes" } });
    expect(schemeOf(sim, connection)).toBe("ServicePrincipal");
  });

  test("is not taken back after seven days", async () => {
    const { sim, ports, connection } = await world("federation-automatic", "shop-automatic");
    await convertConnection(ports, connection, sure, report);
    sim.clock.advance(8 * 86_400_000);

    expect(await revertConnection(ports, connection, report)).toEqual({
      kind: "not-revertible",
      reason: "over",
    });
  });

  test("without rights ends with Azure DevOps' reason and changes nothing", async () => {
    const { sim, ports, connection } = await world("federation-no-rights", "shop-automatic");

    const end = await convertConnection(ports, connection, sure, report);

    expect(end).toMatchObject({
      kind: "ended",
      conversion: { stage: "failed", unchanged: true, reason: { code: "credential-not-made" } },
    });
    expect(schemeOf(sim, connection)).toBe("ServicePrincipal");
  });

  test("whose reply is lost is judged by its effect", async () => {
    const { sim, ports, connection } = await world("federation-automatic", "shop-automatic");
    const convert = (...args: Parameters<typeof ports.connections.convert>) =>
      ports.connections.convert(...args);
    const lossy = {
      ...ports,
      connections: {
        ...ports.connections,
        convert: async (...args: Parameters<typeof ports.connections.convert>) => {
          await convert(...args);
          return { ok: false, failure: { code: "network", system: "azure-devops" } } as const;
        },
      },
    };

    const end = await convertConnection(lossy, connection, sure, report);

    expect(end).toMatchObject({ kind: "ended", conversion: { stage: "converted" } });
    expect(writes(sim)).toBe(1);
  });

  test.each([
    ["with something unknown and no acceptance", { ...sure, readiness: unseen }],
    ["without a look and no acceptance", { ...sure, readiness: null }],
  ])("%s is refused before any write", async (_, request) => {
    const { sim, ports, connection } = await world("federation-automatic", "shop-automatic");

    const end = await convertConnection(ports, connection, request, report);

    expect(end).toMatchObject({ kind: "refused", plan: { kind: "needs-acceptance" } });
    expect(writes(sim)).toBe(0);
  });

  test("with something unknown goes on once it is accepted", async () => {
    const { ports, connection } = await world("federation-automatic", "shop-automatic");

    const end = await convertConnection(
      ports,
      connection,
      { ...sure, readiness: unseen, accepted: true },
      report,
    );

    expect(end).toMatchObject({ kind: "ended", conversion: { stage: "converted" } });
  });

  test.each([
    ["shop-shared", "shared"],
    ["shop-azure-stack", "azure-stack"],
    ["shop-us-government", "sovereign-cloud"],
    ["shop-manual", "manual-without-credential"],
  ])("of %s is refused: %s", async (name, code) => {
    const { sim, ports, connection } = await world("federation-mixed", name);

    const end = await convertConnection(ports, connection, { ...sure, accepted: true }, report);

    expect(end).toMatchObject({ kind: "refused", plan: { kind: "refused", code } });
    expect(writes(sim)).toBe(0);
  });

  test("of a connection that changed since the page was read follows what it is now", async () => {
    const { sim, ports, connection } = await world("federation-automatic", "shop-automatic");
    await convertConnection(ports, connection, sure, report);

    const again = await convertConnection(ports, connection, sure, report);

    expect(again).toMatchObject({ kind: "refused", plan: { code: "already-federated" } });
    expect(writes(sim)).toBe(1);
  });

  test("waits for nobody: while another renewal of the same app runs, it does not start", async () => {
    const { sim, ports, connection } = await world("federation-automatic", "shop-automatic");
    const at = ports.clock.now();
    await ports.journal.lock(
      {
        subject: renewalSubjectOf(connection),
        runId: "other",
        connectionName: "shop-automatic",
        holder: { id: "bob", name: "Bob" },
        since: at,
        beatAt: at,
      },
      { takeOverRunId: null },
    );

    const end = await convertConnection(ports, connection, sure, report);

    expect(end).toMatchObject({ kind: "stopped", failure: { code: "locked", by: "Bob" } });
    expect(writes(sim)).toBe(0);
  });

  test("gives its lock back", async () => {
    const { ports, connection } = await world("federation-automatic", "shop-automatic");

    await convertConnection(ports, connection, sure, report);

    const lock = await ports.journal.currentLock(renewalSubjectOf(connection));
    expect(lock).toEqual({ ok: true, value: null });
  });

  test("of a manual connection goes through once its app registration trusts it", async () => {
    const { sim, ports, connection } = await world("federation-mixed", "shop-manual");
    const [tenant] = sim.world.tenants;
    const app = tenant?.applications.find((one) => one.appId === connection.appId);
    const credential = credentialToMake(factsOf(connection), ports.host.organization.id);
    if (credential === null || app === undefined) throw new Error("nothing to make");
    const key = {
      tenantId: connection.tenantId ?? "",
      appId: connection.appId ?? "",
      cloud: "AzureCloud" as const,
    };
    await ports.credentials.connect("write", { tenantId: key.tenantId, interactive: true });

    const added = await ports.credentials.addFederatedCredential(key, credential);
    const end = await convertConnection(
      ports,
      connection,
      { ...sure, federatedCredential: "present" },
      report,
    );

    expect(added).toEqual({ ok: true, value: "added" });
    expect(app.federatedIdentityCredentials.map((one) => one.subject)).toEqual([credential.subject]);
    expect(end).toMatchObject({ kind: "ended", conversion: { stage: "converted", verified: "yes" } });
  });
});
