import type { AppLookup } from "../credential";
import { automaticEnd } from "../expiry";
import { isManagedByTerraform } from "../findings/terraform";
import { addDays, days, type Instant } from "../instant";
import { markerText } from "../marker";
import type { Actor } from "../failure";
import { holdsNoSecret, renewalSubjectOf, type AppKey, type ServiceConnection } from "../service-connection";
import type { Settings } from "../settings";
import { longestLifetimeDays } from "../settings";
import type { VerdictWord } from "../verification/sign-in-errors";
import type { Material, Mode, Plan } from "./renewal";

/** Why a mode is offered, best first. */
export type ModeReason =
  | "azure-devops-makes-the-secret"
  | "graph-connected"
  | "graph-can-be-connected"
  | "graph-not-available"
  | "graph-not-in-this-cloud"
  | "app-in-another-tenant"
  | "graph-no-right"
  | "certificate-pasted"
  | "inputs-pasted";

/** Why no renewal can be planned. Each has a sentence. */
export type Refusal =
  | "no-secret"
  | "not-visible"
  | "save-under-way"
  | "disabled"
  | "app-gone"
  | "app-disabled"
  | "publish-profile"
  | "registry-refuses-changes"
  | "no-confidential-inputs"
  | "type-unknown";

export type PlanWarning =
  | "shared-connection"
  | "shared-app-registration"
  | "failed"
  | "take-over-is-one-way"
  | "other-secrets-at-risk"
  | "other-secrets-not-known"
  | "cannot-be-verified"
  | "not-recorded"
  | "unknown-cloud"
  | "app-gone"
  | "app-was-not-found"
  | "app-was-disabled"
  | "role-missing"
  | "wrong-tenant"
  | "blocked-by-policy";

/** A confidential input as the type declares it (A86). */
export type PlanInput = {
  readonly name: string;
  readonly label: string;
  readonly place: "authorization" | "data";
  readonly multiline: boolean;
};

/** One way to renew a connection. */
export type Offer = {
  readonly mode: Mode;
  readonly material: Material;
  readonly takeOver: boolean;
  /** The save may remove secrets that others use, so that it needs the person's word first (E2). */
  readonly risksOthers: boolean;
  readonly reason: ModeReason;
  readonly proof: Plan["proof"];
  readonly verifiable: boolean;
  readonly inputs: readonly PlanInput[];
};

export type PlanResult =
  | { readonly kind: "offers"; readonly offers: readonly Offer[]; readonly warnings: readonly PlanWarning[] }
  | { readonly kind: "refused"; readonly reason: Refusal };

export type PlanFacts = {
  readonly connection: ServiceConnection;
  /** `connected`: tokens can be had; `possible`: consent may still be given; `no`: not in this host or setting. */
  readonly graph: "connected" | "possible" | "no";
  /** What the type declares; null where types could not be read. */
  readonly type: { readonly inputs: readonly PlanInput[]; readonly testable: boolean } | null;
  /** Other connections that use the same app registration, as far as visible. */
  readonly siblingCount: number;
  /** Live secrets of the app registration beside the connection's own; null where Graph was not read (E2). */
  readonly otherSecrets: number | null;
  readonly canRecord: boolean;
  /** What the row knows of the app registration: a plan offers nothing that the row denies. */
  readonly app: AppLookup;
  /** The last verdict, unless the connection was saved since; null where there is none. */
  readonly verdict: VerdictWord | null;
};

const secretInput: PlanInput = {
  name: "serviceprincipalkey",
  label: "New client secret",
  place: "authorization",
  multiline: false,
};
const certificateInput: PlanInput = {
  name: "servicePrincipalCertificate",
  label: "New certificate (PEM)",
  place: "authorization",
  multiline: true,
};

/** Which modes fit, best first, or why none does. Pure. */
export function planRenewal(facts: PlanFacts): PlanResult {
  const refusal = refusalOf(facts);
  if (refusal !== null) return { kind: "refused", reason: refusal };
  const offers = offersOf(facts);
  return offers.length === 0
    ? { kind: "refused", reason: "no-confidential-inputs" }
    : { kind: "offers", offers, warnings: warningsOf(facts, offers) };
}

