import type { AppLookup } from "../../src/domain/credential";
import { failed, success, type Failure, type Result } from "../../src/domain/failure";
import { emptyRecord } from "../../src/domain/record";
import { appKeyOf, appKeyText } from "../../src/domain/service-connection";
import { defaultSettings } from "../../src/domain/settings";
import { readExpiring, type ExpiringPorts, type ExpiringReading } from "../../src/operations/read-expiring";
import { aConnection, aCredential, anApp, inDays, now } from "../support/builders";

const project = { id: "p1", name: "Fabrikam" };
const connection = aConnection();
const clientId = "c1c1c1c1-1111-4222-8333-444444444444";
const by = { id: "u1", name: "Ada" };
const network: Failure = { code: "network", system: "extension-data" };

function ports(over: Partial<ExpiringPorts> = {}, client: string | null = null) {
  const calls: string[] = [];
  const typed = { ...emptyRecord(connection.id), typedExpiry: { until: inDays(9), by, at: now } };
  const made: ExpiringPorts = {
    clock: { now: () => now } as ExpiringPorts["clock"],
    connections: {
      list: () => Promise.resolve(success({ connections: [connection], unreadable: 0 })) as never,
    },
    records: {
      ofProject: () =>
        Promise.resolve(success({ records: new Map([[connection.id, typed]]), unreadable: 0 })),
    },
    settings: { read: () => Promise.resolve(success({ ...defaultSettings, clientId: client })) },
    graph: (id) => {
      calls.push(`graph ${id}`);
      return Promise.resolve(
        success({
          connect: (scope, { interactive }) => {
            calls.push(`connect ${scope} interactive ${String(interactive)}`);
            return Promise.resolve(success("read" as const));
          },
          lookUp: (_, onFound) => {
            const key = appKeyOf(connection);
            const found: AppLookup = anApp(aCredential({ until: inDays(3) }));
            if (key !== null) onFound(new Map([[appKeyText(key), found]]));
            return Promise.resolve(success({ requests: 1 }));
          },
        }),
      );
    },
    ...over,
  };
  return { made, calls };
}

async function readings(given: ExpiringPorts): Promise<readonly Result<ExpiringReading>[]> {
  const reports: Result<ExpiringReading>[] = [];
  await readExpiring(given, project, (one) => reports.push(one));
  return reports;
}

const told = (reports: readonly Result<ExpiringReading>[]) =>
  reports.map((one) => (one.ok ? [one.value.graph, one.value.rows[0]?.expiry] : one.failure));

test("without a client id one answer comes of the list, the records and the settings, and Graph is nobody's business", async () => {
  const { made, calls } = ports();

  expect(told(await readings(made))).toEqual([
    ["not-asked", { state: "at", at: inDays(9), source: "typed" }],
  ]);
  expect(calls).toEqual([]);
});

test("where this person has signed in before, Graph is asked silently, and its dates come after the first answer", async () => {
  const { made, calls } = ports({}, clientId);

  expect(told(await readings(made))).toEqual([
    ["asking", { state: "at", at: inDays(9), source: "typed" }],
    ["read", { state: "at", at: inDays(3), source: "only-live-credential" }],
  ]);
  expect(calls).toEqual([`graph ${clientId}`, "connect read interactive false"]);
});

test.each([
  [{ code: "graph-client-not-accepted", from: null, to: clientId }, "not-asked"],
  [{ code: "graph-bridge-missing", detail: "" }, "not-asked"],
  [{ code: "network", system: "hub-script" }, "failed"],
] as const)("%j: what is known stays, and Graph is %s", async (failure, graph) => {
  const { made } = ports({ graph: () => Promise.resolve(failed(failure)) }, clientId);

  expect(told(await readings(made)).at(-1)).toEqual([graph, { state: "at", at: inDays(9), source: "typed" }]);
});

test("records and settings that couldn't be read stand in the answer; a list that couldn't is none", async () => {
  const damaged = ports({
    records: { ofProject: () => Promise.resolve(failed(network)) },
    settings: { read: () => Promise.resolve(failed(network)) },
  });
  const [answer] = await readings(damaged.made);
  expect(answer).toMatchObject({
    ok: true,
    value: { recordsFailure: network, settingsFailure: network, settings: defaultSettings },
  });

  const refused: Failure = { code: "not-permitted", system: "azure-devops", detail: "" };
  const hidden = ports({ connections: { list: () => Promise.resolve(failed(refused)) } });
  expect(told(await readings(hidden.made))).toEqual([refused]);
});
