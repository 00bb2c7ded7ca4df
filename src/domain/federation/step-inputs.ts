import { both, evaluateRule, type Truth } from "./expressions";
import type { ConnectionInput, MajorRow, RegistryRow } from "./data/federation-data";
import type { PipelineStep } from "./pipeline-definition";

const aliasesOf = (input: ConnectionInput): readonly string[] => [input.name, ...(input.aliases ?? [])];

/** The connection input of a major by any of its names, without case. */
export const inputNamed = (row: MajorRow, name: string): ConnectionInput | undefined =>
  row.inputs.find((input) => aliasesOf(input).some((alias) => alias.toLowerCase() === name.toLowerCase()));

/** Values of a step as rules and conditions ask for them: through aliases, without case, with defaults (W42). */
export function valuesOf(step: PipelineStep, row: MajorRow): (name: string) => string | null {
  const given = new Map(Object.entries(step.inputs).map(([name, value]) => [name.toLowerCase(), value]));
  const table = <T>(rows: Readonly<Record<string, T>> | undefined) =>
    new Map(Object.entries(rows ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const aliases = table(row.inputAliases);
  const defaults = table(row.defaults);
  return (name) => {
    const key = name.toLowerCase();
    for (const alias of [key, ...(aliases.get(key) ?? [])]) {
      const value = given.get(alias.toLowerCase());
      if (value !== undefined) return value;
    }
    return defaults.has(key) ? (defaults.get(key) ?? null) : "";
  };
}

/** Whether the rules of an input let the step read it. */
export function isRead(place: ConnectionInput | null, valueOf: (name: string) => string | null): Truth {
  const rules = [place?.visible, place?.group].filter((rule): rule is string => rule !== undefined);
  return rules.map((rule) => evaluateRule(rule, valueOf)).reduce(both, true);
}

/** Whether a registry row is about the task of a step. */
export const fitsRegistry = (row: RegistryRow, step: PipelineStep): boolean =>
  row.major === step.task.major &&
  (step.task.id === null
    ? row.name.toLowerCase() === (step.task.name ?? "").toLowerCase()
    : row.id === step.task.id);
