import { isoDate } from "../../domain/instant";
import type { Row } from "../../domain/inventory";
import type { News, Notice } from "../../domain/watch/notices";
import { plainText } from "../../domain/watch/plain";
import type { Skipped } from "../../domain/watch/renewable";
import type { TellFailure, WorkItemContent } from "../../ports/announcements";
import type { JobConnection } from "../../ports/agent";
import { countText } from "../common";
import { certaintyText, endClause } from "../certainty";
import { bandText } from "./judgement";

/** Connections in one message; the report has the rest. */
const mostTold = 20;

/** As sure as the date is: an estimate is never told as a fact. */
const endText = (row: Row, band: Notice["band"] | null): string => {
  const { expiry, cliff } = row;
  if (expiry.state === "refused-as-expired") return "was refused as expired";
  if (expiry.state === "no-secret") return "holds nothing that expires";
  // The end of the issuer is no end of a credential.
  if (expiry.state === "issuer-retires" && cliff !== null) return `expires on ${isoDate(cliff)}`;
  return endClause(expiry, band === "expired", isoDate) ?? "has expired";
};

const nameOf = ({ connection }: Row): string =>
  `${plainText(connection.name)} (${plainText(connection.project.name)})`;

/** One line of a message, and the connection it speaks of. */
export type NewsLine = { readonly text: string; readonly row: Row | null };

/** The lines of a message about what is new. */
export function newsLines({ notices, settled }: Pick<News, "notices" | "settled">): readonly NewsLine[] {
  const shown = notices.slice(0, mostTold).map(({ row, band }) => ({
    text: `${bandText(band)}: ${nameOf(row)} ${endText(row, band)}`,
    row,
  }));
  const more = notices.length - shown.length;
  const rest = `${countText(more, "more connection", "more connections")} in the run's report.`;
  return [
    ...shown,
    ...(more > 0 ? [{ text: rest, row: null }] : []),
    ...settled
      .slice(0, mostTold)
      .map((row) => ({ text: `No longer due: ${nameOf(row)} ${endText(row, null)}`, row })),
  ];
}

const titleOf = ({ notices }: Pick<News, "notices">): string =>
  notices.length === 0
    ? "Service connections are no longer due"
    : `${countText(notices.length, "service connection needs", "service connections need")} attention`;

/** What Markdown in a card would interpret, taken out of its meaning; two braces begin a function of the card itself. */
const cardText = (text: string): string =>
  text.replace(/[\\`*_[\]()#!~>|]/g, (character) => `\\${character}`).replace(/\{(?=\{)/g, "{ ");

/**
 * The message of a Teams workflow: one Adaptive Card 1.4 (L19). A press on a line opens the connection in the hub; names are
 * text in it, never links.
 */
export const teamsMessage = (
  news: Pick<News, "notices" | "settled">,
  runUrl: string | null,
  pageOf: (row: Row) => string,
): string =>
  JSON.stringify({
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          body: [
            { type: "TextBlock", size: "Medium", weight: "Bolder", wrap: true, text: titleOf(news) },
            ...newsLines(news).map(({ text, row }) => ({
              type: "Container",
              items: [{ type: "TextBlock", wrap: true, text: cardText(text) }],
              ...(row === null ? {} : { selectAction: { type: "Action.OpenUrl", url: pageOf(row) } }),
            })),
          ],
          actions: runUrl === null ? [] : [{ type: "Action.OpenUrl", title: "Open the run", url: runUrl }],
        },
      },
    ],
  });

/** The message of a Slack webhook: plain text blocks, in which nothing is a link or calls anybody. */
export const slackMessage = (news: Pick<News, "notices" | "settled">, runUrl: string | null): string => {
  const lines = [
    titleOf(news),
    ...newsLines(news).map(({ text }) => text),
    ...(runUrl === null ? [] : [runUrl]),
  ];
  return JSON.stringify({
    text: titleOf(news),
    blocks: [
      {
        type: "section",
        text: { type: "plain_text", emoji: false, text: lines.join("\n").slice(0, 2_900) },
      },
    ],
  });
};

const html = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

/** The work item of one connection. Its title changes with the fact, so an equal title is an untold fact. */
export const workItemContent = (
  notice: Notice,
  {
    tags,
    areaPath,
    assignTo,
    page,
  }: Pick<WorkItemContent, "tags" | "areaPath" | "assignTo"> & { readonly page: string },
): WorkItemContent => ({
  title: `${bandText(notice.band)}: service connection ${plainText(notice.row.connection.name, 80)} ${endText(notice.row, notice.band)}`,
  description: `<p>Service connection <a href="${html(page)}">${html(plainText(notice.row.connection.name))}</a> in project ${html(plainText(notice.row.connection.project.name))} ${html(endText(notice.row, notice.band))}.</p><p>${html(certaintyText(notice.row.expiry))}</p><p>Renew it under Project settings > Service connection renewal. This work item is updated by the pipeline that watches, and closed when the connection is no longer due.</p>`,
  tags,
  areaPath,
  assignTo,
});

export const workItemChanged = (notice: Notice): string => `It ${html(endText(notice.row, notice.band))}.`;

/** Only what was read: another date, not what made it another one. */
export const workItemClosed = (row: Row): string =>
  row.cliff === null
    ? "Nothing in the service connection expires anymore."
    : `The service connection is no longer due: it ${html(endText(row, null))}. ${html(certaintyText(row.expiry))}`;

/** Why somebody was not told. */
export function tellFailureText(by: string, failure: TellFailure): string {
  const what =
    by === "teams"
      ? "The Teams workflow"
      : by === "slack"
        ? "Slack's webhook"
        : by === "vault"
          ? "The key vault"
          : "Azure Boards";
  switch (failure.code) {
    case "refused":
      return `${what} refused it (HTTP ${String(failure.status)})${failure.detail === "" ? "" : `: ${plainText(failure.detail, 300)}`}.`;
    case "unreachable":
      return `${what} couldn't be reached.`;
    case "not-signed-in":
      return `${what} couldn't be asked: ${failure.detail}.`;
  }
}

