import { isoDate, type Instant } from "../instant";
import { byUrgency, type Row } from "../inventory";
import { watchBandOf, type WatchBand } from "./judgement";
import type { WatchPolicy } from "./options";

/** What people are told of one connection: that it has ended, or ends soon. */
export type Notice = {
  readonly row: Row;
  readonly band: Extract<WatchBand, "expired" | "within-fail" | "within-warn">;
  /** `yyyy-mm-dd/band`, or `expired/band` where no day is known: the fact that is told once. */
  readonly fact: string;
};

/** Facts told before, by the connection's id. */
export type Told = ReadonlyMap<string, string>;

export type News = {
  /** What is to be told now, most urgent first. */
  readonly notices: readonly Notice[];
  /** Told of before, and now neither ended nor close to it. */
  readonly settled: readonly Row[];
  /** What counts as told once the notices have been accepted. */
  readonly told: Told;
};

/** Everything people should know of, most urgent first. */
export function noticesOf(rows: readonly Row[], policy: WatchPolicy, now: Instant): readonly Notice[] {
  return [...rows].sort((a, b) => byUrgency(a, b)).flatMap((row) => noticeOf(row, policy, now) ?? []);
}

function noticeOf(row: Row, policy: WatchPolicy, now: Instant): Notice | null {
  const band = watchBandOf(row, policy, now);
  if (band !== "expired" && band !== "within-fail" && band !== "within-warn") return null;
  const day =
    row.cliff === null || row.expiry.state === "refused-as-expired" ? "expired" : isoDate(row.cliff);
  return { row, band, fact: `${day}/${band}` };
}

/**
 * What is new since `told`: each fact once for a connection, an end and a band. Connections that could not be read keep
 * what was told of them, so that a lost right is not taken for a renewal.
 */
export function newsOf(
  rows: readonly Row[],
  told: Told,
  { policy, now, notifyOn }: { policy: WatchPolicy; now: Instant; notifyOn: "change" | "always" },
): News {
  const all = noticesOf(rows, policy, now);
  const notices =
    notifyOn === "always" ? all : all.filter(({ row, fact }) => told.get(row.connection.id) !== fact);
  const due = new Set(all.map(({ row }) => row.connection.id));
  const settled = rows.filter((row) => told.has(row.connection.id) && isSettled(row, due));
  const gone = new Set(settled.map(({ connection }) => connection.id));
  const kept = [...told].filter(([id]) => !gone.has(id));
  return {
    notices,
    settled,
    told: new Map([...kept, ...all.map(({ row, fact }) => [row.connection.id, fact] as const)]),
  };
}

/** An unknown end proves nothing: only a known later one, or a connection that holds no secret any more, settles. */
export const isSettled = (row: Row, due: ReadonlySet<string>): boolean =>
  !due.has(row.connection.id) && row.expiry.state !== "unknown";
