import * as React from "react";
import type { Row } from "../../../domain/inventory";
import { adviceOf } from "../../../domain/findings/advice";
import type { Advice } from "../../../domain/findings/finding";
import { terraformBlock } from "../../../domain/findings/terraform-block";
import { changedFeedStep, feedStep } from "../../../domain/federation/feed-step";
import type { UsageSeen } from "../../../domain/findings/usage";
import { defaultSettings } from "../../../domain/settings";
import { adviceWords } from "../../../words/advice";
import { findingLabel } from "../../../words/finding-labels";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import { CopyBox } from "../CopyBox";
import { dispatch } from "../dispatch";
import { PlainButton } from "../PlainButton";
import { StepDiff } from "../StepDiff";
import {
  adviceTitle,
  findPipelinesText,
  ranWithText,
  terraformBlockNote,
  terraformBlockTitle,
  tokenStepTitle,
  tokenTraps,
} from "../words/findings";
import { learnUse } from "./actions";
import { ConvertInstead } from "./ConvertInstead";
import { SwitchButton } from "./SwitchButton";
import { useLearned } from "./use-learned";

/** What is wiser than a renewal, or has to be known before one; nothing where there is nothing to say. */
export const AdviceList = ({ row }: { readonly row: Row }): React.JSX.Element | null => {
  const hub = useHub();
  const now = useHubState((state) => state.now);
  const { connection } = row;
  const learned = useLearned(connection.id);
  const latest = React.useRef(connection);
  latest.current = connection;
  React.useEffect(() => {
    const mine = new AbortController();
    const { incomplete, holds } = latest.current;
    if (!incomplete && holds !== "nothing") void learnUse(hub, latest.current, mine.signal);
    return () => mine.abort();
  }, [hub, connection.id]);
  const advice = adviceOf(row, now, learned);
  return advice.length === 0 ? null : (
    <section aria-label={adviceTitle} className="hub-detail-section rhythm-vertical-8">
      <h3 className="hub-detail-subtitle">{adviceTitle}</h3>
      <ul className="hub-findings">
        {advice.map((one) => (
          <li key={one.code}>
            <strong>{findingLabel(one)}.</strong> <Told advice={one} />
            <More advice={one} row={row} usage={learned.usage} />
          </li>
        ))}
      </ul>
    </section>
  );
};

const Told = ({ advice }: { readonly advice: Advice }): React.JSX.Element => {
  const words = adviceWords(advice, useHub().dates);
  return (
    <span dir="auto">
      {words.means} <em>{words.next}</em>
    </span>
  );
};

type MoreProps = { readonly advice: Advice; readonly row: Row; readonly usage: UsageSeen | null };

/** What helps to do it: a block, a step, a page, another panel. */
const More = ({ advice, row: { connection }, usage }: MoreProps): React.JSX.Element | null => {
  const hub = useHub();
  const lifetimeDays = useHubState(
    ({ inventory }) => inventory?.settings.lifetimeDays ?? defaultSettings.lifetimeDays,
  );
  const openFederation = (): void => dispatch(hub, { kind: "federation", connectionId: connection.id });
  switch (advice.code) {
    case "managed-by-terraform":
      return connection.type.toLowerCase() !== "azurerm" ? null : (
        <>
          <CopyBox title={terraformBlockTitle} text={terraformBlock(connection, lifetimeDays)} />
          <p className="secondary-text">{terraformBlockNote}</p>
        </>
      );
    case "azure-devops-token": {
      const { before, after } = changedFeedStep([connection.name], feedStep(connection.name));
      return (
        <>
          <p dir="auto">{ranWithText(usage)}</p>
          <PlainButton text={findPipelinesText} onClick={openFederation} />
          <strong>{tokenStepTitle}</strong>
          <StepDiff before={before} after={after} />
          <ul>
            {tokenTraps.map((trap) => (
              <li key={trap}>{trap}</li>
            ))}
          </ul>
        </>
      );
    }
    case "unused":
      return <SwitchButton connection={connection} to="disabled" />;
    case "tenant-forbids-secrets":
      return <ConvertInstead connection={connection} />;
    case "other-holders":
    case "issuer-outside-azure":
      return null;
  }
};
