import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import type { Row } from "../../domain/inventory";
import type { VerdictWord } from "../../domain/verification/sign-in-errors";
import { useHub, useHubState } from "../hub-context";
import { withOverlay } from "../hub-state";
import { agoText, dateTimeText, utcText } from "../words/expiry";
import { attemptText, detailsName, notVerifiedText, verifiedWhen, verifyingText } from "../words/inventory";
import { verdictWords } from "../words/verdict";
import { StatusText, type Tone } from "./StatusText";

/** The last verification: of this visit, else the recorded one, with when and by whom. */
export const VerificationCell = ({ row }: { readonly row: Row }): React.JSX.Element => {
  const { ports, dates, store } = useHub();
  const { id } = row.connection;
  const check = useHubState((state) => state.checks.get(id) ?? null);
  const now = useHubState((state) => state.now);
  if (check?.state === "running")
    return <StatusText tone="running" text={verifyingText} detail={attemptText(check.attempt)} />;

  const recorded = row.record?.verification ?? null;
  // A renewal verifies too, so what was kept can be newer than the last check of this visit.
  const last =
    check !== null && check.at >= (recorded?.at ?? 0)
      ? { word: check.verdict.word, at: check.at, by: ports.host.user, code: check.verdict.code }
      : recorded;
  if (last === null) return <StatusText tone="unknown" text={notVerifiedText} />;

  const label = verdictWords({ word: last.word, code: last.code, remedy: "none" }).label;
  return (
    <div className="hub-verification">
      <StatusText
        tone={toneOf(last.word)}
        text={label}
        detail={
          <>
            {verifiedWhen(last.word, agoText(last.at, now))}
            {" · "}
            <span dir="auto">{last.by.name}</span>
          </>
        }
        title={`${dateTimeText(last.at, dates.culture, dates.timeZone)} (${utcText(last.at)})`}
      />
      {last.word !== "verified" && (
        <Button
          ariaLabel={detailsName(row.connection)}
          className="hub-details-button"
          iconProps={{ iconName: "Info" }}
          subtle={true}
          onClick={() => store.update((state) => withOverlay(state, { kind: "verdict", connectionId: id }))}
        />
      )}
    </div>
  );
};

/** "Role missing" says that the credential is fine, the last two that nothing was learned: neither is a red one. */
function toneOf(word: VerdictWord): Tone {
  switch (word) {
    case "verified":
      return "good";
    case "credential expired":
    case "credential rejected":
    case "app registration not found":
    case "app registration disabled":
    case "wrong tenant":
    case "blocked by policy":
      return "bad";
    case "role missing":
    case "not propagated yet":
    case "not reachable":
    case "not confirmed":
      return "soon";
  }
}
