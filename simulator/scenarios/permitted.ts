import type { World } from "../world";

/** A world that sets no pipeline permissions of its own: there, every pipeline may use every connection. */
export function permitted(world: World): World {
  if (world.pipelinePermissions.length > 0) return world;
  for (const { id, references } of world.endpoints)
    for (const { projectId } of references)
      world.pipelinePermissions.push({ projectId, endpointId: id, allPipelines: true, pipelineIds: [] });
  return world;
}
