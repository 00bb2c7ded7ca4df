type SwitchWords = {
  readonly ask: string;
  readonly means: string;
  readonly confirm: string;
  readonly done: string;
  readonly unchanged: string;
};

/** Words of the switch, by what it does. */
export const switchWords = (to: "enabled" | "disabled"): SwitchWords =>
  to === "enabled"
    ? {
        ask: "Enable…",
        means: "Pipelines with permission can use the connection again, with the credential it holds.",
        confirm: "Enable",
        done: "Enabled, as Azure DevOps shows it now.",
        unchanged: "Azure DevOps still shows it as disabled.",
      }
    : {
        ask: "Disable…",
        means:
          "Pipelines that use the connection fail until somebody enables it again. The credential stays as it is.",
        confirm: "Disable",
        done: "Disabled, as Azure DevOps shows it now.",
        unchanged: "Azure DevOps still shows it as enabled.",
      };

export const switchingText = "Saving and reading it back…";
export const cancelSwitchText = "Leave it as it is";
export const inAzureDevOpsText = "Open the connection in Azure DevOps";
