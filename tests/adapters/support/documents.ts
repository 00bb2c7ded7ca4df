import { createDocuments } from "../../../src/adapters/extension-data/documents";
import { failed, success } from "../../../src/domain/failure";
import { createWorldSimulator } from "../../../simulator/simulator";

/** Documents over the simulator's extension data service; members that are null vanish on the way, as over XDM (P7). */
export function simulatedDocuments() {
  const simulator = createWorldSimulator({ scenario: "mixed-40" });
  const manager = simulator.extensionData();
  const overTheChannel = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value, (_, member: unknown) => (member === null ? undefined : member))) as T;
  const service = {
    getExtensionDataManager: () =>
      Promise.resolve({
        ...manager,
        createDocument: (name: string, body: unknown) => manager.createDocument(name, overTheChannel(body)),
        updateDocument: (name: string, body: unknown) => manager.updateDocument(name, overTheChannel(body)),
      }),
  };
  const documents = createDocuments({
    extensionId: "publisher.extension",
    service: <T>() => Promise.resolve(success(service as T)),
    accessToken: () => Promise.resolve(success("token")),
  });
  return { simulator, manager, documents };
}

export const documentsWithoutService = createDocuments({
  extensionId: "publisher.extension",
  service: () => Promise.resolve(failed({ code: "service-missing", service: "extension-data" })),
  accessToken: () => Promise.resolve(success("token")),
});
