import type { Binder } from "../bash";
import { inputOf, type GapCode, type SnippetMaker } from "./snippet";

/** Terraform by hand: the provider signs in with the step's own id token (W37). */
export const terraformSnippet: SnippetMaker = (step, bind) => {
  const command = inputOf(step, "command") ?? "init";
  const options = inputOf(step, "commandOptions");
  const folder = inputOf(step, "workingDirectory");
  const gaps: GapCode[] = [...quotedOptions(options)];
  const backend = backendOptions(step, bind);
  if (command.toLowerCase() === "init") gaps.push("service-connection-of-backend");
  const extra = command.toLowerCase() === "init" ? backend : "";
  const lines = [
    "set -euo pipefail",
    ...(folder === null ? [] : [`cd ${bind.word("FOLDER", folder, "folder")}`]),
    'export ARM_USE_OIDC=true ARM_CLIENT_ID="$servicePrincipalId" ARM_TENANT_ID="$tenantId" ARM_OIDC_TOKEN="$idToken"',
    // In two steps, so that a failing command stops the script.
    "ARM_SUBSCRIPTION_ID=$(az account show --query id -o tsv)",
    "export ARM_SUBSCRIPTION_ID",
    `terraform ${bind.word("COMMAND", command, "command")}${extra}${optionWords(options, bind)}`,
  ];
  return { lines, roles: [], gaps, needsIdentity: true };
};

/**
 * Options are a list of words. Where quotes make the split uncertain they travel through the environment and are
 * split at blanks by bash, without reading their quotes.
 */
