import { Secret } from "../../../src/domain/secret";
import type { RunControl, RunView } from "../../../src/operations/run-control";
import type { Running } from "../../../src/hub/shared/renewals/running";
import { createRuns } from "../../../src/hub/shared/renewals/runs";
import { createStore } from "../../../src/hub/shell/contracts/store";
import { aPlan, aRunView, connectionId } from "../../support/builders";
import type { Plan, Renewal } from "../../../src/domain/renewal/renewal";

const holding = (holdsSecret: boolean): RunView => aRunView({ holdsSecret });

const notResumed = (plan: Plan): Renewal => ({
  plan,
  stage: "stopped",
  during: "proving",
  failure: { code: "app-not-found" },
  leftBehind: null,
  connection: "unknown",
  readAt: null,
});

function started(run: (control: RunControl) => Promise<unknown>) {
  const held: boolean[] = [];
  const runs = createRuns({
    run: async (plan, control) => {
      await run(control);
      return { plan, stage: "preparing" };
    },
    resume: ({ renewal: { plan } }) => Promise.resolve(notResumed(plan)),
    store: createStore<ReadonlyMap<string, Running>>(new Map(), (notify) => notify()),
    holdPage: (hold) => void held.push(hold),
  });
  return { runs, held };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe("runs outside the panel", () => {
  test("hold the page exactly while a new secret is in memory", async () => {
    const { runs, held } = started((control) => {
      control.report(holding(false));
      control.report(holding(true));
      return Promise.resolve();
    });

    runs.start(aPlan(), null, () => undefined);
    await settled();

    expect(held).toEqual([false, true, false]);
  });

  test("a sign-in that was closed leads back to the plan, a run that failed stays to be read", async () => {
    const stopped = (code: "graph-sign-in-cancelled" | "app-not-found"): RunView => ({
      ...holding(false),
      renewal: {
        plan: aPlan(),
        stage: "stopped",
        during: "preparing",
        failure: { code },
        leftBehind: null,
        connection: "not-saved",
        readAt: null,
      },
    });
    const endedWith = async (view: RunView): Promise<boolean> => {
      const { runs } = started((control) => {
        control.report(view);
        return Promise.resolve();
      });
      runs.start(aPlan(), null, () => undefined);
      await settled();
      return runs.store.get().has(connectionId);
    };

    expect(await endedWith(stopped("graph-sign-in-cancelled"))).toBe(false);
    expect(await endedWith(stopped("app-not-found"))).toBe(true);
  });

  test("hand a pasted secret over once and ask again afterwards", async () => {
    const pasted = { inputs: new Map([["serviceprincipalkey", new Secret("text")]]), until: null };
    const given: unknown[] = [];
    const { runs } = started(async (control) => {
      given.push(await control.paste());
      given.push(await control.paste());
    });

    runs.start(aPlan(), pasted, () => undefined);
    await settled();
    runs.cancel(connectionId);
    await settled();

    expect(given).toEqual([pasted, null]);
  });

  test("show the end of a run that could not be resumed and never reported", async () => {
    const { runs } = started(() => Promise.resolve());
    const plan = aPlan();

    runs.resume(
      { renewal: { plan, stage: "preparing" } } as Parameters<typeof runs.resume>[0],
      () => undefined,
    );
    await settled();

    const running = runs.store.get().get(connectionId);
    expect(running?.ended).toBe(true);
    expect(running?.view?.renewal).toEqual(notResumed(plan));
    expect(running?.view?.steps.map(({ step, state }) => [step, state])).toEqual([
      ["create", "done"],
      ["prove", "failed"],
      ["save", "skipped"],
      ["verify", "skipped"],
    ]);
  });

  test("start no second renewal of a connection while one is under way", () => {
    let count = 0;
    const { runs } = started(() => {
      count += 1;
      return new Promise(() => undefined);
    });

    runs.start(aPlan(), null, () => undefined);
    runs.start(aPlan(), null, () => undefined);

    expect(count).toBe(1);
  });

  test("tell a run that broke off through a bug, and end it", async () => {
    const { runs } = started(() => Promise.reject(new Error("bug")));
    let ended = 0;

    runs.start(aPlan(), null, () => (ended += 1));
    await settled();

    expect(runs.store.get().get(connectionId)).toMatchObject({ ended: true, broken: true });
    expect(ended).toBe(1);
  });
});
