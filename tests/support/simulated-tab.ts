import { connectToAzureDevOps } from "../../src/adapters/azure-devops/connect";
import { createPipelineUsage } from "../../src/adapters/azure-devops/pipeline-usage";
import { createServiceConnections } from "../../src/adapters/azure-devops/service-connections";
import { createDocuments, type DataHost } from "../../src/adapters/extension-data/documents";
import { createRecords, usualNamesKept } from "../../src/adapters/extension-data/records";
import { createRenewalJournal } from "../../src/adapters/extension-data/renewal-journal";
import { createSettingsStore } from "../../src/adapters/extension-data/settings";
import { createAppCredentials } from "../../src/adapters/graph/app-credentials";
import type { SignIn } from "../../src/adapters/graph/sign-in";
import { failed, success } from "../../src/domain/failure";
import { instant } from "../../src/domain/instant";
import { lockLifetimeMs } from "../../src/domain/lock";
import { makePlan, plannedEnd, planRenewal } from "../../src/domain/renewal/plan";
import type { Mode, Plan, Renewal } from "../../src/domain/renewal/renewal";
import { retirementOf } from "../../src/domain/retirement";
import { appKeyOf, type ProjectRef, type ServiceConnection } from "../../src/domain/service-connection";
import { cleanUpRenewal, findInterrupted, resumeRenewal } from "../../src/operations/resume-renewals";
import { runRenewal } from "../../src/operations/run-renewal";
import type { RunControl } from "../../src/operations/run-control";
import type { Clock } from "../../src/ports/clock";
import type { Host } from "../../src/ports/host";
import type { Ports } from "../../src/ports/ports";
import { Secret } from "../../src/domain/secret";
import { defaultSettings } from "../../src/domain/settings";
import type { WorldSimulator } from "../../simulator/simulator";
import { somePlanFacts } from "./builders";

/** One tab of one person: the real adapters on the simulated systems, in simulated time. */
export type Tab = {
  readonly sim: WorldSimulator;
  readonly ports: Ports;
  readonly project: ProjectRef;
  /** A person who pastes a fresh portal secret and agrees to everything. */
  readonly person: RunControl;
};

let tabs = 0;

/** What is peculiar to the machine a tab runs on. */
export type Machine = {
  /** How far its clock is from the services' time. */
  readonly skewMs: number;
  /** How long its steady clock has stood still so far. */
  readonly stoodStillMs: () => number;
  readonly fetch: typeof fetch;
};

const soundMachine = (sim: WorldSimulator): Machine => ({
  skewMs: 0,
  stoodStillMs: () => 0,
  fetch: sim.fetch,
});

/** Sleeping moves the simulated clock; other tabs' work goes on between two sleeps. */
function simulatedClock(sim: WorldSimulator, { skewMs, stoodStillMs }: Machine): Clock {
  let ids = 0;
  const tab = (tabs += 1);
  return {
    now: () => instant(sim.clock.now() + skewMs),
    steady: () => sim.clock.now() - stoodStillMs(),
    sleep: async (milliseconds, signal) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted !== true) sim.clock.advance(Math.max(0, milliseconds));
    },
    newId: () => {
      ids += 1;
      return `${tab.toString(16).padStart(8, "0")}-0000-4000-8000-${ids.toString(16).padStart(12, "0")}`;
    },
    random: () => 0.5,
  };
}

/** The host's token bridge without a browser: the same requests, the same answers (P73). */
function signInThrough(sim: WorldSimulator, userId: string): SignIn {
  const granted = new Map<string, "read" | "write">();
  return {
    granted: (tenantId) => granted.get(tenantId) ?? null,
    token: async ({ tenantId, scope }) => {
      const name = scope === "write" ? "Application.ReadWrite.All" : "Application.Read.All";
      const request = {
        messageType: "NestedAppAuthRequest",
        method: "GetToken",
        requestId: "1",
        tokenParams: {
          clientId: sim.world.entraClientId,
          scope: `https://graph.microsoft.com/${name}`,
          authority: `https://login.microsoftonline.com/${tenantId}`,
        },
      };
      const answer = JSON.parse(await sim.naa(JSON.stringify(request), userId)) as {
        success: boolean;
        token?: { access_token: string };
        error?: { description?: string };
      };
      if (!answer.success || answer.token === undefined)
        return failed({ code: "graph-consent-needed", detail: answer.error?.description ?? "" });
      if (granted.get(tenantId) !== "write") granted.set(tenantId, scope);
      return success(answer.token.access_token);
    },
  };
}

