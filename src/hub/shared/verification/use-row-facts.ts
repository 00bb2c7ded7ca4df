import { defaultSettings } from "../../../domain/settings";
import type { Row } from "../../../domain/inventory";
import { useHub, useHubState, useMinute, usePart } from "../../shell/contracts/hub-context";
import { useLearned } from "../findings/use-learned";
import { runningPart } from "../renewals/running";
import type { RowFacts } from "./row-facts";
import { factsOf } from "./row-view";

/** What is known of a row at this moment. */
export function useRowFacts(row: Row): RowFacts {
  const { ports, dates } = useHub();
  const check = useHubState((state) => state.checks.get(row.connection.id) ?? null);
  const running = usePart(runningPart, (runs) => runs.get(row.connection.id.toLowerCase()) ?? null);
  const bands = useHubState(({ inventory }) => inventory?.settings.bands ?? defaultSettings.bands);
  const now = useMinute();
  const learned = useLearned(row.connection.id);
  return factsOf(row, { check, running, now, dates, bands, user: ports.host.user, learned });
}
