import type { Chance } from "../core/chance";
import { endpointTypes } from "../azure-devops/types";
import { settledPropagation } from "../entra/credentials";
import type { CloudName, Propagation, Switches, Tenant, User, WorkItemType, World } from "../world";

/** What a scenario is built from: the moment it begins and a source of ids. */
export interface Setting {
  now: number;
  chance: Chance;
}

/** Four seconds until a new secret signs in, one until reads show it: an ordinary day (G40, G45). */
const ordinaryPropagation: Propagation = {
  ...settledPropagation,
  usableAfterMs: 4_000,
  visibleAfterMs: 1_000,
};

/** Flapping for three quarters of a minute: a single success proves nothing (G41, G44, G46). */
export const slowPropagation: Propagation = {
  usableAfterMs: 40_000,
  earlySuccesses: [
    [8_000, 11_000],
    [24_000, 27_000],
  ],
  lateRefusals: [[46_000, 49_000]],
  visibleAfterMs: 6_000,
  refusal: 7000215,
};

const defaultSwitches = (): Switches => ({
  naa: "on",
  popup: "accept",
  naaTokenTenant: "as-asked",
  naaScopes: "as-asked",
  naaFailure: null,
  inlineValue: "used",
  proxyCachesTokens: false,
  automaticSave: "renews",
  automaticSaveRemoves: true,
  changeProperties: "done",
  unchangedSaveRenews: false,
  automaticSaveMs: 3_000,
  conversion: "allowed",
  extensionData: "works",
  unattendedData: "all",
  vault: "writes",
  hooks: "accept",
  graphClaimsChallenge: false,
});

/** Ids that tests and people may rely on in every scenario. */
export const wellKnown = {
  organizationId: "5f1e0c1a-8f5b-4b63-9a55-3c1d7a2b9e10",
  tenantId: "72f988bf-0a11-4c2d-8e3f-1d4a5b6c7d8e",
  foreignTenantId: "9b8a7c6d-5e4f-4a3b-9c2d-1e0f9a8b7c6d",
  entraClientId: "0c1d2e3f-4a5b-4c6d-8e7f-a0b1c2d3e4f5",
  adminId: "a11ce000-1111-4111-8111-000000000001",
  colleagueId: "b0b00000-2222-4222-8222-000000000002",
  buildServiceId: "b111d000-9999-4999-8999-000000000001",
  projectId: "11111111-aaaa-4bbb-8ccc-222222222222",
};

export function tenantOfCloud(id: string, displayName: string, cloud: CloudName): Tenant {
  return {
    id,
    displayName,
    cloud,
    applications: [],
    servicePrincipals: [],
    policy: { maxLifetimeDays: null, passwordAdditionForbidden: false },
    consent: "readwrite",
    consentNeedsAdministrator: false,
    propagation: ordinaryPropagation,
    conditionalAccessBlocks: false,
  };
}

function administrator(id: string, displayName: string, uniqueName: string): User {
  return {
    id,
    kind: "person",
    displayName,
    uniqueName,
    defaultRight: { project: "manage", organization: "administrator" },
    rights: {},
    hiddenProjectIds: [],
    applicationAdministrator: true,
    homeTenantId: wellKnown.tenantId,
  };
}

const workItemTypes = (): WorkItemType[] => [
  {
    name: "Issue",
    states: [
      { name: "To Do", category: "Proposed" },
      { name: "Doing", category: "InProgress" },
      { name: "Removed", category: "Removed" },
      { name: "Done", category: "Completed" },
    ],
    required: [],
  },
  {
    name: "Incident",
    states: [
      { name: "New", category: "Proposed" },
      { name: "Removed", category: "Removed" },
      { name: "Closed", category: "Completed" },
    ],
    required: ["Custom.Impact"],
  },
];

/** An organization with one project, two administrators, two tenants and nothing in it. */
export function emptyWorld(): World {
  return {
    scenario: "",
    organization: { id: wellKnown.organizationId, name: "contoso" },
    currentUserId: wellKnown.adminId,
    users: [
      administrator(wellKnown.adminId, "Alice Adminson", "alice@contoso.example"),
      administrator(wellKnown.colleagueId, "Bob Colleague", "bob@contoso.example"),
      {
        ...administrator(wellKnown.buildServiceId, "Fabrikam Build Service (contoso)", "Build\\fabrikam"),
        kind: "build-service",
        defaultRight: { project: "none", organization: "none" },
        applicationAdministrator: false,
      },
    ],
    projects: [{ id: wellKnown.projectId, name: "Fabrikam" }],
    endpoints: [],
    endpointTypes: endpointTypes(),
    executions: [],
    runs: [],
    buildDefinitions: [],
    releaseDefinitions: [],
    taskGroups: [],
    variableGroups: [],
    checks: [],
    yamlPreviews: [],
    pipelinePermissions: [],
    tasks: [],
    tenants: [
      tenantOfCloud(wellKnown.tenantId, "Contoso", "AzureCloud"),
      tenantOfCloud(wellKnown.foreignTenantId, "Northwind", "AzureCloud"),
    ],
    roleAssignments: [],
    entraClientId: wellKnown.entraClientId,
    switches: defaultSwitches(),
    extensionData: {},
    job: {
      projectId: wellKnown.projectId,
      planId: "91a4e000-7777-4777-8777-000000000001",
      jobId: "10b00000-8888-4888-8888-000000000001",
      buildServiceId: wellKnown.buildServiceId,
      identities: [],
    },
    appRoles: {},
    workItems: [],
    workItemTypes: workItemTypes(),
    vaultSecrets: [],
    posted: [],
    proxyTokenCache: {},
    unhandled: [],
  };
}
