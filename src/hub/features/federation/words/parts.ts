/** Labels of the federation panels, and what their copy buttons copy. */
export const issuerLabel = "Issuer";
export const subjectLabel = "Subject";
export const audienceLabel = "Audience";
export const nameLabel = "Name";
export const commandLineName = "command line";
export const newStepName = (step: string): string => `new step of ${step}`;
export const scriptStepName = (step: string): string => `step with script for ${step}`;
export const scriptName = (step: string): string => `script for ${step}`;

export const environmentTitle = "Environment variables of the step";
export const blockersTitle = "What stands in the way";
export const changedMeanwhileText = "The connection changed since it was checked. Check again.";
