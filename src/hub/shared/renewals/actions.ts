import { resumeRenewal } from "../../../operations/resume-renewals";
import { runRenewal } from "../../../operations/run-renewal";
import type { Hub, Part } from "../../shell/contracts/hub-context";
import { runningPart } from "./running";
import { createRuns, type Runs } from "./runs";

export const runsPart: Part<Runs> = {
  make({ ports, part }) {
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    return createRuns({
      run: (plan, control) => runRenewal(ports, plan, control),
      resume: (interrupted, control) => resumeRenewal(ports, interrupted, control),
      store: part(runningPart),
      holdPage: (hold) => {
        if (hold) window.addEventListener("beforeunload", warn);
        else window.removeEventListener("beforeunload", warn);
      },
    });
  },
};

/** The renewals of this visit. */
export const runsOf = (hub: Pick<Hub, "part">): Runs => hub.part(runsPart);
