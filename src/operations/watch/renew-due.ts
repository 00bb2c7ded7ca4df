import { byUrgency, type Row } from "../../domain/inventory";
import type { Failure } from "../../domain/failure";
import type { Instant } from "../../domain/instant";
import { makePlan, plannedEnd } from "../../domain/renewal/plan";
import type { Renewal } from "../../domain/renewal/renewal";
import type { Secret } from "../../domain/secret";
import { refOf } from "../../domain/service-connection";
import { defaultSettings } from "../../domain/settings";
import { diagnose } from "../../domain/verification/diagnose";
import type { WatchOptions } from "../../domain/watch/options";
import { isUnused, skippedBecause, type Skipped } from "../../domain/watch/renewable";
import type { ReportedRenewal } from "../../domain/watch/report";
import type { TellFailure, Vault } from "../../ports/announcements";
import type { Ports } from "../../ports/ports";
import type { Inventory } from "../load-inventory";
import { preparePlan } from "../plan-renewal";
import { cleanUpRenewal, findInterrupted, resumeRenewal, type Interrupted } from "../resume-renewals";
import type { RunControl } from "../run-control";
import { runRenewal } from "../run-renewal";

/** How one listed connection fared. `skipped` and `failure` say why it was not renewed. */
export type DueOutcome = Omit<ReportedRenewal, "reason"> & {
  readonly skipped: Skipped | null;
  readonly failure: Failure | null;
  readonly vaultFailure: TellFailure | null;
};

export type DueControl = {
  readonly signal: AbortSignal;
  readonly report: (connectionName: string) => void;
};

/**
 * Renews what is due among the listed ids, in graph mode, one after the other, with the hub's own run: same lock, journal,
 * marker, proof and verification. First goes on with what an earlier run left behind. Nobody is there to agree to
 * anything: an unproved secret is not saved, a living lock is not taken over, an automatic connection is not saved.
 */
export async function renewDue(
  ports: Ports,
  inventory: Inventory,
  options: Pick<WatchOptions, "renew" | "vault">,
  { vault, control }: { vault: Vault | null; control: DueControl },
): Promise<readonly DueOutcome[]> {
  const { renew } = options;
  const due = new Due(ports, inventory, options, vault, control);
  const outcomes: DueOutcome[] = renew.when === "due" ? [...(await due.goOn())] : [];
  const handled = new Set(outcomes.map(({ connectionId }) => connectionId));
  const rows = inventory.rows
    .filter(({ connection }) => renew.ids.includes(connection.id) && !handled.has(connection.id))
    .sort((a, b) => byUrgency(a, b));
  for (const row of rows) outcomes.push(await due.one(row, outcomes));
  const seen = new Set(inventory.rows.map(({ connection }) => connection.id));
  for (const id of renew.ids.filter((one) => !seen.has(one)))
    outcomes.push({
      ...blank,
      connectionId: id,
      connectionName: id,
      projectName: "",
      skipped: "not-in-sight",
    });
  return outcomes;
}

const blank: Omit<DueOutcome, "connectionId" | "connectionName" | "projectName"> = {
  outcome: "skipped",
  keyId: null,
  until: null,
  proved: null,
  oldUntil: null,
  vault: "not-asked",
  skipped: null,
  failure: null,
  vaultFailure: null,
};

const begun = ({ outcome }: DueOutcome): boolean =>
  outcome === "renewed" || outcome === "resumed" || outcome === "stopped" || outcome === "planned";

class Due {
  constructor(
    private readonly ports: Ports,
    private readonly inventory: Inventory,
    private readonly options: Pick<WatchOptions, "renew" | "vault">,
    private readonly vault: Vault | null,
    private readonly control: DueControl,
  ) {}

