/** Labels of the federation panels, and what their copy buttons copy. */
export const issuerLabel = "Issuer";
export const subjectLabel = "Subject";
export const audienceLabel = "Audience";
export const nameLabel = "Name";
export const commandLineName = "command line for bash";
export const newStepName = (step: string): string => `new step of ${step}`;
export const scriptStepName = (step: string): string => `step with script for ${step}`;
export const scriptName = (step: string): string => `script for ${step}`;
/** A script is written for one shell, which the task has as an input of its own. */
export const scriptTypeText = (scriptType: "bash" | "pscore"): string =>
  `Choose the script type ${scriptType === "bash" ? "Shell" : "PowerShell Core"}.`;

export const environmentTitle = "Environment variables of the step";
/** What somebody can change, apart from what nobody can. */
export const changesTitle = "What you can fix";
export const fixedTitle = "What can't change";
export const changedMeanwhileText = "The connection changed since it was checked. Check again.";
