import * as React from "react";
import { Card } from "azure-devops-ui/Card";
import { Link } from "azure-devops-ui/Link";
import type { Outcome } from "../../../domain/federation/evaluate";
import type { PipelineStep } from "../../../domain/federation/pipeline-definition";
import { sourceLink } from "../../../domain/federation/data/sources";
import { federationData } from "../../../domain/federation/data/current";
import { replacementsFor } from "../../../domain/federation/replacement";
import {
  passes,
  type ConnectionReadiness,
  type JudgedUse,
  type PipelineReadiness,
  type Readiness,
} from "../../../domain/federation/roll-up";
import type { ServiceConnection } from "../../../domain/service-connection";
import type { Fact } from "../../../domain/federation/facts";
import { Icon } from "../../shared/Icon";
import { StatusText, type Tone } from "../../shared/StatusText";
import {
  definitionText,
  factText,
  noSourceText,
  outcomeText,
  passingText,
  placeText,
  readinessText,
  sourceName,
  sourceText,
  unreadNote,
  unreadText,
  unreadTitle,
  nameOfUse,
} from "./words/federation";
import { identityFor } from "./actions";
import { Replacement } from "./Replacement";

type Props = { readonly connection: ServiceConnection; readonly readiness: ConnectionReadiness };

/** Everything that uses the connection, by pipeline, the worst first; then what nobody could look at. */
export const Uses = ({ connection, readiness }: Props): React.JSX.Element => (
  <>
    {readiness.pipelines.map((pipeline, index) => (
      <PipelineCard key={index} connection={connection} pipeline={pipeline} />
    ))}
    {readiness.unread.length > 0 && (
      <Card className="hub-federation-card" titleProps={{ text: unreadTitle, ariaLevel: 2 }}>
        <div className="rhythm-vertical-8 flex-grow">
          <p className="secondary-text">{unreadNote}</p>
          <ul>
            {readiness.unread.map((gap, index) => (
              <li key={index}>
                <strong dir="auto">{gap.what}</strong>: <span dir="auto">{unreadText(gap)}</span>
              </li>
            ))}
          </ul>
        </div>
      </Card>
    )}
  </>
);

export const readinessTone = (readiness: Readiness): Tone => {
  switch (readiness) {
    case "convertible":
      return "good";
    case "after-review":
      return "soon";
    case "blocked":
      return "bad";
    case "not-fully-visible":
      return "unknown";
  }
};

const outcomeTone = (outcome: Outcome): Tone => {
  switch (outcome) {
    case "supported":
      return "good";
    case "supported-from":
    case "not-supported":
      return "bad";
    case "depends":
      return "soon";
    case "unknown":
      return "unknown";
    case "not-a-use":
      return "neutral";
  }
};

const PipelineCard = ({
  connection,
  pipeline,
}: {
  readonly connection: ServiceConnection;
  readonly pipeline: PipelineReadiness;
}): React.JSX.Element => (
  <Card
    className="hub-federation-card"
    titleProps={{ text: definitionText(pipeline.definition), ariaLevel: 2 }}
    headerDescriptionProps={{ text: readinessText(pipeline.readiness) }}
  >
    <div className="rhythm-vertical-8 flex-grow">
      <UseList connection={connection} uses={pipeline.uses.filter((use) => !passes(use))} />
      <Passing connection={connection} uses={pipeline.uses.filter(passes)} />
    </div>
  </Card>
);

type ListProps = { readonly connection: ServiceConnection; readonly uses: readonly JudgedUse[] };

const UseList = ({ connection, uses }: ListProps): React.JSX.Element | null =>
  uses.length === 0 ? null : (
    <ul className="hub-federation-uses">
      {uses.map((use, index) => (
        <li key={index} className="rhythm-vertical-8">
          <Use connection={connection} use={use} />
        </li>
      ))}
    </ul>
  );

/** Folded: what needs nothing of anybody stands in nobody's way. */
const Passing = ({ connection, uses }: ListProps): React.JSX.Element | null =>
  uses.length === 0 ? null : (
    <details>
      <summary tabIndex={0}>{passingText(uses.length)}</summary>
      <UseList connection={connection} uses={uses} />
    </details>
  );

const Use = ({
  connection,
  use,
}: {
  readonly connection: ServiceConnection;
  readonly use: JudgedUse;
}): React.JSX.Element => {
  const { step, verdict } = use;
  const options =
    step === null ? [] : replacementsFor(step, verdict, identityFor(connection), federationData);
  const place = step === null ? "" : placeText(step);
  return (
    <>
      <StatusText
        tone={outcomeTone(verdict.outcome)}
        text={`${nameOfUse(use)}: ${outcomeText(verdict.outcome)}`}
        detail={[step === null ? undefined : taskText(step, verdict.fact), place]
          .filter((part) => part !== undefined && part !== "")
          .join(" · ")}
      />
      <FactLine said={verdict.fact} />
      {verdict.remarks.map((remark, index) => (
        <FactLine key={index} said={remark.fact} />
      ))}
      {options.map((option, index) => (
        <Replacement key={index} option={option} isYaml={step?.source === "yaml"} step={nameOfUse(use)} />
      ))}
    </>
  );
};

/** Classic pipelines name tasks by id; the data knows what people call them. */
const taskText = (step: PipelineStep, said: Fact): string => said.params["task"] ?? step.task.written;

/** The fact behind a verdict; where and when it was seen opens from a sign beside it. */
const FactLine = ({ said }: { readonly said: Fact }): React.JSX.Element => {
  const link = said.source === null ? null : sourceLink(said.source);
  return (
    <div className="hub-federation-fact hub-wrap">
      <span dir="auto">{factText(said)}</span>
      <details className="hub-federation-source secondary-text">
        <summary tabIndex={0} aria-label={sourceName} title={sourceName}>
          <Icon name="info" />
        </summary>
        {said.source === null ? (
          noSourceText
        ) : link === null ? (
          sourceText(said.source.date)
        ) : (
          <Link href={link} target="_blank" rel="noopener noreferrer">
            {sourceText(said.source.date)}
          </Link>
        )}
      </details>
    </div>
  );
};
