import * as SDK from "azure-devops-extension-sdk";

import { failed, success, type Actor, type Failure, type Result } from "../../domain/failure";
import type { ProjectRef } from "../../domain/service-connection";
import { settingsHub } from "../../domain/settings-hub";
import type { Host, HostProblem, HubScope } from "../../ports/host";
import { followHostScheme } from "./colour-scheme";
import { contributions, ownPart, siblingOf } from "./contributions";
import { currentRoot, mayReceiveToken, trustedHostOrigin } from "./embedding";
import { createRunSigns } from "./running-here";
import { serviceIds } from "./service-ids";
import { timed } from "./timed";

const initLimitMs = 15_000;
const serviceLimitMs = 10_000;
const tokenLimitMs = 20_000;
/** The host may have to ask its own server whether the bridge is switched on (P78). */
const bridgeLimitMs = 10_000;

/** The host with what only adapters need: tokens, roots, services, and the sign of having loaded. */
export type SdkHost = Host & {
  readonly extensionId: string;
  /** A token for Azure DevOps, asked anew each time (P16); the first one was asked for with the handshake. */
  accessToken(): Promise<Result<string>>;
  /** Root of a resource area, ending in a slash (P62, P65). Rejects never. */
  rootOf(areaId: string): Promise<string>;
  /** Addresses that may see the token: the organization's root and every root learned so far. */
  roots(): readonly string[];
  /** A service of the host; `service-missing` where it has none of this id (P5). */
  service<T>(id: string): Promise<Result<T>>;
  /** Sets up the bridge for Nested App Authentication; must pass before a client is built (P14). */
  enableNestedAppAuth(): Promise<Result<null>>;
  notifyLoadSucceeded(): void;
  notifyLoadFailed(sentence: string): void;
};

type PageDataService = { getProject(): Promise<{ id?: string; name?: string } | undefined> };
type LocationService = {
  getServiceLocation(): Promise<string>;
  getResourceAreaLocation(areaId: string): Promise<string>;
};
type NavigationService = {
  getQueryParams(): Promise<Record<string, string>>;
  setQueryParams(parameters: Record<string, string>): Promise<void>;
  openNewWindow(url: string, features: string): Promise<void>;
  setDocumentTitle(title: string): Promise<void>;
};

/** Which of the three problems a failed connection is. */
export function hostProblemOf(failure: Failure): HostProblem | null {
  if (failure.code === "not-found" && failure.what === "no-host") return "no-host";
  if (failure.code === "timeout" && failure.system === "host") return "host-does-not-answer";
  return failure.code === "not-permitted" && failure.system === "host" ? "foreign-host" : null;
}

/**
 * Shakes hands with the page around the hub. The first token, and the roots of the areas named, are asked for together
 * with the rest as soon as the host is known to be Azure DevOps: one after the other would cost as many turns. Fails with `no-host` outside a frame, `host-does-not-answer` after a time
 * limit (P4) and `foreign-host` where any page around the frame is neither Azure DevOps nor loopback (P50).
 */
export async function connectToSdkHost(
  frame: Window = window,
  areasAhead: readonly string[] = [],
): Promise<Result<SdkHost>> {
  if (frame.self === frame.top) return failed({ code: "not-found", system: "host", what: "no-host" });
  followHostScheme(frame);
  const spokeFrom = new Set<string>();
  const listen = (event: MessageEvent): void => {
    if (event.source === frame.parent && event.origin !== "") spokeFrom.add(event.origin);
  };
  frame.addEventListener("message", listen);
  const initialised = await timed(() => SDK.init({ loaded: false }), initLimitMs, refusedByHost);
  frame.removeEventListener("message", listen);
  if (!initialised.ok) return initialised;
  const ancestors = frame.location.ancestorOrigins as DOMStringList | undefined;
  const origin = trustedHostOrigin({
    ancestors: ancestors === undefined ? null : Array.from(ancestors),
    spokeFrom: [...spokeFrom],
    referrer: frame.document.referrer,
  });
  if (origin === null) return failed({ code: "not-permitted", system: "host", detail: "foreign-host" });
  return hostAt(frame, origin, areasAhead);
}

