import { isTransient, type Result } from "../../domain/failure";
import type { Clock } from "../../ports/clock";

export type RetryPolicy = {
  readonly attempts: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
};

/** For calls that change nothing: three more tries within about ten seconds, longer where the service asks for it. */
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
    if (result.ok || !isTransient(result.failure) || attempt + 1 >= policy.attempts) return result;
    await clock.sleep(delayBefore(attempt, policy, clock.random()), signal);
    if (signal?.aborted === true) return { ok: false, failure: { code: "cancelled" } };
  }
}
