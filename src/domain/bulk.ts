import type { Actor, Failure } from "./failure";
import type { Instant } from "./instant";
import type { Offer, PlanResult, PlanWarning, Refusal } from "./renewal/plan";
import type { Ended, Mode } from "./renewal/renewal";
import { renewalSubjectOf, type ServiceConnection } from "./service-connection";
import { nextInTurn } from "./next-in-turn";

/** One selected connection with what a fresh look found: what could be planned for it, or why nothing can. */
export type BulkCandidate = { readonly connection: ServiceConnection } & (
  | {
      readonly plan: PlanResult;
      /** Who renews it right now in another tab or place; null where nobody does. */
      readonly heldBy: string | null;
      /** Both looks at its use found none (N3). */
      readonly unused?: boolean;
    }
  | { readonly refusal: BulkRefusal }
);

/** Why a selected connection is not part of the run. */
export type BulkRefusal =
  | { readonly code: "refused"; readonly reason: Refusal }
  /** The only offers would make an automatic connection manual: one-way, so never in bulk (A57). */
  | { readonly code: "take-over-needed" }
  /** Azure DevOps may remove secrets that others use (E2): a question for one connection, never for many. */
  | { readonly code: "other-secrets-at-risk" }
  | { readonly code: "renewal-under-way"; readonly by: string }
  /** The save would surely fail (A83); nothing is created for it. */
  | { readonly code: "not-permitted"; readonly administrators: readonly Actor[] }
  /** The connection could not be read afresh, so nothing is started. */
  | { readonly code: "not-read"; readonly failure: Failure }
  /** Neither application nor service principal is left in Entra: a new secret has nowhere to live (G5). */
  | { readonly code: "app-gone" }
  /** Entra refused a secret in this tenant before, because a policy forbids it (N4). */
  | { readonly code: "tenant-forbids-secrets" }
  /** The person stopped before it was looked at. */
  | { readonly code: "not-looked-at" };

/** One renewal of the run. `needsPerson`: a person creates the secret and pastes it. */
export type BulkItem = {
  readonly connectionId: string;
  readonly name: string;
  readonly projectName: string;
  /** One renewal at a time per subject: the app registration, or the connection itself (I9). */
  readonly subject: string;
  /** The tenant whose policy decides about its secret; null for values of other services. */
  readonly tenantId: string | null;
  readonly mode: Mode;
  readonly offer: Offer;
  readonly needsPerson: boolean;
  readonly warnings: readonly PlanWarning[];
};

export type RefusedItem = {
  readonly connectionId: string;
  readonly name: string;
  readonly projectName: string;
  readonly refusal: BulkRefusal;
};

/** The connections of one app registration: each gets a secret of its own, one after the other (G135). */
export type BulkGroup = { readonly subject: string; readonly items: readonly BulkItem[] };

/** What will happen to a selection. Every selected connection is in `items`, `unused` or `refused`, once. */
export type BulkPlan = {
  readonly items: readonly BulkItem[];
  readonly groups: readonly BulkGroup[];
  /** Used by nobody: left out unless it is ticked one by one (N3). */
  readonly unused: readonly BulkItem[];
  readonly refused: readonly RefusedItem[];
  /** The connections as they were just read, by id in lower case. */
  readonly connections: ReadonlyMap<string, ServiceConnection>;
  /** How many selected lines were a shared connection seen once more through another project. */
  readonly repeated: number;
};

/** What was selected, each connection once: a shared one is listed again for every project that sees it. */
export function distinctBy<T>(selected: readonly T[], idOf: (one: T) => string): readonly T[] {
  const distinct = new Map<string, T>();
  for (const one of selected) {
    const id = idOf(one).toLowerCase();
    if (!distinct.has(id)) distinct.set(id, one);
  }
  return [...distinct.values()];
}

/**
 * The plan of a whole selection, from distinct candidates. Pure. Items keep the order of the selection inside their
 * group.
 */
export function planBulk(candidates: readonly BulkCandidate[], repeated = 0): BulkPlan {
  const planned = candidates.map((candidate) => ({ candidate, item: itemOf(candidate) }));
  const refused = planned.flatMap(({ item }) => ("refusal" in item ? [item] : []));
  const unused = planned.flatMap(({ candidate, item }) =>
    "refusal" in item || !isUnused(candidate) ? [] : [item],
  );
  const items = planned.flatMap(({ item }) => ("refusal" in item || unused.includes(item) ? [] : [item]));
  return {
    ...grouped(items),
    unused,
    refused,
    connections: new Map(candidates.map(({ connection }) => [connection.id.toLowerCase(), connection])),
    repeated,
  };
}

