/** One run of the task, from its inputs to its result. */
import { csvText } from "../adapters/export/csv";
import { icalendarText } from "../adapters/export/icalendar";
import { contributions } from "../adapters/host/contributions";
import { calendarOf } from "../domain/export/calendar";
import { tableOf } from "../domain/export/table";
import { panelAddress, panelFor } from "../domain/hub-address";
import { byUrgency, type Row } from "../domain/inventory";
import { settingsHub } from "../domain/settings-hub";
import { countsOf, judge, unreadIn, watchBandOf, type Watched } from "../domain/watch/judgement";
import { isUnread } from "../domain/watch/renewable";
import { watchOptions, type WatchOptions } from "../domain/watch/options";
import { reportJson, type WatchReport } from "../domain/watch/report";
import { refreshRows } from "../operations/load-inventory";
import { orLeft, type Stop } from "../operations/watch/stop";
import { readConnections } from "../operations/watch/read-connections";
import type { DueOutcome } from "../operations/watch/due-outcome";
import { renewDue, untouched } from "../operations/watch/renew-due";
import {
  commonTag,
  nothingTold,
  tell,
  workItemTag,
  type Telling,
  type TellWords,
} from "../operations/watch/tell";
import { calendarWords, exportWords } from "../words/export";
import { expiryText } from "../words/expiry";
import { runFailure } from "../words/watch/failure";
import { reasonText } from "../words/watch/judgement";
import {
  jobConnectionText,
  skippedText,
  slackMessage,
  teamsMessage,
  tellFailureText,
  workItemChanged,
  workItemClosed,
  workItemContent,
} from "../words/watch/messages";
import { inputProblemText } from "../words/watch/problems";
import { runDates, summaryMarkdown } from "../words/watch/summary";
import { identityOf, surroundingsOf, type Given, type Surroundings } from "./surroundings";
import * as words from "../words/watch/task";

/** Annotations on the run's page; the rest is counted. */
const mostAnnotations = 10;

/**
 * Runs to the end, whatever happens: everything expected is a result with a sentence. A run that is stopped begins nothing
 * any more, ends what it does where there is time, and tells what it has.
 */
export async function runTask(given: Given, stop: Stop): Promise<void> {
  const { agent } = given;
  const fail = (text: string): void => {
    agent.complete("failed", text);
  };
  const jobToken = agent.jobToken();
  if (jobToken === null) {
    fail(words.noJobToken);
    return;
  }
  agent.mask(jobToken);
  const read = watchOptions(agent.inputs);
  if ("problems" in read) {
    const texts = read.problems.map(inputProblemText);
    texts.forEach((text) => agent.annotate("error", text));
    fail(texts.join(" "));
    return;
  }
  const { options } = read;
  const identity = identityOf(given, options, jobToken);
  if (identity !== "none" && "problem" in identity) {
    fail(jobConnectionText(identity.problem));
    return;
  }
  const surroundings = await orLeft(
    surroundingsOf(given, options, jobToken, identity === "none" ? null : identity),
    stop,
  );
  if (surroundings === "left") {
    fail(words.stoppedEarlyText);
    return;
  }
  if (!surroundings.ok) {
    const { happened, next } = runFailure(surroundings.failure);
    fail(`${happened} ${next}`);
    return;
  }
  await watch(given, options, surroundings.value, stop);
}

