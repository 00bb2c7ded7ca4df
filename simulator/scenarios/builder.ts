import { addPassword, settledPropagation } from "../entra/credentials";
import { makeCertificate } from "../entra/certificates";
import type { Application, CloudName, Endpoint, Project, ServicePrincipal, Tenant, World } from "../world";
import { emptyWorld, wellKnown } from "./empty-world";
import type { Setting } from "./empty-world";

export const dayMs = 86_400_000;

const managementUrls: Record<CloudName, string> = {
  AzureCloud: "https://management.azure.com/",
  AzureUSGovernment: "https://management.usgovcloudapi.net/",
  AzureChinaCloud: "https://management.chinacloudapi.cn/",
  AzureGermanCloud: "https://management.microsoftazure.de",
  AzureStack: "https://management.local.azurestack.example/",
};

interface AppOptions {
  name: string;
  tenant?: Tenant;
  /** Days from now until each secret expires, oldest first; negative for expired ones. */
  secretDays?: number[];
  certificateDays?: number;
  /** No enterprise application, thus no sign-in (G56). */
  withoutPrincipal?: boolean;
}

export interface App {
  application: Application;
  principal: ServicePrincipal;
  tenant: Tenant;
  certificatePem: string | null;
}

interface AzureOptions {
  name: string;
  app: App;
  project?: Project;
  description?: string;
  creationMode?: "Manual" | "Automatic";
  environment?: CloudName;
  scheme?: "ServicePrincipal" | "WorkloadIdentityFederation" | "ManagedServiceIdentity" | "PublishProfile";
  /** Which of the app's secrets Azure DevOps holds; default the last one. */
  holds?: number;
  authenticationType?: "spnKey" | "spnCertificate";
  /** No role on the subscription (A30). */
  withoutRole?: boolean;
  parameters?: Record<string, string>;
  data?: Record<string, string>;
  savedDaysAgo?: number;
}

export interface Builder {
  world: World;
  setting: Setting;
  tenant: Tenant;
  project: Project;
  app(options: AppOptions): App;
  azure(options: AzureOptions): Endpoint;
  other(options: OtherOptions): Endpoint;
}

interface OtherOptions {
  name: string;
  type: string;
  scheme: string;
  url: string;
  project?: Project;
  description?: string;
  parameters?: Record<string, string>;
  data?: Record<string, string>;
  secrets?: Record<string, string>;
  accepted?: string[];
}

/** Puts a world together from connections and app registrations; every call adds to the same world. */
export function startWorld(setting: Setting): Builder {
  const world = emptyWorld();
  const [tenant] = world.tenants;
  const [project] = world.projects;
  if (tenant === undefined || project === undefined)
    throw new Error("The empty world lost its tenant or project.");
  const builder: Builder = {
    world,
    setting,
    tenant,
    project,
    app: (options) => addApp(builder, options),
    azure: (options) => addAzure(builder, options),
    other: (options) => addOther(builder, options),
  };
  return builder;
}

function addApp({ setting, tenant: homeTenant }: Builder, options: AppOptions): App {
  const { chance, now } = setting;
  const { name, tenant = homeTenant, secretDays = [], certificateDays } = options;
  const appId = chance.guid();
  const application: Application = {
    id: chance.guid(),
    appId,
    displayName: name,
    signInAudience: "AzureADMyOrg",
    createdAt: now - 400 * dayMs,
    passwordCredentials: [],
    keyCredentials: [],
    federatedIdentityCredentials: [],
    ownerIds: [wellKnown.adminId],
    deleted: false,
    full: false,
  };
  for (const days of secretDays)
    addPassword(
      application,
      {
        displayName: "pipelines",
        startDateTime: Math.min(now, now + (days - 180) * dayMs),
        endDateTime: now + days * dayMs,
      },
      { now: now - 200 * dayMs, propagation: settledPropagation, chance },
    );
  let certificatePem: string | null = null;
  if (certificateDays !== undefined) {
    const until = now + certificateDays * dayMs;
    const certificate = makeCertificate(name, now - 90 * dayMs, until);
    certificatePem = certificate.pem;
    application.keyCredentials.push({
      keyId: chance.guid(),
      displayName: `CN=${name}`,
      startDateTime: now - 90 * dayMs,
      endDateTime: until,
      thumbprint: certificate.thumbprint,
      certificatePem: certificate.certificatePem,
    });
  }
  const principal: ServicePrincipal = {
    id: chance.guid(),
    appId,
    displayName: name,
    accountEnabled: true,
    appOwnerOrganizationId: tenant.id,
    servicePrincipalType: "Application",
    passwordCredentials: [],
  };
  tenant.applications.push(application);
  if (options.withoutPrincipal !== true) tenant.servicePrincipals.push(principal);
  return { application, principal, tenant, certificatePem };
}

