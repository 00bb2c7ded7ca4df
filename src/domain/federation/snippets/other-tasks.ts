import type { Binder } from "../binder";
import type { PipelineStep } from "../pipeline-definition";
import { inputOf, isOn, type GapCode, type SnippetMaker } from "./snippet";

/** Terraform by hand: the provider signs in with the step's own id token (W37). */
export const terraformSnippet: SnippetMaker = (step, bind) => {
  const named = inputOf(step, "command") ?? "init";
  const isCustom = named.toLowerCase() === "custom";
  const command = isCustom ? inputOf(step, "customCommand") : named;
  const given = inputOf(step, "commandOptions");
  // The task adds it, since nobody is there to confirm (F8).
  const confirms = /^(apply|destroy)$/i.test(named) && !/(^|\s)-auto-approve\b/.test(given ?? "");
  const options = confirms ? `-auto-approve${given === null ? "" : ` ${given}`}` : given;
  const folder = inputOf(step, "workingDirectory");
  const gaps: GapCode[] = [...quotedOptions(options)];
  // Every command of the task may set an output: the plan's path, JSON or a count of changes (F8).
  if (/^(plan|show|output|apply|custom)$/i.test(named)) gaps.push("terraform-outputs");
  const backend = backendOptions(step, bind);
  if (named.toLowerCase() === "init") gaps.push("service-connection-of-backend", "terraform-cli");
  const extra = named.toLowerCase() === "init" ? backend : "";
  const lines = [
    ...(folder === null ? [] : [`cd ${bind.word("FOLDER", folder, "folder")}`]),
    ...(bind.shell.scriptType === "bash" ? identityInBash : identityInPowerShell(bind)),
    ...bind.shell.call(
      `terraform ${bind.word("COMMAND", command, "command")}${extra}${optionWords(options, bind)}`,
    ),
  ];
  return { lines, roles: [], gaps, needsIdentity: true };
};

const identityInBash = [
  'export ARM_USE_OIDC=true ARM_CLIENT_ID="$servicePrincipalId" ARM_TENANT_ID="$tenantId" ARM_OIDC_TOKEN="$idToken"',
  // In two steps, so that a failing command stops the script.
  "ARM_SUBSCRIPTION_ID=$(az account show --query id -o tsv)",
  "export ARM_SUBSCRIPTION_ID",
];

const identityInPowerShell = ({ shell }: Binder): readonly string[] => [
  "$env:ARM_USE_OIDC = 'true'",
  "$env:ARM_CLIENT_ID = $env:servicePrincipalId",
  "$env:ARM_TENANT_ID = $env:tenantId",
  "$env:ARM_OIDC_TOKEN = $env:idToken",
  ...shell.call("$env:ARM_SUBSCRIPTION_ID = az account show --query id -o tsv"),
];

/**
 * Options are a list of words. Where quotes make the split uncertain they travel through the environment and are
 * split at blanks by the shell, without reading their quotes.
 */
function optionWords(options: string | null, bind: Binder): string {
  if (options === null) return "";
  if (/["'\\]/.test(options)) return ` ${bind.words("OPTIONS", options)}`;
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
    return value === null ? [] : [` ${bind.word(variable, value, name, `-backend-config=${name}=`)}`];
  });
  return words.length === 0 ? "" : `${words.join("")} ${bind.shell.quoted("-backend-config=use_oidc=true")}`;
}

/** A web app from a package. */
export const webAppSnippet: SnippetMaker = (step, bind) => {
  const app = bind.word("APP", inputOf(step, "WebAppName"), "web app");
  const group = inputOf(step, "ResourceGroupName");
  const slot = isOn(inputOf(step, "DeployToSlotFlag", "deployToSlotOrASE"))
    ? inputOf(step, "SlotName")
    : null;
  const slotWord = slot === null ? "" : ` --slot ${bind.word("SLOT", slot, "slot")}`;
  const file = inputOf(step, "Package", "packageForLinux");
  return {
    lines: bind.shell.call(
      `az webapp deploy -g ${bind.word("GROUP", group, "resource group")} -n ${app} --src-path ${bind.word("PACKAGE", file, "package")} --type zip${slotWord}`,
    ),
    roles: [],
    gaps: [...(file !== null && /[*?]/.test(file) ? (["wildcard"] as const) : []), "web-app-settings"],
    needsIdentity: false,
  };
};

/** What the step does with its resource group; null where no command is known to do the same (F7). */
function deploymentCommand(
  step: PipelineStep,
): "create" | "create --mode Complete" | "validate" | "delete" | null {
  const action = (inputOf(step, "action") ?? "Create Or Update Resource Group").trim().toLowerCase();
  if (action === "deleterg") return "delete";
  if (action !== "create or update resource group") return null;
  switch ((inputOf(step, "deploymentMode") ?? "Incremental").trim().toLowerCase()) {
    case "incremental":
      return "create";
    case "complete":
      return "create --mode Complete";
    case "validation":
      return "validate";
    default:
      return null;
  }
}

