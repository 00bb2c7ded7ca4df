import { resumeRenewal } from "../../../operations/resume-renewals";
import { runRenewal } from "../../../operations/run-renewal";
import type { Hub, Part } from "../../shell/contracts/hub-context";
import type { Renewal } from "../../../domain/renewal/renewal";
import { learnedPart, withForbidding } from "../findings/learned";
import { runningPart } from "./running";
import { createRuns, type Runs } from "./runs";

export const runsPart: Part<Runs> = {
  make({ ports, part }) {
    // The first refusal by a tenant's policy is known to every row of that tenant for the rest of the visit (N4).
    const learned = (renewal: Renewal): Renewal => {
      const { tenantId } = renewal.plan;
      if (renewal.stage === "stopped" && renewal.failure.code === "secrets-forbidden" && tenantId !== null)
        part(learnedPart).update((here) => withForbidding(here, tenantId));
      return renewal;
    };
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    return createRuns({
      run: (plan, control) => runRenewal(ports, plan, control).then(learned),
      resume: (interrupted, control) => resumeRenewal(ports, interrupted, control).then(learned),
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
