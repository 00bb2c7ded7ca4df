import { isUnused } from "../../domain/findings/usage";
import { byUrgency, type Row } from "../../domain/inventory";
import type { Instant } from "../../domain/instant";
import { lockLifetimeMs } from "../../domain/lock";
import { momentOf } from "../../domain/moment";
import { makePlan, plannedEnd } from "../../domain/renewal/plan";
import { leftOf } from "../../domain/renewal/settling";
import { refOf } from "../../domain/service-connection";
import { defaultSettings } from "../../domain/settings";
import { diagnose } from "../../domain/verification/diagnose";
import type { WatchOptions } from "../../domain/watch/options";
import { skippedBecause, type Skipped } from "../../domain/watch/renewable";
import type { Failure } from "../../domain/failure";
import type { Vault } from "../../ports/announcements";
import type { Ports } from "../../ports/ports";
import { lookAtUse } from "../look-at-use";
import { refreshRows, type Inventory } from "../load-inventory";
import { preparePlan } from "../plan-renewal";
import { runRenewal } from "../run-renewal";
import {
  aboutOf,
  begun,
  nobody,
  outcomeOf,
  skippedOutcome,
  type About,
  type DueControl,
  type DueOutcome,
} from "./due-outcome";
import { KeptValue } from "./kept-value";
import { goOnWithLeftBehind } from "./left-behind";
import { orLeft } from "./stop";

type Options = Pick<WatchOptions, "renew" | "vault">;

/**
 * Renews what is due among the listed ids, in graph mode, one after the other, with the hub's own run: same lock, journal,
 * marker, proof and verification. First goes on with what an earlier run left behind. Nobody is there to agree to
 * anything: an unproved secret is not saved, an automatic connection is not saved. A lock that may be alive is waited for
 * at the end, for one lifetime of a lock: two runs are one identity, and a run that was killed keeps its lock. A run that
 * is stopped leaves the rest to the next one, and what it can't end in time it leaves in the middle, on record.
 */
export async function renewDue(
  ports: Ports,
  inventory: Inventory,
  options: Options,
  { vault, control }: { vault: Vault | null; control: DueControl },
): Promise<readonly DueOutcome[]> {
  const due = new Due(ports, inventory, options, vault, control);
  const outcomes = await orLeft(due.all(), control.stop);
  return outcomes === "left" ? due.asLeft() : outcomes;
}

/** Nothing was done, because nobody could look or record. */
export const untouched = (
  inventory: Pick<Inventory, "rows">,
  ids: readonly string[],
  why: { readonly skipped: "no-journal" | "not-looked"; readonly failure: Failure },
): readonly DueOutcome[] =>
  ids.map((id) => skippedOutcome(aboutOf(inventory.rows, id), why.skipped, why.failure));

/** Between two looks at a lock that is waited for. */
const oncePerMs = 60_000;

class Due {
  /** How far each connection came, for a run that has to leave in the middle. */
  readonly #reached = new Map<string, DueOutcome>();

  constructor(
    private readonly ports: Ports,
    private inventory: Inventory,
    private readonly options: Options,
    private readonly vault: Vault | null,
    private readonly control: DueControl,
  ) {}

  /** What became of every listed connection, once no lock is waited for any more. */
  async all(): Promise<readonly DueOutcome[]> {
    const { ports, control } = this;
    const { ids, when } = this.options.renew;
    const { signal } = control.stop;
    const began = momentOf(ports.clock);
    let outcomes = await this.#pass(ids, []);
    const isHeld = ({ skipped }: DueOutcome): boolean => skipped === "being-renewed";
    const left = (): number => leftOf(lockLifetimeMs + oncePerMs, began, momentOf(ports.clock));
    const goesOn = (): boolean => when === "due" && outcomes.some(isHeld) && left() > 0 && !signal.aborted;
    if (goesOn()) control.waiting(ports.clock.now() + left());
    while (goesOn()) {
      await ports.clock.sleep(Math.min(left(), oncePerMs), signal);
      const settled = outcomes.filter((one) => !isHeld(one));
      const held = outcomes.filter(isHeld).map(({ connectionId }) => connectionId);
      outcomes = [...settled, ...(await this.#again(held, settled))];
    }
    return outcomes;
  }

  /** What became of these connections; `before` counts against the most of one run. */
  async #pass(ids: readonly string[], before: readonly DueOutcome[]): Promise<readonly DueOutcome[]> {
    const left = await this.#leftBehind(ids, before.filter(begun).length);
    if (!left.ok) return untouched(this.inventory, ids, { skipped: "not-looked", failure: left.failure });
    for (const one of left.value) this.#reached.set(one.connectionId, one);
    const outcomes = left.value.filter(({ outcome }) => outcome !== "cleaned-up");
    const cleaned = left.value.filter(({ outcome }) => outcome === "cleaned-up");
    const handled = new Set(outcomes.map(({ connectionId }) => connectionId));
    const rows = this.inventory.rows
      .filter(({ connection }) => ids.includes(connection.id) && !handled.has(connection.id))
      .sort((a, b) => byUrgency(a, b));
    for (const row of rows) {
      const outcome = await this.#one(row, [...before, ...outcomes]);
      const former = cleaned.find(({ connectionId }) => connectionId === outcome.connectionId);
      const whole = former === undefined ? outcome : afterCleaning(former, outcome);
      this.#reached.set(whole.connectionId, whole);
      outcomes.push(whole);
    }
    const seen = new Set([...handled, ...rows.map(({ connection }) => connection.id)]);
    for (const id of ids.filter((one) => !seen.has(one)))
      outcomes.push(
        cleaned.find(({ connectionId }) => connectionId === id) ??
          skippedOutcome(aboutOf(this.inventory.rows, id), "not-in-sight"),
      );
    return outcomes;
  }

  /** The same after some time, with what has changed meanwhile: another run may have renewed them. */
  async #again(ids: readonly string[], before: readonly DueOutcome[]): Promise<readonly DueOutcome[]> {
    if (this.control.stop.signal.aborted)
      return ids.map((id) => skippedOutcome(aboutOf(this.inventory.rows, id), "cancelled"));
    this.inventory = await refreshRows(this.ports, this.inventory, ids, () => undefined);
    return this.#pass(ids, before);
  }

