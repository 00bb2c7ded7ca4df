/** A change that comes with a newer version and that matters for this step (W37), with words in `replacement-words.ts`. */
export type BreakCode =
  | "storage-role"
  | "no-sas-token"
  | "azcopy-switches"
  | "terraform-versions"
  | "windows-az-module"
  | "no-classic-inputs"
  | "terraform-new-name"
  | "terraform-backend"
  | "azurerm-to-az"
  | "powershell-version-required"
  | "no-restrict-context"
  | "script-type-required"
  | "arguments-renamed"
  | "no-batch-script"
  | "slot-flag-renamed"
  | "zip-deploy-default"
  | "deployment-scope"
  | "vm-options-elsewhere"
  | "no-key-in-overrides"
  | "managed-image-default"
  | "packer-newer"
  | "connection-type-required"
  | "output-variable-renamed"
  | "no-registry-secret-input"
  | "alert-inputs-renamed"
  | "extended-support"
  | "check-inputs";

/** How one task moves to a version that works without a secret. */
export type Upgrade = {
  readonly task: string;
  readonly majors: readonly number[];
  readonly to: string;
  readonly minimum: string | null;
  readonly breaks: readonly BreakCode[];
  readonly roles: readonly string[];
  readonly rename: Readonly<Record<string, string>>;
  readonly drop: readonly string[];
  /** Inputs the newer version requires, with the value used where the step has none. */
  readonly require: Readonly<Record<string, string>>;
};

const base = { minimum: null, roles: [], rename: {}, drop: [], require: {} } as const;
const classic = [
  "ConnectedServiceNameSelector",
  "azureConnectionType",
  "ConnectedServiceName",
  "azureClassicSubscription",
] as const;

const azCopy7Inputs = [
  "AdditionalArguments",
  "AdditionalArgumentsForBlobCopy",
  "AdditionalArgumentsForVMCopy",
] as const;

/** True where the step has inputs with switches of AzCopy 7, which an upgrade leaves out. */
export const hasAzCopy7Switches = (inputs: Readonly<Record<string, string>>): boolean =>
  Object.entries(inputs).some(
    ([name, value]) =>
      value.trim() !== "" && azCopy7Inputs.some((one) => one.toLowerCase() === name.toLowerCase()),
  );

/** Upgrades with the changes that matter, from W37. */
export const upgrades: readonly Upgrade[] = [
  ...[
    // Switches of AzCopy 7, such as /Y, mean nothing to the AzCopy 10 of later versions (F9).
    { majors: [1, 2, 3], drop: azCopy7Inputs, breaks: ["azcopy-switches"] as const },
    { majors: [4, 5], drop: [], breaks: [] },
  ].map(({ majors, drop, breaks }) => ({
    ...base,
    task: "AzureFileCopy",
    majors,
    to: "AzureFileCopy@6",
    minimum: "6.239.6",
    breaks: ["storage-role", "no-sas-token", ...breaks, "windows-az-module", "no-classic-inputs"] as const,
    roles: ["Storage Blob Data Contributor"],
    drop: [
      ...drop,
      ...classic,
      "StorageAccount",
      "classicStorage",
      "EnvironmentName",
      "cloudService",
      "outputStorageUri",
      "outputStorageContainerSasToken",
      "sasTokenTimeOutInMinutes",
    ],
  })),
  ...["TerraformTaskV1", "TerraformTaskV2", "TerraformTaskV3"].map((task, index) => ({
    ...base,
    task,
    majors: [index === 0 ? 0 : index + 1],
    to: "TerraformTask@5",
    minimum: "5.255.1",
    breaks: ["terraform-new-name", "terraform-versions", "terraform-backend"] as const,
    roles: ["Storage Blob Data Contributor"],
    drop: ["backendAzureRmUseEnvironmentVariablesForAuthentication"],
  })),
  {
    ...base,
    task: "AzurePowerShell",
    majors: [1, 2, 3, 4],
    to: "AzurePowerShell@5",
    minimum: "5.225.0",
    breaks: ["azurerm-to-az", "powershell-version-required", "no-restrict-context"],
    // A version of AzureRM says nothing about Az (F11).
    drop: [...classic, "TargetAzurePs", "CustomTargetAzurePs", "RestrictContextToCurrentTask"],
    require: { azurePowerShellVersion: "LatestVersion" },
  },
  {
    ...base,
    task: "AzureCLI",
    majors: [0],
    to: "AzureCLI@2",
    minimum: "2.217.1",
    breaks: ["script-type-required", "arguments-renamed", "no-classic-inputs", "no-batch-script"],
    rename: { args: "arguments" },
    drop: ["connectedServiceNameSelector", "connectedServiceName"],
    require: { scriptType: "bash" },
  },
  {
    ...base,
    task: "AzureRmWebAppDeployment",
    majors: [2, 3],
    to: "AzureRmWebAppDeployment@4",
    minimum: "4.221.101",
    breaks: ["slot-flag-renamed", "zip-deploy-default"],
    rename: { DeployToSlotFlag: "deployToSlotOrASE" },
  },
  {
    ...base,
    task: "AzureResourceGroupDeployment",
    majors: [1],
    to: "AzureResourceManagerTemplateDeployment@3",
    minimum: "3.218.0",
    breaks: ["deployment-scope", "vm-options-elsewhere", "no-key-in-overrides"],
    rename: { ConnectedServiceName: "azureResourceManagerConnection" },
    drop: ["ConnectedServiceNameSelector"],
    require: { deploymentScope: "Resource Group" },
  },
  {
    ...base,
    task: "PackerBuild",
    majors: [0],
    to: "PackerBuild@1",
    minimum: "1.240.0",
    breaks: ["managed-image-default", "packer-newer"],
  },
  {
    ...base,
    task: "Kubernetes",
    majors: [0],
    to: "Kubernetes@1",
    minimum: "1.223.0",
    breaks: ["connection-type-required", "output-variable-renamed", "no-registry-secret-input"],
    drop: [
      "kubectlOutput",
      "containerRegistryType",
      "azureSubscriptionEndpoint",
      "azureSubscription",
      "azureContainerRegistry",
      "dockerRegistryEndpoint",
    ],
    require: { connectionType: "Kubernetes Service Connection" },
  },
  {
    ...base,
    task: "AzureMonitor",
    majors: [0],
    to: "AzureMonitor@1",
    breaks: ["alert-inputs-renamed"],
  },
  {
    ...base,
    task: "AzureCloudPowerShellDeployment",
    majors: [1],
    to: "AzureCloudPowerShellDeployment@2",
    minimum: "2.222.0",
    breaks: ["extended-support"],
  },
];

/** The upgrade of a task major; a general one where the data names a newer version without details. */
export function upgradeOf(task: string, major: number, named: string | null): Upgrade | null {
  const known = upgrades.find((upgrade) => upgrade.task === task && upgrade.majors.includes(major));
  if (known !== undefined) return known;
  return named === null ? null : { ...base, task, majors: [major], to: named, breaks: ["check-inputs"] };
}
