import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import { ButtonGroup } from "azure-devops-ui/ButtonGroup";
import {
  CustomHeader,
  HeaderDescription,
  HeaderTitle,
  HeaderTitleArea,
  HeaderTitleRow,
  TitleSize,
} from "azure-devops-ui/Header";
import { graphOfferOf, withOverlay } from "./hub-state";
import { useHub, useHubState } from "./hub-context";
import { RoadOutButton } from "./wif/WayOutButtons";
import {
  connectedText,
  connectingText,
  connectText,
  exportText,
  pageTitle,
  refreshText,
  settingsText,
} from "./words/inventory";

/** Title and the actions on the whole page. */
export const PageHeader = (): React.JSX.Element => {
  const { store, intents, ports } = useHub();
  const reading = useHubState((state) => state.reading);
  const { scope, organization } = ports.host;
  return (
    <CustomHeader className="hub-header">
      <HeaderTitleArea>
        <HeaderTitleRow>
          <HeaderTitle ariaLevel={1} titleSize={TitleSize.Large}>
            {pageTitle}
          </HeaderTitle>
        </HeaderTitleRow>
        <HeaderDescription>
          <span dir="auto">{scope.kind === "project" ? scope.project.name : organization.name}</span>
        </HeaderDescription>
      </HeaderTitleArea>
      <ButtonGroup className="hub-actions">
        <ConnectButton />
        <RoadOutButton />
        <Button
          text={refreshText}
          iconProps={{ iconName: "Refresh" }}
          disabled={reading}
          onClick={() => void intents.load()}
        />
        <ExportButton />
        <Button
          text={settingsText}
          iconProps={{ iconName: "Settings" }}
          onClick={() => store.update((state) => withOverlay(state, { kind: "settings", hint: null }))}
        />
      </ButtonGroup>
    </CustomHeader>
  );
};

/** There once there are rows to export. */
const ExportButton = (): React.JSX.Element => {
  const { store } = useHub();
  const empty = useHubState(({ inventory }) => inventory === null || inventory.rows.length === 0);
  return (
    <Button
      text={exportText}
      disabled={empty}
      iconProps={{ iconName: "Download" }}
      onClick={() => store.update((state) => withOverlay(state, { kind: "export" }))}
    />
  );
};

/** There while connecting can help: without a client id it leads to the settings that lack it. */
const ConnectButton = (): React.JSX.Element | null => {
  const { store, intents } = useHub();
  const offer = useHubState(({ inventory }) => (inventory === null ? "nothing" : graphOfferOf(inventory)));
  const connecting = useHubState((state) => state.connecting);
  switch (offer) {
    case "nothing":
      return null;
    case "connected":
      return (
        <span className="hub-connected" role="status">
          {connectedText}
        </span>
      );
    case "client-id":
      return (
        <Button
          text={connectText}
          onClick={() =>
            store.update((state) => withOverlay(state, { kind: "settings", hint: "graph-needs-client-id" }))
          }
        />
      );
    case "connect":
      return (
        <Button
          text={connecting ? connectingText : connectText}
          primary={true}
          disabled={connecting}
          onClick={() => void intents.connect()}
        />
      );
  }
};
