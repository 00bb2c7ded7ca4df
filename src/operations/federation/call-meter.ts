import type { UsageControl } from "../../ports/pipeline-usage";

/** How far a look at pipelines has come. */
export type ScanProgress = { readonly done: number; readonly of: number };

export type ScanControl = {
  readonly signal: AbortSignal;
  readonly report: (progress: ScanProgress) => void;
};

/** Counts the requests of one scan against those planned. Lives for one scan. */
export class CallMeter {
  #done = 0;
  #of = 0;

  /** What a port needs to be counted, ended, and to let the page answer meanwhile. */
  readonly usage: UsageControl;

  constructor(
    private readonly control: ScanControl,
    readonly turn: () => Promise<void>,
  ) {
    this.usage = { signal: control.signal, called: () => this.#called(), turn };
  }

  get done(): number {
    return this.#done;
  }

  get cancelled(): boolean {
    return this.control.signal.aborted;
  }

  /** Sets how many requests are still to come. */
  expect(remaining: number): void {
    this.#of = this.#done + remaining;
    this.control.report({ done: this.#done, of: this.#of });
  }

  #called(): void {
    this.#done += 1;
    this.#of = Math.max(this.#of, this.#done);
    this.control.report({ done: this.#done, of: this.#of });
  }
}
