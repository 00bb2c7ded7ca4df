import { auditJson, auditOf, auditTable } from "../../../domain/export/audit";
import { calendarOf } from "../../../domain/export/calendar";
import { markdownTable } from "../../../domain/export/markdown";
import { notesOf, readColumns, tableOf, unreadOf, type ExportFacts } from "../../../domain/export/table";
import { panelFor } from "../../../domain/hub-address";
import { refOf } from "../../../domain/service-connection";
import type { Row } from "../../../domain/inventory";
import { localDay } from "../../../domain/time-zone";
import { connectionPage } from "../../../adapters/portal/portal-links";
import type { Hub } from "../../shell/contracts/hub-context";
import type { HubState } from "../../shell/contracts/hub-state";
import { currentView } from "../../shared/view";
import { calendarWords, exportWords } from "../../../words/export";
import { learnedOf, learnedPart } from "../../shared/findings/learned";
import { auditNotes } from "./words/audit";
import { hubLink } from "../../shared/hub-link";

export type ExportForm = "csv" | "calendar" | "markdown" | "audit-csv" | "audit-json";

/** A file as text; a clipboard text has no name. */
export type ExportedText = { readonly fileName: string; readonly mediaType: string; readonly text: string };

type Needs = Pick<Hub, "ports" | "dates" | "part">;

/** The current view as text. The libraries come on demand: null where they could not be loaded. */
export async function exported(hub: Needs, state: HubState, form: ExportForm): Promise<ExportedText | null> {
  const facts = factsOf(hub, state);
  const here = hub.part(learnedPart).get();
  const words = exportWords(facts.madeAt, hub.dates, linkFrom(hub), ({ connection }) =>
    learnedOf(connection.id, here, state.inventory?.settings),
  );
  const name = `service-connections-${localDay(facts.madeAt, hub.dates.zone)}`;
  const audit = `service-connection-renewals-${localDay(facts.madeAt, hub.dates.zone)}`;
  switch (form) {
    case "markdown":
      return {
        fileName: `${name}.md`,
        mediaType: "text/markdown",
        text: markdownTable(tableOf(facts, words, readColumns)),
      };
    case "csv": {
      const csv = await loaded(import("../../../adapters/export/csv"));
      return (
        csv && { fileName: `${name}.csv`, mediaType: "text/csv", text: csv.csvText(tableOf(facts, words)) }
      );
    }
    case "audit-csv": {
      const csv = await loaded(import("../../../adapters/export/csv"));
      const table = auditTable(auditOf(facts.rows), auditNotes(notesOf(facts, words)));
      return csv && { fileName: `${audit}.csv`, mediaType: "text/csv", text: csv.csvText(table) };
    }
    case "audit-json":
      return {
        fileName: `${audit}.json`,
        mediaType: "application/json",
        text: auditJson(auditOf(facts.rows), auditNotes(notesOf(facts, words))),
      };
    case "calendar": {
      const icalendar = await loaded(import("../../../adapters/export/icalendar"));
      const calendar = calendarFrom(hub, state, facts);
      return (
        icalendar && {
          fileName: `${name}.ics`,
          mediaType: "text/calendar",
          text: icalendar.icalendarText(calendar),
        }
      );
    }
  }
}

/** A part of the hub that could not be fetched is null, and is fetched again next time. */
const loaded = <T>(part: Promise<T>): Promise<T | null> =>
  part.then(
    (module) => module,
    () => null,
  );

function factsOf({ ports, dates, part }: Needs, state: HubState): ExportFacts {
  const { inventory } = state;
  return {
    rows: currentView(state, dates.zone, part(learnedPart).get()).rows,
    unread: inventory === null ? [{ kind: "still-loading" }] : unreadOf(inventory),
    madeAt: ports.clock.now(),
  };
}

function calendarFrom({ ports, dates }: Needs, { inventory }: HubState, facts: ExportFacts) {
  const { scope, organization } = ports.host;
  const scopeName = scope.kind === "project" ? scope.project.name : organization.name;
  return calendarOf(
    {
      ...facts,
      organizationId: organization.id,
      bands: inventory?.settings.bands ?? [],
      zone: dates.zone,
      urlOf: linkFrom({ ports }),
    },
    calendarWords(facts.madeAt, dates, scopeName),
  );
}

/** The hub with the connection's panel open; its page in Azure DevOps where the hub's address isn't known. */
const linkFrom =
  ({ ports }: Pick<Needs, "ports">) =>
  ({ connection }: Row): string =>
    hubLink(ports.host, connection, panelFor(connection)) ??
    connectionPage(ports.host.organizationUrl, refOf(connection));

/** Hands a file to the browser; false where it offers no way. A frame that forbids downloads does not say so (P111). */
export function download({ fileName, mediaType, text }: ExportedText): boolean {
  if (!("download" in HTMLAnchorElement.prototype) || typeof URL.createObjectURL !== "function") return false;
  const url = URL.createObjectURL(new Blob([text], { type: `${mediaType};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return true;
}
