import { instant } from "../../../src/domain/instant";
import {
  diagnoseConversion,
  pollForMs,
  startConversion,
  stepConversion,
  type Conversion,
  type ConversionEvent,
  type Seen,
} from "../../../src/domain/federation/conversion";
import { revertWindow } from "../../../src/domain/federation/revert-window";
import {
  credentialToMake,
  planConversion,
  type ConversionInput,
} from "../../../src/domain/federation/conversion-plan";
import { federationData } from "../../../src/domain/federation/data/current";
import type { PipelineStep, Unread } from "../../../src/domain/federation/pipeline-definition";
import {
  judgeConnection,
  passes,
  stepsNeeded,
  type ConnectionReadiness,
} from "../../../src/domain/federation/roll-up";
import { aStep, connection, connectionId, facts } from "./builders";

function readinessOf(steps: readonly PipelineStep[], unread: readonly Unread[] = []): ConnectionReadiness {
  const definition = { kind: "yaml", id: "7", name: "shop", revision: 3 } as const;
  return judgeConnection(
    connection,
    { definitions: [{ definition, steps, others: [], unread: [] }], others: [], unread },
    federationData,
  );
}

const good = aStep("AzureKeyVault@2", { azureSubscription: "azure-prod" });
const bad = aStep("AzureFileCopy@4", { azureSubscription: "azure-prod" });
const copy6 = aStep("AzureFileCopy@6", { azureSubscription: "azure-prod" });
const unlisted = aStep("Strange@1", { conn: "azure-prod" });

const plan = (more: Partial<ConversionInput> = {}) =>
  planConversion({
    connection: facts(),
    readiness: readinessOf([good]),
    mayManage: true,
    federatedCredential: "unknown",
    ...more,
  });

describe("the steps needed before a conversion", () => {
  test("are none where every use works, one for each use it breaks, and each action once", () => {
    expect(stepsNeeded(readinessOf([good]))).toBe(0);
    expect(stepsNeeded(readinessOf([good, copy6]))).toBe(1);
    expect(stepsNeeded(readinessOf([copy6, copy6]))).toBe(1);
    expect(stepsNeeded(readinessOf([bad, copy6]))).toBe(2);
  });

  test("leave out what passes", () => {
    const uses = readinessOf([good, copy6]).pipelines.flatMap((pipeline) => pipeline.uses);
    expect(uses.map(passes).sort()).toEqual([false, true]);
  });
});

describe("one click", () => {
  test("is given where every use is a yes and nothing is unknown", () => {
    expect(plan()).toEqual({ kind: "one-click", revertible: true });
  });

  test.each<[string, Partial<ConversionInput>, readonly string[]]>([
    ["nobody looked for uses", { readiness: null }, ["not-looked"]],
    ["a use is unknown", { readiness: readinessOf([good, unlisted]) }, ["unknown"]],
    [
      "a use needs a person",
      { readiness: readinessOf([aStep("TerraformTask@5", { environmentServiceNameAzureRM: "azure-prod" })]) },
      ["review", "action"],
    ],
    [
      "something could not be read",
      { readiness: readinessOf([good], [{ code: "no-right", what: "releases", detail: null }]) },
      ["unread"],
    ],
    ["a role has to be given first", { readiness: readinessOf([copy6]) }, ["action"]],
    ["the user's right is not known", { mayManage: null }, ["rights-unknown"]],
  ])("waits for an acceptance where %s", (_name, more, kinds) => {
    const planned = plan(more);
    expect(planned.kind).toBe("needs-acceptance");
    if (planned.kind === "needs-acceptance") expect(planned.accept.map((item) => item.kind)).toEqual(kinds);
  });

  test.each<[string, Partial<ConversionInput>, string, boolean]>([
    [
      "already federated",
      { connection: facts({ scheme: "WorkloadIdentityFederation" }) },
      "already-federated",
      false,
    ],
    [
      "a managed identity",
      { connection: facts({ scheme: "ManagedServiceIdentity", credential: "none" }) },
      "no-secret-to-lose",
      false,
    ],
    [
      "a publish profile",
      { connection: facts({ scheme: "PublishProfile" }) },
      "scheme-without-conversion",
      false,
    ],
    ["a GitHub connection", { connection: facts({ type: "github" }) }, "type-without-conversion", false],
    [
      "a registry connection",
      { connection: facts({ type: "dockerregistry" }) },
      "type-without-conversion",
      true,
    ],
    ["shared, seen from its owner", { connection: facts({ shared: true }) }, "shared", true],
    [
      "shared, seen from elsewhere",
      { connection: facts({ shared: true, fromOwningProject: false }) },
      "shared-from-elsewhere",
      false,
    ],
    ["Azure Stack", { connection: facts({ environment: "AzureStack" }) }, "azure-stack", false],
    ["US Government", { connection: facts({ environment: "AzureUSGovernment" }) }, "sovereign-cloud", false],
    ["China", { connection: facts({ environment: "AzureChinaCloud" }) }, "sovereign-cloud", false],
    ["a cloud nobody knows", { connection: facts({ environment: null }) }, "cloud-unknown", false],
    [
      "a certificate",
      { connection: facts({ credential: "certificate", creationMode: null }) },
      "certificate",
      true,
    ],
    ["failed", { connection: facts({ ready: false }) }, "not-ready", false],
    ["hidden creation mode", { connection: facts({ creationMode: null }) }, "creation-mode-unknown", false],
    ["no right to manage", { mayManage: false }, "not-administrator", false],
    ["a step in the way", { readiness: readinessOf([good, bad]) }, "blocked-uses", false],
    [
      "manual without a federated credential",
      { connection: facts({ creationMode: "Manual" }) },
      "manual-without-credential",
      true,
    ],
  ])("is refused: %s", (_name, more, code, guided) => {
    const planned = plan(more);
    if (planned.kind !== "refused") throw new Error("not refused");
    expect([planned.code, planned.guided]).toEqual([code, guided]);
    expect(planned.blocking.length > 0).toBe(code === "blocked-uses");
  });

  test("is given to a manual connection once its app trusts it, without a way back (W24)", () => {
    const planned = plan({ connection: facts({ creationMode: "Manual" }), federatedCredential: "present" });
    expect(planned).toEqual({ kind: "one-click", revertible: false });
  });
});

