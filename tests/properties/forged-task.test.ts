import fc from "fast-check";
import type { SimulatedRequest } from "../../simulator/core/http";
import type { World } from "../../simulator/world";
import { quietAfterMs } from "../../src/domain/renewal/settling";
import { proveIssued, verifySaved } from "../../src/domain/renewal/probing";
import { lockLifetimeMs } from "../../src/domain/lock";
import { forgedFrom, type Forged } from "../support/forged-documents";
import { asWatcher, idOf, jobClock, runJob, unattended } from "../support/job";
import { standing, unprovedSaves, works } from "../support/invariants";

type Sim = ReturnType<typeof unattended>;

const day = 86_400_000;
const lifetimeDays = 90;
const names = ["shop-production", "shop-test"] as const;

const inputs = (sim: Sim, channel = "canary") =>
  asWatcher(sim, {
    failOn: "never",
    renew: "due",
    renewOnly: names.map((name) => idOf(sim, name)).join("\n"),
    renewLifetimeDays: String(lifetimeDays),
    workItemType: "Issue",
    teamsWebhook: `https://prod-07.westeurope.logic.azure.com/workflows/w?sig=${channel}`,
  });

/** Every document that a run writes on its way; told to another channel, for what it told to this one would be no forgery. */
async function materialOf(): Promise<{ readonly world: World; readonly documents: readonly Forged[] }> {
  const sim = unattended();
  const documents: Forged[] = [];
  const seen = new Set<string>();
  const fetchSeen: typeof fetch = async (input, init) => {
    const answer = await sim.fetch(input, init);
    for (const [collection, bodies] of Object.entries(sim.world.extensionData["Default"] ?? {}))
      for (const body of Object.values(bodies)) {
        const text = JSON.stringify(body);
        if (collection === "diagnostics" || seen.has(text)) continue;
        seen.add(text);
        documents.push({ collection, body: JSON.parse(text) as Forged["body"] });
      }
    return answer;
  };
  const run = await runJob(sim, { inputs: inputs(sim, "another"), fetch: fetchSeen });
  if (run.outputs["renewedCount"] !== "1") throw new Error(run.summary);
  return { world: structuredClone(sim.world), documents };
}

/** What a forger would put in: ids of the world, stages, modes, the live keys, dates far away. */
const likelyOf = (world: World): readonly unknown[] => [
  ...world.endpoints.slice(0, 3).map(({ id }) => id),
  ...world.endpoints.map((one) => one.references[0]?.description ?? ""),
  ...world.tenants.flatMap(({ applications }) =>
    applications.flatMap(({ appId, passwordCredentials }) => [
      appId,
      ...passwordCredentials.map(({ keyId }) => keyId),
    ]),
  ),
  ...world.users.map(({ id }) => id),
  ...["preparing", "issuing", "locating", "proving", "saving", "verifying", "discarding"],
  ...["automatic", "graph", "guided", "expired/expired", "##vso[task.complete result=Succeeded;]x"],
  ...[4_890_000_000_000, true, false, null],
];

function plant(sim: Sim, forged: readonly Forged[]): void {
  const all = (sim.world.extensionData["Default"] ??= {});
  for (const { collection, body } of forged) {
    const id = String(body["id"]);
    (all[collection] ??= {})[id] = { ...body, id, __etag: 7 };
  }
}

/** One lock is waited for, one quiet time serves all, and each listed connection is proved and verified once at most. */
const longestMs =
  lockLifetimeMs + 2 * quietAfterMs + names.length * (proveIssued.windowMs + verifySaved.windowMs) + 600_000;

