import { failed, success, type Result } from "../../domain/failure";
import type { Instant } from "../../domain/instant";
import type { ConnectionRef } from "../../domain/service-connection";
import type { PastUse, PastUses } from "../../ports/service-connections";
import { jsonOf } from "../http/http";
import { getPlain, type AzureDevOps } from "./azure-devops";
import { instantField, listOf, objectField, objectOf, textField, field } from "./wire-fields";

/** The service gives 1,000 at most, and 50 unless asked for more (E6). */
const pageSize = 200;
/** Pages read at most; what lies behind them is said to be missing. */
const mostPages = 4;

const resultNames: Readonly<Record<string, PastUse["result"]>> = {
  "0": "succeeded",
  succeeded: "succeeded",
  "1": "partly-succeeded",
  succeededwithissues: "partly-succeeded",
  "2": "failed",
  failed: "failed",
  "3": "canceled",
  canceled: "canceled",
  "4": "skipped",
  skipped: "skipped",
  "5": "abandoned",
  abandoned: "abandoned",
};

/** One execution record (A77); a record without result is still running (A79). Null for what is no record. */
export function pastUseFromWire(value: unknown): PastUse | null {
  const data = objectField(objectOf(value), "data");
  if (data === null) return null;
  const result = field(data, "result");
  const owner = objectField(data, "owner");
  const finishedAt = instantField(data, "finishTime");
  return {
    definitionName: textField(objectField(data, "definition"), "name") ?? "",
    runName: textField(owner, "name") ?? "",
    runUrl: textField(objectField(objectField(owner, "_links"), "web"), "href"),
    planType: textField(data, "planType") ?? "",
    finishedAt,
    result:
      typeof result === "string" || typeof result === "number"
        ? (resultNames[String(result).toLowerCase()] ?? "running")
        : "running",
  };
}

/** One page of the history, newest first; `next` asks for the following one and is null at the end (E6). */
export type HistoryPage = { readonly items: readonly unknown[]; readonly next: string | null };

/** GET {project}/_apis/serviceendpoint/{id}/executionhistory in plain form, since paging is told by a header (A4, A78). */
export async function readHistoryPage(
  devOps: AzureDevOps,
  ref: ConnectionRef,
  { top, token = null, signal }: { top: number; token?: string | null; signal?: AbortSignal | undefined },
): Promise<Result<HistoryPage>> {
  const more = token === null ? "" : `&continuationToken=${encodeURIComponent(token)}`;
  const answer = await getPlain(
    devOps,
    `${encodeURIComponent(ref.project.id)}/_apis/serviceendpoint/${encodeURIComponent(ref.id)}` +
      `/executionhistory?top=${String(top)}${more}&api-version=7.2-preview.1`,
    { signal },
  );
  if (!answer.ok) return answer;
  const json = jsonOf(answer.value, "azure-devops");
  if (!json.ok) return json;
  const items = listOf(json.value);
  if (items === null) return failed({ code: "unexpected-answer", system: "azure-devops", detail: "no list" });
  return success({ items, next: nextToken(answer.value.headers, items) });
}

/**
 * The execution history, newest first (A77-A79). `complete` is false where pages are left; fewer records than asked for are
 * no sign of the end (E6). With `since`, pages behind one that reaches back so far are not missed.
 */
export async function readPastUses(
  devOps: AzureDevOps,
  ref: ConnectionRef,
  signal?: AbortSignal,
  since?: Instant,
): Promise<Result<PastUses>> {
  const uses: PastUse[] = [];
  let token: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const answer: Result<HistoryPage> = await readHistoryPage(devOps, ref, { top: pageSize, token, signal });
    if (!answer.ok) return answer;
    uses.push(...answer.value.items.flatMap((item) => pastUseFromWire(item) ?? []));
    if (since !== undefined && uses.some(({ finishedAt }) => finishedAt !== null && finishedAt < since))
      return success({ uses: newestFirst(uses), complete: true });
    token = answer.value.next;
    if (token === null) return success({ uses: newestFirst(uses), complete: true });
  }
  return success({ uses: newestFirst(uses), complete: false });
}

/**
 * What asks for the next page: the header, or the last record's id where this page may not read headers, until a page is
 * empty (E6, Q13). That ActivityId is readable tells that the other one would be as well (E4). Null at the end.
 */
function nextToken(headers: Headers, items: readonly unknown[]): string | null {
  const named = headers.get("x-ms-continuationtoken") ?? "";
  if (named !== "") return named;
  const last = field(objectField(objectOf(items[items.length - 1]), "data"), "id");
  if (headers.has("ActivityId") || (typeof last !== "number" && typeof last !== "string")) return null;
  return String(last);
}

const newestFirst = (uses: readonly PastUse[]): readonly PastUse[] =>
  [...uses].sort(
    (a, b) => (b.finishedAt ?? Number.MAX_SAFE_INTEGER) - (a.finishedAt ?? Number.MAX_SAFE_INTEGER),
  );
