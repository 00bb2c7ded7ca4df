import { stepsOf } from "../../../domain/renewal/progress";
import type { Plan, Renewal } from "../../../domain/renewal/renewal";
import type { Store } from "../../shell/contracts/store";
import type { Running } from "./running";
import type { Interrupted } from "../../../operations/resume-renewals";
import type { Pasted, RunControl, RunView } from "../../../operations/run-control";

/** Renewals by connection id. They live outside the panel, so that closing it stops nothing. */
export type Runs = {
  readonly store: Store<ReadonlyMap<string, Running>>;
  /** Starts a run; does nothing while one of the same connection is under way. `pasted` is handed over once. */
  start(plan: Plan, pasted: Pasted | null, onEnd: () => void): void;
  /** As `start`, with answers given in advance; resolves as `ended`. */
  startUnattended(plan: Plan, answers: Answers): Promise<Renewal | null>;
  /** The end of the connection's run that is under way; null where it breaks off through a bug, or where there is none. */
  ended(connectionId: string): Promise<Renewal | null>;
  resume(interrupted: Interrupted & { readonly kind: "readable" }, onEnd: () => void): void;
  /** Answers a run that waits for a paste; null gives up. */
  paste(connectionId: string, pasted: Pasted | null): void;
  answerUnproved(connectionId: string, save: boolean): void;
  /** Asks the run to stop at the next safe point. */
  cancel(connectionId: string): void;
  /** Forgets a run that has ended. */
  dismiss(connectionId: string): void;
};

type Start = (control: RunControl) => Promise<Renewal>;

/** What a run may ask of a person. */
type Answers = Pick<RunControl, "paste" | "confirmUnproved">;

/** What a run is asking a person, and how to stop it. */
type Handle = {
  readonly abort: AbortController;
  paste: ((pasted: Pasted | null) => void) | null;
  consent: ((save: boolean) => void) | null;
  /** Null where the run broke off. */
  end: Promise<Renewal | null>;
};

export type RunOperations = {
  readonly run: (plan: Plan, control: RunControl) => Promise<Renewal>;
  readonly resume: (
    interrupted: Interrupted & { readonly kind: "readable" },
    control: RunControl,
  ) => Promise<Renewal>;
  /** Where the page follows the runs. */
  readonly store: Store<ReadonlyMap<string, Running>>;
  /** Told whenever leaving the page would, or would no longer, lose a new secret (G126). */
  readonly holdPage: (hold: boolean) => void;
};

export function createRuns({ run, resume, store, holdPage }: RunOperations): Runs {
  const handles = new Map<string, Handle>();
  const change = (id: string, over: Partial<Running>): void => {
    store.update((runs) => {
      const running = runs.get(id);
      return running === undefined ? runs : new Map(runs).set(id, { ...running, ...over });
    });
    holdPage([...store.get().values()].some(({ view, ended }) => !ended && view?.holdsSecret === true));
  };
  const forget = (id: string): void =>
    store.update((runs) => {
      if (runs.get(id)?.ended !== true) return runs;
      const left = new Map(runs);
      left.delete(id);
      return left;
    });
  const begin = (plan: Plan, start: Start, answersOf: (handle: Handle) => Answers, onEnd = none): void => {
    const id = plan.connectionId;
    if (store.get().get(id)?.ended === false) return;
    const handle: Handle = {
      abort: new AbortController(),
      paste: null,
      consent: null,
      end: Promise.resolve(null),
    };
    handles.set(id, handle);
    store.update((runs) =>
      new Map(runs).set(id, { plan, view: null, ended: false, broken: false, cancelling: false }),
    );
    const end = (broken: boolean): void => {
      handles.delete(id);
      change(id, { ended: true, broken });
      if (backedOut(store.get().get(id))) forget(id);
      onEnd();
    };
    const control = { report: (view: RunView) => change(id, { view }), signal: handle.abort.signal };
    handle.end = start({ ...control, ...answersOf(handle) }).then(
      (renewal) => {
        // A run that ends before its first report, such as one that could not be resumed, is shown by its end alone.
        if (store.get().get(id)?.view === null) change(id, { view: endOf(renewal) });
        end(false);
        return renewal;
      },
      () => {
        end(true);
        return null;
      },
    );
  };
  const ended = (id: string): Promise<Renewal | null> => handles.get(id)?.end ?? Promise.resolve(null);
  return {
    store,
    start: (plan, pasted, onEnd) =>
      begin(
        plan,
        (control) => run(plan, control),
        (handle) => askPerson(handle, pasted),
        onEnd,
      ),
    startUnattended: (plan, answers) => {
      begin(
        plan,
        (control) => run(plan, control),
        () => answers,
      );
      return ended(plan.connectionId);
    },
    ended,
    resume: (interrupted, onEnd) =>
      begin(
        interrupted.renewal.plan,
        (control) => resume(interrupted, control),
        (handle) => askPerson(handle, null),
        onEnd,
      ),
    paste: (id, given) => handles.get(id)?.paste?.(given),
    answerUnproved: (id, save) => handles.get(id)?.consent?.(save),
    cancel(id) {
      const handle = handles.get(id);
      if (handle === undefined) return;
      change(id, { cancelling: true });
      handle.abort.abort();
      handle.paste?.(null);
      handle.consent?.(false);
    },
    dismiss: forget,
  };
}

const none = (): void => undefined;

const endOf = (renewal: Renewal): RunView => ({
  renewal,
  steps: stepsOf(renewal, {}, null, false),
  waitingFor: null,
  settling: null,
  takesLong: false,
  proofVoid: null,
  shortenedToDays: null,
  lostProjects: [],
  goneSecrets: null,
  recorded: true,
  holdsSecret: false,
});

/** Closing the sign-in before anything began is no failure: the plan is shown again as it was (G106). */
const backedOut = (running: Running | undefined): boolean => {
  const renewal = running?.view?.renewal;
  return (
    renewal?.stage === "stopped" &&
    renewal.during === "preparing" &&
    renewal.failure.code === "graph-sign-in-cancelled"
  );
};

/** The pasted values are handed to the run at its first question and are not kept here. */
function askPerson(handle: Handle, pasted: Pasted | null): Answers {
  let first = pasted;
  return {
    paste() {
      const given = first;
      first = null;
      if (given !== null) return Promise.resolve(given);
      if (handle.abort.signal.aborted) return Promise.resolve(null);
      return new Promise((resolve) => {
        handle.paste = (given) => {
          handle.paste = null;
          resolve(given);
        };
      });
    },
    confirmUnproved() {
      if (handle.abort.signal.aborted) return Promise.resolve(false);
      return new Promise((resolve) => {
        handle.consent = (save) => {
          handle.consent = null;
          resolve(save);
        };
      });
    },
  };
}