function optionWords(options: string | null, bind: Binder): string {
  if (options === null) return "";
  if (/["'\\]/.test(options)) {
    bind.pass("OPTIONS", options);
    return " $OPTIONS";
  }
  const words = options.trim().split(/\s+/);
  return ` ${words.map((word, index) => bind.word(`OPTION_${index + 1}`, word, "option")).join(" ")}`;
}

const quotedOptions = (options: string | null): readonly GapCode[] =>
  options !== null && /["'\\]/.test(options) ? ["inputs-to-check"] : [];

function backendOptions(...[step, bind]: Parameters<SnippetMaker>): string {
  const settings: readonly (readonly [string, string, string])[] = [
    ["resource_group_name", "backendAzureRmResourceGroupName", "STATE_GROUP"],
    ["storage_account_name", "backendAzureRmStorageAccountName", "STATE_ACCOUNT"],
    ["container_name", "backendAzureRmContainerName", "STATE_CONTAINER"],
    ["key", "backendAzureRmKey", "STATE_KEY"],
  ];
  const words = settings.flatMap(([name, input, variable]) => {
    const value = inputOf(step, input);
    return value === null ? [] : [` -backend-config=${name}=${bind.word(variable, value, name)}`];
  });
  return words.length === 0 ? "" : `${words.join("")} -backend-config=use_oidc=true`;
}

/** A web app from a package. */
export const webAppSnippet: SnippetMaker = (step, bind) => {
  const app = bind.word("APP", inputOf(step, "WebAppName"), "web app");
  const group = inputOf(step, "ResourceGroupName");
  const slot = inputOf(step, "SlotName");
  const slotWord = slot === null ? "" : ` --slot ${bind.word("SLOT", slot, "slot")}`;
  const file = inputOf(step, "Package", "packageForLinux");
  return {
    lines: [
      "set -euo pipefail",
      `az webapp deploy -g ${bind.word("GROUP", group, "resource group")} -n ${app} --src-path ${bind.word("PACKAGE", file, "package")} --type zip${slotWord}`,
    ],
    roles: [],
    gaps: file !== null && /[*?]/.test(file) ? ["wildcard"] : [],
    needsIdentity: false,
  };
};

/** A template deployed into a resource group. */
export const templateSnippet: SnippetMaker = (step, bind) => {
  const group = bind.word("GROUP", inputOf(step, "resourceGroupName"), "resource group");
  const location = inputOf(step, "location");
  const parameters = inputOf(step, "csmParametersFile");
  const file = bind.word("TEMPLATE", inputOf(step, "csmFile"), "template");
  const from = parameters === null ? "" : ` -p @${bind.word("PARAMETERS", parameters, "parameters")}`;
  const overrides = inputOf(step, "overrideParameters");
  return {
    lines: [
      "set -euo pipefail",
      ...(location === null
        ? []
        : [`az group create -g ${group} -l ${bind.word("LOCATION", location, "location")}`]),
      `az deployment group create -g ${group} -f ${file}${from}`,
    ],
    roles: [],
    gaps: overrides === null ? [] : ["override-parameters"],
    needsIdentity: false,
  };
};

/** Packer with the sign-in of the Azure CLI; the template has to ask for it. */
export const packerSnippet: SnippetMaker = (step, bind) => {
  const template = inputOf(step, "customTemplateLocation");
  return {
    lines: ["set -euo pipefail", `packer build ${bind.word("TEMPLATE", template, "template")}`],
    roles: [],
    gaps: ["packer-template"],
    needsIdentity: false,
  };
};

/** Kubernetes: the registry is attached to the cluster once, so no pull secret is needed. */
export const kubernetesSnippet: SnippetMaker = (step, bind) => {
  const group = bind.word("GROUP", inputOf(step, "azureResourceGroup"), "resource group");
  const cluster = bind.word("CLUSTER", inputOf(step, "kubernetesCluster"), "cluster");
  const registry = inputOf(step, "azureContainerRegistry")?.replace(/\.azurecr\.io$/i, "") ?? null;
  return {
    lines: [
      "set -euo pipefail",
      `az aks update -g ${group} -n ${cluster} --attach-acr ${bind.word("REGISTRY", registry, "registry")}`,
      `az aks get-credentials -g ${group} -n ${cluster}`,
      "kubelogin convert-kubeconfig -l azurecli",
      `kubectl ${bind.word("COMMAND", inputOf(step, "command") ?? "apply", "command")}${optionWords(inputOf(step, "arguments"), bind)}`,
    ],
    roles: [],
    gaps: ["cluster", ...quotedOptions(inputOf(step, "arguments"))],
    needsIdentity: false,
  };
};

/** A network interface leaves or joins the pool of a load balancer. */
export const loadBalancerSnippet: SnippetMaker = (step, bind) => {
  const joins = (inputOf(step, "Action") ?? "").toLowerCase() === "connect";
  const group = bind.word("GROUP", inputOf(step, "ResourceGroupName"), "resource group");
  const balancer = bind.word("BALANCER", inputOf(step, "LoadBalancer"), "load balancer");
  return {
    lines: [
      "set -euo pipefail",
      `az network nic ip-config address-pool ${joins ? "add" : "remove"} -g ${group} --nic-name ${bind.word("NIC", null, "network interface")} --ip-config-name ${bind.word("IP_CONFIG", null, "ip configuration")} --lb-name ${balancer} --address-pool ${bind.word("POOL", null, "address pool")}`,
    ],
    roles: [],
    gaps: ["network-interface"],
    needsIdentity: false,
  };
};

/** Images of an IoT Edge solution, pushed after a sign-in to the registry. */
export const edgeSnippet: SnippetMaker = (step, bind) => {
  const given = inputOf(step, "azureContainerRegistry");
  const server = given === null ? null : (/"loginServer"\s*:\s*"([^"]+)"/.exec(given)?.[1] ?? given);
  const registry = server?.replace(/\.azurecr\.io$/i, "") ?? null;
  return {
    lines: [
      "set -euo pipefail",
      `az acr login -n ${bind.word("REGISTRY", registry, "registry")}`,
      "iotedgedev push",
    ],
    roles: ["AcrPush"],
    gaps: [],
    needsIdentity: false,
  };
};

/** Fails where the subscription has new alerts. */
export const alertsSnippet: SnippetMaker = () => ({
  lines: [
    "set -euo pipefail",
    "subscription=$(az account show --query id -o tsv)",
    'count=$(az rest -m get -u "/subscriptions/$subscription/providers/Microsoft.AlertsManagement/alerts?api-version=2019-03-01&alertState=New" --query "length(value)" -o tsv)',
    '[ "$count" -eq 0 ]',
  ],
  roles: ["Monitoring Reader"],
  gaps: ["alert-filter"],
  needsIdentity: false,
});

/** Outputs of the last deployment of a resource group. */
export const outputsSnippet: SnippetMaker = (step, bind) => ({
  lines: [
    "set -euo pipefail",
    `az deployment group show -g ${bind.word("GROUP", inputOf(step, "resourceGroupName"), "resource group")} -n ${bind.word("DEPLOYMENT", inputOf(step, "deploymentNameFilter"), "deployment")} --query properties.outputs`,
  ],
  roles: [],
  gaps: ["output-variables"],
  needsIdentity: false,
});
