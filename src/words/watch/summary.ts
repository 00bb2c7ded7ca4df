import { isoDate, isoInstant, type Instant } from "../../domain/instant";
import { byUrgency, type Row } from "../../domain/inventory";
import { markdownCell } from "../../domain/export/markdown";
import { watchBandOf } from "../../domain/watch/judgement";
import { plainText } from "../../domain/watch/plain";
import type { ReportedRenewal, WatchReport } from "../../domain/watch/report";
import { certaintyText } from "../certainty";
import { countText, numberText } from "../common";
import { expiryText, type DateStyle } from "../expiry";
import { unreadPartText } from "./unread";
import { bandText, reasonText, resultText } from "./judgement";

/** A run knows no reader's culture or zone, so every date is told in UTC. */
export const runDates: DateStyle = { culture: "en-GB", zone: () => 0, timeZone: "UTC" };

/** Rows on the summary page; the artifact holds all of them. */
const mostRows = 50;

const cell = (text: string, longest?: number): string => markdownCell(plainText(text, longest));
const line = (...cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  line(...head),
  line(...head.map(() => "---")),
  ...rows.map((row) => line(...row)),
];

export type SummaryLinks = {
  /** The page of a connection in Azure DevOps. */
  readonly connection: (row: Row) => string;
  readonly artifact: string;
};

/**
 * The summary page of a run in Markdown: verdict, identity and scope, counts, the most urgent connections, renewals, and
 * what could not be read. Names are other people's: none of them becomes a link, a picture, a tag or a second line.
 */
export function summaryMarkdown(report: WatchReport, links: SummaryLinks): string {
  const { judgement, counts, madeAt } = report;
  return [
    `## Service connections: ${resultText(judgement.result)}`,
    "",
    ...judgement.reasons.map(
      ({ reason, fails }) => `- ${fails ? "**Fails:** " : ""}${cell(reasonText(reason), 600)}`,
    ),
    ...(judgement.reasons.length === 0 ? ["- Everything was read, and nothing expires soon."] : []),
    "",
    `Read as ${cell(report.identity.name)} (${identityText(report)}) on ${isoInstant(madeAt).slice(0, 16).replace("T", " ")} UTC: ${scopeText(report)}.`,
    "",
    ...table(
      ["Connections", "Expired", "Due", "Unknown", "Not readable", "Renewed"],
      [
        [
          counts.connections,
          counts.expired,
          counts.due,
          counts.unknown,
          counts.unreadable,
          report.renewals.filter(({ outcome }) => outcome === "renewed" || outcome === "resumed").length,
        ].map((count) => numberText(count)),
      ],
    ),
    "",
    ...urgent(report, links),
    ...renewed(report),
    ...unread(report),
    `All connections are in the artifact ${cell(links.artifact)}: CSV, JSON and a calendar.`,
    "",
  ].join("\n");
}

function identityText({ identity }: WatchReport): string {
  switch (identity.kind) {
    case "job-token":
      return "the job's token; Microsoft Graph wasn't asked";
    case "azure-devops-connection":
      return "the service principal of azureDevOpsConnection";
    case "azure-subscription":
      return "the service principal of azureSubscription";
  }
}

const scopeText = ({ scope, projects }: WatchReport): string =>
  scope.kind === "project"
    ? `project ${cell(scope.project.name)}`
    : `${countText(projects, "project", "projects")} that this identity sees`;

function urgent({ rows, policy, madeAt }: WatchReport, links: SummaryLinks): readonly string[] {
  const ordered = [...rows]
    .sort((a, b) => byUrgency(a, b))
    .filter((row) => !["no-secret", "later"].includes(watchBandOf(row, policy, madeAt)));
  if (ordered.length === 0) return [];
  const shown = ordered.slice(0, mostRows);
  const more = ordered.length - shown.length;
  return [
    "### Most urgent",
    "",
    ...table(
      ["", "Connection", "Project", "Expiry", "How sure", "Snoozed"],
      shown.map((row) => [
        bandText(watchBandOf(row, policy, madeAt)),
        `[${cell(row.connection.name)}](${links.connection(row)})`,
        cell(row.connection.project.name),
        cell(expiryText(row.expiry, madeAt, runDates)),
        cell(certaintyText(row.expiry), 300),
        snoozeText(row, madeAt),
      ]),
    ),
    ...(more > 0 ? ["", `${numberText(more)} more in the artifact.`] : []),
    "",
  ];
}

const snoozeText = ({ record }: Row, now: Instant): string =>
  record?.snooze != null && record.snooze.until > now ? `until ${isoDate(record.snooze.until)}` : "";

function renewed({ renewals }: WatchReport): readonly string[] {
  if (renewals.length === 0) return [];
  return [
    "### Renewals",
    "",
    ...table(
      ["Connection", "Outcome", "New secret expires", "Tested", "Old secret", "Key vault"],
      renewals.map((one) => [
        cell(one.connectionName),
        cell(outcomeText(one), 300),
        one.until === null ? "" : isoDate(one.until),
        one.proved === null ? "" : "Yes: a wrong value was refused, the new one passed",
        oldSecretText(one),
        vaultText(one),
      ]),
    ),
    "",
  ];
}

/** Only a secret that was replaced is an old one. */
function oldSecretText({ outcome, oldUntil }: ReportedRenewal): string {
  if (outcome === "skipped" || outcome === "planned") return "";
  return oldUntil === null ? "Not touched" : `Not touched, valid until ${isoDate(oldUntil)}`;
}

/** How a renewal of the run ended. */
export function outcomeText({ outcome, reason }: ReportedRenewal): string {
  const because = reason === null ? "" : `: ${reason}`;
  switch (outcome) {
    case "planned":
      return "Would be renewed";
    case "renewed":
      return "Renewed and verified";
    case "resumed":
      return "An interrupted renewal was resumed, renewed and verified";
    case "cleaned-up":
      return `An interrupted renewal was cleaned up after${because}`;
    case "stopped":
      return `Stopped${because}`;
    case "skipped":
      return `Not started${because}`;
  }
}

function vaultText({ vault }: ReportedRenewal): string {
  switch (vault) {
    case "written":
      return "New version written";
    case "refused":
      return "Refused; it holds the old value";
    case "value-unknown":
      return "Not written: an interrupted run created the value";
    case "not-asked":
      return "";
  }
}

function unread({ unread: parts }: WatchReport): readonly string[] {
  if (parts.length === 0) return [];
  return ["### Not read", "", ...parts.map((part) => `- ${cell(unreadPartText(part), 600)}`), ""];
}
