import { writeToken } from "../../simulator/entra/tokens";
import { createWorldSimulator } from "../../simulator/simulator";
import type { Endpoint } from "../../simulator/world";
import { logLine } from "../../src/domain/watch/plain";
import { instant } from "../../src/domain/instant";
import { asWatcher, idOf, jobClock, runJob, unattended, type RunOutcome } from "../support/job";
import { orphans, standing, works } from "../support/invariants";
import { patience } from "../support/patience";

type Sim = ReturnType<typeof unattended>;

const teamsWebhook = "https://prod-07.westeurope.logic.azure.com/workflows/w?sig=teams-canary";
const slackWebhook = "https://hooks.slack.com/services/T0/B0/slack-canary";
const day = 86_400_000;

/** Everything that a run says or leaves outside of the places it renews. */
const everywhere = (run: RunOutcome, sim: Sim): string =>
  JSON.stringify([
    run.text,
    run.log,
    run.annotations,
    run.outputs,
    run.summary,
    run.files,
    sim.world.workItems,
    sim.world.posted.map(({ body }) => body),
    sim.world.extensionData,
  ]);

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask", "Date", "performance"] });
});
afterEach(() => jest.useRealTimers());

describe("the identity of a run", () => {
  test("whose token is for another tenant is refused before anything is asked with it", async () => {
    const sim = unattended();
    const token = writeToken({ tid: "99999999-9999-4999-8999-999999999999", aud: "x" });
    sim.faults.add({
      match: { service: "sts", method: "POST" },
      effect: {
        kind: "status",
        status: 200,
        body: JSON.stringify({ access_token: token, expires_in: 3_599 }),
      },
    });

    const run = await runJob(sim, { inputs: asWatcher(sim) });

    expect(run.result).toBe("failed");
    expect(run.text).toContain(
      "Entra gave a token of tenant 99999999-9999-4999-8999-999999999999 instead of the connection's tenant",
    );
    expect(JSON.stringify(sim.traffic.requests.map(({ headers }) => headers))).not.toContain(token);
  });

  test("for which Entra gives no token is told of Entra, and not of Azure DevOps", async () => {
    const sim = unattended();
    sim.faults.add({
      match: { service: "sts", method: "POST" },
      effect: { kind: "status", status: 503, body: "{}" },
    });

    const run = await runJob(sim, { inputs: asWatcher(sim) });

    expect(run.result).toBe("failed");
    expect(run.text).toContain("Microsoft Entra isn't available (HTTP 503)");
    expect(run.text).not.toContain("Azure DevOps isn't available");
    expect(sim.traffic.requests.filter(({ service }) => service === "sts")).toHaveLength(4);
  });

  test("that may not read half of the projects says which, and is not green", async () => {
    const sim = unattended();
    for (let number = 1; number <= 10; number += 1)
      sim.world.projects.push({
        id: `0000000${String(number % 10)}-1234-4234-8234-000000000000`,
        name: `P${String(number)}`,
      });
    sim.faults.add({
      match: { path: /\/0000000[02468]-1234[^?]*serviceendpoint\/endpoints/ },
      effect: { kind: "status", status: 403, body: '{"message":"no"}' },
    });
    const inputs = asWatcher(sim, { scope: "organization", warnDays: "1", failDays: "0" });

    const run = await runJob(sim, { inputs });

    expect(run.result).toBe("succeeded-with-issues");
    expect(run.summary.match(/^- Project P(2|4|6|8|10)\./gm)).toHaveLength(5);
    expect((await runJob(sim, { inputs: { ...inputs, failOnUnreadable: "true" } })).result).toBe("failed");
  });

  test.each([3_600_000, -3_600_000])("on a machine whose clock is %d ms off breaks nothing", async (skew) => {
    const sim = unattended();
    const before = standing(sim);
    const clock = jobClock(sim);
    const inputs = asWatcher(sim, { renew: "due", renewOnly: idOf(sim, "shop-production"), failOn: "never" });

    const run = await runJob(sim, {
      inputs,
      clock: { ...clock, now: () => instant(sim.clock.now() + skew) },
    });
    await runJob(sim, { inputs });

    expect(run.outputs["failedCount"]).toBe("0");
    expect(run.outputs["renewedCount"]).toBe("1");
    expect([before.problems(sim), orphans(sim), works(sim)]).toEqual([[], [], true]);
  });
});

