import { firstOs, multipliersOf, osOfDemands, osOfImage, osOfSpecification } from "./agent-os";
import { nearest, noVariables } from "./expressions";
import { definitionVariables, groupVariables, unread, type ExtractContext } from "./extract-context";
import { isFull, roomForOne, type Room } from "./extract-room";
import { extractSteps, merge, type ExtractedSteps, type StepPlace } from "./extract-steps";
import {
  isObject,
  objectsIn,
  textOf,
  type AgentOs,
  type DefinitionRef,
  type JsonObject,
  type OtherUse,
  type ReadDefinition,
} from "./pipeline-definition";

const referenceOf = (definition: JsonObject, kind: DefinitionRef["kind"]): DefinitionRef => ({
  kind,
  id: textOf(definition["id"]) ?? "",
  name: textOf(definition["name"]) ?? "",
  revision: typeof definition["revision"] === "number" ? definition["revision"] : null,
});

const part = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

const placeIn = (definition: DefinitionRef, source: StepPlace["source"], room: Room): StepPlace => ({
  room,
  definition,
  source,
  via: null,
  stage: null,
  job: null,
  agentOs: null,
  variables: noVariables,
  condition: null,
  enabled: true,
});

/** Reads a classic build definition with all its properties (W17 C). Pure. */
export function extractClassicBuild(definition: JsonObject, context: ExtractContext): ReadDefinition {
  const reference = referenceOf(definition, "classic-build");
  const process = definition["process"];
  const phases = objectsIn(part(process, "phases"));
  const pool = osOfQueue(definition["queue"]);
  const shared = firstOs(osOfSpecification(part(part(process, "target"), "agentSpecification")), pool);
  const groups = groupVariables(context, definition["variableGroups"]);
  const room = roomForOne();
  const parts = phases.map((phase): ExtractedSteps => {
    const target = phase["target"];
    const lists = multipliersOf(part(target, "executionOptions"));
    const place: StepPlace = {
      ...placeIn(reference, "classic-build", room),
      job: textOf(phase["name"]) ?? textOf(phase["refName"]),
      agentOs: osOfPhase(target, shared),
      variables: nearest(definitionVariables(definition["variables"], lists), groups),
      condition: textOf(phase["condition"]),
    };
    return extractSteps(phase["steps"], place, context);
  });
  // Definitions from before phases keep their steps in `build`.
  const old = { ...placeIn(reference, "classic-build", room), agentOs: shared };
  const variables = nearest(definitionVariables(definition["variables"]), groups);
  parts.push(extractSteps(definition["build"], { ...old, variables }, context));
  return { definition: reference, ...merge([...parts, overflow(reference, room)]), others: [] };
}

/** A connection with something that did not fit isn't called convertible. */
const overflow = (definition: DefinitionRef, room: Room): ExtractedSteps => ({
  steps: [],
  unread: isFull(room) ? [unread("too-large", definition.name)] : [],
});

const osOfQueue = (queue: unknown): AgentOs | null => {
  const name = textOf(part(part(queue, "pool"), "name")) ?? textOf(part(queue, "name"));
  return name !== null && /^hosted/i.test(name) ? osOfImage(name) : null;
};

/** The phase's own agent wins over the definition's; an own queue without a specification tells nothing. */
function osOfPhase(target: unknown, shared: AgentOs | null): AgentOs | null {
  const own = firstOs(
    osOfSpecification(part(target, "agentSpecification")),
    osOfDemands(part(target, "demands")),
    osOfQueue(part(target, "queue")),
  );
  if (own !== null) return own;
  return isObject(part(target, "queue")) ? null : shared;
}

/** Reads a release definition: phases, gates and artifact sources of every stage (W17 F). Pure. */
export function extractRelease(definition: JsonObject, context: ExtractContext): ReadDefinition {
  const reference = referenceOf(definition, "release");
  const everywhere = nearest(
    definitionVariables(definition["variables"]),
    groupVariables(context, definition["variableGroups"]),
  );
  const room = roomForOne();
  const parts = objectsIn(definition["environments"]).map((stage) => {
    const place: StepPlace = {
      ...placeIn(reference, "release", room),
      stage: textOf(stage["name"]),
      variables: nearest(
        definitionVariables(stage["variables"]),
        groupVariables(context, stage["variableGroups"]),
        everywhere,
      ),
    };
    const gates = [
      ...objectsIn(part(stage["preDeploymentGates"], "gates")),
      ...objectsIn(part(stage["postDeploymentGates"], "gates")),
    ];
    return merge([
      ...objectsIn(stage["deployPhases"]).map((phase) => releasePhase(phase, place, stage, context)),
      ...gates.map((gate) => extractSteps(gate["tasks"], { ...place, job: "gate" }, context)),
    ]);
  });
  const read = merge([...parts, overflow(reference, room)]);
  return { definition: reference, ...read, others: artifacts(definition, reference) };
}

function releasePhase(
  phase: JsonObject,
  place: StepPlace,
  stage: JsonObject,
  context: ExtractContext,
): ExtractedSteps {
  const input = phase["deploymentInput"];
  const lists = multipliersOf(part(input, "parallelExecution"));
  const hidden = new Set(lists.map((name) => name.toLowerCase()));
  return extractSteps(
    phase["workflowTasks"],
    {
      ...place,
      job: textOf(phase["name"]),
      agentOs: firstOs(
        osOfSpecification(part(input, "agentSpecification")),
        osOfDemands(part(input, "demands")),
        osOfQueue(stage["queue"]),
      ),
      condition: textOf(part(input, "condition")),
      variables: (name) => (hidden.has(name.toLowerCase()) ? null : place.variables(name)),
    },
    context,
  );
}

const artifacts = (definition: JsonObject, reference: DefinitionRef): readonly OtherUse[] =>
  objectsIn(definition["artifacts"]).flatMap((artifact) => {
    const connection = textOf(part(part(artifact["definitionReference"], "connection"), "id"));
    if (connection === null || connection === "") return [];
    const where = `artifact ${textOf(artifact["alias"]) ?? "?"}`;
    return [{ kind: "release-artifact", definition: reference, where, connection }];
  });
