import { driftOf } from "../../src/domain/drift";
import { rowOf } from "../../src/domain/inventory";
import { appKeyOf } from "../../src/domain/service-connection";
import { defaultSettings } from "../../src/domain/settings";
import { orphans } from "./invariants";
import { theConnection, type Tab } from "./simulated-tab";

/**
 * Whether any page that can read Graph says that the app registration has secrets which the connection does not use: a
 * renewal that was saved closes its record, though the twin of a request that was sent twice may still appear. Empty where
 * it is said, or where there is none.
 */
export async function unshown(tab: Tab): Promise<readonly string[]> {
  const connection = await theConnection(tab);
  const key = appKeyOf(connection);
  const app = key === null ? null : await tab.ports.credentials.read({ key, withCertificates: false });
  const now = tab.ports.clock.now();
  if (app?.ok !== true) return ["the app registration can be read"];
  const row = rowOf({ connection, app: app.value, record: null, now, settings: defaultSettings });
  const said = driftOf(row, now).map(({ code }) => code);
  return said.includes("several-live-credentials") || said.includes("newer-credential-not-used")
    ? []
    : orphans(tab.sim).map((keyId) => `nothing tells of ${keyId}`);
}
