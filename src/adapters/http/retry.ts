import { isTransient, repeatedFailure, type Result } from "../../domain/failure";
import type { Clock } from "../../ports/clock";

export type RetryPolicy = {
  readonly attempts: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
};

/**
 * The one policy for calls that change nothing: four requests, 3 to 6 s apart in all. At worst, where each of them waits for
 * its time limit, a call fails after 2 min 6 s (30 s each), or 4 min 6 s (60 s each: a test of a connection, a preview of a
 * pipeline); a pause which the service asks for comes on top. Whoever calls does not repeat it again: its failure says how
 * often it was tried.
 */
export const safeCalls: RetryPolicy = { attempts: 4, firstDelayMs: 800, longestDelayMs: 20_000 };

/** The delay before the next try: doubling, between half and the whole of it by chance. */
const delayBefore = (attempt: number, policy: RetryPolicy, chance: number): number =>
  Math.min(policy.firstDelayMs * 2 ** attempt, policy.longestDelayMs) * (0.5 + chance / 2);

/**
 * Repeats a call that changes nothing while its failure is transient. A pause the service asked for is kept by the
 * shared brake and not slept here as well. Never for writes: a lost reply needs a look first (G20, A89).
 */
export async function retried<T>(
  call: () => Promise<Result<T>>,
  { clock, policy, signal }: { clock: Clock; policy: RetryPolicy; signal?: AbortSignal | undefined },
): Promise<Result<T>> {
  for (let attempt = 0; ; attempt += 1) {
    const result = await call();
    if (result.ok || !isTransient(result.failure)) return result;
    const tried = attempt + 1;
    if (tried >= policy.attempts) return { ok: false, failure: repeatedFailure(result.failure, tried) };
    await clock.sleep(delayBefore(attempt, policy, clock.random()), signal);
    if (signal?.aborted === true) return { ok: false, failure: { code: "cancelled" } };
  }
}