describe("a credential made by hand", () => {
  test("takes issuer and subject from Azure DevOps where it returned them", () => {
    const made = credentialToMake(facts({ issuer: "https://i", subject: "s" }), "org");
    expect(made).toEqual({
      name: connectionId,
      issuer: "https://i",
      subject: "s",
      audience: "api://AzureADTokenExchange",
      confirmed: true,
    });
  });

  test("is previewed from the ids otherwise (W27, W28)", () => {
    const made = credentialToMake(facts(), "0aaaaaaa-0000-4000-8000-000000000001");
    expect(made?.confirmed).toBe(false);
    expect(made?.issuer).toBe("https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0");
    expect(made?.subject).toBe(
      `/eid1/c/pub/t/v4j5cvGGr0GRqy180BHbRw/a/rISbSSETf0KqFyZ8ppdXmA/sc/0aaaaaaa-0000-4000-8000-000000000001/${connectionId}`,
    );
  });

  test("cannot be told without a tenant", () => {
    expect(credentialToMake(facts({ tenantId: null }), "org")).toBeNull();
  });
});

const at = (ms: number) => instant(1_764_000_000_000 + ms);
const seen = (more: Partial<Seen> = {}): Seen => ({
  scheme: "WorkloadIdentityFederation",
  state: "ready",
  statusMessage: null,
  issuer: "https://login.microsoftonline.com/t/v2.0",
  subject: "/eid1/…",
  revertDeadline: at(604_800_000),
  ...more,
});

function play(events: readonly ConversionEvent[], direction: "convert" | "revert" = "convert") {
  let state: Conversion = startConversion(direction);
  let commands: readonly { readonly kind: string }[] = [];
  for (const event of events) [state, commands] = stepConversion(state, event);
  return { state, commands: commands.map((command) => command.kind) };
}

const started: ConversionEvent = { kind: "started", at: at(0) };

