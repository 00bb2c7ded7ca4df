import { runsOf } from "../../shared/renewals/actions";
import { inputProblem, pasteProblem, type PasteProblem } from "../../../adapters/portal/pasted-secret";
import type { Failure, Result } from "../../../domain/failure";
import type { Instant } from "../../../domain/instant";
import { makePlan, type Offer, type PlanInput } from "../../../domain/renewal/plan";
import type { Plan } from "../../../domain/renewal/renewal";
import { Secret, type SecretInputs } from "../../../domain/secret";
import { type ProjectRef, type ServiceConnection } from "../../../domain/service-connection";
import type { Settings } from "../../../domain/settings";
import { preparePlan } from "../../../operations/plan-renewal";
import { cleanUpRenewal, findInterrupted, type Interrupted } from "../../../operations/resume-renewals";
import { retire, retirementView } from "../../../operations/retire-credentials";
import { typeOf } from "../../../operations/plan-renewal";
import type { Ports } from "../../../ports/ports";
import type { Hub } from "../../shell/contracts/hub-context";
import { pasteLabel } from "./words/renewal-parts";

export type { PasteProblem };
export { preparePlan, retire, retirementView, cleanUpRenewal };

export type StartChoice = {
  readonly offer: Offer;
  readonly until: Instant;
  readonly writeNote: boolean;
  /** The person's word where Azure DevOps may remove others' secrets (E2); absent, it was not asked for. */
  readonly othersMayGo?: boolean;
  readonly inputs: SecretInputs | null;
};

/** Starts the planned renewal in the background. */
export function startRenewal(
  hub: Pick<Hub, "ports" | "part">,
  connection: ServiceConnection,
  settings: Settings,
  { offer, until, writeNote, othersMayGo = false, inputs }: StartChoice,
  onEnd: () => void,
): void {
  const { ports } = hub;
  const plan = makePlan(offer, {
    connection,
    until,
    settings: { ...settings, writeNote },
    othersMayGo,
    runId: ports.clock.newId(),
    now: ports.clock.now(),
    actor: ports.host.user,
  });
  runsOf(hub).start(plan, inputs === null ? null : { inputs, until: plan.until }, onEnd);
}

/**
 * The fields that a run waits for, as the connection's type declares them: a stored plan names them and no more. Where the
 * type cannot be read each of them takes several lines, so that no value loses its line breaks.
 */
export async function fieldsOfRun(
  ports: Ports,
  { material, inputNames }: Plan,
  connection: ServiceConnection,
): Promise<readonly PlanInput[]> {
  const types = material === "inputs" ? await ports.connections.types() : null;
  const declared = types?.ok === true ? (typeOf(types.value, connection)?.inputs ?? []) : [];
  return inputNames.map(
    (name): PlanInput =>
      declared.find((one) => one.name === name) ?? {
        name,
        label: pasteLabel(material, name),
        place: "authorization",
        multiline: material !== "client-secret",
      },
  );
}

/** The pasted texts as secrets, or what is wrong with each field. Nothing of a text is part of a problem. */
export function readPasted(
  offer: Pick<Offer, "inputs" | "material">,
  texts: ReadonlyMap<string, string>,
):
  | { readonly ok: true; readonly inputs: SecretInputs }
  | { readonly ok: false; readonly problems: ReadonlyMap<string, PasteProblem> } {
  const problems = new Map<string, PasteProblem>();
  const inputs = new Map<string, Secret>();
  for (const { name } of offer.inputs) {
    const text = texts.get(name) ?? "";
    const problem = problemOf(offer.material, text);
    if (problem === null) inputs.set(name, new Secret(text));
    else problems.set(name, problem);
  }
  return problems.size === 0 ? { ok: true, inputs } : { ok: false, problems };
}

/** What is wrong with one pasted text; null where it may be tried. A PEM is judged by the one that reads it (`readPem`). */
export function problemOf(material: Offer["material"], text: string): PasteProblem | null {
  switch (material) {
    case "client-secret":
      return pasteProblem(text);
    case "inputs":
      return inputProblem(text);
    case "certificate":
      return text.trim() === "" ? "empty" : null;
  }
}

/** Unfinished renewals of these projects that this tab does not run itself, with one read of the journal. */
export async function lookForInterrupted(
  hub: Pick<Hub, "ports" | "part">,
  projects: readonly ProjectRef[],
  connectionIds: readonly string[],
): Promise<{ readonly found: readonly Interrupted[]; readonly failure: Failure | null }> {
  const own = new Set(
    [...runsOf(hub).store.get().values()].filter((one) => !one.ended).map((one) => one.plan.runId),
  );
  const lower = (ids: readonly string[]): ReadonlySet<string> => new Set(ids.map((id) => id.toLowerCase()));
  const answer = await findInterrupted(
    hub.ports,
    lower(projects.map(({ id }) => id)),
    own,
    lower(connectionIds),
  );
  return answer.ok ? { found: answer.value, failure: null } : { found: [], failure: answer.failure };
}

/** Removes a record nobody can read, on request. */
export const dismissUnreadable = (ports: Ports, documentId: string): Promise<Result<null>> =>
  ports.journal.dismiss(documentId);
