import * as ReactDOM from "react-dom";
import { nothingLearned, type Learned } from "../../../domain/findings/finding";
import type { UsageSeen } from "../../../domain/findings/usage";
import { defaultSettings, type Settings } from "../../../domain/settings";
import type { Part } from "../../shell/contracts/hub-context";
import { createStore, type Store } from "../../shell/contracts/store";
import { afterDrawn } from "../frames";

/** What this visit learned: no call is made for it before somebody asks. Never stored. */
export type LearnedHere = {
  /** Null until the rules are loaded. */
  readonly advise: Learned["advise"];
  /** By connection, in lower case. */
  readonly usage: ReadonlyMap<string, UsageSeen>;
  /** Tenants in lower case. */
  readonly forbidding: ReadonlySet<string>;
};

export const learnedPart: Part<Store<LearnedHere>> = {
  make: () => {
    const store = createStore<LearnedHere>(
      { advise: null, usage: new Map(), forbidding: new Set() },
      ReactDOM.unstable_batchedUpdates,
    );
    // Rows are drawn before their advice is fetched; a part that can't be fetched leaves them without it.
    afterDrawn(
      () =>
        void import("../../../domain/findings/advice").then(
          ({ adviceOf }) => store.update((here) => ({ ...here, advise: adviceOf })),
          () => undefined,
        ),
    );
    return store;
  },
};

/** What is known of one connection beyond the list: of this visit, and what Settings say. */
export function learnedOf(
  connectionId: string,
  { advise, usage, forbidding }: LearnedHere,
  { terraformPattern, vault }: Pick<Settings, "terraformPattern" | "vault"> = defaultSettings,
): Learned {
  return {
    ...nothingLearned,
    advise,
    terraformPattern,
    vault,
    forbidding,
    usage: usage.get(connectionId.toLowerCase()) ?? null,
  };
}

/** A look at a connection's use is kept for the visit. */
export const withUsage = (here: LearnedHere, connectionId: string, seen: UsageSeen): LearnedHere => ({
  ...here,
  usage: new Map(here.usage).set(connectionId.toLowerCase(), seen),
});

/** A tenant refused a secret because its policy forbids it (N4). */
export const withForbidding = (here: LearnedHere, tenantId: string): LearnedHere =>
  here.forbidding.has(tenantId.toLowerCase())
    ? here
    : { ...here, forbidding: new Set([...here.forbidding, tenantId.toLowerCase()]) };
