import type { StepRow } from "../domain/renewal/progress";
import type { Renewal } from "../domain/renewal/renewal";
import type { Instant } from "../domain/instant";
import type { SecretInputs } from "../domain/secret";

/** What the panel shows of a run. Carries no secret. */
export type RunView = {
  readonly renewal: Renewal;
  readonly steps: readonly StepRow[];
  /** A person has to act before the run goes on. */
  readonly waitingFor: "paste" | "unproved-consent" | null;
  /** The run waits until a lost call cannot take effect any more; null while nothing is waited for. */
  readonly settling: Settling | null;
  /** Propagation takes unusually long: keep the tab open (G49). */
  readonly takesLong: boolean;
  /** The negative control could not tell wrong from right, or the type has no test: why the proof is void. */
  readonly proofVoid: ProofVoid | null;
  /** The tenant's policy refused the planned lifetime and a shorter one was taken (G22). */
  readonly shortenedToDays: number | null;
  /** Projects that no longer see the connection after the save: never expected, always said (Q7). */
  readonly lostProjects: readonly string[];
  /** Key ids that an automatic save removed from the app registration; null where nobody could compare (E2). */
  readonly goneSecrets: readonly string[] | null;
  /** False where the journal could not be written, so that an interruption would not be remembered. */
  readonly recorded: boolean;
  /** Between issue and save: leaving the page would lose the new secret (G126). */
  readonly holdsSecret: boolean;
};

/** Which call may still take effect, and until when, by this browser's clock. `former`: any call of the run before. */
export type Settling = { readonly what: "secret" | "save" | "former"; readonly until: Instant };

export type ProofVoid = "control-passed" | "not-testable";

/** What a person pasted; `until` is the end of a pasted certificate, null where the value does not tell its own end. */
export type Pasted = { readonly inputs: SecretInputs; readonly until: Instant | null };

/** How a run talks to the person who started it. */
export type RunControl = {
  report(view: RunView): void;
  /** Guided: resolves with the pasted values, or null when the person gives up. */
  paste(): Promise<Pasted | null>;
  /** Whether to save although nothing could be proved. */
  confirmUnproved(reason: ProofVoid): Promise<boolean>;
  /** Aborting asks the run to stop at the next safe point; it never leaves a save half judged. */
  readonly signal: AbortSignal;
};