describe("a conversion", () => {
  test("writes, reads until the scheme has changed, verifies and is done", () => {
    const pending = {
      kind: "seen",
      at: at(5),
      seen: seen({ scheme: "ServicePrincipal", state: "in-progress" }),
    } as const;
    expect(play([started]).commands).toEqual(["write"]);
    expect(play([started, { kind: "accepted" }]).commands).toEqual(["read"]);
    expect(play([started, { kind: "accepted" }, pending]).commands).toEqual(["read"]);
    const done = play([started, { kind: "accepted" }, pending, { kind: "seen", at: at(9), seen: seen() }]);
    expect([done.state.stage, ...done.commands]).toEqual(["verifying", "verify"]);
    const end = play([
      started,
      { kind: "accepted" },
      { kind: "seen", at: at(9), seen: seen() },
      { kind: "verified", result: "no" },
    ]);
    expect(end.state).toEqual({ stage: "converted", seen: seen(), verified: "no" });
  });

  test("believes the connection, not the answer: a lost reply may hide a conversion", () => {
    const lost = play([
      started,
      { kind: "refused", message: null },
      { kind: "seen", at: at(1), seen: seen() },
    ]);
    expect(lost.state.stage).toBe("verifying");
    const refusedButDone = play([
      started,
      { kind: "refused", message: "neither an upgrade or a downgrade" },
      { kind: "seen", at: at(1), seen: seen() },
    ]);
    expect(refusedButDone.state.stage).toBe("verifying");
  });

  test("fails with the reason of the refusal once a read shows that nothing changed", () => {
    const message =
      "The authorization scheme could not be upgraded to WorkloadIdentityFederation because the service principal could not be configured automatically, and no valid configuration exists.";
    const refused = [started, { kind: "refused", message }] as const;
    expect(play(refused).commands).toEqual(["read"]);
    const end = play([...refused, { kind: "seen", at: at(1), seen: seen({ scheme: "ServicePrincipal" }) }]);
    expect(end.state).toEqual({
      stage: "failed",
      direction: "convert",
      reason: { code: "credential-not-made", detail: message },
      unchanged: true,
    });
  });

  test("fails with Azure DevOps' own message where the operation failed", () => {
    const end = play([
      started,
      { kind: "accepted" },
      {
        kind: "seen",
        at: at(1),
        seen: seen({ scheme: "ServicePrincipal", state: "failed", statusMessage: "AADSTS700238: blocked" }),
      },
    ]);
    expect(end.state).toMatchObject({
      stage: "failed",
      unchanged: true,
      reason: { code: "blocked-by-tenant" },
    });
  });

  test("is given up after five minutes without an effect, as still in progress", () => {
    const slow = { kind: "could-not-read", at: at(pollForMs) } as const;
    expect(play([started, { kind: "accepted" }, slow]).state).toMatchObject({
      stage: "failed",
      unchanged: false,
      reason: { code: "still-in-progress" },
    });
  });

  test("is taken back by the same steps", () => {
    const back = play(
      [
        started,
        { kind: "accepted" },
        { kind: "seen", at: at(1), seen: seen({ scheme: "ServicePrincipal" }) },
        { kind: "verified", result: "yes" },
      ],
      "revert",
    );
    expect(back.state).toEqual({ stage: "reverted", verified: "yes" });
  });
});

test.each([
  ["Automatic authentication conversion failed. Try again.", "credential-not-made"],
  [
    "GetUserAccessToken: Failed to obtain an access token of identity x. AAD returned silent failure.",
    "sign-in-stale",
  ],
  [
    "Converting endpoint type azurerm scheme from X to X is neither an upgrade or a downgrade and is not supported.",
    "nothing-to-convert",
  ],
  ["AADSTS70052: …", "multitenant-app"],
  ["AADSTS70021: …", "credential-not-trusted"],
  ["AADSTS700211: …", "credential-not-trusted"],
  ["AADSTS900382: …", "cloud-without-federation"],
  ["Something new", "other"],
])("the message %j means %s (W36)", (message, code) => {
  expect(diagnoseConversion(message)).toEqual({ code, detail: message });
});

describe("the way back", () => {
  const federated = { scheme: "WorkloadIdentityFederation", revertDeadline: at(1000) };

  test("is open until the deadline Azure DevOps states", () => {
    expect(revertWindow(federated, at(999))).toEqual({ open: true, until: at(1000) });
    expect(revertWindow(federated, at(1000))).toEqual({ open: false, reason: "over" });
  });

  test("is open for a manual connection too, wherever a deadline is stated (E11)", () => {
    const manual = { ...federated, creationMode: "Manual" };
    expect(revertWindow(manual, at(999))).toEqual({ open: true, until: at(1000) });
  });

  test("is closed without a deadline, and for connections with a secret", () => {
    expect(revertWindow({ ...federated, revertDeadline: null }, at(0))).toEqual({
      open: false,
      reason: "no-deadline",
    });
    expect(revertWindow({ ...federated, scheme: "ServicePrincipal" }, at(0))).toEqual({
      open: false,
      reason: "not-federated",
    });
  });
});
