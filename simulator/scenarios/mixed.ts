import { entraIssuer, entraSubject } from "../azure-devops/endpoint-shape";
import type { World } from "../world";
import { startWorld, dayMs, shareWith } from "./builder";
import type { Builder } from "./builder";
import { tenantOfCloud } from "./empty-world";
import type { Setting } from "./empty-world";
import { addHistory } from "./history";

/** One project with forty connections of every kind and state. */
export function mixedForty(setting: Setting): World {
  const builder = startWorld(setting);
  builder.world.projects.push({ id: "33333333-aaaa-4bbb-8ccc-444444444444", name: "Tailspin Toys" });
  expiries(builder);
  certificatesAndFederation(builder);
  brokenIdentities(builder);
  nationalClouds(builder);
  oddShapes(builder);
  otherTypes(builder);
  addHistory(builder);
  return builder.world;
}

/** Manual connections by the end of their only secret, several live secrets, notes, automatic ones. */
function expiries(builder: Builder): void {
  const { setting } = builder;
  const byDays: [name: string, days: number][] = [
    ["prod-expired", -3],
    ["prod-today", 0.3],
    ["prod-three-days", 3],
    ["stage-nine-days", 9],
    ["stage-twenty-days", 20],
    ["dev-forty-five-days", 45],
    ["dev-two-hundred-days", 200],
  ];
  for (const [name, days] of byDays)
    builder.azure({ name, app: builder.app({ name: `app-${name}`, secretDays: [days] }) });
  const several = builder.app({ name: "app-several", secretDays: [-30, 12, 80] });
  builder.azure({ name: "several-live-secrets", app: several });
  const noted = builder.app({ name: "app-noted", secretDays: [5, 100] });
  const current = noted.application.passwordCredentials[1];
  const until = new Date(setting.now + 100 * dayMs).toISOString().slice(0, 10);
  const note = `[secret ${current?.keyId.slice(0, 8) ?? ""} expires ${until}]`;
  builder.azure({ name: "noted-key", app: noted, description: `Deploys the shop. ${note}` });
  const stale = builder.app({ name: "app-note-only", secretDays: [25, 60] });
  builder.azure({
    name: "noted-date-only",
    app: stale,
    description: "[secret unknown expires 2026-12-19] owned by team blue",
  });
  const automatic = builder.app({ name: "contoso-Fabrikam-auto", secretDays: [14] });
  builder.azure({ name: "automatic-two-weeks", app: automatic, creationMode: "Automatic", savedDaysAgo: 77 });
  const expired = builder.app({ name: "contoso-Fabrikam-auto-expired", secretDays: [-8] });
  builder.azure({ name: "automatic-expired", app: expired, creationMode: "Automatic", savedDaysAgo: 99 });
  const shared = builder.app({ name: "app-for-two", secretDays: [28] });
  builder.azure({ name: "two-share-one-app (a)", app: shared });
  builder.azure({ name: "two-share-one-app (b)", app: shared });
}

function certificatesAndFederation(builder: Builder): void {
  const { world, tenant } = builder;
  const certificate = builder.app({ name: "app-certificate", certificateDays: 18 });
  builder.azure({ name: "certificate", app: certificate, authenticationType: "spnCertificate" });
  const old = builder.app({ name: "app-certificate-expired", certificateDays: -2 });
  builder.azure({ name: "certificate-expired", app: old, authenticationType: "spnCertificate" });
  const federated = (name: string, entra: boolean): void => {
    const app = builder.app({ name: `app-${name}` });
    const endpoint = builder.azure({ name, app, scheme: "WorkloadIdentityFederation" });
    const issuer = entra ? entraIssuer(tenant.id) : `https://vstoken.dev.azure.com/${world.organization.id}`;
    const subject = entra
      ? entraSubject(tenant.id, world.organization.id, endpoint.id)
      : `sc://${world.organization.name}/${builder.project.name}/${name}`;
    Object.assign(endpoint.authorization.parameters, {
      workloadIdentityFederationIssuer: issuer,
      workloadIdentityFederationSubject: subject,
      workloadIdentityFederationIssuerType: entra ? "EntraID" : "AzureDevOps",
    });
    app.application.federatedIdentityCredentials.push({
      id: builder.setting.chance.guid(),
      name: endpoint.id,
      issuer,
      subject,
      audiences: ["api://AzureADTokenExchange"],
      description: "",
    });
  };
  federated("federated-entra-issuer", true);
  federated("federated-old-issuer", false);
  const identity = builder.app({ name: "managed" });
  builder.azure({ name: "managed-identity", app: identity, scheme: "ManagedServiceIdentity" });
  const profile = builder.azure({
    name: "publish-profile",
    app: identity,
    scheme: "PublishProfile",
    withoutRole: true,
  });
  delete profile.authorization.parameters["serviceprincipalid"];
  profile.authorization.parameters["resourceId"] =
    "/subscriptions/x/resourceGroups/web/providers/Microsoft.Web/sites/shop";
  profile.secrets = { publishProfile: builder.setting.chance.secret() };
}

