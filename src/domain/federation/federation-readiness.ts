import type { ConversionPlan, RefusalCode } from "./conversion-plan";
import { reviewOf, type ReviewCode } from "./replacement";
import type { JudgedUse } from "./roll-up";

/** One connection that holds a secret, with what is known of its conversion. */
export type ReadinessEntry = {
  readonly connectionId: string;
  readonly plan: ConversionPlan;
};

/** One change that stands between connections and doing without a secret. */
export type Blocker = {
  readonly key: string;
  readonly kind: "task" | "platform" | "review" | "unknown";
  /** The task as `Name@major`, or the code of the refusal, review or gap. */
  readonly subject: string;
  /** Where to: `Task@major`, when a newer version is known. */
  readonly to: string | null;
  /** What to look at and what to look for, for reviews and unknown uses. */
  readonly review: { readonly user: string | null; readonly code: ReviewCode } | null;
  /** Ids of the connections that this change alone would make convertible; projects may use one name for several. */
  readonly unblocks: readonly string[];
  /** Ids of those that it helps, but that wait for something else too. */
  readonly helps: readonly string[];
  /** Pipelines that need the change, by name. */
  readonly pipelines: readonly string[];
};

export type FederationReadiness = {
  readonly holdSecret: number;
  readonly convertibleToday: number;
  readonly afterAcceptance: number;
  readonly notLooked: number;
  readonly refused: number;
  /** Most unblocked connections first, then most helped; what no change unblocks comes last. */
  readonly blockers: readonly Blocker[];
};

type Reason = Pick<Blocker, "key" | "kind" | "subject" | "to" | "review"> & {
  readonly pipelines: readonly string[];
};

/** Counts over all connections with a secret, and the changes that would unblock most of them first. Pure. */
export function federationReadiness(entries: readonly ReadinessEntry[]): FederationReadiness {
  const reasons = entries.map((entry) => ({ entry, reasons: reasonsOf(entry.plan) }));
  const blockers = new Map<string, Blocker>();
  for (const { entry, reasons: own } of reasons) {
    for (const reason of own) {
      const known = blockers.get(reason.key) ?? { ...reason, unblocks: [], helps: [], pipelines: [] };
      const list = own.length === 1 ? "unblocks" : "helps";
      blockers.set(reason.key, {
        ...known,
        [list]: [...known[list], entry.connectionId],
        pipelines: [...new Set([...known.pipelines, ...reason.pipelines])],
      });
    }
  }
  const kinds = entries.map((entry) => stateOf(entry.plan));
  const count = (kind: ReturnType<typeof stateOf>) => kinds.filter((each) => each === kind).length;
  return {
    holdSecret: entries.length,
    convertibleToday: count("convertible"),
    afterAcceptance: count("acceptance"),
    notLooked: count("not-looked"),
    refused: count("refused"),
    blockers: [...blockers.values()].sort(byFreedom),
  };
}

/** Whether somebody can do something about it; what the platform does not convert is held back by no one's change. */
export const isChange = ({ kind, subject }: Pick<Blocker, "kind" | "subject">): boolean =>
  kind !== "platform" || subject === "manual-without-credential";

const byFreedom = (left: Blocker, right: Blocker): number =>
  Number(isChange(right)) - Number(isChange(left)) ||
  right.unblocks.length - left.unblocks.length ||
  right.helps.length - left.helps.length ||
  (left.key < right.key ? -1 : 1);

function stateOf(plan: ConversionPlan): "convertible" | "acceptance" | "not-looked" | "refused" {
  switch (plan.kind) {
    case "one-click":
      return "convertible";
    case "needs-acceptance":
      return plan.accept.some((item) => item.kind === "not-looked") ? "not-looked" : "acceptance";
    case "refused":
      return "refused";
  }
}

/** What stands in the way of one connection, each change once. */
function reasonsOf(plan: ConversionPlan): readonly Reason[] {
  if (plan.kind === "one-click") return [];
  const reasons =
    plan.kind === "refused" ? refusalReasons(plan.code, plan.blocking) : acceptanceReasons(plan);
  return [...reasons.reduce(joined, new Map<string, Reason>()).values()];
}

function joined(known: Map<string, Reason>, next: Reason): Map<string, Reason> {
  const before = known.get(next.key);
  const pipelines = [...new Set([...(before?.pipelines ?? []), ...next.pipelines])];
  return known.set(next.key, { ...next, pipelines });
}

const refusalReasons = (code: RefusalCode, blocking: readonly JudgedUse[]): readonly Reason[] =>
  code === "blocked-uses"
    ? blocking.map(taskReason)
    : [{ key: `platform ${code}`, kind: "platform", subject: code, to: null, review: null, pipelines: [] }];

const pipelineOf = (use: JudgedUse): readonly string[] => {
  const name = use.step?.definition.name ?? use.other?.definition?.name;
  return name === undefined ? [] : [name];
};

function taskReason(use: JudgedUse): Reason {
  const subject = use.verdict.fact.params["task"] ?? use.step?.task.written ?? use.verdict.fact.code;
  const to = use.verdict.from === null ? use.verdict.upgradeTo : `unpinned, from ${use.verdict.from}`;
  const key = `task ${subject} ${use.verdict.from === null ? "" : "pinned"}`.trimEnd();
  return { key, kind: "task", subject, to, review: null, pipelines: pipelineOf(use) };
}

function acceptanceReasons(plan: Extract<ConversionPlan, { kind: "needs-acceptance" }>): readonly Reason[] {
  return plan.accept.flatMap((item): readonly Reason[] => {
    switch (item.kind) {
      case "review":
      case "unknown": {
        const { code, params } = item.use.verdict.fact;
        // A task, or what uses the connection without one: "variable group shop vault".
        const user = params["task"] ?? params["where"] ?? null;
        const subject = user === null ? code : `${code}: ${user}`;
        const kind = item.kind;
        const about = reviewOf(code);
        const review = about === null ? null : { user, code: about };
        const pipelines = pipelineOf(item.use);
        return [{ key: `${kind} ${subject}`, kind, subject, to: null, review, pipelines }];
      }
      case "unread": {
        const subject = item.unread.code;
        const key = `unknown ${subject}`;
        return [{ key, kind: "unknown", subject, to: null, review: null, pipelines: [item.unread.what] }];
      }
      case "rights-unknown":
        return [
          {
            key: "unknown rights",
            kind: "unknown",
            subject: "rights-unknown",
            to: null,
            review: null,
            pipelines: [],
          },
        ];
      case "not-looked":
      case "action":
        return [];
    }
  });
}
