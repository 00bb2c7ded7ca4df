import * as React from "react";
import type { Learned } from "../../../domain/findings/finding";
import type { Row } from "../../../domain/inventory";
import { defaultSettings } from "../../../domain/settings";
import { useHub, useHubState, useMinute, usePart } from "../../shell/contracts/hub-context";
import { useLearnedOf } from "../findings/use-learned";
import { runningPart } from "../renewals/running";
import type { RowFacts } from "./row-facts";
import { factsOf, type Doing, type Known } from "./row-view";

/** What the facts of all rows follow; the same object until any of it changes. */
export type RowContext = Omit<Known, keyof Doing | "learned"> & {
  readonly learnedOf: (connectionId: string) => Learned;
};

/** For many rows it is followed once: each of them gets it from what draws them. */
export function useRowContext(): RowContext {
  const { ports, dates } = useHub();
  const { user } = ports.host;
  const bands = useHubState(({ inventory }) => inventory?.settings.bands ?? defaultSettings.bands);
  const learnedOf = useLearnedOf();
  const now = useMinute();
  return React.useMemo(() => ({ now, dates, user, bands, learnedOf }), [now, dates, user, bands, learnedOf]);
}

/** What goes on with a connection at this moment. */
export function useDoing(): (connectionId: string) => Doing {
  const checks = useHubState((state) => state.checks);
  const runs = usePart(runningPart, (state) => state);
  return (connectionId) => ({
    check: checks.get(connectionId) ?? null,
    running: runs.get(connectionId.toLowerCase()) ?? null,
  });
}

/** What is known of a row at this moment. */
export const factsIn = (row: Row, { learnedOf, ...context }: RowContext, doing: Doing): RowFacts =>
  factsOf(row, { ...context, ...doing, learned: learnedOf(row.connection.id) });

/** The same for one row alone. */
export function useRowFacts(row: Row): RowFacts {
  const context = useRowContext();
  const doing = useDoing();
  return factsIn(row, context, doing(row.connection.id));
}
