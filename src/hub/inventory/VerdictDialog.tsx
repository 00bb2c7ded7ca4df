import * as React from "react";
import { Dialog } from "azure-devops-ui/Dialog";
import { Link } from "azure-devops-ui/Link";
import type { Row } from "../../domain/inventory";
import { useHub, useHubState } from "../hub-context";
import { agoText, dateTimeText } from "../words/expiry";
import { failureSentence, sentenceText } from "../words/failure";
import { codePage, rememberedRemedy, verdictWords } from "../words/verdict";

type Props = { readonly row: Row; readonly onClose: () => void };

/** What the last verification means: the code, why, and the one next thing to do. */
export const VerdictDialog = ({ row, onClose }: Props): React.JSX.Element | null => {
  const { ports, dates } = useHub();
  const check = useHubState((state) => state.checks.get(row.connection.id) ?? null);
  const now = useHubState((state) => state.now);
  const verdict = check?.state === "done" ? check.verdict : null;
  const record = row.record?.verification ?? null;
  const last =
    check?.state === "done"
      ? { word: check.verdict.word, code: check.verdict.code, at: check.at, by: ports.host.user }
      : record;
  if (last === null) return null;
  const remedy = verdict?.remedy ?? rememberedRemedy(last.word, last.code);
  const words = verdictWords({ word: last.word, code: last.code, remedy });
  const page = codePage(last.code);
  const failure = verdict?.failure ?? null;
  const unkept = check?.state === "done" ? check.recordFailure : null;
  return (
    <Dialog
      titleProps={{ text: words.label }}
      onDismiss={onClose}
      footerButtonProps={[{ text: "Close", primary: true, onClick: onClose }]}
    >
      <div className="rhythm-vertical-8 hub-verdict">
        <p>
          <span dir="auto">{row.connection.name}</span>, {agoText(last.at, now)} (
          {dateTimeText(last.at, dates.culture, dates.timeZone)}) by <span dir="auto">{last.by.name}</span>.
        </p>
        <p>{words.explanation}</p>
        <p>
          <strong>What to do: </strong>
          {words.next}
        </p>
        {last.code !== null && (
          <p>
            Code:{" "}
            {page === null ? (
              <code>{last.code}</code>
            ) : (
              <Link href={page} target="_blank" rel="noopener noreferrer">
                {last.code}
              </Link>
            )}
          </p>
        )}
        {failure !== null && <p>{sentenceText(failureSentence(failure, "verification"))}</p>}
        {verdict?.detail != null && (
          <div>
            <strong>What was answered:</strong>
            <pre className="hub-detail" dir="auto" tabIndex={0}>
              {verdict.detail}
            </pre>
          </div>
        )}
        {unkept !== null && (
          <p>
            The result is shown until you leave this page; it could not be kept.{" "}
            {sentenceText(failureSentence(unkept, "verification"))}
          </p>
        )}
      </div>
    </Dialog>
  );
};
