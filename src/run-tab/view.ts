import { changedSince, expiredDuring, type SignInError } from "../domain/run/diagnosis";
import type { Instant } from "../domain/instant";
import type { ServiceConnection } from "../domain/service-connection";
import { codePage, codePageText } from "../words/verdict";
import { el, link } from "../elements/dom";
import { connectionItem } from "./connection";
import type { ReadState, TabActions, TabState } from "./state";
import * as words from "./words/run-tab";

const paragraph = (text: string): HTMLElement => el("p", {}, text);
const warning = (text: string): HTMLElement => el("p", { class: "warning" }, text);

/** The whole tab. Pure, but for the elements it makes. */
export function drawTab(state: TabState, actions: TabActions, now: Instant): readonly HTMLElement[] {
  switch (state.kind) {
    case "loading":
      return [heading(), el("p", { role: "status" }, words.loadingText)];
    case "no-run":
      return [heading(), el("p", { role: "alert" }, words.noRunText)];
    case "unreadable":
      return [heading(), el("p", { role: "alert" }, words.unreadableText(state.failure)), again(actions)];
    case "read":
      return [heading(), cause(state, actions, now), dependencies(state, actions, now), again(actions)];
  }
}

const heading = (): HTMLElement => el("h1", {}, words.titleText);

const again = ({ lookAgain }: TabActions): HTMLElement =>
  el("button", { type: "button", click: lookAgain }, words.lookAgainText);

function section(title: string, ...children: readonly (HTMLElement | null)[]): HTMLElement {
  return el("section", { "aria-label": title }, el("h2", {}, title), ...children);
}

function cause(state: ReadState, actions: TabActions, now: Instant): HTMLElement {
  const { run, diagnosis, timelineFailure } = state.reading;
  const answer =
    timelineFailure !== null
      ? el("p", { role: "alert" }, words.timelineFailedText(timelineFailure))
      : diagnosis === null
        ? warning(words.noTimelineText)
        : el("p", { role: "status" }, words.causeText(diagnosis));
  return section(
    words.causeTitle,
    run.completed ? null : warning(words.inProgressText),
    run.fromFork ? warning(words.fromForkText) : null,
    answer,
    diagnosis === null || diagnosis.signIn.length === 0
      ? null
      : el(
          "ul",
          {},
          ...diagnosis.signIn.slice(0, mostErrors).map((error) => errorItem(error, state, actions, now)),
        ),
    diagnosis === null || diagnosis.earlier.length === 0
      ? null
      : paragraph(words.earlierText(diagnosis.earlier.length)),
  );
}

/** A run of 2,000 steps that fail alike is told by its first ones; the count stands above. */
const mostErrors = 50;

function errorItem(error: SignInError, state: ReadState, actions: TabActions, now: Instant): HTMLElement {
  const { reading } = state;
  const page = codePage(error.verdict.code);
  const holders = reading.connections.filter(({ id }) => error.connectionIds.includes(id));
  const listed = reading.connectionsFailure === null && reading.connections.length > 0;
  return el(
    "li",
    { class: "refused" },
    el("h3", { dir: "auto" }, words.pathText(error.path)),
    el("p", { class: "verdict" }, words.verdictText(error)),
    paragraph(words.errorText(error)),
    page === null ? null : el("p", {}, link(page, actions.open, codePageText(error.verdict.code))),
    paragraph(words.holdersText(error, listed)),
    el(
      "ul",
      {},
      ...holders.map((connection) => {
        const record = reading.records.get(connection.id.toLowerCase()) ?? null;
        const changed = changedSince(connection, record, error.finishedAt);
        return connectionItem(connection, state, actions, {
          now,
          remedy: error.tokenEnded ? null : error.verdict.remedy,
          changed: changed === null ? null : words.changedText(changed),
          refusedAt: refusedAtOf(error),
          during: (expiry) => {
            const { diagnosis } = reading;
            const day = diagnosis === null ? null : expiredDuring(diagnosis, error, expiry);
            return day === null ? null : words.expiredDuringText(day);
          },
        });
      }),
    ),
    el("details", {}, el("summary", {}, words.messageTitle), el("p", { dir: "auto" }, error.excerpt)),
  );
}

/** When the step ended whose sign-in with an app registration was refused as expired; null for every other error. */
const refusedAtOf = ({ verdict, by, finishedAt }: SignInError): Instant | null =>
  verdict.word === "credential expired" && by === "app" ? finishedAt : null;

/** The same of a connection, unless it was saved since. */
function refusedIn(
  { reading: { diagnosis, records } }: ReadState,
  connection: ServiceConnection,
): Instant | null {
  const record = records.get(connection.id.toLowerCase()) ?? null;
  const found = diagnosis?.signIn.find(
    (error) =>
      error.connectionIds.includes(connection.id) &&
      refusedAtOf(error) !== null &&
      changedSince(connection, record, error.finishedAt) === null,
  );
  return found === undefined ? null : refusedAtOf(found);
}

function dependencies(state: ReadState, actions: TabActions, now: Instant): HTMLElement {
  const { reading, dependencies: found } = state;
  const incomplete = reading.connections.filter((one) => one.incomplete).length;
  const notices = [
    ...(reading.connectionsFailure === null ? [] : [words.connectionsFailedText(reading.connectionsFailure)]),
    ...(reading.connectionsFailure === null && reading.connections.length === 0
      ? [words.noConnectionsText]
      : []),
    ...(incomplete === 0 ? [] : [words.incompleteText(incomplete)]),
    ...(reading.recordsFailure === null ? [] : [words.recordsFailedText(reading.recordsFailure)]),
  ];
  if (found === null)
    return section(
      words.dependsTitle,
      ...notices.map(warning),
      el("p", { role: "status" }, words.readingDefinitionText),
    );
  if (!found.ok)
    return section(
      words.dependsTitle,
      ...notices.map(warning),
      warning(words.definitionFailedText(found.failure)),
    );
  const { connectionIds, open, notVisible, unread } = found.value;
  const used = reading.connections.filter(({ id }) => connectionIds.includes(id));
  return section(
    words.dependsTitle,
    ...notices.map(warning),
    used.length === 0
      ? paragraph(words.dependsNothingText)
      : el(
          "ul",
          {},
          ...used.map((connection) =>
            connectionItem(connection, state, actions, {
              now,
              remedy: null,
              changed: null,
              refusedAt: refusedIn(state, connection),
            }),
          ),
        ),
    ...open.map(({ step, value }) => paragraph(words.openText(step, value))),
    ...notVisible.map(({ step, value }) => paragraph(words.notVisibleText(step, value))),
    ...unread.map(({ code, what }) => warning(words.unreadText(code, what))),
  );
}
