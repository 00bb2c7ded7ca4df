import * as React from "react";
import { graphOfferOf, needsSomebodyElse, withOverlay } from "./contracts/hub-state";
import { useHub, useHubState, usePart } from "./contracts/hub-context";
import { PageTitle } from "./PageTitle";
import { PlainButton } from "../shared/PlainButton";
import { dispatch } from "../shared/dispatch";
import { selectionPart } from "../shared/selection";
import { connectedText, connectingText } from "./words/page";
import { connectText } from "../shared/words/page";

/** Title and the actions on the whole page. */
export const PageHeader = (): React.JSX.Element => {
  const hub = useHub();
  const reading = useHubState((state) => state.reading);
  const empty = useHubState(({ inventory }) => inventory === null || inventory.rows.length === 0);
  return (
    <PageTitle
      host={hub.ports.host}
      reading={reading}
      empty={empty}
      connect={<ConnectButton />}
      connected={<Connected />}
      onAction={(action) => dispatch(hub, action)}
    />
  );
};

const Connected = (): React.JSX.Element | null =>
  useHubState(({ inventory }) => inventory !== null && graphOfferOf(inventory) === "connected") ? (
    <>
      {" · "}
      <span className="hub-connected" role="status">
        {connectedText}
      </span>
    </>
  ) : null;

/**
 * There while connecting can help: without a client id it leads to the settings that lack it. A page has one primary button:
 * what is selected, and the readiness for federation, have their own.
 */
const ConnectButton = (): React.JSX.Element | null => {
  const { store, actions } = useHub();
  const offer = useHubState(({ inventory }) => (inventory === null ? "nothing" : graphOfferOf(inventory)));
  const connecting = useHubState((state) => state.connecting);
  const failsAgain = useHubState(({ inventory }) => needsSomebodyElse(inventory?.graph.failure ?? null));
  const elsewhere = useHubState(({ tab }) => tab === "federation-readiness");
  const selected = usePart(selectionPart, ({ size }) => size > 0);
  const first = !elsewhere && !selected;
  switch (offer) {
    case "nothing":
    case "connected":
      return null;
    case "client-id":
      return (
        <PlainButton
          text={connectText}
          primary={first}
          onClick={() =>
            store.update((state) => withOverlay(state, { kind: "settings", hint: "graph-needs-client-id" }))
          }
        />
      );
    case "connect":
      return (
        <PlainButton
          text={connecting ? connectingText : connectText}
          primary={first && !failsAgain}
          disabled={connecting}
          onClick={() => void actions.connect()}
        />
      );
  }
};
