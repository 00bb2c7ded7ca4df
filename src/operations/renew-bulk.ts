import {
  bulkStep,
  nextToStart,
  startBulk,
  type BulkEvent,
  type BulkItem,
  type BulkOutcome,
  type BulkPlan,
  type BulkRun,
} from "../domain/bulk";
import type { Failure } from "../domain/failure";
import { makePlan, plannedEnd } from "../domain/renewal/plan";
import { isWorking, type Plan, type Renewal } from "../domain/renewal/renewal";
import type { Settings } from "../domain/settings";
import type { Ports } from "../ports/ports";
import type { RunControl } from "./run-control";

/** How one renewal of many is run, with answers given in advance: to its end, or null where it broke off through a bug. */
export type RunOne = (
  plan: Plan,
  answers: Pick<RunControl, "paste" | "confirmUnproved">,
) => Promise<Renewal | null>;

export type BulkRenewalOptions = {
  readonly settings: Settings;
  readonly report: (run: BulkRun) => void;
  readonly runOne: RunOne;
};

/** Many renewals under way. All methods return at once; `report` tells of every change. */
export type BulkRenewals = {
  /** Starts what may start, and goes on after a stop. Belongs into a click: Graph may have to ask for consent (G96). */
  go(): void;
  /** No further ones start; those under way come to their end. */
  stop(): void;
  /** The failed ones wait again, and the run goes on. Belongs into a click, as `go`. */
  retryFailed(): void;
  /** The person passes over a guided one. */
  skip(connectionId: string): void;
  /** The person works on this guided one now; `renewal` is null where the run broke off. */
  attend(connectionId: string, renewal: Promise<Renewal | null>): void;
  readonly run: () => BulkRun;
  /** Resolves once nothing is under way and nothing starts by itself any more. */
  settled(): Promise<void>;
};

/**
 * Runs a plan of many: at most four at a time, one at a time per app registration, each with a journal, lock and proof of
 * its own. Saving without testing is never agreed to here; such a run ends unchanged, and no further one starts.
 */
export function renewBulk(ports: Ports, plan: BulkPlan, options: BulkRenewalOptions): BulkRenewals {
  return new RenewalsUnderWay(ports, plan, options);
}

class RenewalsUnderWay implements BulkRenewals {
  #run: BulkRun;
  #busy = 0;
  #waiting: (() => void)[] = [];
  /** Tenants in which Graph may create secrets, for this run. */
  readonly #writable = new Set<string>();

  constructor(
    private readonly ports: Ports,
    private readonly plan: BulkPlan,
    private readonly options: BulkRenewalOptions,
  ) {
    this.#run = startBulk(plan, ports.clock.now());
  }

  readonly run = (): BulkRun => this.#run;

  go(): void {
    this.#step({ kind: "continue" });
    void this.#during(() => this.#begin());
  }

  stop(): void {
    this.#step({ kind: "stop" });
  }

  retryFailed(): void {
    this.#step({ kind: "retry-failed" });
    void this.#during(() => this.#begin());
  }

  skip(connectionId: string): void {
    this.#step({ kind: "skipped", connectionId, at: this.ports.clock.now() });
  }

