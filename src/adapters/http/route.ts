import { addressOf } from "./address";

/** Words of the APIs in use. Anything else in a path can be an id or somebody's name, and is left out. */
const words = new Set(
  (
    "_apis projects serviceendpoint endpoints endpointproxy types executionhistory share securityroles scopes " +
    "roleassignments resources distributedtask.serviceendpointrole distributedtask.project.serviceendpointrole " +
    "distributedtask.collection.serviceendpointrole pipelines pipelinepermissions endpoint build definitions release " +
    "distributedtask taskgroups variablegroups preview runs v1.0 beta applications servicePrincipals $batch " +
    "permissions addPassword removePassword owners federatedIdentityCredentials"
  )
    .split(" ")
    .map((word) => word.toLowerCase()),
);

const isWord = (segment: string): boolean => words.has(segment.toLowerCase());

/** `applications(appId='…')` keeps its word and loses its key. */
function withoutNames(segment: string): string {
  if (isWord(segment)) return segment;
  const [, word = ""] = /^([A-Za-z]+)\(.*\)$/.exec(segment) ?? [];
  return isWord(word) ? `${word}({…})` : "{…}";
}

const parameterNames = (query: URLSearchParams): string => {
  const names = [...new Set(query.keys())].map((name) => (/^[$A-Za-z.-]{1,40}$/.test(name) ? name : "{…}"));
  return names.length === 0 ? "" : `?${names.join("&")}`;
};

/** The host of Azure DevOps, Graph or this machine; an organization's name in it is taken out (P40). */
function hostOf({ hostname, host }: URL): string {
  if (/^([a-z]+\.)?dev\.azure\.com$|^graph\.microsoft\.com$/.test(hostname)) return hostname;
  const [, area = ""] = /^[^.]+(\.[a-z]+)?\.visualstudio\.com$/.exec(hostname) ?? [];
  if (hostname.endsWith(".visualstudio.com")) return `{organization}${area}.visualstudio.com`;
  return hostname === "localhost" || hostname === "127.0.0.1" ? host : "{another host}";
}

/** An address as it may stand in a report: known words of the path and the names of parameters, nothing else. Pure. */
export function routeOf(url: string): { readonly host: string; readonly route: string } {
  const address = addressOf(url);
  if (address === null) return { host: "{no address}", route: "" };
  const segments = address.pathname.split("/").filter((segment) => segment !== "");
  return {
    host: hostOf(address),
    route: `/${segments.map(withoutNames).join("/")}${parameterNames(address.searchParams)}`,
  };
}
