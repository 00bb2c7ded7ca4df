/**
 * Everything the simulated systems hold, as plain data. Instants are milliseconds since 1970 unless a name says
 * otherwise. Tests may read and alter it at any moment; no handler keeps state elsewhere.
 */

/** The public clouds that `data.environment` names (G79-G83). */
export type CloudName =
  | "AzureCloud"
  | "AzureUSGovernment"
  | "AzureChinaCloud"
  | "AzureGermanCloud"
  | "AzureStack";

/** What a user may do with one service connection on each of the two levels (A80-A84). */
export interface EndpointRight {
  project: "none" | "view" | "use" | "manage";
  organization: "none" | "administrator";
}

export interface User {
  id: string;
  /** A service principal's id is that of its object in Entra; a build service is the identity of a job's token (L3). */
  kind: "person" | "service-principal" | "build-service";
  /** Deleted in the directory: references to the person say so. */
  deletedInOrigin?: boolean;
  displayName: string;
  uniqueName: string;
  /** The right where `rights` does not name the endpoint. */
  defaultRight: EndpointRight;
  rights: Record<string, EndpointRight>;
  /** Projects the user cannot see at all. */
  hiddenProjectIds: string[];
  /** Holds the Application Administrator role in every tenant (G14). */
  applicationAdministrator: boolean;
  /** The tenant the user signs in to when a token request names no authority. */
  homeTenantId: string;
  /** Is not in the organization any more. */
  left?: true;
}

export interface Project {
  id: string;
  name: string;
}

export interface EndpointReference {
  projectId: string;
  name: string;
  description: string;
}

export interface OperationStatus {
  state: "InProgress" | "Ready" | "Failed";
  statusMessage: string;
}

/** What Azure DevOps does in the background after a save (A58, A60, A68). */
interface PendingOperation {
  kind: "automatic-renewal" | "conversion" | "revert";
  readyAt: number;
  userId: string;
}

/** One service connection as Azure DevOps holds it: what is shown, and apart from it what is never shown. */
export interface Endpoint {
  id: string;
  name: string;
  description: string;
  type: string;
  url: string;
  owner: string;
  data: Record<string, string>;
  authorization: { scheme: string; parameters: Record<string, string> };
  /** Confidential values by the name under which they are written; never part of an answer. */
  secrets: Record<string, string>;
  references: EndpointReference[];
  isReady: boolean;
  /** Null where an answer has no such member at all (A58). */
  operationStatus: OperationStatus | null;
  isDisabled: boolean;
  isOutdated: boolean;
  createdById: string;
  creationDate: number;
  modificationDate: number;
  modifiedById: string;
  pending: PendingOperation | null;
  /** Members missing from every answer about this connection (A12). */
  omit: ("data" | "type")[];
  /** An empty `accesstoken` was saved on an automatic connection (A53). */
  accessTokenBroken: boolean;
  /** For types other than azurerm: secret values that the target accepts; empty accepts everything. */
  acceptedSecrets: string[];
  /** Secrets kept for the way back after a conversion (W24, W35). */
  secretsBeforeConversion: Record<string, string> | null;
}

export interface InputDescriptor {
  id: string;
  name: string;
  description: string;
  isConfidential: boolean;
  isRequired: boolean;
}

export interface AuthenticationScheme {
  scheme: string;
  displayName: string;
  inputDescriptors: InputDescriptor[];
  isVerifiable: boolean;
}

export interface EndpointType {
  name: string;
  displayName: string;
  description: string;
  inputDescriptors: InputDescriptor[];
  authenticationSchemes: AuthenticationScheme[];
  dataSources: { name: string; endpointUrl: string; resourceUrl: string }[];
}

/** When a new credential becomes usable and visible; all times in milliseconds after its creation (G40-G46). */
export interface Propagation {
  usableAfterMs: number;
  /** Spans before `usableAfterMs` in which a sign-in succeeds all the same: the flapping of G41. */
  earlySuccesses: [from: number, to: number][];
  /** Spans after `usableAfterMs` in which it is refused again (G44). */
  lateRefusals: [from: number, to: number][];
  /** Graph reads do not show the credential before this (G45). */
  visibleAfterMs: number;
  /** What the token service says meanwhile (G47; G46 for 7000222). */
  refusal: 7000215 | 7000222;
}

export interface PasswordCredential {
  keyId: string;
  displayName: string | null;
  hint: string;
  startDateTime: number;
  endDateTime: number;
  customKeyIdentifier: string | null;
  secretText: string;
  createdAt: number;
  propagation: Propagation;
  /** Set by removePassword: the reads and the token service notice later (G51). */
  removedAt: number | null;
}

