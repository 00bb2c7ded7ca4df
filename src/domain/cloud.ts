/** The clouds an Azure Resource Manager connection can name in `data.environment` (G79-G83). */
export type Cloud =
  | "AzureCloud"
  | "AzureUSGovernment"
  | "AzureChinaCloud"
  | "AzureGermanCloud"
  | "AzureStack";

const clouds: readonly Cloud[] = [
  "AzureCloud",
  "AzureUSGovernment",
  "AzureChinaCloud",
  "AzureGermanCloud",
  "AzureStack",
];

/** The cloud named by `data.environment` in any casing (A5); absent means AzureCloud; null for unknown names. */
export function cloudOf(environment: string | null | undefined): Cloud | null {
  if (environment === null || environment === undefined || environment === "") return "AzureCloud";
  return clouds.find((cloud) => cloud.toLowerCase() === environment.toLowerCase()) ?? null;
}

/** Portal origin of a cloud; null where no portal is known (G79-G83). */
export function portalOrigin(cloud: Cloud | null): string | null {
  switch (cloud) {
    case "AzureCloud":
      return "https://portal.azure.com";
    case "AzureUSGovernment":
      return "https://portal.azure.us";
    case "AzureChinaCloud":
      return "https://portal.azure.cn";
    case "AzureGermanCloud":
    case "AzureStack":
    case null:
      return null;
  }
}
