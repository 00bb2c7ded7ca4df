import { addressOf } from "../http/address";

/** Origins that may frame the hub: Azure DevOps itself, and a loopback address for the simulator (P40, P50). */
export function mayEmbed(origin: string): boolean {
  const url = addressOf(origin);
  if (url === null) return false;
  if (isLoopback(url)) return true;
  if (url.protocol !== "https:" || url.port !== "") return false;
  return url.hostname === "dev.azure.com" || url.hostname.endsWith(".visualstudio.com");
}

/** Addresses that may receive the Azure DevOps token, as the host's location service tells them (P42, P65). */
export function mayReceiveToken(root: string): boolean {
  const url = addressOf(root);
  if (url === null) return false;
  return mayEmbed(url.origin) || (url.protocol === "https:" && url.hostname.endsWith(".dev.azure.com"));
}

/**
 * The same root at dev.azure.com. An organization whose pages still have their older address answers at both (P118), and
 * the page's policy lets the hub talk to one: under the older domain anybody can have a host of their own choosing.
 */
export function currentRoot(root: string): string {
  const url = addressOf(root);
  const [, organization, area] =
    /^([^.]+)(?:\.([^.]+))?\.visualstudio\.com$/i.exec(url?.hostname ?? "") ?? [];
  if (url === null || organization === undefined) return root;
  return `https://${area === undefined ? "" : `${area}.`}dev.azure.com/${organization}${url.pathname}`;
}

const isLoopback = (url: URL): boolean =>
  (url.protocol === "http:" || url.protocol === "https:") &&
  ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);

/** What is known of the pages around the frame. */
export type Surroundings = {
  /** `location.ancestorOrigins`, innermost first; null where the browser has none. */
  readonly ancestors: readonly string[] | null;
  /** Origins of the messages the parent window sent. */
  readonly spokeFrom: readonly string[];
  readonly referrer: string;
};

/**
 * The origin of the host page, if everything known of the surroundings is allowed; otherwise null. The SDK does not
 * check who frames it (P50). The referrer counts only where nothing better is known.
 */
export function trustedHostOrigin({ ancestors, spokeFrom, referrer }: Surroundings): string | null {
  const seen = [...(ancestors ?? []), ...spokeFrom];
  const known = seen.length > 0 ? seen : referrer === "" ? [] : [referrer];
  const [first] = known;
  if (first === undefined || !known.every(mayEmbed)) return null;
  return addressOf(first)?.origin ?? null;
}