const refusedByHost = (message: string): Result<never> =>
  failed({ code: "unexpected-answer", system: "host", detail: message });

/** Getters of the SDK throw where the handshake lacked their part (P54, P110). */
function told<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    // Absent is an answer here: every caller says what stands in for it.
    return undefined;
  }
}

function createServices(): SdkHost["service"] {
  const found = new Map<string, Promise<Result<unknown>>>();
  const ask = async (id: string): Promise<Result<unknown>> => {
    const answer = await timed(
      () => SDK.getService<unknown>(id),
      serviceLimitMs,
      () => failed({ code: "service-missing", service: id }),
    );
    if (!answer.ok || (answer.value !== undefined && answer.value !== null)) return answer;
    return failed({ code: "service-missing", service: id });
  };
  return async <T>(id: string) => {
    const asked = found.get(id) ?? ask(id);
    found.set(id, asked);
    const answer = await asked;
    // A missing answer is asked for again: the host may have been slow.
    if (!answer.ok) found.delete(id);
    return answer as Result<T>;
  };
}

async function hostAt(
  frame: Window,
  origin: string,
  areasAhead: readonly string[],
): Promise<Result<SdkHost>> {
  let tokenAhead: Promise<Result<string>> | null = accessToken();
  const service = createServices();
  const host = told(() => SDK.getHost());
  const organization = { id: host?.id ?? "", name: host?.name ?? "" };
  const [scope, locations] = await Promise.all([
    scopeOf(service),
    createLocations(service, fallbackRoot(origin, organization.name), areasAhead),
  ]);
  if (!scope.ok) return scope;
  const user = told(() => SDK.getUser());
  const actor: Actor = {
    id: user?.id ?? "unknown",
    name: user?.displayName ?? user?.name ?? "unknown user",
  };
  return success({
    user: actor,
    scope: scope.value,
    organization,
    organizationUrl: locations.organizationUrl,
    hubUrl: hubUrlOf(locations.organizationUrl, scope.value, told(() => SDK.getContributionId()) ?? ""),
    culture: told(() => SDK.getPageContext().globalization.culture),
    extensionId: told(() => SDK.getExtensionContext().id) ?? "",
    service,
    rootOf: locations.rootOf,
    roots: locations.roots,
    accessToken: () => {
      const ahead = tokenAhead;
      tokenAhead = null;
      return ahead ?? accessToken();
    },
    enableNestedAppAuth,
    ...createRunSigns((frame.navigator as { locks?: LockManager }).locks),
    ...createNavigation(service),
    notifyLoadSucceeded: () => void SDK.notifyLoadSucceeded().catch(ignoredNotice),
    notifyLoadFailed: (sentence) => void SDK.notifyLoadFailed(sentence).catch(ignoredNotice),
  });
}

function hubUrlOf(organizationUrl: string, scope: HubScope, contribution: string): string {
  if (contribution === "") return "";
  if (scope.kind === "organization") return settingsHub(organizationUrl, null, contribution);
  // A tab on a run and a widget lead to the project's hub: another contribution of the same extension.
  return settingsHub(organizationUrl, scope.project.name, siblingOf(contribution, contributions.projectHub));
}

/** A host that cannot take the notice shows its own; the hub has nothing to add. */
const ignoredNotice = (): undefined => undefined;

async function scopeOf(service: SdkHost["service"]): Promise<Result<HubScope>> {
  const contribution = told(() => SDK.getContributionId()) ?? "";
  if (ownPart(contribution) === contributions.organizationHub) return success({ kind: "organization" });
  const pageData = await service<PageDataService>(serviceIds.pageData);
  const asked = pageData.ok
    ? await timed(() => pageData.value.getProject(), serviceLimitMs, refusedByHost)
    : pageData;
  const project =
    projectOf(asked.ok ? asked.value : undefined) ?? projectOf(told(() => SDK.getWebContext().project));
  return project === null
    ? failed({ code: "not-found", system: "host", what: "project" })
    : success({ kind: "project", project });
}