const isUnused = (candidate: BulkCandidate): boolean => "plan" in candidate && candidate.unused === true;

/** The items of one app registration stand together, in the order of the first of them. */
export function grouped(wanted: readonly BulkItem[]): Pick<BulkPlan, "items" | "groups"> {
  const groups = new Map<string, BulkItem[]>();
  for (const item of wanted) groups.set(item.subject, [...(groups.get(item.subject) ?? []), item]);
  return {
    items: [...groups.values()].flat(),
    groups: Array.from(groups, ([subject, items]) => ({ subject, items })),
  };
}

function itemOf(candidate: BulkCandidate): BulkItem | RefusedItem {
  const { connection } = candidate;
  const names = {
    connectionId: connection.id,
    name: connection.name,
    projectName: connection.project.name,
  };
  if ("refusal" in candidate) return { ...names, refusal: candidate.refusal };
  const { plan, heldBy } = candidate;
  if (plan.kind === "refused") return { ...names, refusal: { code: "refused", reason: plan.reason } };
  if (heldBy !== null) return { ...names, refusal: { code: "renewal-under-way", by: heldBy } };
  const offers = plan.offers.filter((offer) => !offer.takeOver);
  const offer = offers.find(({ mode }) => mode !== "guided") ?? offers[0];
  if (offer === undefined) return { ...names, refusal: { code: "take-over-needed" } };
  if (offer.risksOthers) return { ...names, refusal: { code: "other-secrets-at-risk" } };
  return {
    ...names,
    subject: renewalSubjectOf(connection),
    tenantId: offer.material === "client-secret" ? (connection.tenantId?.toLowerCase() ?? null) : null,
    mode: offer.mode,
    offer,
    needsPerson: offer.mode === "guided",
    warnings: plan.warnings,
  };
}

/** How one renewal of the run ended. */
export type BulkOutcome =
  | { readonly kind: "ended"; readonly ended: Ended }
  /** It could not even begin, for example because somebody else holds the lock. */
  | { readonly kind: "not-begun"; readonly failure: Failure }
  /** The person passed over a guided one. */
  | { readonly kind: "skipped" };

export type BulkEntry = {
  readonly item: BulkItem;
  readonly phase: "waiting" | "running" | "ended";
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly outcome: BulkOutcome | null;
  /** How often it was started. */
  readonly attempts: number;
};

/** A run over many connections. Holds no secret. */
export type BulkRun = {
  readonly entries: readonly BulkEntry[];
  readonly startedAt: Instant;
  /** `person`: asked to stop; a failure: everything that follows would fail the same way. Null while going on. */
  readonly stopped: "person" | Failure | null;
};

export type BulkEvent =
  | { readonly kind: "started"; readonly connectionId: string; readonly at: Instant }
  | {
      readonly kind: "ended";
      readonly connectionId: string;
      readonly at: Instant;
      readonly outcome: BulkOutcome;
    }
  | { readonly kind: "skipped"; readonly connectionId: string; readonly at: Instant }
  /** No further ones start; those under way come to their end. */
  | { readonly kind: "stop" }
  | { readonly kind: "continue" }
  | { readonly kind: "retry-failed" };

/** At most so many renewals at a time: what Graph's and Azure DevOps' limits bear without being felt (G34, G39). */
export const renewalsAtOnce = 4;

export const startBulk = (plan: Pick<BulkPlan, "items">, startedAt: Instant): BulkRun => ({
  startedAt,
  stopped: null,
  entries: plan.items.map((item) => ({
    item,
    phase: "waiting",
    startedAt: null,
    endedAt: null,
    outcome: null,
    attempts: 0,
  })),
});

