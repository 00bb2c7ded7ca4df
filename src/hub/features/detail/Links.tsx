import * as React from "react";
import type { ServiceConnection } from "../../../domain/service-connection";
import { useHub } from "../../shell/contracts/hub-context";
import { pagesOf } from "../../shared/links";
import { OutsideLink } from "../../shared/OutsideLink";
import { linksName, linkTexts } from "./words/detail";

/** The pages of the connection and its identity, beside each other. */
export const Links = ({ connection }: { readonly connection: ServiceConnection }): React.JSX.Element => {
  const pages = pagesOf(useHub().ports, connection);
  return (
    <ul className="hub-detail-links" aria-label={linksName}>
      {(["connection", "app", "credentials", "enterpriseApp", "access"] as const).map((page) => {
        const href = pages[page];
        return href === null ? null : (
          <li key={page}>
            <OutsideLink href={href}>{linkTexts[page]}</OutsideLink>
          </li>
        );
      })}
    </ul>
  );
};
