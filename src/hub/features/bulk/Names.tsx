import * as React from "react";

type Props = {
  readonly one: { readonly name: string; readonly projectName: string };
  readonly withProject: boolean;
};

/** The connection's name, with its project below it where several are shown. */
export const Names = ({ one, withProject }: Props): React.JSX.Element => (
  <div className="hub-two-lines">
    <span className="hub-line-1 hub-name" dir="auto">
      {one.name}
    </span>
    {withProject && (
      <span className="hub-line-2 secondary-text" dir="auto">
        {one.projectName}
      </span>
    )}
  </div>
);
