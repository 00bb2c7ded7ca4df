import type { Finding, FindingCode } from "../domain/findings/finding";

/** A finding in a few words, for rows and filters. What it means is loaded where it is read. */
export const findingNames: Readonly<Record<FindingCode, string>> = {
  "newer-credential-not-used": "Newer secret not used",
  "recorded-credential-gone": "Recorded secret gone",
  "several-live-credentials": "Several valid secrets",
  "app-gone": "App registration gone",
  "app-disabled": "App registration disabled",
  "old-issuer": "Old token issuer",
  "creator-inactive": "Creator no longer active",
  "managed-by-terraform": "Managed by Terraform",
  "azure-devops-token": "Token for Azure DevOps",
  unused: "Not used",
  "tenant-forbids-secrets": "Tenant forbids secrets",
  "other-holders": "Secret may have other holders",
  "issuer-outside-azure": "Issuer outside Azure",
};

export const findingLabel = (finding: Finding): string =>
  finding.code === "several-live-credentials"
    ? `${String(finding.count)} valid secrets`
    : findingNames[finding.code];

/** The findings of a row in one line. */
export const findingSummary = (findings: readonly Finding[]): string =>
  findings.map(findingLabel).join(" · ");
