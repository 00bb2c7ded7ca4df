import * as React from "react";

type Props = { readonly title: string; readonly children: React.ReactNode };

/** One part of the details, found by its heading. */
export const Section = ({ title, children }: Props): React.JSX.Element => (
  <section className="hub-detail-section" aria-label={title}>
    <h2 className="hub-detail-title">{title}</h2>
    {children}
  </section>
);
