import {
  watchOptions,
  type InputProblem,
  type RawInputs,
  type WatchOptions,
} from "../../../src/domain/watch/options";

const id = "6f1c2d3e-0a1b-4c5d-8e9f-101112131415";
const other = "7f1c2d3e-0a1b-4c5d-8e9f-101112131415";

function options(raw: RawInputs): WatchOptions {
  const read = watchOptions(raw);
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  return read.options;
}

function problems(raw: RawInputs): readonly InputProblem[] {
  const read = watchOptions(raw);
  return "problems" in read ? read.problems : [];
}

test("inputs that nobody filled in take the documented defaults", () => {
  expect(options({ scope: "", projects: undefined })).toEqual({
    identity: "job-token",
    scope: "project",
    projects: [],
    policy: { warnDays: 30, failDays: 7, failOn: "within", failOnUnreadable: false },
    readGraph: true,
    verify: false,
    renew: { when: "never", ids: [], withinDays: 14, lifetimeDays: 180, most: 5 },
    workItem: null,
    vault: null,
    notifyOn: "change",
    artifactName: "ServiceConnections",
  });
});

test("lists take one entry a line, ids in lower case and once", () => {
  const read = options({
    azureSubscription: "s",
    projects: " Fabrikam \r\n\r\nTailspin Toys\n",
    renew: "due",
    renewOnly: `${id.toUpperCase()}\n${id}\n`,
  });

  expect(read.projects).toEqual(["Fabrikam", "Tailspin Toys"]);
  expect(read.renew.ids).toEqual([id]);
});

test.each<readonly [string, RawInputs, InputProblem]>([
  ["two identities", { azureDevOpsConnection: "a", azureSubscription: "b" }, { code: "both-connections" }],
  [
    "a number that is none",
    { warnDays: "soon" },
    { code: "not-a-number", input: "warnDays", least: 0, most: 3_650 },
  ],
  [
    "a negative number",
    { failDays: "-1" },
    { code: "not-a-number", input: "failDays", least: 0, most: 3_650 },
  ],
  [
    "a secret that lives too long",
    { renewLifetimeDays: "731" },
    { code: "not-a-number", input: "renewLifetimeDays", least: 1, most: 730 },
  ],
  [
    "a choice that is none",
    { failOn: "soon" },
    { code: "unknown-choice", input: "failOn", choices: ["within", "expired", "never"] },
  ],
  [
    "a flag that is none",
    { verify: "yes" },
    { code: "unknown-choice", input: "verify", choices: ["true", "false"] },
  ],
  ["failing before warning", { warnDays: "5", failDays: "6" }, { code: "fail-after-warn" }],
  ["a renewal of nothing", { azureSubscription: "s", renew: "due" }, { code: "nothing-allowed-to-renew" }],
  [
    "a name where an id belongs",
    { renew: "plan", renewOnly: `${id}\nproduction` },
    { code: "not-a-connection-id", count: 1 },
  ],
  [
    "a renewal by the job's token",
    { renew: "due", renewOnly: id },
    { code: "renewal-needs-service-principal" },
  ],
  ["half a vault", { keyVaultName: "team-vault" }, { code: "vault-incomplete" }],
  [
    "a vault that is an address",
    { keyVaultName: "evil.example/", keyVaultSecret: "x" },
    { code: "vault-not-a-name", input: "keyVaultName" },
  ],
  [
    "a secret that is a path",
    { keyVaultName: "team-vault", keyVaultSecret: "a/b" },
    { code: "vault-not-a-name", input: "keyVaultSecret" },
  ],
  [
    "one vault secret for two connections",
    {
      azureSubscription: "s",
      renew: "due",
      renewOnly: `${id}\n${other}`,
      keyVaultName: "team-vault",
      keyVaultSecret: "same",
    },
    { code: "one-vault-name-for-many" },
  ],
  ["an artifact that leads out of its folder", { artifactName: "../up" }, { code: "artifact-not-a-name" }],
  [
    "a webhook in plain text",
    { slackWebhook: "http://hooks.example/x" },
    { code: "webhook-not-https", input: "slackWebhook" },
  ],
])("refuses %s", (_, raw, problem) => {
  expect(problems(raw)).toEqual([problem]);
});

test("says everything that is wrong at once", () => {
  expect(problems({ warnDays: "x", failOn: "y" }).map(({ code }) => code)).toEqual([
    "not-a-number",
    "unknown-choice",
  ]);
});

test("keeps webhook addresses out of the options", () => {
  const read = options({ teamsWebhook: "https://hooks.example/secret-part" });

  expect(JSON.stringify(read)).not.toContain("secret-part");
});
