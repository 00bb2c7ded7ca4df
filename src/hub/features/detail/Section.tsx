import * as React from "react";

type Props = { readonly title: string; readonly children: React.ReactNode };

/** One of the groups of the details, found by its heading. */
export const Group = ({ title, children }: Props): React.JSX.Element => (
  <section className="hub-detail-group" aria-label={title}>
    <h2 className="hub-detail-title title-xs">{title}</h2>
    {children}
  </section>
);

/** One part of a group, found by its heading. */
export const Section = ({ title, children }: Props): React.JSX.Element => (
  <section className="hub-detail-section" aria-label={title}>
    <h3 className="hub-detail-subtitle">{title}</h3>
    {children}
  </section>
);
