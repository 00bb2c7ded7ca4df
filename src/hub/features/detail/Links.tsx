import * as React from "react";
import type { ServiceConnection } from "../../../domain/service-connection";
import { useHub } from "../../shell/contracts/hub-context";
import { pagesOf } from "../../shared/links";
import { OutsideLink } from "../../shared/OutsideLink";
import { linkTexts, sectionTitles } from "./words/detail";
import { Section } from "./Section";

/** The connection and its identity where they live. */
export const Links = ({ connection }: { readonly connection: ServiceConnection }): React.JSX.Element => {
  const pages = pagesOf(useHub().ports, connection);
  return (
    <Section title={sectionTitles.links}>
      <ul className="hub-detail-list">
        {(["connection", "app", "credentials", "enterpriseApp", "access"] as const).map((page) => {
          const href = pages[page];
          return href === null ? null : (
            <li key={page}>
              <OutsideLink href={href}>{linkTexts[page]}</OutsideLink>
            </li>
          );
        })}
      </ul>
    </Section>
  );
};