const projectOf = (value: { id?: string; name?: string } | undefined): ProjectRef | null =>
  value?.id === undefined || value.id === "" ? null : { id: value.id, name: value.name ?? value.id };

/** The organization's root where the location service cannot tell: by the host's own address (P40). */
function fallbackRoot(origin: string, organization: string): string {
  const byName = `${origin}/${encodeURIComponent(organization)}/`;
  const current = currentRoot(`${origin}/`);
  return current === `${origin}/` ? byName : current;
}

const slashed = (root: string): string => (root.endsWith("/") ? root : `${root}/`);

async function createLocations(service: SdkHost["service"], fallback: string, areasAhead: readonly string[]) {
  const known = new Map<string, string>();
  const location = await service<LocationService>(serviceIds.location);
  const ask = async (call: (from: LocationService) => Promise<string>): Promise<string | null> => {
    if (!location.ok) return null;
    const answer = await timed(() => call(location.value), serviceLimitMs, refusedByHost);
    // A root outside Azure DevOps would carry the token away, whoever names it.
    return answer.ok && typeof answer.value === "string" && mayReceiveToken(answer.value)
      ? slashed(currentRoot(answer.value))
      : null;
  };
  const [organizationRoot, ...areaRoots] = await Promise.all([
    ask((from) => from.getServiceLocation()),
    ...areasAhead.map((areaId) => ask((from) => from.getResourceAreaLocation(areaId))),
  ]);
  const organizationUrl = organizationRoot ?? fallback;
  known.set("", organizationUrl);
  areasAhead.forEach((areaId, place) => known.set(areaId, areaRoots[place] ?? organizationUrl));
  return {
    organizationUrl,
    roots: (): readonly string[] => [...known.values()],
    rootOf: async (areaId: string): Promise<string> => {
      const before = known.get(areaId);
      if (before !== undefined) return before;
      const root = (await ask((from) => from.getResourceAreaLocation(areaId))) ?? organizationUrl;
      known.set(areaId, root);
      return root;
    },
  };
}

function createNavigation(
  service: SdkHost["service"],
): Pick<Host, "queryParameters" | "setQueryParameters" | "openInNewWindow" | "setTitle"> {
  const navigate = async <T>(call: (navigation: NavigationService) => Promise<T>): Promise<Result<T>> => {
    const navigation = await service<NavigationService>(serviceIds.navigation);
    if (!navigation.ok) return navigation;
    return timed(() => call(navigation.value), serviceLimitMs, refusedByHost);
  };
  return {
    queryParameters: async () => {
      const answer = await navigate((navigation) => navigation.getQueryParams());
      return answer.ok && typeof answer.value === "object" ? { ...answer.value } : {};
    },
    setQueryParameters: async (parameters) => {
      await navigate((navigation) => navigation.setQueryParams({ ...parameters }));
    },
    openInNewWindow: async (url) =>
      (await navigate((navigation) => navigation.openNewWindow(url, "noopener"))).ok,
    setTitle: async (title) => {
      await navigate((navigation) => navigation.setDocumentTitle(title));
    },
  };
}

async function accessToken(): Promise<Result<string>> {
  const answer = await timed(
    () => SDK.getAccessToken(),
    tokenLimitMs,
    (message) =>
      /HostAuthorizationNotFound/i.test(message)
        ? failed({ code: "extension-not-authorized" })
        : failed({ code: "sign-in-required", system: "azure-devops" }),
  );
  if (!answer.ok || answer.value !== "") return answer;
  return failed({ code: "sign-in-required", system: "azure-devops" });
}

async function enableNestedAppAuth(): Promise<Result<null>> {
  const answer = await timed(
    () => SDK.enableNestedAppAuth(),
    bridgeLimitMs,
    (detail) => failed({ code: "graph-bridge-missing", detail }),
  );
  if (answer.ok) return success(null);
  return answer.failure.code === "timeout"
    ? failed({ code: "graph-bridge-missing", detail: "the host did not answer" })
    : answer;
}
