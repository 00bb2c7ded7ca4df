import type { Failure, Result } from "../domain/failure";
import type { Dependencies } from "../domain/run/dependencies";
import type { Verdict } from "../domain/verification/diagnose";
import type { RunReading } from "../operations/read-run";
import type { DateStyle } from "../words/expiry";

/** Everything the tab shows. Plain data. */
export type TabState =
  | { readonly kind: "loading" }
  | { readonly kind: "no-run" }
  | { readonly kind: "unreadable"; readonly failure: Failure }
  | {
      readonly kind: "read";
      readonly reading: RunReading;
      /** Null while it is being read. */
      readonly dependencies: Result<Dependencies> | null;
      /** Verifications of this visit by connection id; null while one runs, a failure where none came about. */
      readonly verdicts: ReadonlyMap<string, Result<Verdict> | null>;
    };

export type ReadState = Extract<TabState, { readonly kind: "read" }>;

/** What the tab can be asked to do, and the addresses it leads to. */
export type TabActions = {
  readonly verify: (connectionId: string) => void;
  readonly lookAgain: () => void;
  /** Opens a link through the host, since the frame may not always open one itself. */
  readonly open: (url: string) => void;
  readonly hubUrl: string;
  readonly organizationUrl: string;
  /** How the hub writes dates to this person. */
  readonly dates: DateStyle;
};