async function befall(forged: readonly Forged[]): Promise<readonly string[]> {
  const sim = unattended();
  plant(sim, forged);
  const before = standing(sim);
  const unproved = unprovedSaves(sim);
  const problems: string[] = [];
  const watched: typeof fetch = async (input, init) => {
    const answer = await sim.fetch(input, init);
    problems.push(...before.problems(sim, 2), ...unproved());
    return answer;
  };
  const began = sim.clock.now();
  const run = await runJob(sim, { inputs: inputs(sim), fetch: watched, clock: jobClock(sim) });
  if (sim.clock.now() - began > longestMs)
    problems.push(`held for ${String((sim.clock.now() - began) / 60_000)} minutes`);
  if (run.result === "succeeded") problems.push(`green: ${run.text}`);
  problems.push(...foreign(sim), ...silenced(sim, run.outputs["renewedCount"] === "0"), ...lifetimes(sim));
  // Afterwards nothing of it is in the way: what is due gets renewed as soon as the forger lets go.
  sim.world.extensionData = {};
  const next = await runJob(sim, { inputs: inputs(sim) });
  if (!works(sim)) problems.push("the connection does not work");
  if (!/renewed and verified|Renewed and verified|It isn't due\./.test(next.summary))
    problems.push(`the next run ends ${next.text}`);
  return [...new Set(problems)];
}

/** Nothing but the listed connection that is due may be saved, and no other app registration may get or lose a secret. */
function foreign(sim: Sim): readonly string[] {
  const due = sim.world.endpoints.find(({ name }) => name === "shop-production");
  const appId = due?.authorization.parameters["serviceprincipalid"] ?? "none";
  const objectId = sim.world.tenants
    .flatMap(({ applications }) => applications)
    .find((one) => one.appId === appId)?.id;
  const touches = ({
    service,
    method,
    path,
  }: Pick<SimulatedRequest, "service" | "method" | "path">): boolean =>
    (service === "ado" && method === "PUT") || /addPassword|removePassword/.test(path);
  return sim.traffic.requests
    .filter(touches)
    .filter(({ path }) => ![due?.id, appId, objectId].some((id) => path.includes(id ?? "none")))
    .map(({ method, path }) => `touched ${method} ${path}`);
}

/** Every connection that is due is told of, in the message and as a work item, whatever is said to have been told. */
function silenced(sim: Sim, stillDue: boolean): readonly string[] {
  const wanted = ["shop-staging", ...(stillDue ? ["shop-production"] : [])];
  const posted = sim.world.posted.map(({ body }) => body).join("\n");
  const items = sim.world.workItems.map(({ fields }) => String(fields["System.Title"])).join("\n");
  return wanted.flatMap((name) => [
    ...(posted.includes(name) ? [] : [`no message of ${name}`]),
    ...(items.includes(name) ? [] : [`no work item of ${name}`]),
  ]);
}

const lifetimes = (sim: Sim): readonly string[] =>
  sim.world.tenants
    .flatMap(({ applications }) => applications)
    .flatMap(({ passwordCredentials }) => passwordCredentials)
    .filter(({ displayName }) => /^ADO-SC v1 /.test(displayName ?? ""))
    .filter(({ endDateTime }) => endDateTime > sim.clock.now() + (lifetimeDays + 1) * day)
    .map(({ keyId }) => `${keyId} is valid for longer than the run's input says`);

const runsWanted = Number(process.env["FUZZ_RUNS"] ?? 100);

test("no stored document makes a run touch, save, silence or wait for what its inputs and rules don't say", async () => {
  const { world, documents } = await materialOf();
  const kinds = new Set(documents.map(({ collection }) => collection.split("-")[0]));
  expect(kinds).toEqual(new Set(["locks", "journal", "records", "watch"]));
  const likely = likelyOf(world);
  const journals = documents.filter(({ collection }) => collection === "journal");
  const attack = fc.array(fc.oneof(forgedFrom(journals, likely), forgedFrom(documents, likely)), {
    minLength: 1,
    maxLength: 4,
  });
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(attack, async (forged) => {
      runs += 1;
      expect(await befall(forged)).toEqual([]);
    }),
    { numRuns: runsWanted, seed: 20261130 },
  );
  console.log(`# forged documents and the task: ${String(runs)} attacks`);
}, 900_000);
