import {
  appBlade,
  connectionPage,
  enterpriseAppBlade,
  subscriptionAccessBlade,
} from "../adapters/portal/portal-links";
import type { Expiry } from "../domain/expiry";
import { panelAddress, panelFor } from "../domain/hub-address";
import { rowOf } from "../domain/inventory";
import type { Instant } from "../domain/instant";
import { appKeyOf, refOf, type ServiceConnection } from "../domain/service-connection";
import { defaultSettings } from "../domain/settings";
import { rememberedRemedy } from "../domain/verification/remembered-remedy";
import type { Remedy } from "../domain/verification/sign-in-errors";
import { kindText } from "../words/common";
import { agoText } from "../words/expiry";
import { isolated } from "../words/isolated";
import { pageNames, verdictWords } from "../words/verdict";
import { el, link } from "../elements/dom";
import type { ReadState, TabActions } from "./state";
import {
  detailsName,
  endText,
  federationName,
  renewName,
  rerunText,
  verificationLine,
  verifyingText,
  verifyName,
} from "./words/run-tab";

export const runPage = ({ reading: { project, run } }: ReadState, { organizationUrl }: TabActions): string =>
  `${organizationUrl}${encodeURIComponent(project.name)}/_build/results?buildId=${String(run.id)}&view=results`;

/** What can be done about a connection, the likeliest first. */
function offersOf(
  connection: ServiceConnection,
  remedy: Remedy | null,
  actions: TabActions,
): readonly HTMLElement[] {
  const { name, id } = connection;
  const page = placeOf(connection, remedy, actions);
  const panel = panelFor(connection);
  const address = panelAddress(actions.hubUrl, id, panel);
  const text = { renewal: renewName, federation: federationName, detail: detailsName }[panel](name);
  return [
    ...(page === null ? [] : [link(page.href, actions.open, page.text)]),
    ...(address === null ? [] : [link(address, actions.open, text)]),
  ];
}

function placeOf(
  connection: ServiceConnection,
  remedy: Remedy | null,
  { organizationUrl }: TabActions,
): { readonly href: string; readonly text: string } | null {
  const key = appKeyOf(connection);
  const app = key === null ? null : appBlade(key, "Overview");
  const at = (href: string | null, text: string) => (href === null ? null : { href, text });
  switch (remedy) {
    case "assign-role":
      return at(subscriptionAccessBlade(connection), pageNames.access);
    case "restore-app":
    case "fix-app-type":
      return at(app, pageNames.app);
    case "enable-app": {
      const { spnObjectId } = connection;
      const own =
        key === null || spnObjectId === null ? null : enterpriseAppBlade(key, spnObjectId, "Properties");
      return own === null ? at(app, pageNames.app) : at(own, pageNames.enterpriseApp);
    }
    case "correct-tenant":
      return at(connectionPage(organizationUrl, refOf(connection)), pageNames.connection);
    default:
      return null;
  }
}

/** One connection: its name, what is known of its end and of its last verification, and what can be done. */
export function connectionItem(
  connection: ServiceConnection,
  state: ReadState,
  actions: TabActions,
  more: {
    readonly now: Instant;
    readonly remedy: Remedy | null;
    readonly changed: string | null;
    /** When a sign-in with its app registration was refused as expired in this run; null where none was. */
    readonly refusedAt?: Instant | null;
    readonly during?: (expiry: Expiry) => string | null;
  },
): HTMLElement {
  const { now, remedy, changed, refusedAt, during } = more;
  const record = state.reading.records.get(connection.id.toLowerCase()) ?? null;
  const app = { state: "not-looked", reason: "not-connected" } as const;
  const { expiry } = rowOf({ connection, app, record, now, settings: defaultSettings });
  const duringText = during?.(expiry) ?? null;
  const verdict = state.verdicts.get(connection.id);
  const last = record?.verification ?? null;
  const lastText =
    last === null
      ? null
      : `${verdictWords({ ...last, remedy: rememberedRemedy(last.word, last.code) }).label}, ${agoText(last.at, now)}`;
  const verify = el(
    "button",
    { type: "button", click: () => actions.verify(connection.id) },
    verifyName(connection.name),
  );
  if (verdict === null) verify.setAttribute("aria-disabled", "true");
  const done = verdict != null && verdict.ok && verdict.value.word === "verified";
  const works = done || (last?.word === "verified" && last.at > (refusedAt ?? now));
  const refused = refusedAt != null && changed === null && !works;
  return el(
    "li",
    { class: "connection" },
    el("strong", { dir: "auto" }, isolated(connection.name)),
    el(
      "span",
      { class: "secondary" },
      `${kindText(connection.kind)}. ${endText(expiry, refused, now, actions.dates)}`,
    ),
    duringText === null ? null : el("span", { class: "secondary" }, duringText),
    lastText === null || verdict !== undefined ? null : el("span", { class: "secondary" }, lastText),
    changed === null ? null : el("span", { role: "status" }, changed),
    el("span", { class: "offers" }, ...offersOf(connection, remedy, actions), verify),
    verdict === undefined
      ? null
      : el("span", { role: "status" }, verdict === null ? verifyingText : verificationLine(verdict)),
    done || changed !== null ? link(runPage(state, actions), actions.open, rerunText) : null,
  );
}
