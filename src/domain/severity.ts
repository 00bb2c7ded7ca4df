import { bandOf, endedBy, type Band, type Expiry } from "./expiry";
import { findingRules, findingsOf, nothingLearned, type Finding, type Learned } from "./findings/finding";
import { severities, type Severity } from "./findings/weight";
import type { Instant } from "./instant";
import type { Row } from "./inventory";
import type { Settings } from "./settings";
import { standingOf, type Standing } from "./verification/refusal";

/**
 * The one severity of a row: the worst of its date, of what Azure DevOps says of it, of its last verification and of what
 * Microsoft Graph holds against it. Its sign may never be surer than that. `bands` are those of the settings.
 */
export function severityOf(
  row: Row,
  now: Instant,
  bands: Settings["bands"],
  learned: Learned = nothingLearned,
): Severity {
  const { connection, expiry, record } = row;
  const found: Severity[] = [
    ofExpiry(expiry, bandOf(expiry, now, bands), now),
    ...findingsOf(row, now, learned).map(weightOf),
  ];
  if (connection.state === "failed") found.push("bad");
  if (record?.verification != null) found.push(ofStanding[standingOf(record.verification.word)]);
  return severities.find((severity) => found.includes(severity)) ?? "neutral";
}

/** The old issuer concerns a connection unless its app registration is known to be exempt (W1). */
const weightOf = (finding: Finding): Severity =>
  finding.code === "old-issuer" && finding.exempt !== "multitenant"
    ? "warning"
    : findingRules[finding.code].weight;

/** A date that is estimated, or one of several, is no reason for a tick however far it is, nor for more than a warning. */
function ofExpiry(expiry: Expiry, band: Band, now: Instant): Severity {
  switch (band) {
    case "expired":
      return endedBy(expiry, now) === "surely" ? "bad" : "warning";
    case "within-7":
    case "within-14":
    case "within-30":
      return "warning";
    case "later":
      return expiry.state === "between" || (expiry.state === "at" && expiry.source === "estimate")
        ? "unknown"
        : "good";
    case "issuer":
      return expiry.state === "issuer-retires" && expiry.at <= now ? "bad" : "neutral";
    case "no-secret":
      return "neutral";
    case "unknown":
    case "no-access":
    case "failed":
    case "disabled":
      return "unknown";
  }
}

const ofStanding: Readonly<Record<Standing, Severity>> = {
  works: "good",
  refused: "bad",
  "role-missing": "warning",
  "not-told": "unknown",
};
