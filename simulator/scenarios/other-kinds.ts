import type { World } from "../world";
import { startWorld } from "./builder";
import type { Setting } from "./empty-world";

/** A token which every service of this world accepts when it is pasted. */
export const renewedToken = "renewed-token-for-tests-0123456789";

type Kind = readonly [name: string, type: string, scheme: string, secrets: readonly string[]];

/** One connection of each kind that holds a token or password; the last one Azure DevOps refuses to change (A56). */
const kinds: readonly Kind[] = [
  ["github", "github", "PersonalAccessToken", ["accessToken"]],
  ["docker-hub", "dockerregistry", "UsernamePassword", ["password"]],
  ["generic", "generic", "UsernamePassword", ["password"]],
  ["nuget", "externalnugetfeed", "None", ["nugetkey"]],
  ["npm", "externalnpmregistry", "Token", ["apitoken"]],
  ["other-organization", "externaltfs", "Token", ["apitoken"]],
  ["ssh", "ssh", "UsernamePassword", ["password", "PrivateKey"]],
  ["service-fabric", "servicefabric", "Certificate", ["certificate", "certificatepassword"]],
  ["kubernetes", "kubernetes", "Token", ["apiToken", "serviceAccountCertificate"]],
  ["container-registry", "dockerregistry", "ServicePrincipal", ["serviceprincipalkey"]],
];

/** A cluster's configuration: a value of several lines, whose breaks are part of it. */
export const kubeconfig = (token: string): string =>
  `apiVersion: v1\nkind: Config\nclusters:\n  - name: shop\n    cluster:\n      server: https://shop.contoso.example\nusers:\n  - name: deployer\n    user:\n      token: ${token}\n`;

/** A connection that holds a cluster's configuration as its only secret. */
export function kubeconfigWorld(setting: Setting): World {
  const builder = startWorld(setting);
  builder.other({
    name: "cluster",
    type: "kubernetes",
    scheme: "Kubernetes",
    url: "https://shop.contoso.example/",
    secrets: { kubeconfig: kubeconfig(setting.chance.secret()) },
    accepted: [kubeconfig(renewedToken)],
  });
  return builder.world;
}

/** Connections that sign in with a token, a password or a key of their own kind. */
export function otherKinds(setting: Setting): World {
  const builder = startWorld(setting);
  for (const [name, type, scheme, secrets] of kinds)
    builder.other({
      name,
      type,
      scheme,
      url: `https://${name}.contoso.example/`,
      secrets: Object.fromEntries(secrets.map((secret) => [secret, setting.chance.secret()])),
      accepted: [renewedToken],
    });
  return builder.world;
}
