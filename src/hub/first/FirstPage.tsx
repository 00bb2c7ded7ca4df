import * as React from "react";
import type { Instant } from "../../domain/instant";
import type { Row } from "../../domain/inventory";
import { defaultSettings } from "../../domain/settings";
import { cardCounts } from "../../domain/summary-cards";
import type { Host } from "../../ports/host";
import type { Breadth } from "../breadth";
import { BulkButtons } from "../bulk/BulkButtons";
import { NameFilter } from "../inventory/NameFilter";
import type { Shown } from "../inventory/row-columns";
import { PageTitle } from "../PageTitle";
import { contentLook, pageLook } from "../page-look";
import { Cards } from "../summary/Cards";
import { FiltersPlace } from "../summary/FiltersPlace";
import { TimelinePlace } from "../timeline/TimelinePlace";
import type { OnWish } from "../wishes";
import type { DateStyle } from "../words/expiry";
import { countShown } from "../words/inventory";
import { FirstTable } from "./FirstTable";

export type FirstPageProps = {
  readonly host: Pick<Host, "scope" | "organization">;
  readonly rows: readonly Row[];
  readonly breadth: Breadth;
  readonly now: Instant;
  readonly dates: DateStyle;
  readonly onWish: OnWish;
  readonly onText: (text: string) => void;
};

/** The page as it is before anything but the list is known, made of the parts of which the interface makes it. */
export const FirstPage = (props: FirstPageProps): React.JSX.Element => {
  const { host, rows, breadth, now, onWish, onText } = props;
  const shown: Shown = { scope: host.scope.kind, breadth };
  return (
    <div className={pageLook}>
      <PageTitle host={host} reading={true} empty={false} onWish={onWish} />
      <div className={contentLook}>
        <div className="hub-messages" />
        <div className="hub-overview">
          <Cards counts={cardCounts(rows, now)} chosen={null} bands={defaultSettings.bands} onWish={onWish} />
          <TimelinePlace />
        </div>
        <div className="hub-filter">
          <NameFilter text="" onText={onText} />
          <FiltersPlace scope={host.scope.kind} />
        </div>
        <div className="hub-list-head">
          <div className="hub-bulk-bar">
            <BulkButtons nothingSelected={true} onWish={onWish} />
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
