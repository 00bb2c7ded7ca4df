import fc from "fast-check";
import { createWorldSimulator, type WorldSimulator } from "../../simulator/simulator";
import type { World } from "../../simulator/world";
import { cleanUpRenewal, findInterrupted, resumeRenewal } from "../../src/operations/resume-renewals";
import { runRenewal } from "../../src/operations/run-renewal";
import { mortal } from "../support/crashing-ports";
import { forgedFrom, type Forged } from "../support/forged-documents";
import { standing } from "../support/invariants";
import { openTab, planOf, subjectOf, type Tab } from "../support/simulated-tab";

/** A world in which one renewal has ended, and every document that it wrote on its way. */
type Material = { readonly world: World; readonly documents: readonly Forged[] };

const twoYearsMs = 2 * 366 * 86_400_000;

async function materialOf(sim: WorldSimulator): Promise<Material> {
  const documents: Forged[] = [];
  const seen = new Set<string>();
  const note = (): void => {
    for (const [collection, bodies] of Object.entries(sim.world.extensionData["Default"] ?? {}))
      for (const body of Object.values(bodies)) {
        const text = JSON.stringify(body);
        if (seen.has(text)) continue;
        seen.add(text);
        documents.push({ collection, body: JSON.parse(text) as Forged["body"] });
      }
  };
  const tab = openTab(sim);
  const plan = await planOf(tab, "graph");
  const ended = await runRenewal(mortal(tab.ports, { watch: note }).ports, plan, tab.person);
  if (ended.stage !== "renewed") throw new Error(`the renewal before ended ${ended.stage}`);
  note();
  return { world: structuredClone(sim.world), documents };
}

/** What a forger would put in: ids of the world, of either renewal, the live key, dates far away. */
const likelyOf = ({ world }: Material): readonly unknown[] => [
  ...world.endpoints.slice(0, 2).map(({ id }) => id),
  ...world.tenants.flatMap(({ applications }) =>
    applications.flatMap(({ appId, passwordCredentials }) => [
      appId,
      ...passwordCredentials.map((one) => one.keyId),
    ]),
  ),
  ...world.users.map(({ id }) => id),
  ...["preparing", "issuing", "locating", "proving", "saving", "verifying", "discarding"],
  ...["automatic", "graph", "guided", "subscriptionName", ["subscriptionName"]],
  ...[4_890_000_000_000, true, false, null],
];

function plant(sim: WorldSimulator, forged: readonly Forged[]): void {
  const all = (sim.world.extensionData["Default"] ??= {});
  for (const { collection, body } of forged) {
    const id = String(body["id"]);
    (all[collection] ??= {})[id] = { ...body, id, __etag: 7 };
  }
}

/** Counts what only a person may set off. */
function counted(tab: Tab) {
  const acts = { signIns: 0, saves: 0, removals: 0, issues: 0 };
  const { connections, credentials } = tab.ports;
  const ports: Tab["ports"] = {
    ...tab.ports,
    connections: {
      ...connections,
      save: (request) => {
        acts.saves += 1;
        return connections.save(request);
      },
    },
    credentials: {
      ...credentials,
      connect: (scope, options) => {
        if (options.interactive) acts.signIns += 1;
        return credentials.connect(scope, options);
      },
      issue: (...given) => {
        acts.issues += 1;
        return credentials.issue(...given);
      },
      remove: (...given) => {
        acts.removals += 1;
        return credentials.remove(...given);
      },
    },
  };
  return { acts, ports };
}

/** Secret texts of the world which stand where readers of the connection, or any member, can see them. */
function leaks(sim: WorldSimulator): readonly string[] {
  const { endpoint, application } = subjectOf(sim);
  const { secrets: _secrets, ...open } = endpoint;
  const readable = JSON.stringify([open, sim.world.extensionData]);
  return application.passwordCredentials
    .filter(({ secretText }) => secretText !== "" && readable.includes(secretText))
    .map(({ keyId }) => `the text of ${keyId} can be read`);
}

type Attack = {
  readonly forged: readonly Forged[];
  /** What the person presses where both are offered, look by look. */
  readonly presses: readonly ("resume" | "clean up")[];
};

async function befall(sim: WorldSimulator, { forged, presses }: Attack): Promise<readonly string[]> {
  plant(sim, forged);
  const before = standing(sim);
  const problems: string[] = [];
  const tab = openTab(sim);
  const { acts, ports: counting } = counted(tab);
  // At every call, not at the end alone: a run that goes on would mend what it broke.
  const { ports } = mortal(counting, {
    watch: () => problems.push(...before.problems(sim, 8), ...leaks(sim)),
  });
  const liveBefore = subjectOf(sim).application.passwordCredentials.map(({ keyId }) => keyId);
  for (const press of presses) {
    const asked = JSON.stringify(acts);
    const found = await findInterrupted(ports, tab.project.id, new Set());
    await ports.records.ofProject(tab.project.id);
    await ports.settings.read();
    if (JSON.stringify(acts) !== asked) problems.push(`looking alone did ${JSON.stringify(acts)}`);
    const first = found.ok ? found.value.find((one) => one.kind === "readable") : undefined;
    if (first?.kind !== "readable") break;
    if (first.mayResume && (press === "resume" || !first.mayCleanUp))
      await resumeRenewal(ports, first, tab.person);
    else if (first.mayCleanUp) await cleanUpRenewal(ports, first);
    else sim.clock.advance(16 * 60_000);
  }
  for (const one of subjectOf(sim).application.passwordCredentials)
    if (!liveBefore.includes(one.keyId) && one.endDateTime - sim.clock.now() > twoYearsMs)
      problems.push(`${one.keyId} is valid for longer than two years`);
  return [...new Set(problems)];
}

const runsWanted = Number(process.env["FUZZ_RUNS"] ?? 2_000);
const seed = Number(process.env["FUZZ_SEED"] ?? 20261129);

test("no stored document, replayed, forged or contradicting another, makes the hub break or give away anything", async () => {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const material = await materialOf(sim);
  expect(new Set(material.documents.map(({ collection }) => collection.split("-")[0]))).toEqual(
    new Set(["journal", "locks", "records", "settings"]),
  );
  const likely = likelyOf(material);
  const journals = material.documents.filter(({ collection }) => collection === "journal");
  const attack: fc.Arbitrary<Attack> = fc.record({
    forged: fc.array(fc.oneof(forgedFrom(journals, likely), forgedFrom(material.documents, likely)), {
      minLength: 1,
      maxLength: 4,
    }),
    presses: fc.array(fc.constantFrom("resume", "clean up"), { minLength: 2, maxLength: 3 }),
  });
  let acted = 0;
  await fc.assert(
    fc.asyncProperty(attack, async (drawn) => {
      Object.assign(sim.world, structuredClone(material.world));
      sim.clock.advance(60_000);
      const { modificationDate } = subjectOf(sim).endpoint;
      expect(await befall(sim, drawn)).toEqual([]);
      if (subjectOf(sim).endpoint.modificationDate !== modificationDate) acted += 1;
    }),
    { numRuns: runsWanted, seed },
  );
  // Some of what is forged is a plan that a person may agree to; a fuzz in which nothing ever runs would prove nothing.
  expect(acted).toBeGreaterThan(runsWanted / 100);
  console.log(
    `# forged documents against the operations: ${String(runsWanted)} runs (seed ${String(seed)}), ${String(acted)} of them renewed`,
  );
}, 900_000);
