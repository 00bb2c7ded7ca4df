import type { Result } from "../domain/failure";
import type { Placed } from "../adapters/host/placed";
import type { ExpiringReading } from "../operations/read-expiring";
import type { DateStyle } from "../words/expiry";

/** Everything a widget shows. Plain data. */
export type WidgetState = {
  readonly placed: Placed;
  /** Null until the first answer; `no-project` where the host tells of none. */
  readonly reading: Result<ExpiringReading> | "no-project" | null;
};

/** What a widget can be asked to do, and where it leads. */
export type WidgetActions = {
  readonly lookAgain: () => void;
  /** Opens a link through the host, since the frame may not always open one itself. */
  readonly open: (url: string) => void;
  /** Address of the project's hub; empty where the host does not tell it. */
  readonly hubUrl: string;
  /** How the hub writes dates to this person. */
  readonly dates: DateStyle;
};