export interface KeyCredential {
  keyId: string;
  displayName: string;
  startDateTime: number;
  endDateTime: number;
  thumbprint: string;
  /** The certificate alone, PEM. */
  certificatePem: string;
  /** So long after its start the token service does not know it yet (G63). */
  usableAfterMs?: number;
}

export interface FederatedIdentityCredential {
  id: string;
  name: string;
  issuer: string;
  subject: string;
  audiences: string[];
  description: string;
}

export interface Application {
  id: string;
  appId: string;
  displayName: string;
  signInAudience: "AzureADMyOrg" | "AzureADMultipleOrgs" | "AzureADandPersonalMicrosoftAccount";
  createdAt: number;
  passwordCredentials: PasswordCredential[];
  keyCredentials: KeyCredential[];
  federatedIdentityCredentials: FederatedIdentityCredential[];
  ownerIds: string[];
  /** Soft-deleted: Graph and the token service no longer know it. */
  deleted: boolean;
  /** The object is full: addPassword is refused for its size (G25). */
  full: boolean;
  /** Redirects of single-page applications; absent for those that only hold credentials. */
  spaRedirectUris?: readonly string[];
  /** Ids of delegated permissions of Microsoft Graph that it asks for. */
  delegatedPermissions?: readonly string[];
}

export interface ServicePrincipal {
  id: string;
  appId: string;
  displayName: string;
  accountEnabled: boolean;
  appOwnerOrganizationId: string;
  servicePrincipalType: "Application" | "ManagedIdentity";
  passwordCredentials: PasswordCredential[];
}

interface AppManagementPolicy {
  /** Longest lifetime of a new secret in days; null where the tenant sets none (G22). */
  maxLifetimeDays: number | null;
  /** No new secrets at all (G23). */
  passwordAdditionForbidden: boolean;
}

export interface Tenant {
  id: string;
  displayName: string;
  cloud: CloudName;
  applications: Application[];
  servicePrincipals: ServicePrincipal[];
  policy: AppManagementPolicy;
  /** What users of this tenant granted to the hub's client; an administrator may be needed for more. */
  consent: "none" | "read" | "readwrite";
  consentNeedsAdministrator: boolean;
  /** Given to each credential created from now on. */
  propagation: Propagation;
  /** The next sign-ins as an application are refused by Conditional Access (G62). */
  conditionalAccessBlocks: boolean;
}

/** A role of a service principal on an Azure scope; reading a subscription needs one at or above it (A23, A30). */
export interface RoleAssignment {
  principalId: string;
  scope: string;
  role: string;
}

export interface ExecutionRecord {
  endpointId: string;
  projectId: string;
  id: number;
  planType: string;
  definition: { id: number; name: string };
  owner: { id: number; name: string };
  /** The ref the run was started from; absent for `refs/heads/main`. */
  branch?: string;
  startTime: number;
  finishTime: number | null;
  result: "succeeded" | "succeededWithIssues" | "failed" | "canceled" | "skipped" | "abandoned";
}

/** A definition as the service answers it, in its project. Bodies are wire shapes, written by the scenario. */
export interface StoredDefinition {
  projectId: string;
  id: number;
  name: string;
  body: Record<string, unknown>;
}

/** A run: its build as the service answers it, and the records of its timeline; null where the service keeps none (R4). */
export interface StoredRun {
  projectId: string;
  id: number;
  build: Record<string, unknown>;
  timeline: Record<string, unknown>[] | null;
  /** Nobody here may read it: it is answered as if it were not there. */
  hidden: boolean;
}

/** A YAML pipeline: the answer of a preview, or why there is none (W18). */
interface YamlPreview {
  projectId: string;
  pipelineId: number;
  /** The branch it is compiled from; absent for the default branch. */
  ref?: string;
  finalYaml: string | null;
  error: { status: number; message: string; typeKey: string } | null;
}

interface PipelinePermission {
  projectId: string;
  endpointId: string;
  allPipelines: boolean;
  pipelineIds: number[];
}

export interface ExtensionDocument {
  id: string;
  __etag: number;
  [member: string]: unknown;
}

/** A federated connection that a job may get an assertion for (L6, L7). */
export interface PipelineIdentity {
  connectionId: string;
  appId: string;
  tenantId: string;
}

