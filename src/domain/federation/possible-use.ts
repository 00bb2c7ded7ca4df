import { isRegistry, type ConnectionIdentity } from "./connection-identity";
import { isOpen, isOpenWhole, isTooLong, longestText } from "./expressions";
import { fact, type Fact } from "./facts";
import type { FederationData } from "./data/federation-data";
import type { PipelineStep } from "./pipeline-definition";
import { fitsRegistry, inputNamed, isRead, valuesOf } from "./step-inputs";
import { lookUpTask } from "./task-reference";

const connectionLike = /connect|subscription|endpoint|servicename|serviceprincipal|registry/i;

/** Whether an input of a connection of this type may be meant by a text: all of it is open, or its known parts fit. */
function mayName(connection: ConnectionIdentity, text: string): boolean {
  if (isTooLong(text) || isOpenWhole(text)) return true;
  const known = text
    .split(/\$\([^()$]*\)|\$\[[^\]]*\]|\$\{\{[^}]*\}\}/)
    .map((part) => part.trim().toLowerCase());
  const [first = "", last = ""] = [known[0], known[known.length - 1]];
  return [connection.id, ...connection.names].some((own) => {
    const name = own.toLowerCase();
    return (
      name.startsWith(first) &&
      name.endsWith(last) &&
      known.every((part) => part === "" || name.includes(part))
    );
  });
}

/**
 * A step that takes its connection from a value known only in a run may use any connection of the type that its input
 * takes (W39); null where none may. Of a task that is not listed no input is known, so each whose name or text speaks of
 * one counts.
 */
export function possibleUse(
  step: PipelineStep,
  connection: ConnectionIdentity,
  data: FederationData,
): { readonly input: string; readonly fact: Fact } | null {
  for (const [input, value] of Object.entries(step.inputs)) {
    if (!isOpen(value) || !mayName(connection, value) || !takes(step, input, connection, data)) continue;
    const task = step.task.written;
    const said = isTooLong(value)
      ? fact("value-too-long", { task })
      : fact("connection-not-known", { task, value });
    return { input, fact: said };
  }
  return null;
}

/** Whether an input may hold a connection of this type. */
function takes(
  step: PipelineStep,
  input: string,
  connection: ConnectionIdentity,
  data: FederationData,
): boolean {
  const registered = data.registry.some((row) => fitsRegistry(row, step));
  if (isRegistry(connection) && registered) return /registry|endpoint|connection/i.test(input);
  const found = lookUpTask(data, step.task);
  if (found.found === "row") {
    if (isRegistry(connection) || connection.azureDevOpsToken === true) return false;
    const place = inputNamed(found.row, input);
    return place !== undefined && isRead(place, valuesOf(step, found.row)) !== false;
  }
  if (registered) return false;
  // A path or a configuration is open too: the input or the variable has to speak of a connection.
  return connectionLike.test(input) || connectionLike.test((step.inputs[input] ?? "").slice(0, longestText));
}