function brokenIdentities(builder: Builder): void {
  const { world } = builder;
  const deleted = builder.app({ name: "app-deleted", secretDays: [50] });
  builder.azure({ name: "app-deleted", app: deleted });
  deleted.application.deleted = true;
  deleted.tenant.servicePrincipals = deleted.tenant.servicePrincipals.filter(
    (one) => one !== deleted.principal,
  );
  const disabled = builder.app({ name: "app-disabled", secretDays: [70] });
  builder.azure({ name: "app-disabled", app: disabled });
  disabled.principal.accountEnabled = false;
  const foreignTenant = world.tenants[1];
  if (foreignTenant === undefined) throw new Error("The empty world lost its second tenant.");
  const foreign = builder.app({ name: "app-foreign", tenant: foreignTenant, secretDays: [35] });
  // Its home is elsewhere; here it has only an enterprise application (G5).
  const guest = { ...foreign.principal, id: builder.setting.chance.guid() };
  builder.tenant.servicePrincipals.push(guest);
  const endpoint = builder.azure({
    name: "foreign-tenant-app",
    app: { ...foreign, principal: guest, tenant: builder.tenant },
  });
  endpoint.description = "Multi-tenant app of Northwind";
  for (const reference of endpoint.references) reference.description = endpoint.description;
  foreign.application.signInAudience = "AzureADMultipleOrgs";
  builder.azure({
    name: "role-missing",
    app: builder.app({ name: "app-no-role", secretDays: [90] }),
    withoutRole: true,
  });
}

function nationalClouds(builder: Builder): void {
  const clouds = [
    ["us-government", "AzureUSGovernment", "d0d00000-0000-4000-8000-0000000000a1"],
    ["china", "AzureChinaCloud", "c0c00000-0000-4000-8000-0000000000a2"],
  ] as const;
  for (const [name, cloud, id] of clouds) {
    const tenant = tenantOfCloud(id, `Contoso ${name}`, cloud);
    builder.world.tenants.push(tenant);
    builder.azure({
      name,
      app: builder.app({ name: `app-${name}`, tenant, secretDays: [40] }),
      environment: cloud,
    });
  }
  builder.azure({
    name: "azure-stack",
    app: builder.app({ name: "app-azure-stack", secretDays: [33] }),
    environment: "AzureStack",
  });
}

/** Shapes a reader must survive: casing, missing members, difficult names, a long description, states. */
function oddShapes(builder: Builder): void {
  const app = (name: string, days = 60) => builder.app({ name: `app-${name}`, secretDays: [days] });
  const odd = builder.azure({ name: "odd-casing", app: app("odd-casing", 6) });
  const { tenantid = "", serviceprincipalid = "" } = odd.authorization.parameters;
  odd.type = "AzureRM";
  odd.authorization = {
    scheme: "serviceprincipal",
    parameters: { tenantId: tenantid, servicePrincipalId: serviceprincipalid, authenticationType: "spnKey" },
  };
  odd.secrets = { servicePrincipalKey: odd.secrets["serviceprincipalkey"] ?? "" };
  odd.owner = "library";
  odd.operationStatus = null;
  builder.azure({ name: "disabled-connection", app: app("disabled-connection") }).isDisabled = true;
  const failed = builder.azure({
    name: "failed-creation",
    app: app("failed-creation"),
    creationMode: "Automatic",
  });
  failed.isReady = false;
  failed.operationStatus = {
    state: "Failed",
    statusMessage: ` Failed to set Azure permission 'RoleAssignmentId: ${builder.setting.chance.guid()}' for the service principal '${failed.authorization.parameters["serviceprincipalid"] ?? ""}' on subscription ID '${failed.data["subscriptionId"] ?? ""}': error code: Forbidden, inner error code: AuthorizationFailed`,
  };
  builder.azure({ name: "missing-data-and-type", app: app("missing") }).omit = ["data", "type"];
  builder.azure({ name: `O'Brien & "Söhne" <b>bold</b>`, app: app("quotes", 11) });
  builder.azure({ name: "🚀 release العربية ‏", app: app("emoji", 15) });
  const long = "Deploys the whole estate. ".repeat(120).slice(0, 3_000);
  builder.azure({ name: "three-kilobytes", app: app("long", 22), description: long });
  const shared = builder.azure({ name: "shared-with-tailspin", app: app("shared", 8) });
  const tailspin = builder.world.projects[1];
  if (tailspin !== undefined) shareWith(shared, tailspin);
}

function otherTypes(builder: Builder): void {
  const secret = (): string => builder.setting.chance.secret();
  const github = secret();
  builder.other({
    name: "github-token",
    type: "github",
    scheme: "PersonalAccessToken",
    url: "https://api.github.com/",
    secrets: { accessToken: github },
    accepted: [github, "ghp_renewed_token_for_tests"],
  });
  builder.other({
    name: "docker-hub",
    type: "dockerregistry",
    scheme: "UsernamePassword",
    url: "https://hub.docker.com/",
    parameters: { username: "contoso", registry: "https://index.docker.io/v1/", email: "" },
    data: { registrytype: "DockerHub" },
    secrets: { password: secret() },
  });
  builder.other({
    name: "npm-feed",
    type: "externalnpmregistry",
    scheme: "Token",
    url: "https://registry.npmjs.org/",
    secrets: { apitoken: secret() },
  });
  builder.other({
    name: "generic-api",
    type: "generic",
    scheme: "UsernamePassword",
    url: "https://api.contoso.example/",
    parameters: { username: "svc" },
    secrets: { password: secret() },
  });
  builder.other({
    name: "ssh-jumpbox",
    type: "ssh",
    scheme: "UsernamePassword",
    url: "ssh://jump.contoso.example:22",
    parameters: { username: "deploy" },
    data: { Host: "jump.contoso.example", Port: "22" },
    secrets: { password: "", PrivateKey: secret() },
  });
}
