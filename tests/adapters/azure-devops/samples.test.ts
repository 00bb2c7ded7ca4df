import { readFileSync } from "node:fs";
import { join } from "node:path";
import { connectionFromWire } from "../../../src/adapters/azure-devops/endpoint-wire";
import { azureRmInputs, takeOver, withInputs } from "../../../src/adapters/azure-devops/endpoint-write";
import { connectToAzureDevOps } from "../../../src/adapters/azure-devops/connect";
import { readPastUses } from "../../../src/adapters/azure-devops/past-uses";
import { createServiceConnections } from "../../../src/adapters/azure-devops/service-connections";
import { testAnswerFromWire } from "../../../src/adapters/azure-devops/test-wire";
import { listOf } from "../../../src/adapters/azure-devops/wire-fields";
import { success } from "../../../src/domain/failure";
import { instant } from "../../../src/domain/instant";
import { Secret } from "../../../src/domain/secret";
import "../support/browser-globals";
import { valueOf } from "../support/value-of";

/** Published answers' shapes, our own values (see samples/README.md). */
const sample = (name: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, "samples", `${name}.json`), "utf8"));

const project = { id: "cc30c0de-0000-4000-8000-000000000003", name: "Warehouse" };
const ref = { id: "bb20c0de-0000-4000-8000-000000000002", project };

/** Azure DevOps that gives these answers, one after the other, and the addresses asked. */
function answering(...answers: readonly Response[]) {
  const asked: string[] = [];
  const left = [...answers];
  const devOps = connectToAzureDevOps({
    fetch: (input) => {
      asked.push(input instanceof Request ? input.url : String(input));
      return Promise.resolve(left.shift() ?? new Response("{}", { status: 500 }));
    },
    clock: {
      now: () => instant(0),
      steady: () => 0,
      sleep: () => Promise.resolve(),
      newId: () => "1",
      random: () => 0.5,
    },
    accessToken: () => Promise.resolve(success("token")),
    roots: () => ["https://dev.azure.com/northwind/"],
    rootOf: () => Promise.resolve("https://dev.azure.com/northwind/"),
  });
  return { devOps, asked };
}
const json = (value: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(value), { headers: { "Content-Type": "application/json", ...headers } });

test("a single connection shows its secrets as null, and a save keeps them so (E3)", () => {
  const raw = sample("single") as Record<string, unknown>;

  expect(connectionFromWire(raw, project)).toMatchObject({
    id: "bb20c0de-0000-4000-8000-000000000002",
    name: "warehouse-feed",
    description: "",
    kind: "other",
    holds: "confidential-inputs",
    state: "ready",
    createdBy: { name: "Iris Calloway" },
    shares: [{ project, name: "warehouse-feed" }],
    incomplete: false,
  });
  expect(withInputs(raw, null, [])).toEqual(raw);
});

test("a list leaves them out, so that what it shows is completed with null (E3)", () => {
  const [raw] = listOf(sample("list")) ?? [];

  expect(
    withInputs(raw as Record<string, unknown>, null, [{ name: "password", place: "authorization" }]),
  ).toMatchObject({ authorization: { parameters: { username: "robot", password: null } } });
});

test("a connection of old, without parameters, references and description, is read", () => {
  const [raw] = listOf(sample("old-list")) ?? [];

  expect(connectionFromWire(raw, project)).toMatchObject({
    name: "classic",
    description: "",
    shares: [],
    subscriptionId: "dd40c0de-0000-4000-8000-000000000004",
    state: "ready",
  });
});

test("capitalised members are read, and written back under the casing read (A5)", () => {
  const raw = sample("capitalised") as Record<string, unknown>;
  const draft = withInputs(raw, new Map([["serviceprincipalkey", new Secret("new")]]), azureRmInputs(raw));
  takeOver(draft);

  expect(connectionFromWire(raw, project)).toMatchObject({
    kind: "automatic",
    tenantId: "2280c0de-0000-4000-8000-000000000008",
    appId: "3390c0de-0000-4000-8000-000000000009",
  });
  expect(draft["Authorization"]).toMatchObject({ Parameters: { ServicePrincipalKey: "new" } });
  expect(draft["Data"]).toMatchObject({ CreationMode: "Manual", AppObjectId: "" });
});

test("a proxy's ok is a word (A2)", () => {
  expect(testAnswerFromWire(sample("proxy"), [])).toEqual({ kind: "passed" });
});

test("projects come with their names", async () => {
  const { devOps } = answering(json(sample("projects")));

  expect(valueOf(await createServiceConnections(devOps).projects()).map(({ name }) => name)).toEqual([
    "Warehouse",
    "Fleet",
  ]);
});

describe("the execution history (E6)", () => {
  const activity = { ActivityId: "5b1c0d2e-0000-4000-8000-00000000abcd" };
  const empty = json({ count: 0, value: [] });

  test("has dates with seven digits of a second", async () => {
    const { devOps } = answering(json(sample("history"), activity));

    expect(valueOf(await readPastUses(devOps, ref))).toMatchObject({
      complete: true,
      uses: [
        { runName: "812", result: "succeeded", finishedAt: Date.parse("2026-03-08T11:47:06.283Z") },
        { runName: "811", result: "failed", finishedAt: Date.parse("2026-03-07T11:41:00.1Z") },
      ],
    });
  });

  test("goes on by the last record's id where no header can be read, until a page is empty", async () => {
    const { devOps, asked } = answering(json(sample("history")), empty);

    expect(valueOf(await readPastUses(devOps, ref))).toMatchObject({ complete: true });
    expect(asked.map((url) => new URL(url).searchParams.get("continuationToken"))).toEqual([null, "811"]);
  });

  test("ends where the other headers are readable and none names a next page", async () => {
    const { devOps, asked } = answering(json(sample("history"), activity));

    expect(valueOf(await readPastUses(devOps, ref)).complete).toBe(true);
    expect(asked).toHaveLength(1);
  });

  test("is incomplete while pages go on, however short they are", async () => {
    const page = () => json(sample("history"), { ...activity, "X-MS-ContinuationToken": "811" });
    const { devOps } = answering(page(), page(), page(), page());

    expect(valueOf(await readPastUses(devOps, ref)).complete).toBe(false);
  });
});