/** The run after an event. Pure; an event that does not fit an entry's phase changes nothing. */
export function bulkStep(run: BulkRun, event: BulkEvent): BulkRun {
  switch (event.kind) {
    case "stop":
      return { ...run, stopped: run.stopped ?? "person" };
    case "continue":
      return { ...run, stopped: null };
    case "retry-failed":
      return {
        ...run,
        stopped: null,
        entries: run.entries.map((entry) =>
          hasFailed(entry)
            ? { ...entry, phase: "waiting", startedAt: null, endedAt: null, outcome: null }
            : entry,
        ),
      };
    case "started":
      return change(run, event.connectionId, "waiting", (entry) => ({
        ...entry,
        phase: "running",
        startedAt: event.at,
        attempts: entry.attempts + 1,
      }));
    case "skipped":
      return change(run, event.connectionId, "waiting", (entry) => ({
        ...entry,
        phase: "ended",
        endedAt: event.at,
        outcome: { kind: "skipped" },
      }));
    case "ended":
      return ended(run, event);
  }
}

function change(
  run: BulkRun,
  connectionId: string,
  phase: BulkEntry["phase"],
  next: (entry: BulkEntry) => BulkEntry,
): BulkRun {
  const fits = (entry: BulkEntry): boolean =>
    entry.item.connectionId === connectionId && entry.phase === phase;
  return run.entries.some(fits)
    ? { ...run, entries: run.entries.map((entry) => (fits(entry) ? next(entry) : entry)) }
    : run;
}

function ended(run: BulkRun, { connectionId, at, outcome }: Extract<BulkEvent, { kind: "ended" }>): BulkRun {
  const next = change(run, connectionId, "running", (entry) => ({
    ...entry,
    phase: "ended",
    endedAt: at,
    outcome,
  }));
  const failure = next === run ? null : failureOf(outcome);
  if (failure?.code === "secrets-forbidden") return withoutTenantOf(next, connectionId, failure, at);
  return failure !== null && stopsAll(failure) ? { ...next, stopped: next.stopped ?? failure } : next;
}

/**
 * A policy that refused one secret refuses every further one in its tenant, whoever asks (N4): what waits there ends without
 * being started, the other tenants go on.
 */
function withoutTenantOf(run: BulkRun, connectionId: string, failure: Failure, at: Instant): BulkRun {
  const tenantId = run.entries.find(({ item }) => item.connectionId === connectionId)?.item.tenantId ?? null;
  if (tenantId === null) return run;
  return {
    ...run,
    entries: run.entries.map((entry) =>
      entry.phase === "waiting" && entry.item.tenantId === tenantId
        ? { ...entry, phase: "ended", endedAt: at, outcome: { kind: "not-begun", failure } }
        : entry,
    ),
  };
}

/** The failure of an outcome; null where it succeeded or was skipped. */
export function failureOf(outcome: BulkOutcome): Failure | null {
  if (outcome.kind === "not-begun") return outcome.failure;
  return outcome.kind === "ended" && outcome.ended.stage === "stopped" ? outcome.ended.failure : null;
}

export const hasFailed = ({ outcome }: BulkEntry): boolean => outcome !== null && failureOf(outcome) !== null;

/** Failures that every following renewal would meet as well, so that starting them would only repeat the harm. */
export function stopsAll(failure: Failure): boolean {
  switch (failure.code) {
    case "sign-in-required":
    case "extension-not-authorized":
    case "journal-unavailable":
    case "service-missing":
    case "graph-sign-in-cancelled":
    case "graph-not-connected":
    case "graph-client-not-accepted":
      return true;
    default:
      return false;
  }
}

/** Connections that may start now without a person: within the limit, and never two on one app registration. */
export function nextToStart(run: BulkRun): readonly BulkItem[] {
  if (run.stopped !== null) return [];
  const inPhase = (wanted: BulkEntry["phase"]): readonly BulkItem[] =>
    run.entries.filter(({ phase }) => phase === wanted).map(({ item }) => item);
  const waiting = inPhase("waiting").filter(({ needsPerson }) => !needsPerson);
  return nextInTurn(waiting, inPhase("running"), renewalsAtOnce);
}

/** The next connection for the person to work on: one at a time, null while one is open or none is free. */
export function nextGuided(run: BulkRun): BulkItem | null {
  if (run.stopped !== null) return null;
  const running = run.entries.filter(({ phase }) => phase === "running");
  if (running.length >= renewalsAtOnce || running.some(({ item }) => item.needsPerson)) return null;
  const busy = new Set(running.map(({ item }) => item.subject));
  const next = run.entries.find(
    ({ item, phase }) => phase === "waiting" && item.needsPerson && !busy.has(item.subject),
  );
  return next?.item ?? null;
}
