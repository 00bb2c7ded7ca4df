import * as React from "react";
import { Link } from "azure-devops-ui/Link";
import type { ServiceConnection } from "../../domain/service-connection";
import type { Verdict } from "../../domain/verification/diagnose";
import type { Remedy } from "../../domain/verification/sign-in-errors";
import { useHub } from "../hub-context";
import { pagesOf, type Pages } from "../renewal/intents";
import { OutsideLink } from "../renewal/OutsideLink";
import { answeredText, codePage, pageNames, verdictName, verdictWords } from "../words/verdict";

type Props = { readonly verdict: Verdict; readonly connection: ServiceConnection };

/** A verdict with its code, why, and the one next thing to do with the page where it is done. */
export const VerdictDetails = ({ verdict, connection }: Props): React.JSX.Element => {
  const { ports } = useHub();
  const { label, explanation, next } = verdictWords(verdict);
  const page = codePage(verdict.code);
  const place = placeOf(verdict.remedy, pagesOf(ports, connection));
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
            {verdict.code}
          </Link>
        ))}
      {verdict.detail !== null && (
        <details>
          <summary>{answeredText}</summary>
          <pre className="hub-detail" dir="auto" tabIndex={0}>
            {verdict.detail}
          </pre>
        </details>
      )}
    </section>
  );
};

type Place = { readonly href: string; readonly text: string };

/** The page where the next thing is done; null where there is none. */
function placeOf(remedy: Remedy, pages: Pages): Place | null {
  const at = (href: string | null, text: string): Place | null => (href === null ? null : { href, text });
  switch (remedy) {
    case "assign-role":
      return at(pages.access, pageNames.access);
    case "restore-app":
    case "fix-app-type":
      return at(pages.app, pageNames.app);
    case "enable-app":
      return at(pages.enterpriseApp ?? pages.app, pageNames.enterpriseApp);
    case "check-certificate":
    case "compare-federation":
      return at(pages.credentials, pageNames.credentials);
    case "correct-tenant":
    case "ask-for-right":
      return at(pages.connection, pageNames.connection);
    case "none":
    case "renew":
    case "wait":
    case "ask-policy-owner":
    case "retry":
    case "enter-secret-again":
      return null;
  }
}