/** Why a connection named in the inputs gives no identity. */
export function jobConnectionText(problem: Extract<JobConnection, { ok: false }>["problem"]): string {
  switch (problem) {
    case "not-federated":
      return "The service connection of the run signs in with a secret. Use one with workload identity federation: a run holds no secret of its own.";
    case "incomplete":
      return "The service connection of the run names no tenant or no application.";
    case "not-found":
      return "This job may not use the service connection that it names. Permit the pipeline on the connection's Security page.";
  }
}

/** Why a listed connection was not renewed. */
export function skippedText(skipped: Skipped): string {
  switch (skipped) {
    case "not-in-sight":
      return "This identity doesn't see it.";
    case "no-secret-to-renew":
      return "It holds no client secret.";
    case "azure-devops-makes-its-secret":
      return "Azure DevOps creates its secret, and refuses to for anybody but a person (TF14045). Renew it in the hub.";
    case "certificate":
      return "It holds a certificate. Renew it in the hub.";
    case "end-unknown":
      return "Its expiry date isn't known.";
    case "not-due":
      return "It isn't due.";
    case "disabled":
      return "It's switched off.";
    case "managed-by-terraform":
      return "Terraform manages it and could put the old key back. Renew it in Terraform.";
    case "unused":
      return "No pipeline may use it, and none has for 100 days. Disable it instead.";
    case "most-reached":
      return "As many as maxRenewals allows were renewed. The next run goes on.";
    case "not-working-now":
      return "It doesn't work now, so a test of a new secret would show nothing. Look at it in the hub.";
    case "not-verified":
      return "It couldn't be tested, so a new secret couldn't be tested either.";
    case "may-not-save":
      return "This identity may not save it. Give it the role Administrator on the connection's Security page, Organization.";
    case "no-journal":
      return "The renewal couldn't be recorded under this identity.";
    case "graph-not-connected":
      return "Microsoft Graph gave this identity no right to create a secret for it.";
    case "not-confirmed":
      return "It is saved and works, but nothing proves that it holds the new secret. Look at it in the hub.";
    case "left-by-a-person":
      return "A person began to renew it and didn't finish. Finish it in the hub.";
    case "record-unreadable":
      return "The record of an earlier renewal can't be understood, so nobody knows what that left behind. Look at it in the hub.";
    case "not-looked":
      return "What earlier runs left behind couldn't be read, so nothing was touched.";
    case "being-renewed":
      return "Another run or person is renewing its app registration.";
    case "interrupted":
      return "The run was cancelled in the middle of it. The connection keeps a working secret, and the next run or the hub goes on from the record.";
    case "cancelled":
      return "The run was cancelled before it.";
  }
}
