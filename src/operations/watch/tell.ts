import { newsOf, type News, type Notice, type Told } from "../../domain/watch/notices";
import type { Row } from "../../domain/inventory";
import type { WatchOptions } from "../../domain/watch/options";
import type { Instant } from "../../domain/instant";
import type {
  Memory,
  People,
  TellFailure,
  Webhook,
  WorkItem,
  WorkItemContent,
  WorkItems,
} from "../../ports/announcements";

/** The texts of what is told. */
export type TellWords = {
  readonly webhook: (kind: Webhook["kind"], news: Pick<News, "notices" | "settled">) => string;
  readonly workItem: (notice: Notice, assignTo: string | null) => WorkItemContent;
  readonly changed: (notice: Notice) => string;
  readonly closed: (row: Row) => string;
};

export type TellPorts = {
  readonly memory: Memory | null;
  readonly webhooks: readonly Webhook[];
  readonly workItems: WorkItems | null;
  readonly people: People;
};

/** What a run told, and what was refused. */
export type Telling = {
  readonly accepted: number;
  readonly created: number;
  readonly updated: number;
  readonly closed: number;
  readonly refused: readonly { readonly by: Webhook["kind"] | "work items"; readonly failure: TellFailure }[];
  /** True where it could not be read what was told before, so that everything was told. */
  readonly memoryUnread: boolean;
};

/** A run that was stopped tells nothing: the next one does. */
export const nothingTold: Telling = {
  accepted: 0,
  created: 0,
  updated: 0,
  closed: 0,
  refused: [],
  memoryUnread: false,
};

/** The tag of every work item of this task. */
export const commonTag = "service-connection-watch";

/** The tag by which a connection's work item is found again. */
export const workItemTag = (connectionId: string): string =>
  `service-connection-${connectionId.toLowerCase()}`;

/**
 * Tells each fact once. Work items are found by their tag, so they need no memory; webhooks do. A fact counts
 * as told once every webhook took it: a refused one is told again by the next run.
 */
export async function tell(
  ports: TellPorts,
  rows: readonly Row[],
  {
    options,
    words,
    now,
  }: { options: Pick<WatchOptions, "policy" | "notifyOn" | "workItem">; words: TellWords; now: Instant },
): Promise<Telling> {
  const { policy, notifyOn } = options;
  const refused: { by: Webhook["kind"] | "work items"; failure: TellFailure }[] = [];
  const memory = ports.webhooks.length === 0 ? null : ports.memory;
  const before = memory === null ? null : await memory.told();
  const told: Told = before?.ok === true ? before.value : new Map();
  const news = newsOf(rows, told, { policy, now, notifyOn });
  const hasNews = news.notices.length > 0 || news.settled.length > 0;
  let accepted = 0;
  for (const webhook of hasNews ? ports.webhooks : []) {
    const answer = await webhook.post(words.webhook(webhook.kind, news));
    if (answer.ok) accepted += 1;
    else refused.push({ by: webhook.kind, failure: answer.failure });
  }
  const items =
    ports.workItems === null
      ? { created: 0, updated: 0, closed: 0 }
      : await tellWorkItems(ports.workItems, rows, { people: ports.people, options, words, now, refused });
  const changed = hasNews && ports.webhooks.length > 0 && refused.every(({ by }) => by === "work items");
  const kept = changed && memory !== null ? await memory.remember(news.told) : null;
  const memoryUnread = ports.webhooks.length > 0 && (before?.ok !== true || kept?.ok === false);
  return { accepted, ...items, refused, memoryUnread };
}

type ItemContext = {
  readonly people: People;
  readonly options: Pick<WatchOptions, "policy" | "workItem">;
  readonly words: TellWords;
  readonly now: Instant;
  readonly refused: { by: Webhook["kind"] | "work items"; failure: TellFailure }[];
};

async function tellWorkItems(
  items: WorkItems,
  rows: readonly Row[],
  { people, options, words, now, refused }: ItemContext,
): Promise<Pick<Telling, "created" | "updated" | "closed">> {
  const counts = { created: 0, updated: 0, closed: 0 };
  const open = await items.openWith(commonTag);
  if (!open.ok) {
    refused.push({ by: "work items", failure: open.failure });
    return counts;
  }
  const { notices } = newsOf(rows, new Map(), { policy: options.policy, now, notifyOn: "always" });
  const due = new Map(notices.map((notice) => [notice.row.connection.id, notice]));
  for (const row of rows) {
    const notice = due.get(row.connection.id);
    const item = open.value.find(({ tags }) => tags.includes(workItemTag(row.connection.id))) ?? null;
    // An unknown end proves neither that a matter is open nor that it is settled.
    if (notice === undefined && (item === null || row.expiry.state === "unknown")) continue;
    const failure = await settle(items, row, { people, notice, open: item, words, options, counts });
    if (failure !== null) refused.push({ by: "work items", failure });
    // What refuses three of them refuses all of them.
    if (refused.filter(({ by }) => by === "work items").length >= 3) break;
  }
  return counts;
}

async function settle(
  items: WorkItems,
  row: Row,
  {
    people,
    notice,
    open,
    words,
    options,
    counts,
  }: {
    people: People;
    notice: Notice | undefined;
    open: WorkItem | null;
    words: TellWords;
    options: ItemContext["options"];
    counts: { created: number; updated: number; closed: number };
  },
): Promise<TellFailure | null> {
  if (notice === undefined) {
    if (open === null) return null;
    const closed = await items.close(open, words.closed(row));
    if (closed.ok) counts.closed += 1;
    return closed.ok ? null : closed.failure;
  }
  const assignTo = options.workItem?.assignTo ?? (open === null ? await assigneeOf(row, people) : null);
  const content = words.workItem(notice, assignTo);
  if (open !== null) {
    if (open.title === content.title) return null;
    const updated = await items.update(open.id, content, words.changed(notice));
    if (updated.ok) counts.updated += 1;
    return updated.ok ? null : updated.failure;
  }
  const created = await items.create(content);
  // Somebody who left cannot be assigned; the work item matters more than its assignee.
  const again =
    !created.ok && assignTo !== null && options.workItem?.assignTo == null
      ? await items.create({ ...content, assignTo: null })
      : created;
  if (again.ok) counts.created += 1;
  return again.ok ? null : again.failure;
}

/** The connection's creator, unless they are known to be gone: whoever left is told nothing by a work item. */
async function assigneeOf({ connection }: Row, people: People): Promise<string | null> {
  const { createdBy } = connection;
  if (createdBy === null) return null;
  return (await people.isActive(createdBy.id)) === false ? null : createdBy.name;
}
