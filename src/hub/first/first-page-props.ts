import type { Instant } from "../../domain/instant";
import type { Row } from "../../domain/inventory";
import type { Host } from "../../ports/host";
import type { DateStyle } from "../../words/expiry";
import type { Breakpoint } from "../shared/breakpoint";
import type { OnAction } from "../shared/dispatch";

export type FirstPageProps = {
  readonly host: Pick<Host, "scope" | "organization">;
  readonly rows: readonly Row[];
  readonly breakpoint: Breakpoint;
  readonly now: Instant;
  readonly dates: DateStyle;
  readonly onAction: OnAction;
  readonly onText: (text: string) => void;
};
