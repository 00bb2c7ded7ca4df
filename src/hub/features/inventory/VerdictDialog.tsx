import * as React from "react";
import { Dialog } from "azure-devops-ui/Dialog";
import type { Row } from "../../../domain/inventory";
import type { VerificationRecord } from "../../../domain/record";
import type { Verdict } from "../../../domain/verification/diagnose";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import { VerdictDetails } from "../../shared/verification/VerdictDetails";
import { agoText, dateTimeText } from "../../../words/expiry";
import { failureSentence, sentenceText } from "../../../words/failure";
import { notKeptText, verdictTitle } from "./words/inventory";
import { closeText } from "../../shared/words/page";
import { rememberedRemedy } from "../../../domain/verification/remembered-remedy";

type Props = { readonly row: Row; readonly onClose: () => void };

/** What the last verification means: the code, why, and the one next thing to do. */
export const VerdictDialog = ({ row, onClose }: Props): React.JSX.Element | null => {
  const { ports, dates } = useHub();
  const check = useHubState((state) => state.checks.get(row.connection.id) ?? null);
  const now = useHubState((state) => state.now);
  const done = check?.state === "done" ? check : null;
  const record = row.record?.verification ?? null;
  const verdict = done?.verdict ?? (record === null ? null : rememberedVerdict(record));
  const at = done?.at ?? record?.at;
  if (verdict === null || at === undefined) return null;
  const by = done === null ? record?.by : ports.host.user;
  return (
    <Dialog
      titleProps={{ text: verdictTitle(row.connection) }}
      onDismiss={onClose}
      footerButtonProps={[{ text: closeText, primary: true, onClick: onClose }]}
    >
      <div className="rhythm-vertical-8">
        <p className="secondary-text">
          {agoText(at, now)} ({dateTimeText(at, dates.culture, dates.timeZone)})
          {by !== undefined && by.name !== "" && (
            <>
              {", "}
              <span dir="auto">{by.name}</span>
            </>
          )}
        </p>
        <VerdictDetails verdict={verdict} connection={row.connection} />
        {verdict.failure !== null && <p>{sentenceText(failureSentence(verdict.failure, "verification"))}</p>}
        {done !== null && done.recordFailure !== null && (
          <p>
            {notKeptText} {sentenceText(failureSentence(done.recordFailure, "verification"))}
          </p>
        )}
      </div>
    </Dialog>
  );
};

/** A record keeps word and code alone; the rest follows from them, and the text that was answered is gone. */
const rememberedVerdict = ({ word, code }: VerificationRecord): Verdict => ({
  word,
  code,
  remedy: rememberedRemedy(word, code),
  detail: null,
  credentialAccepted: word === "verified" || word === "role missing",
  curedByWaiting: false,
  failure: null,
});
