import type { ReviewCode } from "./replacement";
import type { GapCode } from "./snippets/snippet";
import type { BreakCode } from "./upgrades";

/** What changes with the newer version, in words. */
export const breakWords: Readonly<Record<BreakCode, string>> = {
  "storage-role":
    "The identity needs Storage Blob Data Contributor on the storage account; keys and SAS are no longer used.",
  "no-sas-token": "There is no SAS token output anymore; later steps that use one must sign in themselves.",
  "windows-az-module": "It needs a Windows agent with PowerShell 7 and the Az.Accounts module.",
  "no-classic-inputs": "Inputs for classic Azure connections are gone.",
  "terraform-new-name": "The task has a new name, and one name for all commands.",
  "terraform-versions":
    "It needs Terraform CLI 1.11.1, azurerm 4.18.0, azuread 3.2.0 and azapi 2.0.1 or newer.",
  "azcopy-switches":
    "The arguments for AzCopy are left out: they are for version 7 (such as /Y), and the task now runs AzCopy 10. Rewrite them.",
  "terraform-backend": "The state's backend must allow sign-in through Entra ID.",
  "azurerm-to-az": "AzureRM cmdlets become Az cmdlets; Enable-AzureRmAlias bridges old names.",
  "powershell-version-required": "azurePowerShellVersion is required.",
  "no-restrict-context": "RestrictContextToCurrentTask is gone.",
  "script-type-required": "scriptType is required.",
  "arguments-renamed": "args is now called arguments.",
  "no-batch-script": "On Windows the old version ran batch scripts; choose scriptType batch for them.",
  "slot-flag-renamed": "DeployToSlotFlag is now called DeployToSlotOrASEFlag.",
  "zip-deploy-default": "Packages are deployed as zip or run from the package by default.",
  "deployment-scope": "The scope and the connection have inputs of their own.",
  "vm-options-elsewhere": "Options for virtual machines exist only in AzureResourceGroupDeployment@2.",
  "no-key-in-overrides": "Override parameters can't use $servicePrincipalKey.",
  "managed-image-default": "Images are managed by default: set isManagedImage and managedImageName.",
  "packer-newer": "It brings a newer Packer; builds that run for longer than the token is valid may fail.",
  "connection-type-required": "connectionType says where the cluster's credentials come from.",
  "output-variable-renamed": "kubectlOutput is replaced by the step's output variable.",
  "no-registry-secret-input":
    "Don't use the inputs for registry secrets; attach the registry to the cluster.",
  "alert-inputs-renamed": "Alerts are chosen by resource, rule, severity and state.",
  "extended-support":
    "It deploys to Cloud Services (extended support): group, csdef and key vault are needed.",
  "check-inputs": "Compare the inputs of both versions before you switch.",
};

/** What the script cannot know from the step, in words. */
export const gapWords: Readonly<Record<GapCode, string>> = {
  wildcard: "The source has wildcards; check that the script's pattern picks the same files.",
  "copy-arguments": "The step passes AzCopy arguments, which the Azure CLI doesn't take.",
  "vm-target": "Virtual machines have to pull the files themselves (az vm run-command invoke).",
  "sas-token": "The step gave out a SAS token; the script doesn't.",
  "output-variables": "The step set output variables; the script doesn't.",
  "file-or-folder": "Whether the source is a file or a folder is decided when the script runs.",
  "override-parameters": "Add override parameters to -p yourself.",
  "packer-template": "The template must sign in with use_azure_cli_auth = true.",
  cluster: "Attaching the registry is needed once and needs the right to assign roles.",
  "network-interface": "Interface, configuration and pool aren't in the step.",
  "alert-filter": "The script looks at all new alerts of the subscription, not at the chosen ones.",
  "service-connection-of-backend": "The state's backend may use another connection than the step.",
  "bash-on-windows":
    "The step runs on Windows, where PowerShell would pass its values to cmd; the script needs bash on that agent, for instance of Git for Windows.",
  "cmd-signs":
    "The script stops where a value holds a sign that the Windows command line acts on, such as & or a double quote.",
  "terraform-outputs": "The step set output variables, such as the path of the plan; the script doesn't.",
  "terraform-cli": "A backend that signs in with a token needs Terraform CLI 1.3 or newer.",
  "web-app-settings": "Settings, parameters and transformations of the step aren't carried over; check them.",
  "kubectl-output": "The step put kubectl's output into a variable; the script doesn't.",
  "inputs-to-check": "Quotes in the options aren't read by the script; check them.",
};

/** What a person should look at, in words. */
export const reviewWords: Readonly<Record<ReviewCode, string>> = {
  "rewrite-secret-use":
    "Change the script so that it uses the Azure CLI's own sign-in or $idToken instead of the key.",
  "open-script-file": "Open the script file and look for a sign-in with a secret.",
  "settle-agent": "Find out which system the agents run: this version works on Windows only.",
  "settle-value": "Find out which value the variable has in a run.",
  "settle-connection": "Find out which connection the variable names in a run.",
  "use-registry-connection": "Use a docker registry connection of its own for the registry.",
  "drop-key-from-overrides": "Take $servicePrincipalKey out of the override parameters.",
  "install-az-accounts": "Install the Az.Accounts module on the agents, or move to AzurePowerShell@5.",
  "use-az-cmdlets": "Rewrite the AzureRM cmdlets as Az cmdlets.",
  "ask-publisher": "Ask the task's publisher, or try it with a second, federated connection.",
  "check-terraform":
    "Read the versions of Terraform and its providers in the configuration, and how long the step runs.",
  "try-it": "Try it with a second, federated connection first.",
};
