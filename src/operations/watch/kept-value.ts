import type { Renewal } from "../../domain/renewal/renewal";
import type { Secret } from "../../domain/secret";
import type { Vault } from "../../ports/announcements";
import type { Ports } from "../../ports/ports";
import { outcomeOf, type About, type DueOutcome } from "./due-outcome";

/**
 * The new value of one renewal between its issue and the vault, which gets it after the verification (N5). Nobody else
 * sees it, and it is forgotten with the end of the renewal.
 */
export class KeptValue {
  #secret: Secret | null = null;

  /** `name` may hold `{connection}`; without a vault nothing is kept. */
  constructor(
    private readonly vault: Vault | null,
    private readonly name: string | null,
  ) {}

  /** The ports with one eye on the value that is issued. */
  watching(ports: Ports): Ports {
    if (this.vault === null) return ports;
    const { credentials } = ports;
    return {
      ...ports,
      credentials: {
        ...credentials,
        issue: async (...args) => {
          const issued = await credentials.issue(...args);
          if (issued.ok) this.#secret = issued.value.secret;
          return issued;
        },
      },
    };
  }

  /** What became of the renewal. A verified value goes to the vault; one that an earlier run made is not known here. */
  async ended(about: About, end: Renewal, outcome: "renewed" | "resumed"): Promise<DueOutcome> {
    const secret = this.#secret;
    this.#secret = null;
    if (end.stage !== "renewed")
      return { ...outcomeOf(about, "stopped"), failure: end.stage === "stopped" ? end.failure : null };
    const { keyId, until } = end.key;
    if (end.confidence === "not-confirmed")
      return { ...outcomeOf(about, "stopped"), keyId, until, skipped: "not-confirmed" };
    // An unproved value is never saved here; what an earlier run proved, this one did not see.
    const proved = outcome === "renewed" ? true : null;
    const done: DueOutcome = { ...outcomeOf(about, outcome), keyId, until, proved };
    if (this.vault === null || this.name === null) return done;
    if (secret === null || keyId === null) return { ...done, vault: "value-unknown" };
    const { connectionId } = about;
    const name = this.name.replaceAll("{connection}", connectionId);
    const written = await this.vault.write(name, secret, { until, keyId, connectionId });
    return written.ok
      ? { ...done, vault: "written" }
      : { ...done, vault: "refused", vaultFailure: written.failure };
  }
}
