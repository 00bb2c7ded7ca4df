import * as React from "react";
import type { Row } from "../../../../domain/inventory";
import type { Instant } from "../../../../domain/instant";
import { cardCounts } from "../../../../domain/summary-cards";
import { useHub, useHubState } from "../../../shell/contracts/hub-context";
import { dispatch } from "../../../shared/dispatch";
import { Cards } from "./Cards";

type Props = { readonly rows: readonly Row[]; readonly now: Instant };

/** How many connections need what, each number a filter by the very rule it counts by. */
export const SummaryCards = React.memo(({ rows, now }: Props): React.JSX.Element => {
  const hub = useHub();
  const counts = React.useMemo(() => cardCounts(rows, now), [rows, now]);
  const chosen = useHubState((state) => state.query.card);
  const bands = useHubState((state) => state.inventory?.settings.bands ?? null);
  return <Cards counts={counts} chosen={chosen} bands={bands} onAction={(action) => dispatch(hub, action)} />;
});
SummaryCards.displayName = "SummaryCards";
