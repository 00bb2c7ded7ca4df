import * as React from "react";
import { contentLook, pageLook } from "../shell/page-look";
import { Waiting } from "../shared/Waiting";
import { pageTitle } from "../shared/words/page";

/** What stands there while the list is on its way. */
export const WaitingPage = (): React.JSX.Element => (
  <div className={pageLook}>
    <div className="bolt-header bolt-header-no-spacing-defined">
      <div className="bolt-header-title title-m l" role="heading" aria-level={1}>
        {pageTitle}
      </div>
    </div>
    <div className={contentLook}>
      <Waiting />
    </div>
  </div>
);
