import * as React from "react";
import "azure-devops-ui/Components/Link/Link.css";
import type { Failure } from "../../../domain/failure";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import { graphOfferOf, isOffer } from "../../shell/contracts/hub-state";
import { failureSentence } from "../../../words/failure";
import { tryAgainText } from "../../shared/words/page";
import {
  clientText,
  connectReason,
  consentLinkText,
  copyConsentText,
  goOnWithoutText,
  graphSentence,
  throttledText,
  unreadableRecordsText,
} from "./words/messages";
import type { Inventory } from "../../../operations/load-inventory";
import { FailedProjects } from "./organization/FailedProjects";
import { ReadingProjects } from "./organization/ReadingProjects";
import { copied } from "../../shared/clipboard";
import { Message, Sentence } from "../../shared/Message";
import { copiedText, copyRefusedText } from "../../shared/words/copy";

/** Everything that could not be read, each said once, above a list that stays. */
export const Messages = (): React.JSX.Element => {
  const inventory = useHubState((state) => state.inventory);
  const notice = useHubState((state) => state.notice);
  const throttled = useHubState((state) => state.throttledUntil !== null);
  return (
    <div className="hub-messages">
      {notice !== null && <Message severity="warning">{notice}</Message>}
      {throttled && <Message severity="warning">{throttledText}</Message>}
      {inventory !== null && (
        <>
          <ReadingProjects projects={inventory.projects} />
          <ListFailures inventory={inventory} />
          <RecordFailures inventory={inventory} />
          {inventory.settingsFailure !== null && !failedAlike(inventory) && (
            <Message severity="warning">
              <Sentence words={failureSentence(inventory.settingsFailure, "settings")} />
            </Message>
          )}
          <GraphMessage inventory={inventory} />
        </>
      )}
    </div>
  );
};

type Part = { readonly inventory: Inventory };

const ListFailures = ({ inventory }: Part): React.JSX.Element | null => {
  const { actions } = useHub();
  const failed = inventory.projects.filter((one) => one.state === "failed");
  const failure = inventory.projectsFailure ?? failed[0]?.failure ?? null;
  if (failure === null) return null;
  if (inventory.projects.length > 1)
    return <FailedProjects failed={failed} all={inventory.projects.length} />;
  const again = { text: tryAgainText, onClick: () => void actions.load() };
  return (
    <Message severity="error" buttons={[again]}>
      <Sentence words={failureSentence(failure, "list")} />
    </Message>
  );
};

/** Records and settings lie in the same place: what keeps both away is said once. */
const failedAlike = ({ records, settingsFailure }: Inventory): boolean =>
  settingsFailure !== null && records.failure?.code === settingsFailure.code;

const RecordFailures = ({ inventory }: Part): React.JSX.Element | null => {
  const { records } = inventory;
  const context = failedAlike(inventory) ? "records-and-settings" : "records";
  if (records.failure !== null)
    return (
      <Message severity="warning">
        <Sentence words={failureSentence(records.failure, context)} />
      </Message>
    );
  return records.unreadable === 0 ? null : (
    <Message severity="warning">{unreadableRecordsText(records.unreadable)}</Message>
  );
};

/** Graph is optional: what it would add is information, a failure while asking it is a warning. */
const GraphMessage = ({ inventory }: Part): React.JSX.Element | null => {
  const { graph, settings } = inventory;
  const [without, setWithout] = React.useState(false);
  const offer = graphOfferOf(inventory);
  if (graph.pending) return null;
  if (offer !== "nothing" && offer !== "connected" && isOffer(graph.failure)) {
    // Another application than before is a warning, which nobody puts away unread.
    const changed = isChanged(graph.failure);
    if (without && !changed) return null;
    return (
      <Message
        severity={changed ? "warning" : "info"}
        buttons={changed ? [] : [{ text: goOnWithoutText, onClick: () => setWithout(true) }]}
      >
        {connectReason(offer === "client-id")} {clientText(settings, graph.failure)}
      </Message>
    );
  }
  if (graph.failure === null) return null;
  if (graph.failure.code === "graph-admin-consent-needed")
    return <AdminConsent failure={graph.failure} consentUrl={graph.failure.consentUrl} />;
  return (
    <Message severity="warning">
      <Sentence words={graphSentence(graph.failure)} />
    </Message>
  );
};

type ConsentProps = { readonly failure: Failure; readonly consentUrl: string };

/** The link goes to somebody else, so it can be copied as well as opened. */
const AdminConsent = ({ failure, consentUrl }: ConsentProps): React.JSX.Element => {
  const [told, setTold] = React.useState(copyConsentText);
  const copy = async (): Promise<void> => setTold((await copied(consentUrl)) ? copiedText : copyRefusedText);
  return (
    <Message severity="warning" buttons={[{ text: told, onClick: () => void copy() }]}>
      <Sentence words={graphSentence(failure)} />{" "}
      <a className="bolt-link" href={consentUrl} target="_blank" rel="noopener noreferrer">
        {consentLinkText}
      </a>
    </Message>
  );
};

/** Another application than this person accepted before: more than an offer, and nothing signs in with it. */
const isChanged = (failure: Failure | null): boolean =>
  failure?.code === "graph-client-not-accepted" && failure.from !== null;