function refusalOf({ connection, type, app }: PlanFacts): Refusal | null {
  if (connection.incomplete) return "not-visible";
  if (holdsNoSecret(connection)) return "no-secret";
  if (connection.state === "in-progress") return "save-under-way";
  // Azure DevOps tests no disabled connection, so nothing could be proved or verified (E12).
  if (connection.disabled) return "disabled";
  if (connection.kind !== "other") return refusalOfApp(connection, app);
  if (connection.scheme.toLowerCase() === "publishprofile") return "publish-profile";
  // Azure Container Registry refuses changed credentials on update (A56).
  if (
    connection.type.toLowerCase() === "dockerregistry" &&
    connection.scheme.toLowerCase() === "serviceprincipal"
  )
    return "registry-refuses-changes";
  if (connection.holds === "nothing") return "no-secret";
  return type === null ? "type-unknown" : null;
}

/**
 * No secret helps where the app registration is gone or its sign-in is off, as Graph tells. What Azure DevOps does at the
 * save of an automatic connection whose app registration is gone nobody knows, so that stays possible, with a warning.
 */
function refusalOfApp({ kind }: ServiceConnection, app: AppLookup): Refusal | null {
  if (app.state === "gone") return kind === "automatic" ? null : "app-gone";
  return (app.state === "found" || app.state === "foreign") && app.disabled === true ? "app-disabled" : null;
}

function offersOf(facts: PlanFacts): readonly Offer[] {
  const { connection } = facts;
  switch (connection.kind) {
    case "automatic":
      return [
        {
          ...ofSecret(),
          mode: "automatic",
          risksOthers: facts.siblingCount > 0 || (facts.otherSecrets ?? 0) > 0,
          reason: "azure-devops-makes-the-secret",
          proof: "none",
          inputs: [],
        },
        // A secret of one's own needs an app registration to put it in.
        ...(facts.app.state === "gone" ? [] : clientSecretOffers(facts)).map((offer) => ({
          ...offer,
          takeOver: true,
        })),
      ];
    case "manual":
      return clientSecretOffers(facts);
    case "certificate":
      return [
        {
          ...ofSecret(),
          mode: "guided",
          material: "certificate",
          reason: "certificate-pasted",
          inputs: [certificateInput],
        },
      ];
    case "other":
      return otherOffers(facts);
    case "federated":
    case "managed-identity":
      return [];
  }
}

const ofSecret = (): Omit<Offer, "mode" | "reason"> => ({
  material: "client-secret",
  takeOver: false,
  risksOthers: false,
  proof: "inline",
  verifiable: true,
  inputs: [secretInput],
});

/** Graph first where it can create the secret; a person does it where the look at the app registration says otherwise. */
function clientSecretOffers({ connection, graph, app }: PlanFacts): readonly Offer[] {
  const inPublicCloud =
    connection.cloud === "AzureCloud" && connection.appId !== null && connection.tenantId !== null;
  const guided = (reason: ModeReason): Offer => ({ ...ofSecret(), mode: "guided", reason });
  const notLooked = app.state === "not-looked" ? app.reason : null;
  if (!inPublicCloud || notLooked === "cloud-unsupported") return [guided("graph-not-in-this-cloud")];
  if (app.state === "foreign" || notLooked === "wrong-tenant") return [guided("app-in-another-tenant")];
  if (graph !== "connected")
    return [guided(graph === "possible" ? "graph-can-be-connected" : "graph-not-available")];
  const throughGraph: Offer = { ...ofSecret(), mode: "graph", reason: "graph-connected" };
  return notLooked === "no-right"
    ? [guided("graph-no-right"), throughGraph]
    : [throughGraph, guided("graph-connected")];
}

function otherOffers({ type }: PlanFacts): readonly Offer[] {
  if (type === null || type.inputs.length === 0) return [];
  return [
    {
      mode: "guided",
      material: "inputs",
      takeOver: false,
      risksOthers: false,
      reason: "inputs-pasted",
      // An unsaved value of other types is tested the same way, where the type offers a test at all (A17, A86).
      proof: type.testable ? "inline" : "none",
      verifiable: type.testable,
      inputs: type.inputs,
    },
  ];
}

