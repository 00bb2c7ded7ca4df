import type { Instant } from "../instant";
import type { ServiceConnection } from "../service-connection";

/** What a conversion to federation asks of a connection. Null where Azure DevOps did not tell. */
export type ConnectionFacts = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly scheme: string;
  readonly creationMode: "Automatic" | "Manual" | null;
  readonly credential: "secret" | "certificate" | "none" | "unknown";
  /** `data.environment`; null where the cloud is not one that is known. */
  readonly environment: string | null;
  readonly shared: boolean;
  /** Whether the project in view is the first of the connection's projects (W25). */
  readonly fromOwningProject: boolean;
  readonly ready: boolean;
  readonly tenantId: string | null;
  readonly appId: string | null;
  readonly issuer: string | null;
  readonly subject: string | null;
  readonly revertDeadline: Instant | null;
};

/** The facts of a connection as the rest of the domain knows it. */
export function factsOf(connection: ServiceConnection): ConnectionFacts {
  const owner = connection.shares[0]?.project.id ?? connection.project.id;
  return {
    id: connection.id,
    name: connection.name,
    type: connection.type,
    scheme: connection.scheme,
    creationMode:
      connection.kind === "automatic" ? "Automatic" : connection.kind === "manual" ? "Manual" : null,
    credential: credentialOf(connection),
    environment: connection.cloud,
    shared: connection.shared,
    fromOwningProject: owner === connection.project.id,
    ready: connection.state === "ready",
    tenantId: connection.tenantId,
    appId: connection.appId,
    issuer: connection.issuer,
    subject: connection.subject,
    revertDeadline: connection.revertDeadline,
  };
}

function credentialOf(connection: ServiceConnection): ConnectionFacts["credential"] {
  switch (connection.holds) {
    case "client-secret":
    case "confidential-inputs":
      return "secret";
    case "certificate":
      return "certificate";
    case "nothing":
      return "none";
    case "unknown":
      return "unknown";
  }
}

export const isFederated = (facts: { readonly scheme: string }): boolean =>
  facts.scheme.toLowerCase() === "workloadidentityfederation";

export const isServicePrincipal = (facts: { readonly scheme: string }): boolean =>
  facts.scheme.toLowerCase() === "serviceprincipal";
