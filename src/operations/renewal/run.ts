import type { Failure } from "../../domain/failure";
import { addMilliseconds, type Instant } from "../../domain/instant";
import { momentOf, type Moment } from "../../domain/moment";
import { longPropagationMs } from "../../domain/renewal/probing";
import { leftOf, settlesAfterMs } from "../../domain/renewal/settling";
import { stepOf, stepsOf, type StepAttempt, type StepTimes } from "../../domain/renewal/progress";
import { isWorking, type Baseline, type Plan, type Renewal } from "../../domain/renewal/renewal";
import type { SecretInputs } from "../../domain/secret";
import type { ConnectionRef, ProjectShare } from "../../domain/service-connection";
import type { Ports } from "../../ports/ports";
import type { HeldLock, JournalEntry } from "../../ports/renewal-journal";
import type { ProofVoid, RunControl, Settling } from "../run-control";
import { keepAlive } from "./lease";

/** Between two looks while a lost call settles. */
const lookEveryMs = 10_000;

/**
 * The memory of one run: what is journaled, what is held, and what the panel is told. The only place where the
 * new secret stands between issue and save; it is dropped as soon as the save is judged.
 */
export class Run {
  renewal: Renewal;
  entry: JournalEntry | null = null;
  held: HeldLock | null = null;
  recorded = true;
  inputs: SecretInputs | null = null;
  shortenedToDays: number | null = null;
  /** Who saw the connection when the run began; null for a resumed run, which did not look. */
  sharesBefore: readonly ProjectShare[] | null = null;
  /** The connection as the run found it; null until it looked. */
  before: Baseline | null = null;
  lostProjects: readonly string[] = [];
  goneSecrets: readonly string[] | null = null;
  proofVoid: ProofVoid | null = null;
  /** Asked when it was last certain that record and lock are this run's. */
  confirmedAt: Moment;
  /** A save of this run left the browser. A resumed run may have sent one in its former page. */
  sent: boolean;
  /** When the last call that made, or may have made, a secret came to its end. */
  issuedAt: Moment;
  lostAt: Moment;
  /** The key id of the secret that this page made and saved; never one from a record. */
  made: string | null = null;
  /** The modification date which this run's own save gave the connection. */
  savedModifiedAt: Instant | null = null;
  #times: StepTimes = {};
  #attempt: StepAttempt | null = null;
  #waitingFor: "paste" | "unproved-consent" | null = null;
  #settling: Settling | null = null;

  constructor(
    readonly ports: Ports,
    readonly control: RunControl,
    renewal: Renewal,
  ) {
    this.renewal = renewal;
    this.before = "baseline" in renewal ? renewal.baseline : null;
    this.confirmedAt = this.issuedAt = this.lostAt = this.moment();
    this.sent = renewal.stage !== "preparing";
    // A resumed run remembers by its stage that nothing was proved.
    if ("proved" in renewal && !renewal.proved && this.plan.mode !== "automatic")
      this.proofVoid = this.plan.proof === "none" ? "not-testable" : "control-passed";
    this.#enterStep();
  }

  get plan(): Plan {
    return this.renewal.plan;
  }

  get ref(): ConnectionRef {
    return { id: this.plan.connectionId, project: { id: this.plan.projectId, name: this.plan.projectName } };
  }

  now(): Instant {
    return this.ports.clock.now();
  }

  moment(): Moment {
    return momentOf(this.ports.clock);
  }

  /**
   * Waits, and shows it, until a call that failed then can have no effect any more that a read does not show. `over`, asked
   * every few seconds, ends the wait early with its answer.
   */
  async settle<T>(since: Moment, what: Settling["what"], over?: () => Promise<T | null>): Promise<T | null> {
    for (;;) {
      const left = leftOf(settlesAfterMs, since, this.moment());
      if (left <= 0) break;
      this.#settling = { what, until: addMilliseconds(this.now(), left) };
      this.show();
      await this.ports.clock.sleep(Math.min(left, lookEveryMs));
      await keepAlive(this);
      const answer = (await over?.()) ?? null;
      if (answer === null) continue;
      this.#settling = null;
      return answer;
    }
    this.#settling = null;
    this.show();
    return null;
  }

  /** Shows that the run waits for calls of the run before it; null where it does not any more. */
  waitForFormer(left: number | null): void {
    this.#settling = left === null ? null : { what: "former", until: addMilliseconds(this.now(), left) };
    this.show();
  }

  /** Takes over the next state and shows it. */
  become(renewal: Renewal): void {
    if ("baseline" in renewal) this.before = renewal.baseline;
    this.renewal = renewal;
    this.#attempt = null;
    this.#waitingFor = null;
    this.#enterStep();
    this.show();
  }

  attempt(attempt: StepAttempt): void {
    this.#attempt = attempt;
    this.show();
  }

  /** Shows that a person has to act until the answer is there. */
  async waitFor<T>(what: "paste" | "unproved-consent", answer: () => Promise<T>): Promise<T> {
    this.#waitingFor = what;
    this.show();
    const given = await answer();
    this.#waitingFor = null;
    this.show();
    return given;
  }

  show(): void {
    const { renewal } = this;
    const proving = this.#times.prove;
    this.control.report({
      renewal,
      steps: stepsOf(renewal, this.#times, this.#attempt, this.proofVoid !== null),
      waitingFor: this.#waitingFor,
      settling: this.#settling,
      takesLong:
        renewal.stage === "proving" &&
        proving !== undefined &&
        this.now() - proving.startedAt > longPropagationMs,
      proofVoid: this.proofVoid,
      shortenedToDays: this.shortenedToDays,
      lostProjects: this.lostProjects,
      goneSecrets: this.goneSecrets,
      recorded: this.recorded,
      holdsSecret: this.inputs !== null,
    });
  }

  #enterStep(): void {
    const now = this.now();
    const automatic = this.plan.mode === "automatic";
    const step = isWorking(this.renewal) ? stepOf(this.renewal.stage, automatic) : null;
    const times: Record<string, { startedAt: Instant; endedAt: Instant | null }> = {};
    for (const [name, time] of Object.entries(this.#times)) {
      times[name] = name === step ? { ...time, endedAt: null } : { ...time, endedAt: time.endedAt ?? now };
    }
    if (step !== null && times[step] === undefined) times[step] = { startedAt: now, endedAt: null };
    this.#times = times;
  }
}

/**
 * A call repeated while that is worth it, with growing delay and jitter; the last answer counts. It is for the data service,
 * which nobody below repeats, and for writes that may be sent again; a read over HTTP was repeated below already.
 */
export async function retrying<T extends { readonly ok: boolean }>(
  run: Pick<Run, "ports">,
  call: () => Promise<T>,
  isWorthRepeating: (answer: T) => boolean,
  tries = 4,
): Promise<T> {
  let answer = await call();
  for (let attempt = 1; attempt < tries && isWorthRepeating(answer); attempt += 1) {
    const delay = Math.min(20_000, 1_000 * 2 ** attempt);
    await run.ports.clock.sleep(delay * (0.75 + run.ports.clock.random() / 2));
    answer = await call();
  }
  return answer;
}

export const cancelled: Failure = { code: "cancelled" };
