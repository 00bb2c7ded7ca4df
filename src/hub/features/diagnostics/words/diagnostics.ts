import type { Instant } from "../../../../domain/instant";
import { isoInstant } from "../../../../domain/instant";
import type { CallRecord, Probe, ProbeId, ServiceName } from "../../../../ports/diagnostics";
import type { Inventory } from "../../../../operations/load-inventory";
import { countText } from "../../../../words/common";

export const diagnosticsTitle = "Diagnostics";
export const diagnosticsIntro =
  "What this page finds around it, for a report of a problem. It holds no secret, no token, and no ID or name of a " +
  "connection, project, organization or person. Read it before you share it.";
export const probingText = "Looking…";
export const probeFailedText = "The page couldn't be looked at. Close this and open it again.";
export const writingText = "Also test writing";
export const writingExplanation = "Writes one empty document into the extension's data and removes it again.";
export const reportTitle = "Report";

const serviceTitles: Readonly<Record<ServiceName, string>> = {
  "page-data": "page data",
  location: "location",
  navigation: "navigation",
  "extension-data": "extension data",
  "page-layout": "page layout",
  "global-messages": "global messages",
};

type PlainProbe = Exclude<ProbeId, `service-${ServiceName}`>;

const titles: Readonly<Record<PlainProbe, string>> = {
  "extension-version": "Extension",
  "sdk-version": "Extension SDK",
  browser: "Browser",
  culture: "Culture",
  "service-version": "Azure DevOps",
  "host-type": "Kind of host (4 is an organization)",
  embedding: "Kind of host address",
  "handshake-shape": "Handshake",
  "handshake-members": "Members of the handshake",
  "nested-app-auth": "Nested App Authentication",
  "data-read": "Reading extension data",
  "data-write": "Writing extension data",
  "frame-origin": "Own origin of the frame",
  "frame-storage": "Storage of the frame",
  "frame-clipboard": "Clipboard",
  "frame-locks": "Locks between tabs",
  "frame-features": "Features allowed to the frame",
  "theme-variables": "Theme variables",
  "theme-preferences": "Preferences of the person",
};

/** What a probe looked at, in words. */
export function probeTitle(id: ProbeId): string {
  if (id in titles) return titles[id as PlainProbe];
  return `Service: ${serviceTitles[id.slice("service-".length) as ServiceName]}`;
}

/** A probe as one line: `Clipboard: yes`, `Culture: en-GB`, `…: no, <why>`. */
export function probeLine({ id, answer, detail }: Probe): string {
  const why = detail === "" ? "" : `, ${detail}`;
  const said = { present: `yes${why}`, absent: `no${why}`, unknown: `unknown${why}`, told: detail }[answer];
  return `${probeTitle(id)}: ${said}`;
}

/** A call as one line: time, method, host and route, what came of it, how long it took. */
export function callLine(call: CallRecord): string {
  const outcome =
    call.status === null
      ? (call.failure ?? "no answer")
      : call.status === 0
        ? "redirect not followed"
        : String(call.status);
  const readable = call.readable.length === 0 ? "" : ` [readable: ${call.readable.join(", ")}]`;
  const address = `${call.method} ${call.host}${call.route}`;
  const activity = call.activityId === null ? "" : ` [activity: ${call.activityId}]`;
  return `${isoInstant(call.at)} ${address} -> ${outcome} in ${String(call.durationMs)} ms${readable}${activity}`;
}

/** The list in figures: how many of which kind, what could not be read, and with which code. */
export function listLines({ rows, projects, graph, records, ...rest }: Inventory): readonly string[] {
  const kinds = new Map<string, number>();
  for (const { connection } of rows) kinds.set(connection.kind, (kinds.get(connection.kind) ?? 0) + 1);
  const failed = projects.filter(({ failure }) => failure !== null);
  const withCode = (state: string, failure: { readonly code: string } | null): string =>
    failure === null ? state : `${state} (${failure.code})`;
  return [
    `Connections: ${String(rows.length)} in ${countText(projects.length, "project", "projects")}, ${String(failed.length)} unread`,
    `Kinds: ${[...kinds].map(([kind, count]) => `${kind} ${String(count)}`).join(", ") || "none"}`,
    `Incomplete connections: ${String(rows.filter(({ connection }) => connection.incomplete).length)}`,
    `Codes of unread projects: ${[...new Set(failed.map(({ failure }) => failure?.code))].join(", ") || "none"}`,
    `Microsoft Graph: ${withCode(graph.access, graph.failure)}`,
    `Records: ${withCode(records.state, records.failure)}, ${String(records.unreadable)} unreadable`,
    `Settings: ${withCode("read", rest.settingsFailure)}`,
  ];
}

export type ReportParts = {
  readonly at: Instant;
  readonly scope: "project" | "organization";
  readonly probes: readonly Probe[];
  readonly inventory: Inventory | null;
  readonly calls: readonly CallRecord[];
};

/** The report as plain text. */
export function reportText({ at, scope, probes, inventory, calls }: ReportParts): string {
  return [
    `Service connection renewal, ${scope} hub, ${isoInstant(at)}`,
    "",
    "Surroundings",
    ...probes.map(probeLine),
    "",
    "List",
    ...(inventory === null ? ["Not read yet"] : listLines(inventory)),
    "",
    `Last calls, newest first (${String(calls.length)})`,
    ...calls.map(callLine),
  ].join("\n");
}
