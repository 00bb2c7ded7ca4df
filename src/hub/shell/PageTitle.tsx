import * as React from "react";
import "azure-devops-ui/Components/ButtonGroup/ButtonGroup.css";
import "azure-devops-ui/Components/Header/Header.css";
import type { Host } from "../../ports/host";
import { PlainButton } from "../shared/PlainButton";
import type { OnAction } from "../shared/dispatch";
import { exportText, refreshText, settingsText } from "./words/page";
import { pageTitle } from "../shared/words/page";

type Props = {
  readonly host: Pick<Host, "scope" | "organization">;
  readonly reading: boolean;
  /** There is nothing to export. */
  readonly empty: boolean;
  /** The offer to connect to Microsoft Graph: the first of the actions, and before the others so that they stay. */
  readonly connect?: React.ReactNode;
  /** What it says once connected. */
  readonly connected?: React.ReactNode;
  readonly onAction: OnAction;
};

/** The page's title and the actions on the whole page, from its props alone. */
export const PageTitle = ({
  host,
  reading,
  empty,
  connect,
  connected,
  onAction,
}: Props): React.JSX.Element => (
  <div className="hub-header bolt-header flex-row flex-noshrink flex-start bolt-header-no-spacing-defined">
    <div className="bolt-header-title-area flex-column flex-grow scroll-hidden">
      <div className="bolt-header-title-row flex-row flex-baseline">
        <div className="bolt-header-title title-m l" role="heading" aria-level={1}>
          {pageTitle}
        </div>
      </div>
      <div className="bolt-header-description body-m secondary-text">
        <span dir="auto">
          {host.scope.kind === "project" ? host.scope.project.name : host.organization.name}
        </span>
        {connected}
      </div>
    </div>
    <div className="hub-actions bolt-button-group flex-row">
      {connect}
      <PlainButton
        ariaLabel={refreshText}
        icon="refresh"
        subtle={true}
        disabled={reading}
        onClick={() => onAction({ kind: "refresh" })}
      />
      <PlainButton
        ariaLabel={exportText}
        icon="download"
        subtle={true}
        disabled={empty}
        onClick={() => onAction({ kind: "export" })}
      />
      <PlainButton
        ariaLabel={settingsText}
        icon="settings"
        subtle={true}
        onClick={() => onAction({ kind: "settings" })}
      />
    </div>
  </div>
);