async function watch(given: Given, options: WatchOptions, around: Surroundings, stop: Stop): Promise<void> {
  const { agent } = given;
  const { signal } = stop;
  const { ports } = around;
  agent.say(words.startedText(ports.host.user.name, options));
  const reading = await orLeft(
    readConnections(ports, options, {
      signal,
      progress: (share) => agent.progress(Math.round(share * 80), words.readingText),
    }),
    stop,
  );
  if (reading === "left") {
    agent.complete("failed", words.stoppedEarlyText);
    return;
  }
  let { inventory } = reading;
  const outcomes =
    options.renew.when === "never"
      ? []
      : around.journalFailure === null
        ? await renewDue(ports, inventory, options, {
            vault: around.vault,
            control: {
              stop,
              report: (name) => agent.say(words.renewingText(name)),
              waiting: (until) => agent.say(words.waitingText(until)),
            },
          })
        : untouched(inventory, options.renew.ids, { skipped: "no-journal", failure: around.journalFailure });
  const touched = outcomes.filter(({ outcome }) => outcome !== "skipped" && outcome !== "planned");
  if (touched.length > 0 && !signal.aborted) {
    const ids = touched.map(({ connectionId }) => connectionId);
    const fresh = await orLeft(
      refreshRows(ports, inventory, ids, () => undefined),
      stop,
    );
    if (fresh !== "left") inventory = fresh;
  }
  agent.progress(85, words.tellingText);
  const { organizationUrl } = ports.host;
  const page = pageOf(organizationUrl, given.extension);
  const now = ports.clock.now();
  const told = signal.aborted
    ? "left"
    : await orLeft(
        tell(around.tell, inventory.rows, {
          options,
          words: tellWords(given, options, organizationUrl, page),
          now,
        }),
        stop,
      );
  const telling = told === "left" ? nothingTold : told;
  const watched: Watched = {
    parts: inventory,
    missingProjects: reading.missingProjects,
    graphAsked: options.readGraph && options.identity !== "job-token",
    renewals: {
      failed: outcomes.filter((one) => one.outcome === "stopped" && one.failure?.code !== "proof-void")
        .length,
      proofVoid: outcomes.filter(({ failure }) => failure?.code === "proof-void").length,
      vaultRefused: outcomes.filter(({ vault }) => vault === "refused").length,
      vaultUnknown: outcomes.filter(({ vault }) => vault === "value-unknown").length,
      unread: outcomes.filter(({ skipped }) => isUnread(skipped)).length,
    },
    notTold: telling.refused.length,
    cancelled: signal.aborted,
  };
  const report: WatchReport = {
    madeAt: now,
    organization: ports.host.organization,
    scope: options.scope === "organization" ? { kind: "organization" } : ports.host.scope,
    identity: { kind: options.identity, name: ports.host.user.name },
    policy: options.policy,
    projects: inventory.projects.length,
    rows: inventory.rows,
    unread: unreadIn(watched),
    judgement: judge(watched, options.policy, now),
    counts: countsOf(watched, options.policy, now),
    renewals: outcomes.map(reported),
  };
  finish(given, options, report, telling, page);
}

function reported({ skipped, failure, vaultFailure, ...one }: DueOutcome): WatchReport["renewals"][number] {
  const why = [
    skipped === null ? "" : skippedText(skipped),
    failure === null ? "" : runFailure(failure).happened,
    vaultFailure === null ? "" : tellFailureText("vault", vaultFailure),
  ].filter((text) => text !== "");
  return { ...one, reason: why.length === 0 ? null : why.join(" ") };
}

type PageOf = (row: Row) => string;

function tellWords(given: Given, options: WatchOptions, organizationUrl: string, page: PageOf): TellWords {
  const runUrl = words.runPage(
    organizationUrl,
    given.agent.variable("System.TeamProject"),
    given.agent.variable("Build.BuildId"),
  );
  return {
    webhook: (kind, news) =>
      kind === "teams" ? teamsMessage(news, runUrl, page) : slackMessage(news, runUrl),
    workItem: (notice, assignTo) =>
      workItemContent(notice, {
        tags: [commonTag, workItemTag(notice.row.connection.id)],
        areaPath: options.workItem?.areaPath ?? null,
        assignTo,
        page: page(notice.row),
      }),
    changed: workItemChanged,
    closed: workItemClosed,
  };
}

/**
 * The hub's address with a connection's panel open, which says so where the connection is gone or not visible. Safe as the
 * target of a link in Markdown, which a parenthesis would end: `encodeURIComponent` leaves those as they are.
 */