  attend(connectionId: string, renewal: Promise<Renewal | null>): void {
    const entry = this.#run.entries.find(({ item }) => item.connectionId === connectionId);
    if (entry?.phase !== "waiting") return;
    const { item } = entry;
    this.#step({ kind: "started", connectionId, at: this.ports.clock.now() });
    void this.#during(async () => {
      const ended = await renewal;
      // A person who gives up before anything happened passes over it; the queue goes on with the next.
      const gaveUp =
        ended?.stage === "stopped" && ended.failure.code === "cancelled" && ended.connection === "not-saved";
      this.#end(item, gaveUp ? { kind: "skipped" } : outcomeOf(ended));
    });
  }

  async settled(): Promise<void> {
    if (this.#busy > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #step(event: BulkEvent): void {
    const next = bulkStep(this.#run, event);
    if (next === this.#run) return;
    this.#run = next;
    this.options.report(next);
  }

  async #during(work: () => Promise<void>): Promise<void> {
    this.#busy += 1;
    try {
      await work();
    } finally {
      this.#busy -= 1;
      if (this.#busy === 0) for (const resolve of this.#waiting.splice(0)) resolve();
    }
  }

  /** Consent to write comes first, once per tenant, so that no window opens in the middle of an unattended run. */
  async #begin(): Promise<void> {
    for (const tenantId of this.#tenantsToAsk()) {
      const answer = await this.ports.credentials.connect("write", { tenantId, interactive: true });
      if (answer.ok) this.#writable.add(tenantId);
      else this.#refuseTenant(tenantId, answer.failure);
    }
    this.#startNext();
  }

  #tenantsToAsk(): readonly string[] {
    const asked = this.#run.entries
      .filter(({ phase, item }) => phase === "waiting" && item.mode === "graph")
      .map(({ item }) => this.#tenantOf(item));
    return [...new Set(asked)].filter((tenantId) => !this.#writable.has(tenantId));
  }

  #tenantOf({ connectionId }: BulkItem): string {
    return this.plan.connections.get(connectionId.toLowerCase())?.tenantId?.toLowerCase() ?? "";
  }

  /** Without the right to write, every graph renewal of the tenant would fail the same way: none of them begins. */
  #refuseTenant(tenantId: string, failure: Failure): void {
    for (const { phase, item } of this.#run.entries) {
      if (phase !== "waiting" || item.mode !== "graph" || this.#tenantOf(item) !== tenantId) continue;
      const at = this.ports.clock.now();
      this.#step({ kind: "started", connectionId: item.connectionId, at });
      const { stopped } = this.#run;
      this.#step({
        kind: "ended",
        connectionId: item.connectionId,
        at,
        outcome: { kind: "not-begun", failure },
      });
      // Other tenants and automatic connections have nothing to do with this sign-in.
      this.#run = { ...this.#run, stopped };
    }
    this.options.report(this.#run);
  }

  #startNext(): void {
    for (const item of nextToStart(this.#run)) {
      this.#step({ kind: "started", connectionId: item.connectionId, at: this.ports.clock.now() });
      void this.#during(() => this.#runItem(item));
    }
  }

  async #runItem(item: BulkItem): Promise<void> {
    const plan = this.#planOf(item);
    if (plan === null) {
      this.#end(item, { kind: "not-begun", failure: missing(item) });
      return;
    }
    // Nobody watches: nothing can be pasted, and nothing unproved is saved.
    const asked = { unproved: false };
    const ended = await this.options.runOne(plan, {
      paste: () => Promise.resolve(null),
      confirmUnproved: () => {
        asked.unproved = true;
        return Promise.resolve(false);
      },
    });
    if (!asked.unproved) {
      this.#end(item, outcomeOf(ended));
      return;
    }
    // What made the proof void is Azure DevOps' answer, not this connection: the others would meet it too (Q4, U2).
    this.#run = { ...this.#run, stopped: this.#run.stopped ?? { code: "proof-void" } };
    this.#end(item, withProofVoid(outcomeOf(ended)));
  }

  #planOf(item: BulkItem): Plan | null {
    const connection = this.plan.connections.get(item.connectionId.toLowerCase());
    if (connection === undefined) return null;
    const now = this.ports.clock.now();
    return makePlan(item.offer, {
      connection,
      until: plannedEnd(now, this.options.settings.lifetimeDays),
      settings: this.options.settings,
      runId: this.ports.clock.newId(),
      now,
      actor: this.ports.host.user,
    });
  }

  #end(item: BulkItem, outcome: BulkOutcome): void {
    this.#step({ kind: "ended", connectionId: item.connectionId, at: this.ports.clock.now(), outcome });
    this.#startNext();
  }
}

const missing = ({ connectionId }: BulkItem): Failure => ({
  code: "not-found",
  system: "azure-devops",
  what: connectionId,
});

/** A run that broke off, or that never came to an end, leaves the connection uncertain. */
function outcomeOf(renewal: Renewal | null): BulkOutcome {
  if (renewal !== null && !isWorking(renewal)) return { kind: "ended", ended: renewal };
  return {
    kind: "ended",
    ended: {
      stage: "stopped",
      during: renewal?.stage ?? "preparing",
      failure: { code: "unexpected-answer", system: "host", detail: "" },
      leftBehind: renewal !== null && "key" in renewal ? renewal.key.keyId : null,
      connection: "unknown",
      readAt: null,
    },
  };
}

/** "Cancelled" is only how the run ended; that nothing could be proved is why. */
function withProofVoid(outcome: BulkOutcome): BulkOutcome {
  if (outcome.kind !== "ended" || outcome.ended.stage !== "stopped") return outcome;
  if (outcome.ended.failure.code !== "cancelled") return outcome;
  return { kind: "ended", ended: { ...outcome.ended, failure: { code: "proof-void" } } };
}
