import type { Failure } from "../../../../domain/failure";
import type { PipelineKind, PipelineValues } from "../../../../domain/watch/pipeline";
import { failureWords } from "../../../../words/failure";
import { isolated } from "../../../../words/isolated";

export const unattendedTitle = "Watch unattended";
export const unattendedIntro =
  "A pipeline can watch these connections on a schedule, so that nobody has to open this page. Copy it into a repository and create a pipeline from it. Nothing is created from here.";
export const kindLabel = "What the pipeline does";
export const yamlTitle = "azure-pipelines.yml";
export const rightsTitle = "Required permissions";
export const lookingText = "Looking up who may see the connections";

export function kindText(kind: PipelineKind): string {
  switch (kind) {
    case "job-token":
      return "Watch this project with the job's token";
    case "service-principal":
      return "Watch with a service principal, which can read dates from Microsoft Graph";
    case "renewal":
      return "Renew what is due, behind an approval";
  }
}

/** What a person has to look at before the pipeline is of use. */
export function beforeUseText(kind: PipelineKind, { identity, listed }: PipelineValues): readonly string[] {
  if (kind === "job-token") return [];
  const sentences: string[] = [];
  if (identity === null)
    sentences.push(
      "Replace connection-watcher with the connection through which the pipeline signs in. That is an Azure Resource Manager connection with workload identity federation.",
    );
  if (kind === "renewal" && listed.length === 0)
    sentences.push(
      "Nothing in the list is a connection that a pipeline may renew. Replace the ID under renewOnly.",
    );
  if (kind === "renewal" && listed.length > 0)
    sentences.push("Remove every ID from renewOnly that the pipeline isn't to renew.");
  return sentences;
}

/** What was found out about the job's identity. */
export type ViewerLook =
  | { readonly state: "looking" }
  | { readonly state: "named" | "not-named"; readonly name: string }
  | { readonly state: "not-read"; readonly name: string; readonly failure: Failure }
  /** No project, so that no job's identity is known. */
  | { readonly state: "no-project" };

const where = "Project settings > Service connections > the three dots > Security";

/** Whether the job's identity may see the connections, as far as the roles of the project tell. */
export function viewerText(look: Exclude<ViewerLook, { state: "looking" }>): string {
  switch (look.state) {
    case "named":
      return `${isolated(look.name)} holds a role that sees the connections of this project.`;
    case "not-named":
      return `Missing, unless it comes through a group: the role User for ${isolated(look.name)}. Without it the pipeline gets an empty list. Give it under ${where}.`;
    case "not-read":
      return `The role User for ${isolated(look.name)}, under ${where}. Whether it has that couldn't be looked up. ${failureWords(look.failure).happened}`;
    case "no-project":
      return `The role User on the connections of each project, under ${where}.`;
  }
}