function warningsOf(
  { connection, siblingCount, otherSecrets, canRecord, app, verdict }: PlanFacts,
  offers: readonly Offer[],
): readonly PlanWarning[] {
  const warnings: PlanWarning[] = [];
  if (connection.shared || connection.shares.length > 1) warnings.push("shared-connection");
  if (siblingCount > 0) warnings.push("shared-app-registration");
  if (offers.some(({ risksOthers }) => risksOthers)) warnings.push("other-secrets-at-risk");
  else if (connection.kind === "automatic" && otherSecrets === null) warnings.push("other-secrets-not-known");
  if (connection.state === "failed") warnings.push("failed");
  const known = app.state === "gone" ? "app-gone" : verdict === null ? null : notCured[verdict];
  if (known != null) warnings.push(known);
  if (offers.every((offer) => !offer.verifiable)) warnings.push("cannot-be-verified");
  if (!canRecord) warnings.push("not-recorded");
  if (connection.cloud === null && connection.kind !== "other") warnings.push("unknown-cloud");
  return warnings;
}

/** What a new secret alone does not cure, as the last verification found it. */
const notCured: Readonly<Partial<Record<VerdictWord, PlanWarning>>> = {
  "app registration not found": "app-was-not-found",
  "app registration disabled": "app-was-disabled",
  "role missing": "role-missing",
  "wrong tenant": "wrong-tenant",
  "blocked by policy": "blocked-by-policy",
};

export type PlanDetails = {
  readonly connection: ServiceConnection;
  /** Chosen end of the new credential; nobody chooses that of a secret which Azure DevOps creates. */
  readonly until: Instant;
  readonly settings: Settings;
  /** The person's word where the offer risks others' secrets; absent, it was not given. */
  readonly othersMayGo?: boolean;
  readonly runId: string;
  readonly now: Instant;
  readonly actor: Actor;
};

/** The plan of one run, as it is journaled. */
export function makePlan(
  offer: Offer,
  { connection, until, settings, othersMayGo = false, runId, now, actor }: PlanDetails,
): Plan {
  return {
    runId,
    connectionId: connection.id.toLowerCase(),
    connectionName: connection.name,
    projectId: connection.project.id.toLowerCase(),
    projectName: connection.project.name,
    subject: renewalSubjectOf(connection),
    tenantId: connection.tenantId?.toLowerCase() ?? null,
    appId: connection.appId?.toLowerCase() ?? null,
    mode: offer.mode,
    material: offer.material,
    takeOver: offer.takeOver,
    othersMayGo: offer.risksOthers && othersMayGo,
    inputNames: offer.inputs.map((input) => input.name),
    proof: offer.proof,
    verifiable: offer.verifiable,
    until: offer.mode === "automatic" ? automaticEnd(now) : until,
    // What Terraform wrote stays as it is: the next apply would take a note for a change (N2).
    writeNote: settings.writeNote && !isManagedByTerraform(connection.description, settings.terraformPattern),
    marker: offer.mode === "graph" ? markerText(connection.id, runId) : null,
    startedAt: now,
    startedBy: actor,
  };
}

/** The app registration a plan works on; Graph is asked in the public cloud alone, and no other plan needs the key. */
export const appKeyOfPlan = ({ tenantId, appId }: Pick<Plan, "tenantId" | "appId">): AppKey => ({
  tenantId: tenantId ?? "",
  appId: appId ?? "",
  cloud: "AzureCloud",
});

/** The end of a credential that lives so many days, capped at what we ask for (G137). */
export const plannedEnd = (now: Instant, lifetimeDays: number): Instant =>
  addDays(now, days(Math.min(Math.max(1, lifetimeDays), longestLifetimeDays)));

/** Shorter lifetimes to offer where the tenant's policy refuses one (G22). */
export const shorterLifetimes = (refusedDays: number): readonly number[] =>
  [365, 180, 90, 60, 30, 7].filter((candidate) => candidate < Math.floor(refusedDays));
