import { asWatcher, idOf, runJob, unattended } from "../support/job";

type Sim = ReturnType<typeof unattended>;

const teamsWebhook = "https://prod-07.westeurope.logic.azure.com/workflows/w?sig=teams-canary";
const otherWebhook = "https://prod-07.westeurope.logic.azure.com/workflows/w?sig=another";

const telling = (sim: Sim, more: Record<string, string> = {}) =>
  asWatcher(sim, { failOn: "never", teamsWebhook, ...more });
const told = (sim: Sim) => Object.values(sim.world.extensionData["Default"]?.["watch-told"] ?? {});
const linesOf = (sim: Sim, post: number): readonly string[] =>
  [...(sim.world.posted[post]?.body ?? "").matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(
    ([, text]) => text ?? "",
  );

/** A document as any member can write it: the facts of one that a run wrote, changed. */
function forge(sim: Sim, change: (facts: string[][]) => string[][], more: object = {}): void {
  for (const document of told(sim)) {
    const facts = change(structuredClone(document["facts"]) as string[][]);
    Object.assign(document, { facts, ...more });
  }
}

describe("what runs told, kept where any member can write", () => {
  test("silences no message that a member says was told", async () => {
    const sim = unattended();
    await runJob(sim, { inputs: telling(sim) });
    const everything = linesOf(sim, 0);
    // Told of none of them, but of one more, as if by a run.
    forge(sim, (facts) => [...facts, [idOf(sim, "shop-test"), "2027-04-27/within-warn"]]);

    await runJob(sim, { inputs: telling(sim) });
    await runJob(sim, { inputs: telling(sim) });

    expect(everything).toHaveLength(6);
    expect([linesOf(sim, 1), sim.world.posted.length]).toEqual([everything, 2]);
  });

  test("counts as nothing told where its seal is gone, of another scope, or of another address", async () => {
    const without = unattended();
    await runJob(without, { inputs: telling(without) });
    forge(without, (facts) => facts, { seal: undefined });
    await runJob(without, { inputs: telling(without) });
    expect(without.world.posted).toHaveLength(2);

    const elsewhere = unattended();
    await runJob(elsewhere, { inputs: telling(elsewhere, { scope: "organization" }) });
    const documents = elsewhere.world.extensionData["Default"]?.["watch-told"] ?? {};
    const [document] = Object.values(documents);
    const id = elsewhere.world.job.projectId;
    documents[id] = { ...structuredClone(document), id, __etag: 1 };
    await runJob(elsewhere, { inputs: telling(elsewhere) });
    expect(elsewhere.world.posted).toHaveLength(2);

    const moved = unattended();
    await runJob(moved, { inputs: telling(moved) });
    await runJob(moved, { inputs: telling(moved, { teamsWebhook: otherWebhook }) });
    expect(moved.world.posted).toHaveLength(2);
  });

  test("holds no address of a webhook", async () => {
    const sim = unattended();

    await runJob(sim, { inputs: telling(sim) });

    expect(told(sim)).toHaveLength(1);
    expect(JSON.stringify(told(sim))).not.toMatch(/canary|logic\.azure/);
  });
});

describe("a date that a member typed", () => {
  /** Typed for a connection whose end Graph doesn't tell. */
  function typed() {
    const sim = unattended();
    const inputs = telling(sim, { readGraph: "false", workItemType: "Issue" });
    const id = idOf(sim, "shop-production");
    const type = (days: number): void => {
      const until = sim.clock.now() + days * 86_400_000;
      const key = `${sim.world.job.projectId}.${id}`;
      const by = { id: "mallory", name: "{{DATE(2099-01-01T00:00:00Z)}} Mallory" };
      const records = ((sim.world.extensionData["Default"] ??= {})[`records-${sim.world.job.projectId}`] ??=
        {});
      records[key] = {
        id: key,
        __etag: 3,
        schemaVersion: 1,
        connectionId: id,
        verification: null,
        renewals: [],
        typedExpiry: { until, by, at: sim.clock.now() },
        snooze: null,
      };
    };
    return { sim, inputs, type };
  }

  test("closes a work item as what it is, and is never told as a renewal", async () => {
    const { sim, inputs, type } = typed();
    type(3);
    await runJob(sim, { inputs });
    type(300);
    await runJob(sim, { inputs });

    const closed = sim.world.workItems.filter(({ fields }) => fields["System.State"] === "Done");
    expect(closed.map(({ history }) => history)).toEqual([
      [
        expect.stringMatching(
          /^The service connection is no longer due: it expires on \d{4}-\d\d-\d\d, as an administrator entered\. As entered: an administrator typed this date\. Nothing confirms it\.$/,
        ),
      ],
    ]);
    expect(sim.world.posted[1]?.body).toContain("No longer due: shop-production");
    expect(sim.world.posted[1]?.body).not.toMatch(/renewed/i);
  });
});
