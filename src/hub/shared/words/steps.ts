import type { StepName, StepState } from "../../../domain/renewal/progress";

export function stepTitle(step: StepName): string {
  switch (step) {
    case "create":
      return "Create secret";
    case "prove":
      return "Test secret";
    case "save":
      return "Save to Azure DevOps";
    case "verify":
      return "Verify";
  }
}
export function stepStateText(state: StepState): string {
  switch (state) {
    case "waiting":
      return "Waiting";
    case "running":
      return "Running";
    case "done":
      return "Done";
    case "failed":
      return "Failed";
    case "skipped":
      return "Skipped";
  }
}

/** A row whose renewal is under way: the step it is at. */
export const renewingText = (step: StepName | null): string =>
  step === null ? "Renewing…" : `Renewing: ${stepTitle(step)}`;

/** A row whose renewal of this visit ended without a new credential; what happened stands in its panel. */
export const renewalStoppedText = "Renewal stopped";
export const renewalStoppedNext = "Choose Renew to see why and try again.";
