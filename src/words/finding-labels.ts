import type { Finding } from "../domain/findings/finding";

/** A finding in a few words, for the row. What it means is loaded where it is read. */
export function findingLabel(finding: Finding): string {
  switch (finding.code) {
    case "newer-credential-not-used":
      return "Newer secret not used";
    case "recorded-credential-gone":
      return "Recorded secret gone";
    case "several-live-credentials":
      return `${String(finding.count)} live secrets`;
    case "app-gone":
      return "App registration gone";
    case "app-disabled":
      return "App registration disabled";
    case "old-issuer":
      return "Old token issuer";
    case "creator-inactive":
      return "Creator no longer active";
    case "managed-by-terraform":
      return "Managed by Terraform";
    case "azure-devops-token":
      return "Token for Azure DevOps";
    case "unused":
      return "Not used";
    case "tenant-forbids-secrets":
      return "Tenant forbids secrets";
    case "other-holders":
      return "Secret may have other holders";
    case "issuer-outside-azure":
      return "Issuer outside Azure";
  }
}

/** The findings of a row in one line. */
export const findingSummary = (findings: readonly Finding[]): string =>
  findings.map(findingLabel).join(" · ");
