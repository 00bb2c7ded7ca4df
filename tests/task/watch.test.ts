import { asWatcher, runJob, unattended } from "../support/job";

const rolesOf = (sim: ReturnType<typeof unattended>, roles: string[]): void => {
  for (const appId of Object.keys(sim.world.appRoles)) sim.world.appRoles[appId] = roles;
};

describe("a run of the task", () => {
  test("reads the project as the service principal and tells what ends", async () => {
    const sim = unattended();

    const run = await runJob(sim, { inputs: asWatcher(sim) });

    expect(run.result).toBe("failed");
    expect(run.text).toBe(
      "3 service connections expire within 7 days. 2 service connections expire within 30 days.",
    );
    expect(run.outputs).toEqual({
      expiredCount: "0",
      dueCount: "5",
      unknownCount: "0",
      unreadableCount: "0",
      renewedCount: "0",
      failedCount: "0",
      reportPath: "/tmp/ServiceConnections/service-connections.json",
    });
    expect(run.log).toEqual(["Reading the project as connection-watcher."]);
    expect(sim.world.unhandled).toEqual([]);
  });

  test("reads with the job's token and leaves Graph out, and does not call that unread", async () => {
    const sim = unattended();

    const run = await runJob(sim, { inputs: { failOn: "never" } });

    expect(run.summary).toContain(
      "Read as Fabrikam Build Service \\(contoso\\) (the job's token; Microsoft Graph wasn't asked)",
    );
    expect(sim.traffic.requests.filter(({ service }) => service === "graph" || service === "sts")).toEqual(
      [],
    );
    expect(run.annotations.map(({ text }) => text).join(" ")).not.toContain("couldn't be read");
  });

  test("takes an empty list for a missing right, names the role, and is not green (E17)", async () => {
    const sim = unattended();
    for (const user of sim.world.users) user.defaultRight = { project: "none", organization: "none" };

    const run = await runJob(sim, { inputs: { failOn: "never" } });

    expect(run.result).toBe("succeeded-with-issues");
    expect(run.text).toBe(
      'The list of project Fabrikam is empty. That isn\'t "none": this identity may not see them. Give the identity of the run the role User: Project settings > Service connections > the three dots > Security.',
    );
  });

  test("asks every project of the organization once", async () => {
    const sim = unattended();

    await runJob(sim, { inputs: asWatcher(sim, { scope: "organization" }) });

    const lists = sim.traffic.requests.filter(
      ({ method, path }) => method === "GET" && /serviceendpoint\/endpoints$/.test(path),
    );
    expect(lists).toHaveLength(2);
  });

  test("fails for a project that was named and is not there", async () => {
    const sim = unattended();

    const run = await runJob(sim, {
      inputs: asWatcher(sim, { scope: "organization", projects: "Fabrikam\nNowhere", failOn: "never" }),
    });

    expect(run.result).toBe("failed");
    expect(run.text).toContain("This identity sees no project named Nowhere.");
  });

  test("saves nothing, least of all an automatic connection", async () => {
    const sim = unattended();

    await runJob(sim, { inputs: asWatcher(sim, { scope: "organization", verify: "true" }) });

    expect(
      sim.traffic.requests.filter(({ method, service }) => method === "PUT" && service === "ado"),
    ).toEqual([]);
  });
});

describe("a run that cannot begin", () => {
  test.each([
    [
      "with both connections",
      { inputs: { azureSubscription: "a", azureDevOpsConnection: "b" } },
      "Both azureDevOpsConnection and azureSubscription are set. Set one of them: a run has one identity.",
    ],
    [
      "with a connection that holds a secret",
      { inputs: { azureSubscription: "a" }, connection: { ok: false, problem: "not-federated" } },
      "The service connection of the run signs in with a secret. Use one with workload identity federation: a run holds no secret of its own.",
    ],
    [
      "without an address for assertions",
      { inputs: { azureSubscription: "a" }, oidc: false },
      "this server gives a job no identity token (SYSTEM_OIDCREQUESTURI is not set)",
    ],
  ] as const)("%s says so before any call", async (_, options, text) => {
    const sim = unattended();

    const run = await runJob(sim, options);

    expect(run.result).toBe("failed");
    expect(run.text).toContain(text);
    expect(sim.traffic.requests).toEqual([]);
  });

  test("names the number of a refused assertion", async () => {
    const sim = unattended();
    for (const tenant of sim.world.tenants)
      for (const app of tenant.applications)
        app.federatedIdentityCredentials.forEach((one) => (one.subject = "sc://other"));

    const run = await runJob(sim, { inputs: asWatcher(sim) });

    expect(run.result).toBe("failed");
    expect(run.text).toContain("AADSTS700213");
  });
});

describe("Graph", () => {
  test("without an application permission is not read, says which one to give, and is never green", async () => {
    const sim = unattended();
    rolesOf(sim, []);

    const run = await runJob(sim, { inputs: asWatcher(sim, { failOn: "never" }) });

    expect(run.result).toBe("succeeded-with-issues");
    expect(run.summary).toContain("Give it Application.Read.All to watch, or Application.ReadWrite.OwnedBy");
    expect(Number(run.outputs["unreadableCount"])).toBeGreaterThan(0);
  });

  test("reads with Application.Read.All", async () => {
    const sim = unattended();
    rolesOf(sim, ["Application.Read.All"]);

    const run = await runJob(sim, { inputs: asWatcher(sim) });

    expect(run.outputs["unreadableCount"]).toBe("0");
  });
});

test("a full disk leaves the result and says so", async () => {
  const sim = unattended();

  const run = await runJob(sim, { inputs: asWatcher(sim, { warnDays: "1", failDays: "0" }), fullDisk: true });

  expect(run.result).toBe("succeeded-with-issues");
  expect(run.text).toContain("The agent's disk may be full");
});