/** Opens a tab for a user of the world, default its current user, on a machine that is sound unless told otherwise. */
export function openTab(
  sim: WorldSimulator,
  userId: string = sim.world.currentUserId,
  machine: Machine = soundMachine(sim),
): Tab {
  const clock = simulatedClock(sim, machine);
  const user = sim.world.users.find((one) => one.id === userId);
  const [project] = sim.world.projects;
  if (user === undefined || project === undefined)
    throw new Error("the world has no such user or no project");
  const root = `https://dev.azure.com/${sim.world.organization.name}/`;
  const dataHost: DataHost = {
    extensionId: "service-connection-renewal.service-connection-renewal",
    service: <T>() =>
      Promise.resolve(
        success({ getExtensionDataManager: () => Promise.resolve(sim.extensionData(userId)) } as T),
      ),
    accessToken: () => Promise.resolve(success(sim.accessToken(userId))),
  };
  const documents = createDocuments(dataHost);
  const azureDevOps = connectToAzureDevOps({
    fetch: machine.fetch,
    clock,
    accessToken: () => dataHost.accessToken(),
    roots: () => [root],
    rootOf: () => Promise.resolve(root),
  });
  const host: Host = {
    user: { id: user.id, name: user.displayName },
    scope: { kind: "project", project },
    organization: sim.world.organization,
    organizationUrl: root,
    hubUrl: "",
    culture: "en-GB",
    queryParameters: () => Promise.resolve({}),
    setQueryParameters: () => Promise.resolve(),
    openInNewWindow: () => Promise.resolve(false),
    setTitle: () => Promise.resolve(),
    isRunningElsewhere: () => Promise.resolve(false),
    announceRun: () => () => undefined,
  };
  const namesKept = usualNamesKept();
  const ports: Ports = {
    connections: createServiceConnections(azureDevOps),
    usage: createPipelineUsage(azureDevOps),
    credentials: createAppCredentials({ signIn: signInThrough(sim, userId), fetch: machine.fetch, clock }),
    journal: createRenewalJournal(documents, clock.newId(), clock),
    records: createRecords(documents, clock, namesKept),
    settings: createSettingsStore(documents, namesKept),
    host,
    clock,
  };
  return { sim, ports, project: { id: project.id, name: project.name }, person: person(sim) };
}

/** Pastes what a person would have made in the portal. */
function person(sim: WorldSimulator): RunControl {
  return {
    report: () => undefined,
    paste: () =>
      Promise.resolve({
        inputs: new Map([["serviceprincipalkey", new Secret(createInPortal(sim))]]),
        until: null,
      }),
    confirmUnproved: () => Promise.resolve(true),
    signal: new AbortController().signal,
  };
}

/** A connection, by default the first, which the scenarios used here renew, and its application. */
export function subjectOf(sim: WorldSimulator, connectionId?: string) {
  const endpoint = sim.world.endpoints.find(({ id }) => connectionId === undefined || id === connectionId);
  const appId = endpoint?.authorization.parameters["serviceprincipalid"];
  const application = sim.world.tenants
    .flatMap((tenant) => tenant.applications)
    .find((one) => one.appId === appId);
  if (endpoint === undefined || application === undefined)
    throw new Error("the world has no connection to renew");
  return { endpoint, application };
}

/** The name of every secret that a person makes in the portal. */
export const madeInPortal = "made in the portal";

/** A secret as a person makes it in the portal, usable at once. */
export function createInPortal(sim: WorldSimulator, connectionId?: string): string {
  const { application } = subjectOf(sim, connectionId);
  const count = application.passwordCredentials.length;
  const secretText = `portal-${String(count)}-${"x".repeat(30)}`;
  const now = sim.clock.now();
  application.passwordCredentials.push({
    keyId: `0000${String(count).padStart(4, "0")}-1111-4222-8333-444444444444`,
    displayName: madeInPortal,
    hint: secretText.slice(0, 3),
    startDateTime: now,
    endDateTime: now + 180 * 86_400_000,
    customKeyIdentifier: null,
    secretText,
    createdAt: now,
    propagation: {
      usableAfterMs: 0,
      earlySuccesses: [],
      lateRefusals: [],
      visibleAfterMs: 0,
      refusal: 7000215,
    },
    removedAt: null,
  });
  return secretText;
}

export async function theConnection(tab: Tab): Promise<ServiceConnection> {
  const read = await tab.ports.connections.read({ id: subjectOf(tab.sim).endpoint.id, project: tab.project });
  if (!read.ok) throw new Error(`the connection cannot be read: ${read.failure.code}`);
  return read.value;
}