  /** What an earlier run of anybody left behind of a listed connection. */
  async goOn(): Promise<readonly DueOutcome[]> {
    const projects = new Set(this.inventory.projects.map(({ project }) => project.id.toLowerCase()));
    const found = await findInterrupted(this.ports, projects, new Set());
    if (!found.ok) return [];
    const outcomes: DueOutcome[] = [];
    for (const one of found.value) {
      if (one.kind !== "readable" || this.control.signal.aborted) continue;
      const { plan } = one.renewal;
      if (!this.options.renew.ids.includes(plan.connectionId.toLowerCase()) || plan.mode !== "graph")
        continue;
      outcomes.push(await this.#goOnWith(one));
    }
    return outcomes;
  }

  async #goOnWith(one: Interrupted & { kind: "readable" }): Promise<DueOutcome> {
    const { plan } = one.renewal;
    const about = {
      ...blank,
      connectionId: plan.connectionId.toLowerCase(),
      connectionName: plan.connectionName,
      projectName: plan.projectName,
    };
    this.control.report(plan.connectionName);
    if (one.mayResume) {
      const caught: Caught = { secret: null };
      const end = await resumeRenewal(this.#catching(caught), one, this.#person());
      return this.#ended(about, end, caught, "resumed");
    }
    if (!one.mayCleanUp) return { ...about, skipped: "being-renewed" };
    const cleaned = await cleanUpRenewal(this.ports, one);
    return cleaned.ok
      ? { ...about, outcome: "cleaned-up" }
      : { ...about, outcome: "stopped", failure: cleaned.failure };
  }

  async one(row: Row, before: readonly DueOutcome[]): Promise<DueOutcome> {
    const { connection } = row;
    const { ports, control } = this;
    const { renew } = this.options;
    const about = {
      ...blank,
      connectionId: connection.id,
      connectionName: connection.name,
      projectName: connection.project.name,
      oldUntil: row.expiry.state === "at" ? row.expiry.at : null,
    };
    const skip = (skipped: Skipped): DueOutcome => ({ ...about, skipped });
    const now = ports.clock.now();
    const reason = skippedBecause(row, renew, now);
    if (reason !== null) return skip(reason);
    if (control.signal.aborted) return skip("cancelled");
    if (before.filter(begun).length >= renew.most) return skip("most-reached");
    control.report(connection.name);
    const prepared = await preparePlan(ports, row, this.inventory, "when-refused");
    if (prepared.failure !== null) return { ...about, outcome: "stopped", failure: prepared.failure };
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
    if (renew.when === "plan")
      return { ...about, outcome: "planned", until: plannedEnd(now, renew.lifetimeDays) };
    const plan = makePlan(offer, {
      connection: prepared.connection,
      until: plannedEnd(now, renew.lifetimeDays),
      settings: { ...defaultSettings, lifetimeDays: renew.lifetimeDays },
      runId: ports.clock.newId(),
      now,
      actor: ports.host.user,
    });
    const caught: Caught = { secret: null };
    const end = await runRenewal(this.#catching(caught), plan, this.#person());
    return this.#ended(about, end, caught, "renewed");
  }

  /** Could not look is not "nobody uses it": such a connection is renewed. */
  async #isUnused({ connection }: Row, now: Instant): Promise<boolean> {
    const usage = { signal: this.control.signal, called: () => undefined };
    const permitted = await this.ports.usage.permissions(refOf(connection), usage);
    if (!permitted.ok) return false;
    const history = await this.ports.usage.history(refOf(connection), usage);
    if (!history.ok) return false;
    const last = history.value.items.reduce<Instant | null>(
      (latest, { startedAt }) => (startedAt !== null && startedAt > (latest ?? 0) ? startedAt : latest),
      null,
    );
    return isUnused(last, permitted.value, now);
  }

  /** The ports with one eye on the new value, which the vault gets after the verification; nobody else sees it. */
  #catching(caught: Caught): Ports {
    if (this.vault === null) return this.ports;
    const { credentials } = this.ports;
    return {
      ...this.ports,
      credentials: {
        ...credentials,
        issue: async (...args) => {
          const issued = await credentials.issue(...args);
          if (issued.ok) caught.secret = issued.value.secret;
          return issued;
        },
      },
    };
  }

  /** Nobody pastes and nobody agrees to save what could not be proved. */
  #person(): RunControl {
    return {
      report: () => undefined,
      paste: () => Promise.resolve(null),
      confirmUnproved: () => Promise.resolve(false),
      signal: this.control.signal,
    };
  }

  async #ended(
    about: Omit<DueOutcome, "outcome">,
    end: Renewal,
    caught: Caught,
    outcome: "renewed" | "resumed",
  ): Promise<DueOutcome> {
    if (end.stage !== "renewed") {
      caught.secret = null;
      return { ...about, outcome: "stopped", failure: end.stage === "stopped" ? end.failure : null };
    }
    const { keyId, until } = end.key;
    const done = { ...about, outcome, keyId, until, proved: true } as const;
    const name = this.options.vault?.secret;
    if (this.vault === null || name === undefined) return done;
    const { secret } = caught;
    caught.secret = null;
    // A run that goes on after the save no longer knows the value, so the vault keeps the old one.
    if (secret === null || keyId === null) return { ...done, vault: "refused", skipped: "vault-not-written" };
    const written = await this.vault.write(name.replaceAll("{connection}", about.connectionId), secret, {
      until,
      keyId,
      connectionId: about.connectionId,
    });
    return written.ok
      ? { ...done, vault: "written" }
      : { ...done, vault: "refused", vaultFailure: written.failure };
  }
}

type Caught = { secret: Secret | null };
