import * as React from "react";
import { useHub } from "../../shell/contracts/hub-context";
import { connectionsPage } from "../../shared/links";
import { OutsideLink } from "../../shared/OutsideLink";
import { emptyList } from "./words/empty-list";

/** Stands in place of a list that came without a connection, and leads to where one is created. */
export const EmptyList = (): React.JSX.Element => {
  const { host } = useHub().ports;
  return (
    <div className="hub-empty" role="status">
      <h2 className="title-m">{emptyList.title}</h2>
      <p className="body-l secondary-text">{emptyList.text[host.scope.kind]}</p>
      {host.scope.kind === "project" && (
        <p className="body-l">
          <OutsideLink href={connectionsPage(host.organizationUrl, host.scope.project)}>
            {emptyList.page}
          </OutsideLink>
        </p>
      )}
    </div>
  );
};
