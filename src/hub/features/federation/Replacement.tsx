import * as React from "react";
import { breakWords, gapWords, reviewWords } from "../../../domain/federation/replacement-words";
import type { Replacement as Option } from "../../../domain/federation/replacement";
import {
  breaksTitle,
  gapsTitle,
  missingText,
  replacementTitles,
  rolesText,
  splitOffText,
  trapsTitle,
} from "./words/federation";
import { environmentTitle, newStepName, scriptName, scriptStepName, scriptTypeText } from "./words/parts";
import { CopyText } from "../../shared/CopyText";
import { StepDiff } from "../../shared/StepDiff";
import { tokenTraps } from "../../shared/words/findings";

type Props = { readonly option: Option; readonly isYaml: boolean; readonly step: string };

/** One way forward for one step. For YAML the change of the file's step, for classic pipelines what to enter. */
export const Replacement = ({ option, isYaml, step }: Props): React.JSX.Element => {
  switch (option.kind) {
    case "review":
      return <p>{reviewWords[option.code]}</p>;
    case "split-off":
      return (
        <p>
          <strong>{replacementTitles.splitOff}.</strong> {splitOffText}
        </p>
      );
    case "feed":
      return (
        <Way title={replacementTitles.feed}>
          <Points title={trapsTitle} points={tokenTraps} />
          <StepDiff before={option.before} after={option.after} />
          {isYaml && <CopyText what={newStepName(step)} text={option.after} />}
        </Way>
      );
    case "unpin":
      return (
        <Way title={replacementTitles.unpin(option.task, option.minimum)}>
          <StepDiff before={option.before} after={option.after} />
        </Way>
      );
    case "upgrade":
      return (
        <Way title={replacementTitles.upgrade(option.task, option.minimum)}>
          {option.roles.length > 0 && <p>{rolesText(option.roles)}</p>}
          <Points title={breaksTitle} points={option.breaks.map((code) => breakWords[code])} />
          <StepDiff before={option.before} after={option.after} />
          {isYaml && <CopyText what={newStepName(step)} text={option.after} />}
        </Way>
      );
    case "script":
      return (
        <Way title={replacementTitles.script}>
          {option.roles.length > 0 && <p>{rolesText(option.roles)}</p>}
          {option.missing.length > 0 && <p>{missingText(option.missing)}</p>}
          <Points title={gapsTitle} points={option.gaps.map((code) => gapWords[code])} />
          {isYaml && <StepDiff before={option.before} after={option.after} />}
          {!isYaml && <p>{scriptTypeText(option.scriptType)}</p>}
          <CopyText
            what={isYaml ? scriptStepName(step) : scriptName(step)}
            text={isYaml ? option.after : option.script}
          />
          <Environment env={isYaml ? {} : option.env} />
        </Way>
      );
  }
};

/** Classic steps take environment variables in a table of their own. */
const Environment = ({ env }: { readonly env: Readonly<Record<string, string>> }): React.JSX.Element | null =>
  Object.keys(env).length === 0 ? null : (
    <div>
      <strong>{environmentTitle}</strong>
      <ul>
        {Object.entries(env).map(([name, value]) => (
          <li key={name}>
            <code dir="auto">
              {name}: {value}
            </code>
          </li>
        ))}
      </ul>
    </div>
  );

const Way = ({
  title,
  children,
}: {
  readonly title: string;
  readonly children: React.ReactNode;
}): React.JSX.Element => (
  <div className="rhythm-vertical-8">
    <strong>{title}</strong>
    {children}
  </div>
);

const Points = ({
  title,
  points,
}: {
  readonly title: string;
  readonly points: readonly string[];
}): React.JSX.Element | null =>
  points.length === 0 ? null : (
    <div>
      {title}:
      <ul>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </div>
  );
