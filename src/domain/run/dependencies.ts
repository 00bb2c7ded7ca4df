import type { FederationData } from "../federation/data/federation-data";
import { isOpen } from "../federation/expressions";
import type { PipelineStep, ReadDefinition, Unread } from "../federation/pipeline-definition";
import { judgeDefinition } from "../federation/roll-up";
import { inputNamed, isRead, valuesOf } from "../federation/step-inputs";
import { lookUpTask } from "../federation/task-reference";
import type { ServiceConnection } from "../service-connection";

/** What a step writes where its connection belongs. */
export type WrittenConnection = { readonly step: string; readonly value: string };

/** The connections that a definition uses, and what could not be told of them. */
export type Dependencies = {
  readonly connectionIds: readonly string[];
  /** Known in a run alone: a variable or an expression. */
  readonly open: readonly WrittenConnection[];
  /** Named in plain text, and not among the connections that this person may see. */
  readonly notVisible: readonly WrittenConnection[];
  readonly unread: readonly Unread[];
};

const namesOf = ({ id, name, shares }: ServiceConnection): readonly string[] => [
  id,
  name,
  ...shares.map((share) => share.name),
];

/** Azure connections that a step names where its task reads one. */
function writtenIn(step: PipelineStep, data: FederationData): readonly WrittenConnection[] {
  const found = lookUpTask(data, step.task);
  if (found.found !== "row") return [];
  const values = valuesOf(step, found.row);
  return Object.entries(step.inputs).flatMap(([input, value]) => {
    const place = inputNamed(found.row, input);
    const counts = place !== undefined && value.trim() !== "" && isRead(place, values) !== false;
    return counts ? [{ step: step.name, value: value.trim() }] : [];
  });
}

/** What a definition depends on, judged use by use as in a look at federation (W39). Steps that are off are no uses. Pure. */
export function dependenciesOf(
  read: ReadDefinition,
  connections: readonly ServiceConnection[],
  data: FederationData,
): Dependencies {
  const steps = read.steps.filter(({ enabled }) => enabled);
  const written = new Set(
    [
      ...steps.flatMap(({ inputs }) => Object.values(inputs)),
      ...read.others.map(({ connection }) => connection),
    ].map((value) => value.trim().toLowerCase()),
  );
  const used = connections.filter((connection) => {
    const names = namesOf(connection);
    if (!names.some((name) => written.has(name.toLowerCase()))) return false;
    const identity = { id: connection.id, names: names.slice(1), type: connection.type };
    const judged = judgeDefinition({ ...read, steps }, identity, data);
    return judged?.uses.some(({ verdict }) => verdict.outcome !== "not-a-use") ?? false;
  });
  const visible = new Set(connections.flatMap(namesOf).map((name) => name.toLowerCase()));
  const named = unique(steps.flatMap((step) => writtenIn(step, data)));
  return {
    connectionIds: used.map(({ id }) => id),
    open: named.filter(({ value }) => isOpen(value)),
    notVisible: named.filter(({ value }) => !isOpen(value) && !visible.has(value.toLowerCase())),
    unread: read.unread,
  };
}

const unique = (all: readonly WrittenConnection[]): readonly WrittenConnection[] => [
  ...new Map(all.map((one) => [`${one.step}\n${one.value}`, one])).values(),
];