/** The plan of one mode for the connection, as the panel would make it. */
export async function planOf(tab: Tab, mode: Mode): Promise<Plan> {
  const connection = await theConnection(tab);
  const result = planRenewal(somePlanFacts({ connection }));
  const offer =
    result.kind === "offers" ? result.offers.find((one) => one.mode === mode && !one.takeOver) : undefined;
  if (offer === undefined) throw new Error(`mode ${mode} is not offered`);
  const now = tab.ports.clock.now();
  return makePlan(offer, {
    connection,
    until: plannedEnd(now, 180),
    settings: defaultSettings,
    runId: tab.ports.clock.newId(),
    now,
    actor: tab.ports.host.user,
  });
}

/** What planning would not offer any more, or what fails its verification, is not resumed however often it is tried. */
const mostResumes = 5;

/** How the page came to rest: what went wrong, and how many credentials the hub said it leaves alone. */
export type Rest = { readonly problems: readonly string[]; readonly leftKnowingly: number };

/**
 * What a person does who finds interrupted renewals: resume where that is offered, clean up where only that is or resuming
 * leads nowhere, wait where the hub says so.
 */
export async function settle(
  tab: Tab,
  watch: () => void,
  told: (ended: Renewal) => void = () => undefined,
): Promise<Rest> {
  let leftKnowingly = 0;
  let resumes = 0;
  for (let round = 0; round < 12; round += 1) {
    const found = await findInterrupted(tab.ports, tab.project.id, new Set());
    if (!found.ok) return { problems: [`nothing could be found: ${found.failure.code}`], leftKnowingly };
    const first = found.value.find((one) => one.kind !== "passed-over");
    if (first === undefined) return { problems: [], leftKnowingly };
    if (first.kind === "unreadable")
      return { problems: [`unreadable: ${first.unreadable.reason}`], leftKnowingly };
    if (first.finding.code === "may-be-in-use" || first.finding.code === "save-uncertain")
      // The credential, and its twins where the request was sent more than once.
      leftKnowingly += 4;
    if (first.mayResume && resumes < mostResumes) {
      const ended = await resumeRenewal(tab.ports, first, tab.person);
      told(ended);
      resumes += 1;
    } else if (first.mayCleanUp) {
      const before = removedIn(tab.sim);
      const cleaned = await cleanUpRenewal(tab.ports, first);
      const removed = removedIn(tab.sim) - before;
      // What Clean up answers is what the page goes by.
      if (cleaned.ok && (cleaned.value === "removed") !== removed > 0)
        return { problems: [`cleaned up: ${cleaned.value}, with ${String(removed)} removed`], leftKnowingly };
    } else await tab.ports.clock.sleep(5 * 60_000);
    watch();
  }
  return { problems: ["interrupted renewals did not come to rest"], leftKnowingly };
}

/** How many secrets of the application are removed by now. */
const removedIn = (sim: WorldSimulator): number =>
  subjectOf(sim).application.passwordCredentials.filter(({ removedAt }) => removedAt !== null).length;

/**
 * How many credentials are left that no page can ever offer to remove: after one more renewal that is verified, which
 * proves what the connection holds, each other one of ours must be offered for retirement.
 */
export async function neverOffered(tab: Tab): Promise<readonly string[]> {
  const renew = async (): Promise<Renewal> => runRenewal(tab.ports, await planOf(tab, "graph"), tab.person);
  let ended = await renew();
  if (ended.stage === "stopped" && ended.failure.code === "locked") {
    // A page that died between the end of its run and its unlock holds the app registration until its lock is over (I9).
    tab.sim.clock.advance(lockLifetimeMs + 1);
    ended = await renew();
  }
  if (ended.stage !== "renewed") return [`a renewal in peace ends ${ended.stage}`];
  const connection = await theConnection(tab);
  const key = appKeyOf(connection);
  const app = key === null ? null : await tab.ports.credentials.read({ key, withCertificates: false });
  const records = await tab.ports.records.ofProject(tab.project.id);
  if (app?.ok !== true || !records.ok) return ["both sides can be read"];
  const decisions = retirementOf({
    connection,
    app: app.value,
    record: records.value.records.get(connection.id) ?? null,
    siblings: [],
    allProjectsVisible: true,
    renewalUnderWay: false,
    held: ended.held,
    settled: true,
    now: tab.ports.clock.now(),
  });
  return decisions
    .filter(({ may, credential }) => !may && /^ADO-SC v1 /.test(credential.displayName ?? ""))
    .filter(({ credential }) => credential.keyId !== ended.held?.keyId)
    .map(({ credential, reasons }) => `${credential.keyId.slice(0, 8)} stays: ${reasons.join(", ")}`);
}
