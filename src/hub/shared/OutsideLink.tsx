import * as React from "react";
import { Link } from "azure-devops-ui/Link";
import { useHub } from "../shell/contracts/hub-context";
import { openPage } from "./links";

type Props = { readonly href: string; readonly children: string };

/** A real link which the host opens in a new window; with a modifier key the browser follows it as it is. */
export const OutsideLink = ({ href, children }: Props): React.JSX.Element => {
  const { ports } = useHub();
  return (
    <Link
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        void openPage(ports.host, href);
      }}
    >
      {children}
    </Link>
  );
};
