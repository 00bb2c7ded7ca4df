import { isFederated, isServicePrincipal, type ConnectionFacts } from "./connection-facts";
import { entraIssuer, entraSubject, federatedAudience, type FederatedCredential } from "./federated-subject";
import type { JudgedUse, ConnectionReadiness } from "./roll-up";
import { actionsOf } from "./roll-up";
import type { Unread } from "./pipeline-definition";

/** Why a connection may not be converted from here. Each has one remedy (W24-W26, W36). */
export type RefusalCode =
  | "already-federated"
  | "no-secret-to-lose"
  | "type-without-conversion"
  | "scheme-without-conversion"
  | "shared"
  | "shared-from-elsewhere"
  | "certificate"
  | "azure-stack"
  | "sovereign-cloud"
  | "cloud-unknown"
  | "not-ready"
  | "not-administrator"
  | "blocked-uses"
  | "manual-without-credential"
  | "creation-mode-unknown";

/** Something to accept by name before a conversion: a person has to look, or nobody could. */
export type Acceptance =
  | { readonly kind: "not-looked"; readonly unread: null }
  | { readonly kind: "unread"; readonly unread: Unread }
  | { readonly kind: "review"; readonly use: JudgedUse }
  | { readonly kind: "unknown"; readonly use: JudgedUse }
  | { readonly kind: "action"; readonly use: JudgedUse }
  | { readonly kind: "rights-unknown" };

export type ConversionPlan =
  | { readonly kind: "one-click"; readonly revertible: boolean }
  | {
      readonly kind: "needs-acceptance";
      readonly revertible: boolean;
      readonly accept: readonly Acceptance[];
    }
  | {
      readonly kind: "refused";
      readonly code: RefusalCode;
      /** The steps in the way, for `blocked-uses`. */
      readonly blocking: readonly JudgedUse[];
      /** True where the same end is reached by hand: the guided path with issuer and subject (W24). */
      readonly guided: boolean;
    };

export type ConversionInput = {
  readonly connection: ConnectionFacts;
  /** Null where nobody has looked for uses yet. */
  readonly readiness: ConnectionReadiness | null;
  /** Null where it could not be found out. */
  readonly mayManage: boolean | null;
  /** Whether the app registration already trusts this connection; only manual ones ask. */
  readonly federatedCredential: "present" | "absent" | "unknown";
};

const refused = (code: RefusalCode, guided = false, blocking: readonly JudgedUse[] = []): ConversionPlan => ({
  kind: "refused",
  code,
  blocking,
  guided,
});

/**
 * Whether this connection may be converted, in the order: the platform, the rights, the uses. One click needs a yes
 * from every use and nothing unknown (W40, W35). Pure.
 */
export function planConversion(input: ConversionInput): ConversionPlan {
  const platform = platformRefusal(input.connection);
  if (platform !== null) return platform;
  if (input.mayManage === false) return refused("not-administrator");
  const blocking = usesWith(input.readiness, ["supported-from", "not-supported"]);
  if (blocking.length > 0) return refused("blocked-uses", false, blocking);
  const manual = input.connection.creationMode === "Manual";
  if (manual && input.federatedCredential !== "present") return refused("manual-without-credential", true);
  const accept = acceptances(input);
  const revertible = !manual;
  return accept.length === 0
    ? { kind: "one-click", revertible }
    : { kind: "needs-acceptance", revertible, accept };
}

function platformRefusal(connection: ConnectionFacts): ConversionPlan | null {
  if (isFederated(connection)) return refused("already-federated");
  if (connection.type.toLowerCase() !== "azurerm") {
    return refused("type-without-conversion", connection.type.toLowerCase() === "dockerregistry");
  }
  if (connection.credential === "none") return refused("no-secret-to-lose");
  if (!isServicePrincipal(connection)) return refused("scheme-without-conversion");
  const cloud = cloudRefusal(connection.environment);
  if (cloud !== null) return refused(cloud);
  if (connection.shared)
    return refused(
      connection.fromOwningProject ? "shared" : "shared-from-elsewhere",
      connection.fromOwningProject,
    );
  if (connection.credential === "certificate") return refused("certificate", true);
  if (!connection.ready) return refused("not-ready");
  return connection.creationMode === null ? refused("creation-mode-unknown") : null;
}

/** Sovereign clouds and Azure Stack keep their secret (W26, W41). */
function cloudRefusal(environment: string | null): RefusalCode | null {
  if (environment === null) return "cloud-unknown";
  if (environment.toLowerCase() === "azurecloud") return null;
  return environment.toLowerCase() === "azurestack" ? "azure-stack" : "sovereign-cloud";
}

const usesWith = (
  readiness: ConnectionReadiness | null,
  outcomes: readonly JudgedUse["verdict"]["outcome"][],
): readonly JudgedUse[] =>
  (readiness?.pipelines ?? [])
    .flatMap((pipeline) => pipeline.uses)
    .filter((use) => outcomes.includes(use.verdict.outcome));

function acceptances({ readiness, mayManage }: ConversionInput): readonly Acceptance[] {
  const rights: readonly Acceptance[] = mayManage === null ? [{ kind: "rights-unknown" }] : [];
  if (readiness === null) return [{ kind: "not-looked", unread: null }, ...rights];
  return [
    ...usesWith(readiness, ["depends"]).map((use): Acceptance => ({ kind: "review", use })),
    ...usesWith(readiness, ["unknown"]).map((use): Acceptance => ({ kind: "unknown", use })),
    ...readiness.unread.map((unread): Acceptance => ({ kind: "unread", unread })),
    ...actionsOf(readiness).map((use): Acceptance => ({ kind: "action", use })),
    ...rights,
  ];
}

/**
 * Issuer and subject to copy for a credential created manually. Values Azure DevOps returned come first; computed ones
 * are marked as a preview (W28). Null where an id is missing.
 */
export function credentialToMake(
  connection: ConnectionFacts,
  organizationId: string,
): FederatedCredential | null {
  const shared = { name: connection.id, audience: federatedAudience };
  if (connection.issuer !== null && connection.subject !== null) {
    return { ...shared, issuer: connection.issuer, subject: connection.subject, confirmed: true };
  }
  if (connection.tenantId === null) return null;
  const { tenantId, id: connectionId } = connection;
  const subject = entraSubject({ tenantId, organizationId, connectionId });
  return subject === null ? null : { ...shared, issuer: entraIssuer(tenantId), subject, confirmed: false };
}
