import * as React from "react";
import { PlainButton } from "../../../shared/PlainButton";
import { useHub, useHubState } from "../../../shell/contracts/hub-context";
import type { ProjectStatus } from "../../../../operations/load-inventory";
import { Message } from "../../../shared/Message";
import { failureWords } from "../../../../words/failure";
import {
  missingProjectsText,
  notReadText,
  retryAllText,
  retryName,
  retryText,
  whichProjectsText,
} from "../words/organization";
import "./organization.scss";

type Props = { readonly failed: readonly ProjectStatus[]; readonly all: number };

/** Every project whose connections are missing, each with its reason, to be read again alone or together. */
export const FailedProjects = ({ failed, all }: Props): React.JSX.Element => {
  const { actions } = useHub();
  const reading = useHubState((state) => state.reading);
  const stopped = failed.filter(isStopped).length;
  const retry = (some: readonly ProjectStatus[]): void =>
    void actions.retryProjects(some.map(({ project }) => project.id));
  return (
    <Message
      severity={stopped === failed.length ? "warning" : "error"}
      buttons={[{ text: retryAllText, disabled: reading, onClick: () => retry(failed) }]}
    >
      {missingProjectsText(failed.length - stopped, stopped, all)}
      <details className="hub-missing" open={failed.length <= 5}>
        <summary>{whichProjectsText(failed.length)}</summary>
        <ul>
          {failed.map((one) => (
            <li key={one.project.id}>
              <strong dir="auto">{one.project.name}</strong>: {reasonOf(one)}{" "}
              <PlainButton
                ariaLabel={retryName(one.project.name)}
                subtle={true}
                text={retryText}
                disabled={reading}
                onClick={() => retry([one])}
              />
            </li>
          ))}
        </ul>
      </details>
    </Message>
  );
};

const isStopped = ({ failure }: ProjectStatus): boolean => failure?.code === "cancelled";

function reasonOf(one: ProjectStatus): string {
  if (one.failure === null || isStopped(one)) return notReadText;
  const { happened, next } = failureWords(one.failure);
  return `${happened} ${next}`;
}
