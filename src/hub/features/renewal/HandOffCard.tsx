import * as React from "react";
import type { ServiceConnection } from "../../../domain/service-connection";
import { handOffText } from "./words/renewal";
import { handOffTitle } from "./words/renewal-parts";
import type { Pages } from "../../shared/links";
import { CopyBox } from "../../shared/CopyBox";

type Props = { readonly connection: ServiceConnection; readonly pages: Pages };

/** What to send to the person who has the right. The text can be selected where the clipboard is closed. */
export const HandOffCard = ({ connection, pages }: Props): React.JSX.Element => {
  const links = [pages.connection, ...(pages.credentials === null ? [] : [pages.credentials])];
  const text = handOffText(connection, links);
  return <CopyBox title={handOffTitle} text={text} />;
};