/** A template deployed into a resource group, checked against it, or the group removed, as the step says. */
export const templateSnippet: SnippetMaker = (step, bind) => {
  const command = deploymentCommand(step);
  if (command === null) return null;
  const group = bind.word("GROUP", inputOf(step, "resourceGroupName"), "resource group");
  if (command === "delete") {
    const lines = bind.shell.call(`az group delete -n ${group} --yes`);
    return { lines, roles: [], gaps: [], needsIdentity: false };
  }
  const location = inputOf(step, "location");
  const parameters = inputOf(step, "csmParametersFile");
  const file = bind.word("TEMPLATE", inputOf(step, "csmFile"), "template");
  const from = parameters === null ? "" : ` -p ${bind.word("PARAMETERS", parameters, "parameters", "@")}`;
  const overrides = inputOf(step, "overrideParameters");
  return {
    lines: [
      ...(location === null
        ? []
        : bind.shell.call(`az group create -g ${group} -l ${bind.word("LOCATION", location, "location")}`)),
      ...bind.shell.call(`az deployment group ${command} -g ${group} -f ${file}${from}`),
    ],
    roles: [],
    gaps: overrides === null ? [] : ["override-parameters"],
    needsIdentity: false,
  };
};

/** Packer with the sign-in of the Azure CLI; the template has to ask for it. */
export const packerSnippet: SnippetMaker = (step, bind) => {
  const template = bind.word("TEMPLATE", inputOf(step, "customTemplateLocation"), "template");
  return {
    // Only templates in HCL can name plugins to fetch (F11).
    lines:
      bind.shell.scriptType === "bash"
        ? [
            `template=${template}`,
            'case "$template" in *.json) ;; *) packer init "$template" ;; esac',
            'packer build "$template"',
          ]
        : [
            `$template = ${template}`,
            ...bind.shell.call("if (-not $template.EndsWith('.json')) { packer init $template }"),
            ...bind.shell.call("packer build $template"),
          ],
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
  const namespace = inputOf(step, "namespace");
  const file = isOn(inputOf(step, "useConfigurationFile")) ? inputOf(step, "configuration") : null;
  const target = [
    namespace === null ? "" : ` -n ${bind.word("NAMESPACE", namespace, "namespace")}`,
    file === null ? "" : ` -f ${bind.word("MANIFEST", file, "configuration")}`,
  ].join("");
  const output: readonly GapCode[] = inputOf(step, "kubectlOutput") === null ? [] : ["kubectl-output"];
  return {
    lines: [
      `az aks update -g ${group} -n ${cluster} --attach-acr ${bind.word("REGISTRY", registry, "registry")}`,
      `az aks get-credentials -g ${group} -n ${cluster}`,
      "kubelogin convert-kubeconfig -l azurecli",
      `kubectl ${bind.word("COMMAND", inputOf(step, "command") ?? "apply", "command")}${target}${optionWords(inputOf(step, "arguments"), bind)}`,
    ].flatMap((command) => bind.shell.call(command)),
    roles: [],
    gaps: ["cluster", ...output, ...quotedOptions(inputOf(step, "arguments"))],
    needsIdentity: false,
  };
};

/** A network interface leaves or joins the pool of a load balancer. */
export const loadBalancerSnippet: SnippetMaker = (step, bind) => {
  const joins = (inputOf(step, "Action") ?? "").toLowerCase() === "connect";
  const group = bind.word("GROUP", inputOf(step, "ResourceGroupName"), "resource group");
  const balancer = bind.word("BALANCER", inputOf(step, "LoadBalancer"), "load balancer");
  return {
    lines: bind.shell.call(
      `az network nic ip-config address-pool ${joins ? "add" : "remove"} -g ${group} --nic-name ${bind.word("NIC", null, "network interface")} --ip-config-name ${bind.word("IP_CONFIG", null, "ip configuration")} --lb-name ${balancer} --address-pool ${bind.word("POOL", null, "address pool")}`,
    ),
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
      `az acr login -n ${bind.word("REGISTRY", registry, "registry")}`,
      `iotedgedev push --no-build --file ${bind.word("TEMPLATE", inputOf(step, "templateFilePath"), "template")} --platform ${bind.word("PLATFORM", inputOf(step, "defaultPlatform") ?? "amd64", "platform")}`,
    ].flatMap((command) => bind.shell.call(command)),
    roles: ["AcrPush"],
    gaps: [],
    needsIdentity: false,
  };
};

/** Fails where the subscription has new alerts. */
export const alertsSnippet: SnippetMaker = (_, { shell }) => ({
  lines:
    shell.scriptType === "bash"
      ? [
          "subscription=$(az account show --query id -o tsv)",
          `count=$(az rest -m get -u "${alertsPath("$subscription")}" --url-parameters ${alertsQuery} --query "length(value)" -o tsv)`,
          '[ "$count" -eq 0 ]',
        ]
      : [
          ...shell.call("$subscription = az account show --query id -o tsv"),
          ...shell.call(
            `$found = az rest -m get -u "${alertsPath("$subscription")}" --url-parameters ${alertsQuery}`,
          ),
          "if (($found | ConvertFrom-Json).value.Count -gt 0) { exit 1 }",
        ],
  roles: ["Monitoring Reader"],
  gaps: ["alert-filter"],
  needsIdentity: false,
});

const alertsPath = (subscription: string): string =>
  `/subscriptions/${subscription}/providers/Microsoft.AlertsManagement/alerts`;

/** Apart from the address: the `&` between them would be one of cmd's own. */
const alertsQuery = "'api-version=2019-03-01' 'alertState=New'";

/** Outputs of the last deployment of a resource group. */
export const outputsSnippet: SnippetMaker = (step, bind) => ({
  lines: bind.shell.call(
    `az deployment group show -g ${bind.word("GROUP", inputOf(step, "resourceGroupName"), "resource group")} -n ${bind.word("DEPLOYMENT", inputOf(step, "deploymentNameFilter"), "deployment")} --query properties.outputs`,
  ),
  roles: [],
  gaps: ["output-variables"],
  needsIdentity: false,
});
