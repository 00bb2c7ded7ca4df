import type { UsageSeen } from "../../../domain/findings/usage";
import { isolated } from "../../../words/isolated";

export const adviceTitle = "Before you renew";
export const terraformBlockTitle = "Block to change in Terraform";
export const terraformBlockNote =
  "Check the arguments against the version of your provider: write-only arguments need Terraform 1.11.";
export const tokenStepTitle = "Step to change in pipelines that use it for a NuGet feed";

/** What goes wrong at this change (N1). */
export const tokenTraps: readonly string[] = [
  "The new connection stands beside the old one: choose the type Azure DevOps, and give its identity access to the feed.",
  "The input nuGetServiceConnections refuses it. The step needs azureDevOpsServiceConnection and feedUrl, one step for each feed.",
  "Each release branch has a copy of the pipeline and needs its own change.",
];

/** Which pipelines ran with a connection, as far as its history was read. */
export function ranWithText(seen: UsageSeen | null): string {
  if (seen === null) return "Azure DevOps is being asked which pipelines ran with it.";
  if (seen.lastUse === null && seen.ranIn.length === 0)
    return "Which pipelines ran with it couldn't be read.";
  return seen.ranIn.length === 0
    ? "Azure DevOps lists no pipeline that ran with it."
    : `Pipelines that ran with it lately: ${seen.ranIn.map(isolated).join(", ")}. Others may use it too.`;
}

export const findPipelinesText = "Find pipelines that use it";
export const convertInsteadText = "Check for federation";