describe("names that other people gave", () => {
  const hostile = [
    "##vso[task.setvariable variable=stolen]yes",
    "n".repeat(3_000),
    "\u202egnp.\u05e9\u05dc\u05d5\u05dd",
    "a\r\n##[error]no\u2028b",
    "| [x](https://evil.example) <img src=x> `y` @all <!channel>",
    "\ud83d\ude00".repeat(400),
    "{{DATE(2099-01-01T00:00:00Z,SHORT)}}",
  ];

  test("are text on one line in all that a run says, whatever is in them", async () => {
    const sim = unattended();
    for (const project of sim.world.projects) project.name = `${project.name.slice(0, 4)}) (old`;
    for (const [index, endpoint] of sim.world.endpoints.entries()) {
      endpoint.name = hostile[index % hostile.length] ?? "";
      for (const reference of endpoint.references) reference.name = endpoint.name;
    }

    const run = await runJob(sim, {
      inputs: asWatcher(sim, { warnDays: "365", workItemType: "Issue", teamsWebhook, slackWebhook }),
    });

    // What goes to the log goes through `logLine`, in which no command can stand.
    const lines = [run.text, ...run.log, ...run.annotations.map(({ text }) => text)];
    for (const text of [run.summary, ...lines.map(logLine)])
      expect(text).not.toMatch(/##vso\[|[\u202e\u2028]/);
    for (const { text } of run.annotations) expect(text).not.toMatch(/[\r\n]/);
    expect(run.summary).not.toMatch(/\]\(https:\/\/evil|<img/);
    // A parenthesis in the name of a project does not end the link of its connections.
    const links = [...run.summary.matchAll(/\]\(([^)]*)\)/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(4);
    for (const link of links)
      expect(link).toMatch(
        /^https:\/\/dev\.azure\.com\/contoso\/\w+%29%20%28old\/_settings\/[\w.-]+\.project-hub\?connection=[0-9a-f-]{36}&panel=(renewal|detail|federation)$/,
      );
    expect(sim.world.posted).toHaveLength(2);
    for (const { body } of sim.world.posted) {
      expect(Buffer.byteLength(body)).toBeLessThan(28 * 1_024);
    }
    // Two braces begin a function of an Adaptive Card.
    expect(sim.world.posted[0]?.body).toContain("{ {DATE");
    expect(sim.world.posted[0]?.body).not.toContain("{{");
    // Slack interprets nothing in plain text.
    expect(sim.world.posted[1]?.body).toContain('{"type":"plain_text"');
    expect(sim.world.posted[1]?.body).not.toContain("mrkdwn");
    expect(sim.world.workItems.length).toBeGreaterThan(4);
    for (const { fields } of sim.world.workItems) {
      expect(String(fields["System.Title"]).length).toBeLessThanOrEqual(255);
      expect(String(fields["System.Description"])).not.toContain("<img");
    }
  });
});

describe("somebody who can't be told", () => {
  const telling = (sim: Sim) => asWatcher(sim, { failOn: "never", teamsWebhook, slackWebhook });

  test.each([
    ["error-as-200", "The Teams workflow refused it (HTTP 200)."],
    ["gone", "The Teams workflow refused it (HTTP 404)."],
  ] as const)(
    "because the webhook is %s makes the run yellow, and is told by the next one",
    async (hooks, text) => {
      const sim = unattended();
      sim.world.switches.hooks = hooks;

      const run = await runJob(sim, { inputs: telling(sim) });
      sim.world.switches.hooks = "accept";
      const next = await runJob(sim, { inputs: telling(sim) });

      expect(run.result).toBe("succeeded-with-issues");
      expect(run.annotations.map((one) => one.text)).toContain(text);
      expect(run.log.join()).not.toContain("accepted");
      expect(next.log).toContain(
        "2 messages were accepted. A webhook doesn't say whether a message was delivered.",
      );
    },
  );

  test("because the webhook hangs ends after its time limit", async () => {
    const sim = unattended();
    sim.faults.add({ match: { service: "hook", path: /workflows/ }, effect: { kind: "hang" } });

    const run = await patience(sim, runJob(sim, { inputs: telling(sim) }));

    expect(run.annotations.map((one) => one.text)).toContain("The Teams workflow couldn't be reached.");
    expect(everywhere(run, sim)).not.toMatch(/teams-canary|slack-canary/);
  });

  test("because the type of the work item has a field that it wants is told with Azure Boards' own words", async () => {
    const sim = unattended();
    sim.world.workItemTypes.find(({ name }) => name === "Issue")?.required.push("Custom.Team");

    const run = await runJob(sim, { inputs: asWatcher(sim, { failOn: "never", workItemType: "Issue" }) });

    expect(run.result).toBe("succeeded-with-issues");
    expect(run.annotations.map((one) => one.text).join()).toContain(
      "TF401320: Rule Error for field Custom.Team.",
    );
    expect(sim.world.workItems).toEqual([]);
  });

  test("because nobody is called as assignTo says is told, and no work item is made without them", async () => {
    const sim = unattended();

    const run = await runJob(sim, {
      inputs: asWatcher(sim, { failOn: "never", workItemType: "Issue", assignTo: "Nobody Known" }),
    });

    expect(run.annotations.map((one) => one.text).join()).toContain(
      "The identity value 'Nobody Known' for field 'Assigned To' is an unknown identity.",
    );
    expect(sim.world.workItems).toEqual([]);
  });
});

describe("the creator of a connection", () => {
  const assignees = (sim: Sim) => [
    ...new Set(sim.world.workItems.map(({ fields }) => fields["System.AssignedTo"])),
  ];
  const inputs = (sim: Sim) => asWatcher(sim, { failOn: "never", workItemType: "Issue" });
  const asked = (sim: Sim) => sim.traffic.requests.filter(({ path }) => /_apis\/identities/.test(path));

  test("who is still there gets the work item, after one look", async () => {
    const sim = unattended();

    await runJob(sim, { inputs: inputs(sim) });

    expect(assignees(sim)).toEqual(["Alice Adminson"]);
    expect(asked(sim)).toHaveLength(1);
  });

  test("who left is not assigned, and nobody is asked to", async () => {
    const sim = unattended();
    const alice = sim.world.users.find(({ displayName }) => displayName === "Alice Adminson");
    if (alice !== undefined) alice.left = true;

    const run = await runJob(sim, { inputs: inputs(sim) });

    expect(assignees(sim)).toEqual([undefined]);
    expect(sim.world.workItems).toHaveLength(5);
    expect(sim.traffic.requests.filter(({ path }) => /workitems\/\$/.test(path))).toHaveLength(5);
    expect(run.annotations.map(({ text }) => text).join()).not.toContain("Azure Boards");
  });

  test("of whom nothing can be told is tried, and left out where Azure Boards refuses", async () => {
    const sim = unattended();
    const alice = sim.world.users.find(({ displayName }) => displayName === "Alice Adminson");
    if (alice !== undefined) alice.left = true;
    sim.faults.add({
      match: { path: /_apis\/identities/ },
      effect: { kind: "status", status: 403, body: "{}" },
    });

    await runJob(sim, { inputs: inputs(sim) });

    expect(assignees(sim)).toEqual([undefined]);
    expect(sim.world.workItems).toHaveLength(5);
  });
});

describe("a work item", () => {
  const inputs = (sim: Sim, more: Record<string, string> = {}) =>
    asWatcher(sim, { failOn: "never", workItemType: "Issue", ...more });
  const itemOf = (sim: Sim, name: string) =>
    sim.world.workItems.find(({ fields }) => String(fields["System.Title"]).includes(name));

  test("is made once, and changed with a comment when the fact changes", async () => {
    const sim = unattended();
    await runJob(sim, { inputs: inputs(sim) });
    const made = sim.world.workItems.length;
    await runJob(sim, { inputs: inputs(sim) });
    expect(made).toBe(5);
    expect(sim.world.workItems).toHaveLength(5);
    expect(itemOf(sim, "shop-staging")?.history).toEqual([]);

    sim.clock.advance(15 * day);
    await runJob(sim, { inputs: inputs(sim) });
    // One more ends within the days of the warning by now.
    expect(sim.world.workItems).toHaveLength(6);
    expect(itemOf(sim, "shop-staging")?.fields["System.Title"]).toMatch(/^Urgent: /);
    expect(itemOf(sim, "shop-staging")?.history).toHaveLength(1);
  });

  test("that was made as another type counts as ended by the states of that type, and is ended with one of them", async () => {
    const sim = unattended();
    for (const type of sim.world.workItemTypes) type.required = [];
    await runJob(sim, { inputs: inputs(sim, { workItemType: "Incident" }) });
    const [staging, production] = [itemOf(sim, "shop-staging"), itemOf(sim, "shop-production")];
    if (staging !== undefined) staging.fields["System.State"] = "Closed";

    const renewing = { renew: "due", renewOnly: idOf(sim, "shop-production") };
    await runJob(sim, { inputs: inputs(sim, renewing) });

    const again = sim.world.workItems.filter(({ fields }) =>
      String(fields["System.Title"]).includes("shop-staging"),
    );
    expect(again.map(({ fields }) => [fields["System.WorkItemType"], fields["System.State"]])).toEqual([
      ["Incident", "Closed"],
      ["Issue", "To Do"],
    ]);
    expect(production?.fields["System.State"]).toBe("Closed");
  });

  test("of a renewed connection says until when the new secret lives", async () => {
    const sim = unattended();
    await runJob(sim, { inputs: inputs(sim) });

    await runJob(sim, { inputs: inputs(sim, { renew: "due", renewOnly: idOf(sim, "shop-production") }) });

    const item = itemOf(sim, "shop-production");
    expect(item?.fields["System.State"]).toBe("Done");
    expect(item?.history).toEqual([
      expect.stringMatching(
        /^The service connection is no longer due: it expires on \d{4}-\d\d-\d\d\. Certain: the note names this secret, and Microsoft Graph shows when it expires\.$/,
      ),
    ]);
  });
});

test("a second run without a change tells nobody, and saves and removes nothing", async () => {
  const sim = unattended();
  const inputs = asWatcher(sim, { workItemType: "Issue", teamsWebhook, slackWebhook });
  await runJob(sim, { inputs });
  const [posted, items] = [sim.world.posted.length, JSON.stringify(sim.world.workItems)];
  sim.traffic.clear();

  await runJob(sim, { inputs });

  expect([sim.world.posted.length, JSON.stringify(sim.world.workItems)]).toEqual([posted, items]);
  const writes = sim.traffic.requests.filter(
    ({ service, method, path }) =>
      service !== "sts" &&
      !/^GET$/.test(method) &&
      !/oidctoken|wiql|\$batch|Collections\/diagnostics/.test(path),
  );
  expect(writes.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

test("no secret, token or address of a webhook is in anything a run says or leaves", async () => {
  const sim = unattended();
  const held = new Set(
    sim.world.tenants
      .flatMap(({ applications }) => applications)
      .flatMap(({ passwordCredentials }) => passwordCredentials.map(({ secretText }) => secretText)),
  );
  const tokens = new Set<string>();
  const fetchSeen: typeof fetch = async (input, init) => {
    const authorization = new Headers(init?.headers).get("authorization") ?? "";
    if (authorization !== "") tokens.add(authorization.replace(/^Bearer /, ""));
    return sim.fetch(input, init);
  };
  const run = await runJob(sim, {
    fetch: fetchSeen,
    inputs: asWatcher(sim, {
      renew: "due",
      renewOnly: idOf(sim, "shop-production"),
      keyVaultName: "team-vault",
      keyVaultSecret: "sc-{connection}",
      workItemType: "Issue",
      teamsWebhook,
      slackWebhook,
    }),
  });
  for (const { secretText } of sim.world.tenants
    .flatMap(({ applications }) => applications)
    .flatMap(({ passwordCredentials }) => passwordCredentials))
    held.add(secretText);

  const all = everywhere(run, sim);
  expect(run.outputs["renewedCount"]).toBe("1");
  expect(tokens.size).toBeGreaterThan(2);
  for (const secret of [...held, ...tokens]) expect(all.includes(secret)).toBe(false);
  expect(all).not.toMatch(/teams-canary|slack-canary/);
});

describe("very many", () => {
  /** Made once: ten thousand of anything take seconds to make. */
  const large = createWorldSimulator({ scenario: "project-10000" }).world;

  /** Adds so many connections with their app registrations; the first ones have the ids of the task's own world. */
  function withMore(sim: Sim, count: number): readonly Endpoint[] {
    const added = large.endpoints.slice(100, 100 + count).map((one) => structuredClone(one));
    sim.world.endpoints.push(...added);
    sim.world.tenants[0]?.applications.push(
      ...(large.tenants[0]?.applications ?? []).slice(100, 100 + count),
    );
    return added;
  }

  /** Every call takes a tenth of a second, in which a list may be reported. */
  const slowed =
    (sim: Sim): typeof fetch =>
    (input, init) => {
      sim.clock.advance(100);
      return sim.fetch(input, init);
    };

  test("progress only grows where every connection is verified, too", async () => {
    const sim = unattended();
    const progress: number[] = [];

    await runJob(sim, {
      inputs: asWatcher(sim, { scope: "organization", failOn: "never", verify: "true" }),
      fetch: slowed(sim),
      progress: (percent) => progress.push(percent),
    });

    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(new Set(progress).size).toBeGreaterThan(5);
  });

  test("150 projects with 1,500 connections take one list each, batches of Graph, and progress that only grows", async () => {
    const sim = unattended();
    const added = withMore(sim, 1_500);
    const [home] = sim.world.projects;
    const many = Array.from({ length: 150 }, (_, index) => ({
      id: `d0000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}`,
      name: `Project ${String(index)}`,
    }));
    sim.world.projects.push(...many);
    for (const [index, endpoint] of added.entries())
      for (const reference of endpoint.references)
        if (reference.projectId === home?.id) reference.projectId = many[index % 150]?.id ?? "";
    const progress: number[] = [];
    const began = performance.now();

    const run = await runJob(sim, {
      inputs: asWatcher(sim, { scope: "organization", failOn: "never" }),
      fetch: slowed(sim),
      progress: (percent) => progress.push(percent),
    });

    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    const total = sim.traffic.requests.length;
    console.log(`# 150 projects, 1,500 connections: ${String(total)} requests, ${seconds} s`);
    const lists = sim.traffic.requests.filter(({ path }) => /serviceendpoint\/endpoints$/.test(path));
    expect([lists.length, new Set(lists.map(({ path }) => path)).size]).toEqual([152, 152]);
    expect(sim.traffic.requests.filter(({ service }) => service === "graph").length).toBeLessThanOrEqual(10);
    expect(total).toBeLessThan(400);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect([new Set(progress).size > 10, progress[progress.length - 1]]).toEqual([true, 100]);
    expect(JSON.parse(run.files["service-connections.json"] ?? "{}")).toMatchObject({
      counts: { projects: 152, connections: 1_508, unreadable: 0 },
    });
  }, 300_000);

  test("connections are read with one list, batches of Graph, and fifty rows in the summary", async () => {
    const sim = unattended();
    withMore(sim, 9_900);

    const run = await runJob(sim, { inputs: asWatcher(sim, { failOn: "never", teamsWebhook }) });

    const lists = sim.traffic.requests.filter(({ path }) => /serviceendpoint\/endpoints$/.test(path));
    const batches = sim.traffic.requests.filter(({ service }) => service === "graph");
    expect([lists.length, batches.length <= 40]).toEqual([1, true]);
    expect(run.summary.match(/^\| (Expired|Urgent|Soon) /gm)).toHaveLength(50);
    expect(run.summary).toContain("| 9,908 | 1,320 | 4,625 | 0 | 0 | 0 |");
    expect(run.summary).toContain("\n5,895 more in the artifact.\n");
    expect(run.annotations.length).toBeLessThanOrEqual(16);
    expect(run.files["service-connections.csv"]?.split("\r\n").length).toBeGreaterThan(9_900);
    expect(Buffer.byteLength(sim.world.posted[0]?.body ?? "")).toBeLessThan(28 * 1_024);
  }, 300_000);

  test("records of listed connections are not looked at for ever: what is beyond is left to the next run", async () => {
    const sim = unattended();
    const listed = withMore(sim, 60);
    const documents = (sim.world.extensionData["Default"] ??= {});
    const journal = (documents["journal"] ??= {});
    for (const { id } of listed) {
      const key = `${sim.world.job.projectId}.${id}`;
      journal[key] = { id: key, __etag: 1, connectionId: id, schemaVersion: 99 };
    }
    const ids = [...listed.map(({ id }) => id), idOf(sim, "shop-production")];

    const run = await runJob(sim, {
      inputs: asWatcher(sim, {
        renew: "due",
        renewOnly: ids.join("\n"),
        failOn: "never",
        readGraph: "false",
      }),
    });

    expect(sim.traffic.requests.filter(({ path }) => /addPassword/.test(path))).toEqual([]);
    expect(run.result).toBe("succeeded-with-issues");
    expect(run.text).toContain("61 listed connections were not renewed");
  });
});
