/** How a run is asked to stop. */
export type Stop = {
  /** Aborted when the agent asks: the run begins nothing any more and ends what it does at its next safe point. */
  readonly signal: AbortSignal;
  /** Resolves when no time is left even for that: the agent kills a task that stays (L22). Stays open until then. */
  readonly over: Promise<void>;
};

/**
 * What the work comes to, or `left` where it had to be left in the middle. Leaving is safe at any point, like the death of
 * the process: the record stands before every effect, and the next run or the hub goes on from it.
 */
export const orLeft = <T>(work: Promise<T>, { over }: Stop): Promise<T | "left"> =>
  Promise.race([work, over.then(() => "left" as const)]);
