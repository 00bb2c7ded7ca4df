import * as SDK from "azure-devops-extension-sdk";

import type { Result } from "../../domain/failure";
import type { Clock } from "../../ports/clock";
import type { Probe, ProbeId, ServiceName } from "../../ports/diagnostics";
import { frameProbes } from "./frame-probes";
import type { Handshake } from "./handshake-watch";
import type { SdkHost } from "./sdk-host";
import { serviceIds } from "./service-ids";

export type ProbeSources = {
  readonly host: SdkHost;
  readonly clock: Pick<Clock, "now">;
  readonly frame: Window;
  readonly handshake: () => Handshake | null;
  readonly readData: () => Promise<Result<unknown>>;
  /** Writes a document and removes it again. */
  readonly writeData: () => Promise<Result<unknown>>;
};

/** The services which the hub uses, and two more that a host of its kind has (P60, P66, P67). */
const services: Readonly<Record<ServiceName, string>> = {
  "page-data": serviceIds.pageData,
  location: serviceIds.location,
  navigation: serviceIds.navigation,
  "extension-data": serviceIds.extensionData,
  "page-layout": "ms.vss-features.host-page-layout-service",
  "global-messages": "ms.vss-tfs-web.tfs-global-messages-service",
};

const told = (id: ProbeId, detail: string): Probe => ({ id, answer: "told", detail });

/** Getters of the SDK throw where the handshake lacked their part (P54, P110), and that is the answer. */
function fromHandshake(id: ProbeId, read: () => string | number | undefined): Probe {
  try {
    const value = read();
    return value === undefined || value === ""
      ? { id, answer: "absent", detail: "" }
      : told(id, String(value));
  } catch {
    // What the SDK throws speaks of an init that did not happen, which is not so here.
    return { id, answer: "absent", detail: "the handshake lacks this part" };
  }
}

/** The detail of a failure is remote text; the code is ours. The bridge's refusals are worth their text (P79). */
function reasonOf(failure: { readonly code: string; readonly detail?: string }): string {
  return failure.detail === undefined || failure.detail === ""
    ? failure.code
    : `${failure.code}: ${failure.detail}`;
}

function embeddingOf(organizationUrl: string): Probe {
  const { hostname } = new URL(organizationUrl);
  const kind = hostname.endsWith(".visualstudio.com") ? "*.visualstudio.com" : hostname;
  return told(
    "embedding",
    ["dev.azure.com", "localhost"].includes(kind) ? kind : kind.replace(/^[^*].*/, "another"),
  );
}

async function timedProbe(
  id: ProbeId,
  clock: Pick<Clock, "now">,
  ask: () => Promise<Result<unknown>>,
): Promise<Probe> {
  const start = clock.now();
  const answer = await ask();
  const took = `${String(clock.now() - start)} ms`;
  return answer.ok
    ? { id, answer: "present", detail: took }
    : { id, answer: "absent", detail: `${reasonOf(answer.failure)} (${took})` };
}

/** Enabling twice would replace a bridge that a client already uses (P78), so an existing one is the answer. */
async function bridgeProbe({ host, clock, frame }: ProbeSources): Promise<Probe> {
  if ("nestedAppAuthBridge" in frame)
    return { id: "nested-app-auth", answer: "present", detail: "enabled before" };
  return timedProbe("nested-app-auth", clock, () => host.enableNestedAppAuth());
}

function handshakeProbes(handshake: Handshake | null): readonly Probe[] {
  if (handshake === null)
    return [{ id: "handshake-shape", answer: "unknown", detail: "it passed before the page could look" }];
  return [told("handshake-shape", handshake.shape), told("handshake-members", handshake.members.join(", "))];
}

/** Asks the host and the frame everything that is unknown in public, at once. Each answer has a time limit below. */
export async function probeSurroundings(
  sources: ProbeSources,
  { writing }: { readonly writing: boolean },
): Promise<readonly Probe[]> {
  const { host, clock, frame } = sources;
  const names = Object.keys(services) as readonly ServiceName[];
  const asked = await Promise.all([
    ...names.map((name) => timedProbe(`service-${name}`, clock, () => host.service(services[name]))),
    bridgeProbe(sources),
    timedProbe("data-read", clock, sources.readData),
    ...(writing ? [timedProbe("data-write", clock, sources.writeData)] : []),
  ]);
  return [
    fromHandshake("extension-version", () => SDK.getExtensionContext().version),
    told("sdk-version", String(SDK.sdkVersion)),
    fromHandshake("service-version", () => SDK.getHost().serviceVersion),
    fromHandshake("host-type", () => SDK.getHost().type),
    told("culture", host.culture ?? "not told"),
    embeddingOf(host.organizationUrl),
    ...handshakeProbes(sources.handshake()),
    ...asked,
    ...frameProbes(frame),
  ];
}
