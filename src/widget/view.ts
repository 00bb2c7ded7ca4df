import { filteredAddress, panelAddress } from "../domain/hub-address";
import type { Instant } from "../domain/instant";
import type { Row } from "../domain/inventory";
import type { ViewQuery } from "../domain/view-query";
import { decodeConfiguration, queryOf, type WidgetConfiguration } from "../domain/widget/configuration";
import { countedRows, dueStanding, roomFor, type Counted, type WidgetSize } from "../domain/widget/counted";
import { el, link } from "../elements/dom";
import type { ExpiringReading } from "../operations/read-expiring";
import { numberText } from "../words/common";
import { dateText, expiryText } from "../words/expiry";
import { isolated } from "../words/isolated";
import type { WidgetActions, WidgetState } from "./state";
import * as words from "./words/widget";

/** The whole widget. Pure, but for the elements it makes. */
export function drawWidget(state: WidgetState, actions: WidgetActions, now: Instant): readonly HTMLElement[] {
  const { placed, reading } = state;
  const name = nameOf(placed);
  const title = el("h2", { dir: "auto", title: name }, isolated(name));
  const stored = decodeConfiguration(placed.stored);
  if (stored.state === "newer-version") return [title, said(words.newerSettingsText)];
  if (stored.state === "damaged") return [title, said(words.damagedSettingsText)];
  if (reading === "no-project") return [title, said(words.noProjectText)];
  if (reading === null) return [title, el("p", { role: "status" }, words.loadingText)];
  if (!reading.ok) return [title, said(words.failedText(reading.failure)), again(actions)];
  return [title, ...drawCounted(state, reading.value, stored.configuration, actions, now)];
}

/** What the widget is called: by whoever placed it, else by its usual name. */
export const nameOf = ({ name }: Pick<WidgetState["placed"], "name">): string =>
  name === "" ? words.usualName : name;

const said = (text: string): HTMLElement => el("p", { class: "said" }, text);

const again = ({ lookAgain }: WidgetActions): HTMLElement =>
  el("button", { type: "button", click: lookAgain }, words.lookAgainText);

function drawCounted(
  { placed: { size } }: WidgetState,
  reading: ExpiringReading,
  configuration: WidgetConfiguration,
  actions: WidgetActions,
  now: Instant,
): readonly HTMLElement[] {
  const { rows, settings } = reading;
  // What one may not look into has no date, and a number without it would be a number of nothing.
  if (rows.every(({ connection }) => connection.incomplete)) return [said(words.noRightText)];
  const query = queryOf(configuration, settings.bands);
  const counted = countedRows(rows, query, now);
  if (counted.fitting === 0) return [said(words.nothingFitsText)];
  const room = roomFor(size);
  const list = counted.rows.slice(0, room);
  return [
    summary(counted, reading, query, actions),
    ...(list.length === 0
      ? []
      : [
          el(
            "ul",
            {},
            ...list.map((row) => item(row, { now, actions, size, owner: configuration.showOwner })),
          ),
        ]),
    el(
      "p",
      { class: "notes" },
      notesOf(counted, reading, {
        size,
        usualDays: configuration.days === null ? query.within : null,
        listed: list.length,
      }).join(" · "),
    ),
  ];
}

/** The number, its colour as a word, and what it is made of: one link to exactly these rows. */
function summary(
  counted: Counted,
  reading: ExpiringReading,
  query: ViewQuery,
  { hubUrl, open }: WidgetActions,
): HTMLElement {
  const standing = dueStanding(counted, isComplete(reading));
  const parts = [
    el("strong", { class: "number" }, numberText(counted.rows.length)),
    el("strong", { class: "word" }, words.standingText(standing, counted)),
    el("span", { class: "made-of" }, words.countedText(counted, query.within ?? 0)),
  ];
  const spaced = parts.flatMap((part) => [part, " "]);
  const address = filteredAddress(hubUrl, query);
  return el(
    "p",
    { class: "summary", "data-standing": standing },
    ...(address === null
      ? spaced
      : [link(address, open, ...spaced, el("span", { class: "for-ears" }, words.openText))]),
  );
}

const isComplete = ({ recordsFailure, recordsUnreadable, graph }: ExpiringReading): boolean =>
  recordsFailure === null && recordsUnreadable === 0 && graph !== "failed" && graph !== "asking";

/** The same words in every size; one row of a dashboard has room for the two weightiest. */
function notesOf(
  counted: Counted,
  { recordsFailure, recordsUnreadable, settingsFailure, graph }: ExpiringReading,
  { size, usualDays, listed }: { size: WidgetSize; usualDays: number | null; listed: number },
): readonly string[] {
  const texts = words.noteTexts({
    ...counted,
    recordsRead: recordsFailure === null && recordsUnreadable === 0,
    settingsRead: settingsFailure === null,
    usualDays,
    graph,
  });
  if (size.rows < 2) return texts.slice(0, 2);
  const more = counted.rows.length - listed;
  return more > 0 ? [words.moreText(more), ...texts] : texts;
}

type ItemFacts = {
  readonly now: Instant;
  readonly actions: WidgetActions;
  readonly size: WidgetSize;
  readonly owner: boolean;
};

function item({ connection, expiry, cliff }: Row, { now, actions, size, owner }: ItemFacts): HTMLElement {
  const { name, id, createdBy } = connection;
  const address = panelAddress(actions.hubUrl, id, "detail");
  const shown = isolated(name);
  const creator = owner && createdBy !== null ? isolated(createdBy.name) : "";
  const date =
    size.rows > 1 && cliff !== null && expiry.state !== "between"
      ? dateText(cliff, actions.dates.culture, actions.dates.timeZone)
      : "";
  const sure = words.sureText(expiry, size.columns > 2 ? "source" : "word");
  return el(
    "li",
    {},
    el(
      "span",
      { class: "name", dir: "auto", title: name },
      address === null ? shown : link(address, actions.open, shown),
    ),
    el("span", { class: "date" }, date),
    el(
      "span",
      { class: "end" },
      [expiryText(expiry, now, actions.dates), sure].filter((part) => part !== "").join(" · "),
    ),
    el("span", { class: "owner", dir: "auto", title: creator }, creator),
  );
}
