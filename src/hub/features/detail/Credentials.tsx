import * as React from "react";
import type { Credential } from "../../../domain/credential";
import { instant, type Instant } from "../../../domain/instant";
import type { Row } from "../../../domain/inventory";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import {
  axisName,
  credentialDetail,
  credentialHeadings,
  credentialName,
  lookupText,
  todayTick,
  partText,
  validText,
} from "./words/detail";
import { dateText } from "../../../words/expiry";
import { credentialUse, type CredentialUse } from "./credential-use";

/** Every credential of the app registration, the latest end first, each with its stretch on a common time axis. */
export const Credentials = ({ row }: { readonly row: Row }): React.JSX.Element => {
  const now = useHubState((state) => state.now);
  const { app } = row;
  const told = lookupText(app);
  const credentials =
    app.state === "found" ? app.app.credentials : app.state === "foreign" ? app.credentials : [];
  return (
    <>
      {app.state === "found" && <p dir="auto">{app.app.displayName}</p>}
      {told !== null && <p>{told}</p>}
      {credentials.length > 0 && <CredentialTable row={row} credentials={credentials} now={now} />}
    </>
  );
};

type TableProps = {
  readonly row: Row;
  readonly credentials: readonly Credential[];
  readonly now: Instant;
};

const CredentialTable = ({ row, credentials, now }: TableProps): React.JSX.Element => {
  const { dates } = useHub();
  const ordered = [...credentials].sort((a, b) => b.until - a.until);
  const axis = axisOf(ordered, now);
  return (
    <table className="hub-credentials" aria-label={axisName}>
      <thead>
        <tr>
          <th scope="col">{credentialHeadings.what}</th>
          <th scope="col">{credentialHeadings.use}</th>
          <th scope="col">{credentialHeadings.when}</th>
          <th scope="col" className="hub-axis-cell">
            <span className="visually-hidden">{credentialHeadings.axis}</span>
            <div className="hub-axis-ticks" aria-hidden="true">
              <span className="hub-axis-today" style={{ left: percent(axis.place(now)) }}>
                {todayTick}
              </span>
            </div>
          </th>
        </tr>
      </thead>
      <tbody>
        {ordered.map((credential) => {
          const use = credentialUse(row, credential, now);
          return (
            <tr key={`${credential.on}/${credential.keyId}`} className={`hub-credential-${use}`}>
              <th scope="row">
                <span dir="auto">{credentialName(credential)}</span>
                <span className="hub-credential-detail secondary-text">{credentialDetail(credential)}</span>
              </th>
              <td>{isInUse(use) ? <strong>▶ {partText(use)}</strong> : partText(use)}</td>
              <td>{validText(credential, dates)}</td>
              <td className="hub-axis-cell" aria-hidden="true">
                <Stretch credential={credential} axis={axis} now={now} />
              </td>
            </tr>
          );
        })}
      </tbody>
      <tfoot aria-hidden="true">
        <tr>
          <td colSpan={3} />
          <td className="hub-axis-cell">
            <div className="hub-axis-ends">
              <span>{dateText(axis.first, dates.culture, dates.timeZone)}</span>
              <span>{dateText(axis.last, dates.culture, dates.timeZone)}</span>
            </div>
          </td>
        </tr>
      </tfoot>
    </table>
  );
};

const isInUse = (use: CredentialUse): boolean => use === "recorded" || use === "only-live";

type Axis = {
  /** A moment as a fraction of the axis. */
  readonly place: (at: Instant) => number;
  readonly first: Instant;
  readonly last: Instant;
};

/** From the first beginning to the last end, with the present on it. */
function axisOf(credentials: readonly Credential[], now: Instant): Axis {
  const moments = [
    now,
    ...credentials.flatMap(({ from, until }) => (from === null ? [until] : [from, until])),
  ];
  const first = instant(Math.min(...moments));
  const last = instant(Math.max(...moments));
  return { place: (at) => (at - first) / Math.max(1, last - first), first, last };
}

const percent = (fraction: number): string => `${String(fraction * 100)}%`;

type StretchProps = { readonly credential: Credential; readonly axis: Axis; readonly now: Instant };

const Stretch = ({ credential: { from, until }, axis, now }: StretchProps): React.JSX.Element => {
  const start = from === null ? 0 : axis.place(from);
  return (
    <div className="hub-axis">
      <div
        className="hub-axis-bar"
        style={{ left: percent(start), width: percent(Math.max(0.01, axis.place(until) - start)) }}
      />
      <div className="hub-axis-now" style={{ left: percent(axis.place(now)) }} />
    </div>
  );
};