/** The job in which a task runs, and what its token is for (L3, L7). */
export interface PipelineJob {
  projectId: string;
  planId: string;
  jobId: string;
  buildServiceId: string;
  identities: PipelineIdentity[];
}

/** A work item with its fields by reference name; `history` holds the comments. */
export interface WorkItem {
  id: number;
  projectId: string;
  fields: Record<string, unknown>;
  history: string[];
}

/** A type of work items in every project; `required` fields refuse a work item that lacks them. */
export interface WorkItemType {
  name: string;
  states: { name: string; category: "Proposed" | "InProgress" | "Completed" | "Removed" }[];
  required: string[];
}

export interface VaultSecret {
  vault: string;
  name: string;
  versions: {
    value: string;
    contentType: string | null;
    expires: number | null;
    tags: Record<string, string>;
  }[];
}

/** Behaviour that no real organization lets anybody choose, but a test must. */
export interface Switches {
  naa: "on" | "off" | "hanging";
  /** What the person does in the sign-in window; with "ask" the host page asks the person in front of it. */
  popup: "accept" | "ask" | "cancel" | "never" | "admin-consent";
  /** Whose tenant the tokens are for, whatever authority was asked (U1). */
  naaTokenTenant: "as-asked" | "home";
  naaScopes: "as-asked" | "fewer";
  /** Answers every token request with this failure (P75). */
  naaFailure: { status: string; code?: string; description?: string } | null;
  /** Whether the proxy uses an inline secret with a real endpoint id (Q4). */
  inlineValue: "used" | "ignored";
  /** The proxy reuses a token it got for the same app within an hour, whatever the secret. */
  proxyCachesTokens: boolean;
  /** What saving an automatic connection does (A60, A72, Q1). */
  automaticSave: "renews" | "fails" | "renews-nothing" | "error-500";
  /** Whether an automatic renewal removes every other secret of the app registration; nobody has reported either (E2). */
  automaticSaveRemoves: boolean;
  /** What a PUT that switches a connection off or on does: nobody here has seen one (E12). */
  changeProperties: "done" | "ignored";
  /** Whether a save that changes nothing renews (A60, Q1). */
  unchangedSaveRenews: boolean;
  automaticSaveMs: number;
  /** Whether a conversion finds the rights it needs in Entra (W24). */
  conversion: "allowed" | "no-rights" | "fails-later";
  extensionData: "works" | "fails";
  /** Who of those that are no person may write extension data over REST (L10, L11). */
  unattendedData: "all" | "build-service" | "nobody";
  /** What the vault says to whoever holds a token (N5). */
  vault: "writes" | "refuses";
  /** What the webhooks answer (L19). */
  hooks: "accept" | "error-as-200" | "gone";
  /** Graph demands a token with fresh claims once per token (G29). */
  graphClaimsChallenge: boolean;
}

export interface World {
  scenario: string;
  organization: { id: string; name: string };
  currentUserId: string;
  users: User[];
  projects: Project[];
  endpoints: Endpoint[];
  endpointTypes: EndpointType[];
  executions: ExecutionRecord[];
  buildDefinitions: StoredDefinition[];
  runs: StoredRun[];
  releaseDefinitions: StoredDefinition[];
  taskGroups: StoredDefinition[];
  variableGroups: StoredDefinition[];
  /** Checks on resources; the name is the guarded resource's. */
  checks: StoredDefinition[];
  yamlPreviews: YamlPreview[];
  pipelinePermissions: PipelinePermission[];
  /** Installed task definitions (W17 K), wire shapes with `id`. */
  tasks: Record<string, unknown>[];
  tenants: Tenant[];
  roleAssignments: RoleAssignment[];
  /** The app registration of the hub itself; token requests for any other client get AADSTS700016. */
  entraClientId: string;
  switches: Switches;
  /** Documents by scope ("Default" or a user id), then collection, then document id. */
  extensionData: Record<string, Record<string, Record<string, ExtensionDocument>>>;
  job: PipelineJob;
  /** Application permissions of Microsoft Graph by app id (L8). */
  appRoles: Record<string, string[]>;
  workItems: WorkItem[];
  workItemTypes: WorkItemType[];
  vaultSecrets: VaultSecret[];
  /** What arrived at the webhooks, in order. */
  posted: { url: string; body: string }[];
  /** Tokens the proxy remembers when `switches.proxyCachesTokens` is on: app id to expiry. */
  proxyTokenCache: Record<string, number>;
  /** Requests that met no route: a test can assert that there are none. */
  unhandled: string[];
}
