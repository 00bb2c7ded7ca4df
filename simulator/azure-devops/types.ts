import type { AuthenticationScheme, EndpointType, InputDescriptor } from "../world";

const plain = (id: string): InputDescriptor => ({
  id,
  name: id,
  description: `Value of ${id}`,
  isConfidential: false,
  isRequired: false,
});

const labels: Record<string, string> = {
  apitoken: "Personal Access Token",
  accesstoken: "Personal access token",
  accessToken: "Token",
  AccessToken: "Access token",
  apiToken: "Service account token",
  password: "Password/Token Key",
  nugetkey: "ApiKey",
  serviceprincipalkey: "Service principal key",
  servicePrincipalCertificate: "Certificate",
  kubeconfig: "KubeConfig",
  certificate: "Certificate",
  certificatepassword: "Certificate password",
  PrivateKey: "Private key",
  secret: "Secret",
};

const confidential = (id: string): InputDescriptor => ({
  id,
  name: labels[id] ?? id,
  description: `Confidential value of ${id}`,
  isConfidential: true,
  isRequired: true,
});

/** Inputs written as the contract's table writes them: a star marks the confidential (A85). */
const inputs = (text: string): InputDescriptor[] =>
  text
    .split(",")
    .filter((id) => id !== "")
    .map((id) => (id.endsWith("*") ? confidential(id.slice(0, -1)) : plain(id)));

const scheme = (name: string, text: string, isVerifiable = true): AuthenticationScheme => ({
  scheme: name,
  displayName: name,
  inputDescriptors: inputs(text),
  isVerifiable,
});

const usernamePassword = (more = ""): AuthenticationScheme =>
  scheme("UsernamePassword", `username,password*${more}`);
const token = (input = "apitoken*"): AuthenticationScheme => scheme("Token", input);

function type(
  name: string,
  displayName: string,
  authenticationSchemes: AuthenticationScheme[],
  options: { test?: string; data?: string } = {},
): EndpointType {
  const { test, data = "" } = options;
  const dataSources =
    test === undefined
      ? []
      : [{ name: "TestConnection", endpointUrl: `{{endpoint.url}}${test}`, resourceUrl: "" }];
  return {
    name,
    displayName,
    description: `Service connection of type ${displayName}`,
    inputDescriptors: inputs(data),
    authenticationSchemes,
    dataSources,
  };
}

const azurermSchemes = [
  scheme(
    "ServicePrincipal",
    "tenantid,serviceprincipalid,authenticationType,serviceprincipalkey*,servicePrincipalCertificate*,scope,role,accesstoken*",
  ),
  // "False" although the page verifies manual ones (A26).
  scheme("WorkloadIdentityFederation", "tenantid,serviceprincipalid,scope,role", false),
  scheme("ManagedServiceIdentity", "tenantid"),
  scheme("PublishProfile", "tenantid,resourceId,publishProfile*", false),
];

/** The types an organization offers, as far as the contract tells them (A85, A86). */
export const endpointTypes = (): EndpointType[] => [
  type("azurerm", "Azure Resource Manager", azurermSchemes, {
    test: "subscriptions/{{subscriptionId}}?api-version=2016-06-01",
  }),
  type("azure", "Azure Classic", [usernamePassword(), scheme("Certificate", "certificate*")], {
    test: "subscription",
  }),
  type(
    "github",
    "GitHub",
    [
      token("AccessToken*"),
      scheme("PersonalAccessToken", "accessToken*"),
      scheme("OAuth", "ConfigurationId,AccessToken*"),
      scheme("InstallationToken", ""),
    ],
    { test: "user" },
  ),
  type(
    "githubenterprise",
    "GitHub Enterprise Server",
    [token(), scheme("OAuth2", "ConfigurationId,AccessToken*")],
    { test: "user" },
  ),
  type("bitbucket", "Bitbucket Cloud", [usernamePassword(), scheme("Token", "email,apitoken*")], {
    test: "user",
  }),
  type(
    "dockerregistry",
    "Docker Registry",
    [
      usernamePassword(",registry,email"),
      scheme(
        "ServicePrincipal",
        "tenantId,loginServer,scope,role,serviceprincipalid,authenticationType,serviceprincipalkey*",
      ),
      scheme("WorkloadIdentityFederation", "tenantId,loginServer,serviceprincipalid", false),
    ],
    { test: "v2/" },
  ),
  type("generic", "Generic", [usernamePassword()]),
  type("git", "Other Git", [usernamePassword()]),
  type("externaltfs", "Azure Repos/Team Foundation Server", [token(), usernamePassword()], {
    test: "_apis/connectionData",
  }),
  type("azdoapi", "Azure DevOps API", [token(), usernamePassword()]),
  type("externalnugetfeed", "NuGet", [scheme("None", "nugetkey*"), token(), usernamePassword()]),
  type("externalnpmregistry", "npm", [token(), usernamePassword()]),
  type("externalmavenrepository", "Maven", [token(), usernamePassword()]),
  type("AzureServiceBus", "Azure Service Bus", [scheme("None", "")], {
    data: "serviceBusConnectionString*,serviceBusQueueName",
  }),
  type("servicefabric", "Service Fabric", [
    scheme(
      "Certificate",
      "servercertthumbprint,servercertcommonname,certLookup,certificate*,certificatepassword*",
    ),
    usernamePassword(),
    scheme("None", "UseWindowsSecurity,Unsecured,ClusterSpn"),
  ]),
  type("kubernetes", "Kubernetes", [
    scheme("Kubernetes", "azureEnvironment,azureTenantId,kubeconfig*,clusterContext"),
    token("apiToken*,serviceAccountCertificate*"),
    scheme("None", "kubeconfig*"),
  ]),
  type("ssh", "SSH", [usernamePassword()], { data: "Host,Port,PrivateKey*" }),
  type("dockerhost", "Docker Host", [scheme("Certificate", "cacert*,cert*,key*,certificate*")]),
  type("jenkins", "Jenkins", [usernamePassword()], { test: "api/json" }),
  type("sonarqube", "SonarQube Server", [usernamePassword(), token()], {
    test: "api/authentication/validate",
  }),
  type("incomingwebhook", "Incoming WebHook", [scheme("None", "webhookname,secret*,header")]),
];

/** Names of confidential inputs of a type and scheme, in lower case; known secret names where the type is unknown. */
export function confidentialNames(
  types: readonly EndpointType[],
  typeName: string,
  schemeName: string,
): Set<string> {
  const found = types.find((one) => one.name.toLowerCase() === typeName.toLowerCase());
  const always = [
    "serviceprincipalkey",
    "serviceprincipalcertificate",
    "password",
    "apitoken",
    "accesstoken",
  ];
  if (found === undefined) return new Set(always);
  const matching = found.authenticationSchemes.filter(
    (one) => one.scheme.toLowerCase() === schemeName.toLowerCase(),
  );
  const descriptors = [...found.inputDescriptors, ...matching.flatMap((one) => one.inputDescriptors)];
  const own = descriptors.filter((one) => one.isConfidential).map((one) => one.id.toLowerCase());
  return new Set([...own, "serviceprincipalkey", "serviceprincipalcertificate"]);
}
