import * as React from "react";
import { useHub } from "../../../shell/contracts/hub-context";
import {
  certificateFactsText,
  certificateLifetimeText,
  certificateProblemText,
  certificateUnreadText,
  readingCertificateText,
} from "../words/certificate";
import type { CertificateState } from "./use-certificate";

/** The facts of a pasted certificate, or why it cannot be used. */
export const CertificateStatus = ({
  state,
}: {
  readonly state: CertificateState;
}): React.JSX.Element | null => {
  const { dates } = useHub();
  if (state === "none") return <p className="secondary-text">{certificateLifetimeText}</p>;
  if (state === "reading") return <p role="status">{readingCertificateText}</p>;
  if (state === "unread") return <p role="alert">{certificateUnreadText}</p>;
  return state.ok ? (
    <p role="status" dir="auto">
      {certificateFactsText(state.facts, dates)}
    </p>
  ) : (
    <p role="alert">{certificateProblemText(state.problem)}</p>
  );
};
