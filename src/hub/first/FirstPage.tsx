import type { FirstPageProps } from "./first-page-props";
import * as React from "react";
import { defaultSettings } from "../../domain/settings";
import { cardCounts } from "../../domain/summary-cards";
import { BulkButtons } from "../features/bulk/BulkButtons";
import { NameFilter } from "../features/inventory/NameFilter";
import type { Shown } from "../features/inventory/row-columns";
import { PageTitle } from "../shell/PageTitle";
import { contentLook, pageLook } from "../shell/page-look";
import { Cards } from "../features/inventory/summary/Cards";
import { FiltersPlace } from "../features/inventory/summary/FiltersPlace";
import { TimelinePlace } from "../features/timeline/TimelinePlace";
import { countShown } from "../features/inventory/words/inventory";
import { FirstTable } from "./FirstTable";

/** The page as it is before anything but the list is known, made of the parts of which the interface makes it. */
export const FirstPage = (props: FirstPageProps): React.JSX.Element => {
  const { host, rows, breakpoint, now, onAction, onText } = props;
  const shown: Shown = { scope: host.scope.kind, breakpoint };
  return (
    <div className={pageLook}>
      <PageTitle host={host} reading={true} empty={false} onAction={onAction} />
      <div className={contentLook}>
        <div className="hub-messages" />
        <div className="hub-overview">
          <Cards
            counts={cardCounts(rows, now)}
            chosen={null}
            bands={defaultSettings.bands}
            onAction={onAction}
          />
          <TimelinePlace />
        </div>
        <div className="hub-filter">
          <NameFilter text="" onText={onText} />
          <FiltersPlace scope={host.scope.kind} />
        </div>
        <div className="hub-list-head">
          <div className="hub-bulk-bar">
            <BulkButtons nothingSelected={true} onAction={onAction} />
          </div>
          <div className="hub-count">
            <span className="secondary-text" role="status">
              {countShown(rows.length, rows.length)}
            </span>
          </div>
        </div>
        <FirstTable {...props} shown={shown} />
      </div>
    </div>
  );
};
