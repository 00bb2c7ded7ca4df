import * as React from "react";
import type { Learned } from "../../../domain/findings/finding";
import { useHubState, usePart } from "../../shell/contracts/hub-context";
import { learnedOf, learnedPart } from "./learned";

/** What is known of one connection beyond the list, as it is learned. */
export function useLearned(connectionId: string): Learned {
  const here = usePart(learnedPart, (state) => state);
  const settings = useHubState(({ inventory }) => inventory?.settings);
  return React.useMemo(() => learnedOf(connectionId, here, settings), [connectionId, here, settings]);
}
