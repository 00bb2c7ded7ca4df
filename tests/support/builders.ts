import type { AppLookup, Credential } from "../../src/domain/credential";
import { addDays, days, instant, type Instant } from "../../src/domain/instant";
import { markerText } from "../../src/domain/marker";
import type { Offer, PlanFacts } from "../../src/domain/renewal/plan";
import type { Baseline, Ended, NewKey, Plan } from "../../src/domain/renewal/renewal";
import { rowOf, type Row } from "../../src/domain/inventory";
import type { ServiceConnection } from "../../src/domain/service-connection";
import { defaultSettings } from "../../src/domain/settings";
import { diagnose } from "../../src/domain/verification/diagnose";
import type { RunView } from "../../src/operations/run-control";

/** A fixed moment for tests: 24 November 2026, 09:00 UTC. */
export const now: Instant = instant(Date.UTC(2026, 10, 24, 9));

export const inDays = (count: number): Instant => addDays(now, days(count));

export const connectionId = "6f1c2d3e-0a1b-4c5d-8e9f-101112131415";
export const runId = "aabbccdd-0000-4000-8000-000000000001";
export const appId = "0a0a0a0a-1111-4222-8333-444444444444";
export const tenantId = "7e7e7e7e-1111-4222-8333-555555555555";
export const newKeyId = "1a2b3c4d-1111-4222-8333-666666666666";
export const oldKeyId = "9f8e7d6c-1111-4222-8333-777777777777";

/** A manual connection in working order; tests state only what matters. */
export const aConnection = (over: Partial<ServiceConnection> = {}): ServiceConnection => ({
  id: connectionId,
  project: { id: "c0ffee00-1111-4222-8333-888888888888", name: "Fabrikam" },
  name: "azure-production",
  description: "",
  type: "azurerm",
  scheme: "ServicePrincipal",
  kind: "manual",
  holds: "client-secret",
  cloud: "AzureCloud",
  tenantId,
  appId,
  appObjectId: null,
  spnObjectId: null,
  subscriptionId: "5b5b5b5b-1111-4222-8333-999999999999",
  createdBy: { id: "u1", name: "Ada" },
  creatorState: null,
  createdAt: inDays(-400),
  modifiedBy: { id: "u1", name: "Ada" },
  modifiedAt: inDays(-90),
  state: "ready",
  stateMessage: null,
  disabled: false,
  shared: false,
  shares: [],
  host: "management.azure.com",
  asksForTokens: false,
  issuer: null,
  subject: null,
  revertDeadline: null,
  incomplete: false,
  ...over,
});

/** A row of which nothing is known but what Azure DevOps lists. */
export const aListedRow = (connection: ServiceConnection): Row =>
  rowOf({
    connection,
    app: { state: "not-looked", reason: "pending" },
    record: null,
    now,
    settings: defaultSettings,
  });

export const aCredential = (over: Partial<Credential> = {}): Credential => ({
  keyId: newKeyId,
  kind: "secret",
  displayName: markerText(connectionId, runId),
  hint: "abc",
  from: inDays(-1),
  until: inDays(179),
  thumbprint: null,
  on: "application",
  ...over,
});

export const anApp = (...credentials: Credential[]): AppLookup => ({
  state: "found",
  disabled: false,
  app: { appId, objectId: "object-1", displayName: "deployer", signInAudience: "AzureADMyOrg", credentials },
});

export const aPlan = (over: Partial<Plan> = {}): Plan => ({
  runId,
  connectionId,
  connectionName: "azure-production",
  projectId: "c0ffee00-1111-4222-8333-888888888888",
  projectName: "Fabrikam",
  subject: `${tenantId}.${appId}`,
  tenantId,
  appId,
  mode: "graph",
  material: "client-secret",
  takeOver: false,
  othersMayGo: false,
  inputNames: ["serviceprincipalkey"],
  proof: "inline",
  verifiable: true,
  until: inDays(180),
  writeNote: true,
  marker: markerText(connectionId, runId),
  startedAt: now,
  startedBy: { id: "u1", name: "Ada" },
  ...over,
});

export const aBaseline = (over: Partial<Baseline> = {}): Baseline => ({
  modifiedAt: inDays(-90),
  passed: true,
  roleMissing: false,
  keyIds: [oldKeyId],
  note: null,
  ...over,
});

export const aKey = (over: Partial<NewKey> = {}): NewKey => ({
  keyId: newKeyId,
  objectId: "object-1",
  until: inDays(180),
  ...over,
});

/** What a plan rests on: Microsoft Graph connected, nobody else on the app registration, nothing looked at yet. */
export const somePlanFacts = (over: Partial<PlanFacts> = {}): PlanFacts => ({
  connection: aConnection(),
  graph: "connected",
  type: null,
  siblingCount: 0,
  otherSecrets: 0,
  canRecord: true,
  app: { state: "not-looked", reason: "pending" },
  verdict: null,
  ...over,
});

export const anOffer = (over: Partial<Offer> = {}): Offer => ({
  mode: "graph",
  material: "client-secret",
  takeOver: false,
  risksOthers: false,
  reason: "graph-connected",
  proof: "inline",
  verifiable: true,
  inputs: [],
  ...over,
});

/** A run as it is shown before anything happened in it. */
export const aRunView = (over: Partial<RunView> = {}): RunView => ({
  renewal: { plan: aPlan(), stage: "preparing" },
  steps: [],
  waitingFor: null,
  settling: null,
  takesLong: false,
  proofVoid: null,
  shortenedToDays: null,
  lostProjects: [],
  goneSecrets: null,
  recorded: true,
  holdsSecret: false,
  ...over,
});

type Renewed = Extract<Ended, { readonly stage: "renewed" }>;

/** How a run ends well: saved, seen and verified. */
export const aRenewedEnd = (over: Partial<Renewed> = {}): Renewed => ({
  stage: "renewed",
  key: aKey(),
  at: now,
  confidence: "confirmed",
  verdict: diagnose({ kind: "passed" }, { recentChange: true }),
  held: null,
  ...over,
});

/** A converted connection as Azure DevOps shows it. */
export const seenConverted = {
  scheme: "WorkloadIdentityFederation",
  state: "ready",
  statusMessage: null,
  issuer: null,
  subject: null,
  revertDeadline: null,
} as const;
