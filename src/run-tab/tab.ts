import type { Result } from "../domain/failure";
import type { Dependencies } from "../domain/run/dependencies";
import type { ServiceConnection } from "../domain/service-connection";
import type { Verdict } from "../domain/verification/diagnose";
import type { Instant } from "../domain/instant";
import { redraw } from "../elements/dom";
import type { RunReading } from "../operations/read-run";
import type { TabActions, TabState } from "./state";
import { drawTab } from "./view";

/** What the tab asks of the outside. None of it throws: what does not come is a failure. */
export type TabNeeds = Omit<TabActions, "verify" | "lookAgain"> & {
  readonly read: (runId: number) => Promise<Result<RunReading>>;
  readonly dependencies: (reading: RunReading) => Promise<Result<Dependencies>>;
  readonly verify: (connection: ServiceConnection) => Promise<Result<Verdict>>;
  readonly now: () => Instant;
  /** Called with the first answer of each run. */
  readonly answered: () => void;
};

export type Tab = {
  /** Shows a run. One that is told again, as it goes on, is read again only when somebody asks. */
  readonly follow: (runId: number) => void;
  /** Says that the page told no run. */
  readonly withoutRun: () => void;
};

/** The tab over its element: keeps what was read of the run that is shown, and draws it. */
export function createTab(root: HTMLElement, needs: TabNeeds): Tab {
  let state: TabState = { kind: "loading" };
  let shown: number | null = null;
  /** Counts the runs shown: an answer of an earlier one comes too late. */
  let turn = 0;
  const set = (next: TabState): void => {
    state = next;
    redraw(root, drawTab(state, actions, needs.now()));
  };

  const show = async (runId: number): Promise<void> => {
    shown = runId;
    turn += 1;
    const own = turn;
    set({ kind: "loading" });
    const reading = await needs.read(runId);
    if (own !== turn) return;
    needs.answered();
    if (!reading.ok) {
      set({ kind: "unreadable", failure: reading.failure });
      return;
    }
    set({ kind: "read", reading: reading.value, dependencies: null, verdicts: new Map() });
    const dependencies = await needs.dependencies(reading.value);
    if (own === turn && state.kind === "read") set({ ...state, dependencies });
  };

  const verify = async (connectionId: string): Promise<void> => {
    if (state.kind !== "read" || state.verdicts.get(connectionId) === null) return;
    const connection = state.reading.connections.find(({ id }) => id === connectionId);
    if (connection === undefined) return;
    const own = turn;
    const put = (verdict: Result<Verdict> | null): void => {
      if (own === turn && state.kind === "read")
        set({ ...state, verdicts: new Map(state.verdicts).set(connectionId, verdict) });
    };
    put(null);
    put(await needs.verify(connection));
  };

  const actions: TabActions = {
    verify: (connectionId) => void verify(connectionId),
    lookAgain: () => {
      if (shown !== null) void show(shown);
    },
    open: needs.open,
    hubUrl: needs.hubUrl,
    organizationUrl: needs.organizationUrl,
    dates: needs.dates,
  };
  set({ kind: "loading" });
  return {
    follow: (runId) => {
      if (runId !== shown) void show(runId);
    },
    withoutRun: () => set({ kind: "no-run" }),
  };
}
