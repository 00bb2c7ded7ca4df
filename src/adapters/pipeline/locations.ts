import { decoded, fieldsOf } from "../../domain/decode";
import { addressOf } from "../http/address";
import { jsonOf, type Send } from "../http/http";

/** Whether a run's token may go there: the organization's own origin, or a host of Azure DevOps. */
const mayReceiveToken = (address: string, collection: string): boolean => {
  const url = addressOf(address);
  if (url === null) return false;
  if (url.origin === addressOf(collection)?.origin) return true;
  return url.protocol === "https:" && /(^|\.)(dev\.azure\.com|visualstudio\.com)$/i.test(url.hostname);
};

/** The address of a folder. */
export const slashed = (address: string): string => (address.endsWith("/") ? address : `${address}/`);

/** Roots of resource areas, asked for once each (P62, P65); the organization's root where none is told or trusted. */
export function createLocations(collectionUri: string, send: Send) {
  const organization = slashed(collectionUri);
  const known = new Map<string, string>();
  const ask = async (areaId: string): Promise<string> => {
    const answer = await send({
      method: "GET",
      url: `${organization}_apis/resourceAreas/${areaId}?api-version=7.1`,
      headers: { Accept: "application/json" },
      repeatable: true,
    });
    const json = answer.ok ? jsonOf(answer.value, "azure-devops") : answer;
    const address = json.ok ? decoded(() => fieldsOf(json.value))?.["locationUrl"] : null;
    return typeof address === "string" && mayReceiveToken(address, organization)
      ? slashed(address)
      : organization;
  };
  return {
    organization,
    roots: (): readonly string[] => [organization, ...known.values()],
    rootOf: async (areaId: string): Promise<string> => {
      const root = known.get(areaId) ?? (await ask(areaId));
      known.set(areaId, root);
      return root;
    },
  };
}
