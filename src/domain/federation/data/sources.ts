import type { Sourced } from "./federation-data";

/** Repositories that short source references begin with, at the state the data was read from. */
const roots: Readonly<
  Record<string, { readonly base: string; readonly at: string; readonly under: string }>
> = {
  tasks: {
    base: "https://github.com/microsoft/azure-pipelines-tasks",
    at: "299572e25b6cf14b21c7b60e5228603cbb5ffb42",
    under: "Tasks/",
  },
  common: {
    base: "https://github.com/microsoft/azure-pipelines-tasks-common-packages",
    at: "4b4690c",
    under: "",
  },
  docs: {
    base: "https://github.com/MicrosoftDocs/azure-devops-docs",
    at: "4bacf6c7bc9154e27f79d29f8183c40b02d0e487",
    under: "docs/pipelines/",
  },
  yaml: {
    base: "https://github.com/MicrosoftDocs/azure-devops-yaml-schema",
    at: "27424983908b22785c195fb43e93c15bcd711d68",
    under: "",
  },
};

const restReference = "https://learn.microsoft.com/rest/api/azure/devops/";

/** A link a person can open to check the fact; null where the reference is none of the known forms. */
export function sourceLink(row: Sourced): string | null {
  const [reference = "", commit] = row.source.split("@");
  const colon = reference.indexOf(":");
  const head = colon < 0 ? reference : reference.slice(0, colon);
  const path = colon < 0 ? "" : reference.slice(colon + 1);
  const root = roots[head];
  if (root !== undefined) return `${root.base}/tree/${commit ?? root.at}/${root.under}${path}`;
  if (head === "rest") return restReference;
  if (!head.startsWith("github.com/")) return null;
  if (path === "") return `https://${head}`;
  return `https://${head}/tree/${commit ?? "HEAD"}/${path}`;
}
