/**
 * A secret's text in the memory of one run. `reveal` is the only door to it: printing, serialising and
 * cloning give "[redacted]" or nothing at all. Never store one, never put one into a stage, event or journal.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The text itself, for the one request that needs it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return "[redacted]";
  }

  toJSON(): string {
    return "[redacted]";
  }
}

/**
 * New values of a connection's confidential inputs, by the name of the authorization parameter or `data`
 * key which holds them, for example `serviceprincipalkey` or `servicePrincipalCertificate` (A63, A85).
 */
export type SecretInputs = ReadonlyMap<string, Secret>;
