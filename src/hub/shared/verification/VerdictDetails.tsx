import * as React from "react";
import { Link } from "azure-devops-ui/Link";
import type { ServiceConnection } from "../../../domain/service-connection";
import type { Verdict } from "../../../domain/verification/diagnose";
import { useHub } from "../../shell/contracts/hub-context";
import { pagesOf } from "../links";
import { OutsideLink } from "../OutsideLink";
import { answeredText, codePage, codePageText, verdictName, verdictWords } from "../../../words/verdict";
import { placeOfRemedy } from "./places";

type Props = { readonly verdict: Verdict; readonly connection: ServiceConnection };

/** A verdict with its code, why, and the one next thing to do with the page where it is done. */
export const VerdictDetails = ({ verdict, connection }: Props): React.JSX.Element => {
  const { ports } = useHub();
  const { label, explanation, next } = verdictWords(verdict);
  const page = codePage(verdict.code);
  const place = placeOfRemedy(verdict.remedy, pagesOf(ports, connection));
  return (
    <section aria-label={verdictName} className="rhythm-vertical-8">
      <strong>{label}</strong>
      <p>{explanation}</p>
      <p>
        {next} {place !== null && <OutsideLink href={place.href}>{place.text}</OutsideLink>}
      </p>
      {verdict.code !== null &&
        (page === null ? (
          <code>{verdict.code}</code>
        ) : (
          <Link href={page} target="_blank" rel="noopener noreferrer">
            {codePageText(verdict.code)}
          </Link>
        ))}
      {verdict.detail !== null && (
        <details>
          <summary tabIndex={0}>{answeredText}</summary>
          <pre className="hub-detail" dir="auto" tabIndex={0}>
            {verdict.detail}
          </pre>
        </details>
      )}
    </section>
  );
};