const pageOf =
  (organizationUrl: string, { publisher, name }: Given["extension"]): PageOf =>
  ({ connection }) => {
    const contribution = `${publisher}.${name}.${contributions.projectHub}`;
    const hub = settingsHub(organizationUrl, connection.project.name, contribution);
    const address = panelAddress(hub, connection.id, panelFor(connection)) ?? hub;
    return address.replace(/[()]/g, (one) => (one === "(" ? "%28" : "%29"));
  };

/** Everything a person or another tool reads of the run; what the disk refuses makes the result yellow at least. */
function finish(
  { agent }: Given,
  options: WatchOptions,
  report: WatchReport,
  telling: Telling,
  page: PageOf,
): void {
  const { judgement, counts, madeAt } = report;
  const outputs: Readonly<Record<string, number>> = {
    expiredCount: counts.expired,
    dueCount: counts.due,
    unknownCount: counts.unknown,
    unreadableCount: counts.unreadable,
    renewedCount: report.renewals.filter(({ outcome }) => outcome === "renewed" || outcome === "resumed")
      .length,
    failedCount: report.renewals.filter(
      ({ outcome, vault }) => outcome === "stopped" || vault === "refused" || vault === "value-unknown",
    ).length,
  };
  for (const [name, value] of Object.entries(outputs)) agent.output(name, String(value));
  annotate(agent, report);
  for (const { reason, fails } of judgement.reasons)
    agent.annotate(fails ? "error" : "warning", reasonText(reason));
  for (const { by, failure } of telling.refused) agent.annotate("warning", tellFailureText(by, failure));
  if (telling.memoryUnread) agent.say(words.memoryUnreadText);
  if (telling.accepted > 0) agent.say(words.acceptedText(telling.accepted));
  const exported = { rows: [...report.rows].sort((a, b) => byUrgency(a, b)), unread: report.unread, madeAt };
  const path = agent.artifact(options.artifactName, [
    { name: "service-connections.json", text: `${JSON.stringify(reportJson(report), null, 2)}\n` },
    {
      name: "service-connections.csv",
      text: csvText(tableOf(exported, exportWords(madeAt, runDates, page))),
    },
    {
      name: "service-connections.ics",
      text: icalendarText(
        calendarOf(
          {
            ...exported,
            organizationId: report.organization.id,
            bands: [report.policy.warnDays, report.policy.failDays].filter((one) => one > 0),
            zone: runDates.zone,
            urlOf: page,
          },
          calendarWords(madeAt, runDates, report.organization.name),
        ),
      ),
    },
  ]);
  agent.output("reportPath", path ?? "");
  const summary = agent.summary(
    summaryMarkdown(report, {
      connection: page,
      artifact: options.artifactName,
    }),
  );
  const written = summary && path !== null;
  if (!written) agent.annotate("warning", words.notWrittenText);
  agent.progress(100, words.doneText);
  const result = !written && judgement.result === "succeeded" ? "succeeded-with-issues" : judgement.result;
  const why = [
    ...judgement.reasons.map(({ reason }) => reasonText(reason)),
    ...(written ? [] : [words.notWrittenText]),
  ];
  agent.complete(result, why.length === 0 ? words.nothingSoonText : why.join(" "));
}

/** The most urgent connections as annotations, one line each. */
function annotate(agent: Given["agent"], { rows, policy, madeAt }: WatchReport): void {
  const urgent = [...rows]
    .sort((a, b) => byUrgency(a, b))
    .filter((row) => ["expired", "within-fail", "within-warn"].includes(watchBandOf(row, policy, madeAt)));
  for (const row of urgent.slice(0, mostAnnotations))
    agent.annotate(
      "warning",
      words.annotationText(
        row.connection.name,
        row.connection.project.name,
        expiryText(row.expiry, madeAt, runDates),
      ),
    );
  if (urgent.length > mostAnnotations)
    agent.annotate("warning", words.moreText(urgent.length - mostAnnotations));
}