  /** What can be told of a run that left in the middle: what it had not reached it did not begin. */
  asLeft(): readonly DueOutcome[] {
    return this.options.renew.ids.map(
      (id) => this.#reached.get(id) ?? skippedOutcome(aboutOf(this.inventory.rows, id), "cancelled"),
    );
  }

  #begins(about: About): void {
    this.#reached.set(about.connectionId, { ...outcomeOf(about, "stopped"), skipped: "interrupted" });
  }

  #leftBehind(ids: readonly string[], already: number): ReturnType<typeof goOnWithLeftBehind> {
    const { ports, control, inventory } = this;
    const { when, most } = this.options.renew;
    if (when !== "due") return Promise.resolve({ ok: true, value: [] });
    return goOnWithLeftBehind({
      ports,
      control,
      rows: inventory.rows,
      ids: new Set(ids),
      projectIds: new Set(inventory.projects.map(({ project }) => project.id.toLowerCase())),
      keep: () => this.#keep(),
      most: most - already,
      begins: (about) => this.#begins(about),
    });
  }

  #keep(): KeptValue {
    return new KeptValue(this.vault, this.options.vault?.secret ?? null);
  }

  async #one(row: Row, before: readonly DueOutcome[]): Promise<DueOutcome> {
    const { connection } = row;
    const { ports, control } = this;
    const { renew } = this.options;
    const about = aboutOf([row], connection.id);
    const skip = (skipped: Skipped): DueOutcome => skippedOutcome(about, skipped);
    const now = ports.clock.now();
    const reason = skippedBecause(row, renew, now);
    if (reason !== null) return skip(reason);
    if (control.stop.signal.aborted) return skip("cancelled");
    if (before.filter(begun).length >= renew.most) return skip("most-reached");
    control.report(connection.name);
    const prepared = await preparePlan(ports, row, this.inventory, "when-refused");
    if (prepared.failure !== null) return { ...outcomeOf(about, "stopped"), failure: prepared.failure };
    if (prepared.lock !== null) return skip("being-renewed");
    if (prepared.permission === "refused") return skip("may-not-save");
    if (await this.#isUnused(row, now)) return skip("unused");
    const { result } = prepared;
    const offer =
      result.kind === "offers"
        ? result.offers.find(
            ({ mode, takeOver, reason: why }) => mode === "graph" && !takeOver && why === "graph-connected",
          )
        : undefined;
    if (offer === undefined) return skip("graph-not-connected");
    // What does not work now may be broken for another reason than its secret, so nothing would be proved by a new one.
    const verdict = diagnose(await ports.connections.test(refOf(connection)), { recentChange: false });
    if (verdict.word !== "verified")
      return skip(verdict.word === "not confirmed" ? "not-verified" : "not-working-now");
    const until = plannedEnd(now, renew.lifetimeDays);
    if (renew.when === "plan") return { ...outcomeOf(about, "planned"), until };
    const plan = makePlan(offer, {
      connection: prepared.connection,
      until,
      settings: { ...defaultSettings, lifetimeDays: renew.lifetimeDays },
      runId: ports.clock.newId(),
      now,
      actor: ports.host.user,
    });
    this.#begins(about);
    const kept = this.#keep();
    return kept.ended(about, await runRenewal(kept.watching(ports), plan, nobody(control)), "renewed");
  }

  /** Could not look is not "nobody uses it": such a connection is renewed. */
  async #isUnused({ connection }: Row, now: Instant): Promise<boolean> {
    const seen = await lookAtUse(this.ports.usage, connection, this.control.stop.signal);
    return isUnused(seen, connection.createdAt, now);
  }
}

/** One line for a connection that was cleaned up after and then looked at anew. */
function afterCleaning(cleaned: DueOutcome, then: DueOutcome): DueOutcome {
  if (then.outcome === "renewed") return { ...then, outcome: "resumed" };
  return then.outcome === "skipped" ? { ...cleaned, skipped: then.skipped, failure: then.failure } : then;
}
