/**
 * Takes turns among several tabs in an order given from outside: each port call waits for its turn, and one waiting
 * call at a time is let through.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];

  /** Waits until it is this call's turn. */
  take(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Lets calls through, chosen by `choose(count)`, until the work is done. */
  async drive(work: Promise<unknown>, choose: (count: number) => number): Promise<void> {
    const state = { done: false };
    const end = work.finally(() => {
      state.done = true;
    });
    while (!state.done) {
      // Everything that can go on without a turn does so first.
      await new Promise((resolve) => setImmediate(resolve));
      const [next] = this.#waiting.splice(choose(this.#waiting.length), 1);
      next?.();
    }
    await end;
  }
}
