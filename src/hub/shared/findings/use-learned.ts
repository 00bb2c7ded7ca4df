import * as React from "react";
import type { Learned } from "../../../domain/findings/finding";
import { useHubState, usePart } from "../../shell/contracts/hub-context";
import { learnedOf, learnedPart } from "./learned";

/** Tells what is known of a connection beyond the list; the same function until more is learned. */
export function useLearnedOf(): (connectionId: string) => Learned {
  const here = usePart(learnedPart, (state) => state);
  const settings = useHubState(({ inventory }) => inventory?.settings);
  return React.useCallback(
    (connectionId: string) => learnedOf(connectionId, here, settings),
    [here, settings],
  );
}

/** What is known of one connection beyond the list, as it is learned. */
export function useLearned(connectionId: string): Learned {
  const learnedOf = useLearnedOf();
  return React.useMemo(() => learnedOf(connectionId), [connectionId, learnedOf]);
}
