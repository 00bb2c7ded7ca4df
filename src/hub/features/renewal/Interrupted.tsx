import * as React from "react";
import type { Failure, Result } from "../../../domain/failure";
import type { Instant } from "../../../domain/instant";
import type { ProjectRef } from "../../../domain/service-connection";
import type { Ports } from "../../../ports/ports";
import { useHub, type Hub } from "../../shell/contracts/hub-context";
import { withOverlay } from "../../shell/contracts/hub-state";
import { FeatureBoundary } from "../../shared/FeatureBoundary";
import type { Inventory } from "../../../operations/load-inventory";
import { Message, Sentence } from "../../shared/Message";
import { useStore } from "../../shell/contracts/use-store";
import { failureSentence } from "../../../words/failure";
import { tryAgainText } from "../../shared/words/page";
import {
  findingText,
  formerText,
  interruptedTitle,
  passedOverText,
  runningElsewhereText,
  runningElsewhereTitle,
  unreadableText,
} from "./words/renewal";
import { cleanUpText, dismissText, lookAgainText, resumeText } from "./words/renewal-parts";
import { cleanUpRenewal, dismissUnreadable, lookForInterrupted } from "./actions";
import { runsOf } from "../../shared/renewals/actions";
import { interruptedPart } from "../../shared/renewals/running";
import type { Interrupted as Found } from "../../../operations/resume-renewals";

type Props = { readonly ports: Ports; readonly inventory: Inventory; readonly onChanged: () => void };

/** Unfinished renewals above the list: what happened, and what can be done. Nothing is removed by itself. */
export const Interrupted = ({ ports, inventory, onChanged }: Props): React.JSX.Element => {
  const projects = inventory.projects.map((one) => one.project);
  const hub = useHub();
  const { found, failure, look } = useInterrupted(
    hub,
    projects,
    inventory.rows.map(({ connection }) => connection.id),
  );
  const running = useStore(runsOf(hub).store, (runs) => runs);
  const open = new Set([...running.values()].filter((one) => !one.ended).map((one) => one.plan.runId));
  const changed = (): void => {
    look();
    onChanged();
  };
  return (
    <div className="hub-messages">
      {failure !== null && (
        <Message severity="warning" buttons={[{ text: tryAgainText, onClick: look }]}>
          <Sentence words={failureSentence(failure, "journal")} />
        </Message>
      )}
      {found.map((one) =>
        one.kind === "passed-over" ? (
          <Message key="passed-over" severity="info">
            {passedOverText(one.unlisted, one.beyond)}
          </Message>
        ) : one.kind === "unreadable" ? (
          <Unreadable key={one.unreadable.documentId} {...{ ports, one }} onChanged={look} />
        ) : open.has(one.renewal.plan.runId) ? null : (
          <FeatureBoundary key={one.renewal.plan.runId} part="one unfinished renewal">
            <Readable {...{ ports, one }} onLook={look} onChanged={changed} />
          </FeatureBoundary>
        ),
      )}
    </div>
  );
};

const connectionOf = (one: Found): readonly string[] =>
  one.kind === "readable" ? [one.renewal.plan.connectionId.toLowerCase()] : [];

/** Looks when the page is shown, when the projects change, and when asked again. */
function useInterrupted(
  hub: Hub,
  projects: readonly ProjectRef[],
  connectionIds: readonly string[],
): { readonly found: readonly Found[]; readonly failure: Failure | null; readonly look: () => void } {
  const [found, setFound] = React.useState<readonly Found[]>([]);
  const [failure, setFailure] = React.useState<Failure | null>(null);
  const [asked, look] = React.useReducer((count: number) => count + 1, 0);
  const latest = React.useRef({ projects, connectionIds });
  latest.current = { projects, connectionIds };
  const ids = projects.map((one) => one.id).join(" ");
  React.useEffect(() => {
    let current = true;
    void lookForInterrupted(hub, latest.current.projects, latest.current.connectionIds).then((answer) => {
      if (!current) return;
      setFound(answer.found);
      hub.part(interruptedPart).update(() => new Set(answer.found.flatMap(connectionOf)));
      setFailure(answer.failure);
    });
    return () => {
      current = false;
    };
  }, [hub, ids, asked]);
  return { found, failure, look };
}

