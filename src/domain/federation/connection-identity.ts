/** The connection whose uses are judged: its id, and every name it goes by in the projects that see it. */
export type ConnectionIdentity = {
  readonly id: string;
  readonly names: readonly string[];
  /** Azure DevOps' connection type, for instance `azurerm` or `dockerregistry`. */
  readonly type: string;
  /** Whether it holds a token for Azure DevOps itself, which another connection replaces (N1). */
  readonly azureDevOpsToken?: boolean;
};

export const isRegistry = (connection: ConnectionIdentity): boolean =>
  connection.type.toLowerCase() === "dockerregistry";
