import type { Context, SimulatedRequest, SimulatedResponse } from "../core/http";
import { json } from "../core/http";

interface Location {
  id: string;
  area: string;
  resourceName: string;
  routeTemplate: string;
}

const templates: [area: string, resource: string, id: string, template: string][] = [
  [
    "serviceendpoint",
    "endpoints",
    "e85f1c62-adfc-4b74-b618-11a150fb195e",
    "{project}/_apis/{area}/{resource}/{endpointId}",
  ],
  [
    "serviceendpoint",
    "endpoints",
    "14e48fdc-2c8b-41ce-a0c3-e26f6cc55bd0",
    "_apis/{area}/{resource}/{endpointId}",
  ],
  [
    "serviceendpoint",
    "endpointproxy",
    "cc63bb57-2a5f-4a7a-b79c-c142d308657e",
    "{project}/_apis/{area}/{resource}",
  ],
  [
    "serviceendpoint",
    "executionhistory",
    "10a16738-9299-4cd1-9a81-fd23ad6200d0",
    "{project}/_apis/{area}/{endpointId}/{resource}",
  ],
  ["serviceendpoint", "types", "5a7938a4-655e-486c-b562-b78c54a7e87b", "_apis/{area}/{resource}"],
  ["core", "projects", "603fe2ac-9723-48b9-88ad-09305aa6c6e1", "_apis/{resource}/{*projectId}"],
  [
    "build",
    "definitions",
    "dbeaf647-6167-421a-bda9-c9327b25e2e6",
    "{project}/_apis/{area}/{resource}/{definitionId}",
  ],
  [
    "release",
    "definitions",
    "d8f96f24-8ea7-4cb6-baab-2df8fc515665",
    "{project}/_apis/{area}/{resource}/{definitionId}",
  ],
  [
    "distributedtask",
    "taskgroups",
    "6c08ffbf-dbf1-4f9a-94e5-a1cbd47005e7",
    "{project}/_apis/{area}/{resource}/{taskGroupId}",
  ],
  [
    "distributedtask",
    "variablegroups",
    "f5b09dd5-9d54-45a1-8b5a-1c8287d634cc",
    "{project}/_apis/{area}/{resource}/{groupId}",
  ],
  ["wit", "wiql", "1a9c53f7-f243-4447-b110-35ef023636e4", "{project}/_apis/{area}/{resource}"],
  ["wit", "workitems", "62d3d110-0047-428c-ad3c-4fe872c91c74", "{project}/_apis/{area}/{resource}/${type}"],
  ["wit", "workitems", "72c7ddf8-2cdc-4f60-90cd-ab71c14a399b", "{project}/_apis/{area}/{resource}/{id}"],
  [
    "wit",
    "states",
    "7c9d7a76-4a09-43e8-b5df-bd792f4ac6aa",
    "{project}/_apis/{area}/workitemtypes/{type}/{resource}",
  ],
  [
    "extensionmanagement",
    "Data",
    "bbe06c18-1c8b-4fcd-b9c6-1535aaab8749",
    "_apis/{area}/InstalledExtensions/{publisherName}/{extensionName}/{resource}/Scopes/{scopeType}/{scopeValue}/Collections/{collectionName}/Documents/{documentId}",
  ],
  ["location", "resourceareas", "e81700f7-3be2-46de-8624-2eb35882fcaa", "_apis/{resource}/{areaId}"],
];

const locationsOf = (area: string): Location[] =>
  templates
    .filter(([own]) => own === area.toLowerCase())
    .map(([own, resourceName, id, routeTemplate]) => ({ id, area: own, resourceName, routeTemplate }));

/** OPTIONS `_apis/{area}`: where its resources live and which versions there are, for the official Node client. */
export function resourceLocations(area: string): SimulatedResponse {
  const value = locationsOf(area).map((one) => ({
    ...one,
    resourceVersion: 4,
    minVersion: "1.0",
    maxVersion: "7.2",
    releasedVersion: "7.1",
  }));
  return json(200, { count: value.length, value });
}

/** Resource areas by id (P62): all on the organization's root but Release. */
export const resourceAreas: Record<string, string> = {
  "1814ab31-2f4f-4a9f-8761-f4d77dc5a5d7": "serviceendpoint",
  "79134c72-4a58-4b42-976c-04e7115f32bf": "core",
  "6c2b0933-3600-42ae-bf8b-93d4f7e83594": "ExtensionManagement",
  "5264459e-e5e0-4bd8-b118-0985e68a4ec5": "wit",
  "8a3d49b8-91f0-46ef-b33d-dda338c25db3": "identities",
  "965220d5-5bb9-42cf-8d67-9b146df2a5a4": "build",
  "a85b8835-c1a1-4aac-ae97-1c3d0ba72dbd": "distributedtask",
  "efc2f575-36ef-48e9-b672-0c6fb4a48ac5": "release",
};

/** Root of an area for this organization, ending in a slash (P65). */
export function areaRoot(context: Context, areaId: string): string {
  const path = resourceAreas[areaId.toLowerCase()] === "release" ? "/vsrm" : "";
  return `${context.restRoot()}${path}/${context.world.organization.name}/`;
}

export function listResourceAreas(context: Context, areaId: string | null): SimulatedResponse {
  const shape = (id: string): Record<string, unknown> => ({
    id,
    name: resourceAreas[id] ?? "",
    locationUrl: areaRoot(context, id),
  });
  if (areaId !== null)
    return json(200, areaId.toLowerCase() in resourceAreas ? shape(areaId.toLowerCase()) : null);
  const value = Object.keys(resourceAreas).map(shape);
  return json(200, { count: value.length, value });
}

/** Where an unknown path of this service was asked for; keeps the world honest about what it does not know. */
export function recordUnhandled(context: Context, request: SimulatedRequest): void {
  context.world.unhandled.push(`${request.method} ${request.service} ${request.path}`);
}