/** The list keeps ids as Azure DevOps wrote them, a plan keeps them in lower case. */
const rowIdOf = (state: Parameters<typeof withOverlay>[0], id: string): string =>
  state.inventory?.rows.find((row) => row.connection.id.toLowerCase() === id)?.connection.id ?? id;

type UnreadableProps = {
  readonly ports: Ports;
  readonly one: Found & { readonly kind: "unreadable" };
  readonly onChanged: () => void;
};

const Unreadable = ({ ports, one, onChanged }: UnreadableProps): React.JSX.Element => {
  const { busy, failure, act } = useAct(onChanged);
  const { documentId, reason } = one.unreadable;
  const dismiss = {
    text: dismissText,
    disabled: busy,
    onClick: () => void act(() => dismissUnreadable(ports, documentId)),
  };
  return (
    <Message severity="info" buttons={[dismiss]}>
      {unreadableText(reason)} <Trouble failure={failure} />
    </Message>
  );
};

type ReadableProps = {
  readonly ports: Ports;
  readonly one: Found & { readonly kind: "readable" };
  readonly onLook: () => void;
  readonly onChanged: () => void;
};

const Readable = ({ ports, one, onLook, onChanged }: ReadableProps): React.JSX.Element => {
  const hub = useHub();
  const { dates, store } = hub;
  const { busy, failure, act } = useAct(onChanged);
  const [waits, setWaits] = React.useState<Instant | null>(null);
  const { plan } = one.renewal;
  const resume = (): void => {
    runsOf(hub).resume(one, onChanged);
    store.update((state) =>
      withOverlay(state, { kind: "renewal", connectionId: rowIdOf(state, plan.connectionId) }),
    );
  };
  const buttons = [
    ...(one.mayResume ? [{ text: resumeText, disabled: busy, onClick: resume }] : []),
    ...(one.mayCleanUp
      ? [
          {
            text: cleanUpText,
            disabled: busy,
            onClick: () => void act(() => cleanUpRenewal(ports, one, setWaits)),
          },
        ]
      : []),
    ...(one.mayResume && one.mayCleanUp && one.mayStillActUntil === null
      ? []
      : [{ text: lookAgainText, disabled: busy, onClick: onLook }]),
  ];
  const elsewhere = one.runningElsewhere;
  return (
    <Message severity={elsewhere === null ? "warning" : "info"} quiet={true} buttons={buttons}>
      <strong>
        {elsewhere === null
          ? interruptedTitle(one.connectionName, one.startedBy.name, one.startedAt, dates)
          : runningElsewhereTitle(one.connectionName)}
      </strong>{" "}
      {elsewhere === null
        ? findingText(one.finding, dates, one.mayStillActUntil)
        : runningElsewhereText(elsewhere.holder.name, elsewhere.firstSeen.wall, dates)}{" "}
      {busy && waits !== null && formerText(waits, dates)} <Trouble failure={failure} />
    </Message>
  );
};

const Trouble = ({ failure }: { readonly failure: Failure | null }): React.JSX.Element | null =>
  failure === null ? null : <Sentence words={failureSentence(failure, "verification")} />;

/** One action at a time; a failure stays beside the button that met it. */
function useAct(onDone: () => void): {
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly act: (action: () => Promise<Result<unknown>>) => Promise<void>;
} {
  const [busy, setBusy] = React.useState(false);
  const [failure, setFailure] = React.useState<Failure | null>(null);
  const act = async (action: () => Promise<Result<unknown>>): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const answer = await action();
    setBusy(false);
    if (answer.ok) onDone();
    else setFailure(answer.failure);
  };
  return { busy, failure, act };
}
