import type { ConnectionIdentity } from "../../../src/domain/federation/connection-identity";
import type { ConnectionFacts } from "../../../src/domain/federation/connection-facts";
import type { AgentOs, PipelineStep } from "../../../src/domain/federation/pipeline-definition";
import { parseTaskReference } from "../../../src/domain/federation/task-reference";

export const connectionId = "9a1f0c52-6a3d-4a57-9a2e-0d2f6f6f0001";

export const connection: ConnectionIdentity = {
  id: connectionId,
  names: ["azure-prod"],
  type: "azurerm",
};

export const aStep = (
  task: string,
  inputs: Readonly<Record<string, string>>,
  more: Partial<PipelineStep> & { readonly agentOs?: AgentOs | null } = {},
): PipelineStep => ({
  definition: { kind: "yaml", id: "7", name: "shop", revision: 3 },
  source: "yaml",
  via: null,
  stage: null,
  job: null,
  name: "",
  task: parseTaskReference(task),
  inputs,
  enabled: true,
  condition: null,
  agentOs: "windows",
  ...more,
});

export const facts = (more: Partial<ConnectionFacts> = {}): ConnectionFacts => ({
  id: connectionId,
  name: "azure-prod",
  type: "azurerm",
  scheme: "ServicePrincipal",
  creationMode: "Automatic",
  credential: "secret",
  environment: "AzureCloud",
  shared: false,
  fromOwningProject: true,
  ready: true,
  tenantId: "72f988bf-86f1-41af-91ab-2d7cd011db47",
  appId: "11111111-2222-3333-4444-555555555555",
  issuer: null,
  subject: null,
  revertDeadline: null,
  ...more,
});
