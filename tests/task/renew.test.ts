import { asWatcher, idOf, runJob, unattended } from "../support/job";

const saves = (sim: ReturnType<typeof unattended>) =>
  sim.traffic.requests.filter(({ method, service }) => method === "PUT" && service === "ado");

const due = (sim: ReturnType<typeof unattended>, more: Record<string, string> = {}) =>
  asWatcher(sim, { renew: "due", renewOnly: idOf(sim, "shop-production"), ...more });

test("a listed connection that is due is renewed, proved and verified, and nothing else is touched", async () => {
  const sim = unattended();

  const run = await runJob(sim, { inputs: due(sim) });

  expect(run.outputs["renewedCount"]).toBe("1");
  expect(run.summary).toContain("Renewed and verified");
  expect(saves(sim).map(({ path }) => path.split("/").pop())).toEqual([idOf(sim, "shop-production")]);
  expect(sim.traffic.requests.filter(({ path }) => /removePassword/i.test(path))).toEqual([]);
  expect(Object.keys(sim.world.extensionData["Default"]?.["journal"] ?? {})).toEqual([]);
  expect(Object.keys(sim.world.extensionData["Default"]?.["locks"] ?? {})).toEqual([]);
});

test("plan says what due would do, and makes no secret", async () => {
  const sim = unattended();

  const run = await runJob(sim, { inputs: due(sim, { renew: "plan" }) });

  expect(run.summary).toContain("Would be renewed");
  expect(sim.traffic.requests.filter(({ path }) => /addPassword/i.test(path))).toEqual([]);
});

test("an automatic connection is never saved, although it is listed", async () => {
  const sim = unattended();

  const run = await runJob(sim, {
    inputs: due(sim, { renewOnly: idOf(sim, "shop-automatic"), renewWithinDays: "365" }),
  });

  expect(run.summary).toContain("Azure DevOps creates its secret");
  expect(saves(sim)).toEqual([]);
  // Nothing was replaced, so nothing is called the old secret.
  expect(run.summary).toMatch(/^\| shop-automatic \| Not started: [^|]* (\| {2}){4}\|$/m);
  expect(JSON.parse(run.files["service-connections.json"] ?? "{}")).toMatchObject({
    renewals: [{ outcome: "skipped", oldUntil: null }],
  });
});

test("the vault gets the value after the verification, with expiry and key id, and the value is nowhere else", async () => {
  const sim = unattended();

  const run = await runJob(sim, {
    inputs: due(sim, { keyVaultName: "team-vault", keyVaultSecret: "sc-{connection}" }),
  });

  const [secret] = sim.world.vaultSecrets;
  const value = secret?.versions[0]?.value ?? "";
  expect(secret?.name).toBe(`sc-${idOf(sim, "shop-production")}`);
  expect(
    sim.world.endpoints.find(({ name }) => name === "shop-production")?.secrets["serviceprincipalkey"],
  ).toBe(value);
  expect(JSON.stringify([run, sim.world.extensionData, sim.world.posted])).not.toContain(value);
});

test("a vault that refuses makes the run fail, and the sentence says what is true", async () => {
  const sim = unattended();
  sim.world.switches.vault = "refuses";

  const run = await runJob(sim, {
    inputs: due(sim, { failOn: "never", keyVaultName: "team-vault", keyVaultSecret: "sc-{connection}" }),
  });

  expect(run.result).toBe("failed");
  expect(run.text).toContain(
    "The key vault refused 1 value. The connections are renewed; the vault holds the old value, which stays valid until its date.",
  );
});

test("without a record under this identity nothing is renewed", async () => {
  const sim = unattended();
  sim.world.switches.unattendedData = "nobody";

  const run = await runJob(sim, { inputs: due(sim) });

  expect(run.summary).toContain("recorded under this identity");
  expect(saves(sim)).toEqual([]);
});

test("a connection that no pipeline ran with or may use is watched, never renewed", async () => {
  const sim = unattended();

  const run = await runJob(sim, {
    inputs: due(sim, { renewOnly: idOf(sim, "shop-staging"), renewWithinDays: "30" }),
  });

  expect(run.summary).toContain("No pipeline may use it, and none has for 100 days. Disable it instead.");
  expect(saves(sim)).toEqual([]);
});

test("two runs of one identity at the same time renew once, and neither takes the other's lock", async () => {
  const sim = unattended();

  const runs = await Promise.all([runJob(sim, { inputs: due(sim) }), runJob(sim, { inputs: due(sim) })]);

  const made = sim.traffic.requests.filter(({ path }) => /addPassword/i.test(path));
  expect(made).toHaveLength(1);
  expect(runs.map(({ outputs }) => outputs["renewedCount"]).sort()).toEqual(["0", "1"]);
});