function baseEndpoint(
  { setting, project: defaultProject }: Builder,
  options: { name: string; description?: string; project?: Project; savedDaysAgo?: number },
): Omit<Endpoint, "type" | "url" | "data" | "authorization" | "secrets"> {
  const { name, description = "", project = defaultProject, savedDaysAgo = 120 } = options;
  const saved = setting.now - savedDaysAgo * dayMs;
  return {
    id: setting.chance.guid(),
    name,
    description,
    owner: "Library",
    references: [{ projectId: project.id, name, description }],
    isReady: true,
    operationStatus: { state: "Ready", statusMessage: "" },
    isDisabled: false,
    isOutdated: false,
    createdById: wellKnown.adminId,
    creationDate: saved - 200 * dayMs,
    modificationDate: saved,
    modifiedById: wellKnown.adminId,
    pending: null,
    omit: [],
    accessTokenBroken: false,
    acceptedSecrets: [],
    secretsBeforeConversion: null,
  };
}

function addAzure(builder: Builder, options: AzureOptions): Endpoint {
  const { world, setting } = builder;
  const { app, creationMode = "Manual", environment = "AzureCloud", scheme = "ServicePrincipal" } = options;
  const subscriptionId = setting.chance.guid();
  const automatic = creationMode === "Automatic";
  const withKey = scheme === "ServicePrincipal";
  const authenticationType = options.authenticationType ?? "spnKey";
  const passwords = app.application.passwordCredentials;
  const held = passwords[options.holds ?? passwords.length - 1]?.secretText ?? "";
  const secrets: Record<string, string> = !withKey
    ? {}
    : authenticationType === "spnCertificate"
      ? { servicePrincipalCertificate: app.certificatePem ?? "" }
      : { serviceprincipalkey: held };
  const endpoint: Endpoint = {
    ...baseEndpoint(builder, options),
    type: "azurerm",
    url: managementUrls[environment],
    data: {
      environment,
      scopeLevel: "Subscription",
      subscriptionId,
      subscriptionName: `${options.name.slice(0, 20)} subscription`,
      creationMode,
      ...(automatic ? automaticData(setting, app) : {}),
      ...options.data,
    },
    authorization: {
      scheme,
      parameters: {
        tenantid: app.tenant.id,
        ...(scheme === "ManagedServiceIdentity" ? {} : { serviceprincipalid: app.application.appId }),
        ...(withKey ? { authenticationType } : {}),
        ...(automatic ? { scope: `/subscriptions/${subscriptionId}` } : {}),
        ...options.parameters,
      },
    },
    secrets,
  };
  world.endpoints.push(endpoint);
  if (options.withoutRole !== true)
    world.roleAssignments.push({
      principalId: app.principal.id,
      scope: `/subscriptions/${subscriptionId}`,
      role: "Contributor",
    });
  return endpoint;
}

/** The members only connections made by Azure DevOps have (A61, A62). */
const automaticData = (setting: Setting, app: App): Record<string, string> => ({
  resourceGroupName: "",
  mlWorkspaceName: "",
  mlWorkspaceLocation: "",
  managementGroupId: "",
  managementGroupName: "",
  oboAuthorization: "",
  azureSpnRoleAssignmentId: setting.chance.guid(),
  azureSpnPermissions: `[{"roleAssignmentId":"${setting.chance.guid()}","resourceProvider":"Microsoft.RoleAssignment","provisioned":true}]`,
  spnObjectId: app.principal.id,
  appObjectId: app.application.id,
  resourceId: "",
});

function addOther(builder: Builder, options: OtherOptions): Endpoint {
  const { type, scheme, url, parameters = {}, data = {}, secrets = {}, accepted = [] } = options;
  const endpoint: Endpoint = {
    ...baseEndpoint(builder, options),
    type,
    url,
    data,
    authorization: { scheme, parameters },
    secrets,
    acceptedSecrets: accepted,
  };
  builder.world.endpoints.push(endpoint);
  return endpoint;
}

/** Makes a connection visible in one more project (A11). */
export function shareWith(endpoint: Endpoint, project: Project, name = endpoint.name): void {
  endpoint.references.push({ projectId: project.id, name, description: endpoint.description });
}
