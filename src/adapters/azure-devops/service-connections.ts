import { failed, success, type Failure, type Result } from "../../domain/failure";
import type { ProjectRef, ServiceConnection } from "../../domain/service-connection";
import type { TestAnswer } from "../../domain/verification/test-answer";
import type { ServiceConnections } from "../../ports/service-connections";
import { getShort, type AzureDevOps } from "./azure-devops";
import type { ConnectionCalls } from "./connection-calls";
import { connectionFromWire } from "./endpoint-wire";
import { listOf } from "./wire-fields";

const unexpected = (detail: string): Result<never> =>
  failed({ code: "unexpected-answer", system: "azure-devops", detail });

/** A script that does not come is a network that did not answer. */
const notLoaded: Failure = { code: "network", system: "hub-script" };

/**
 * The port over REST. All calls are made as the signed-in user. What the list does not need is fetched when it is first
 * asked for. Nothing is written before something was read with the same script, so a run meets its absence before it begins.
 */
export function createServiceConnections(devOps: AzureDevOps): ServiceConnections {
  let loaded: Promise<ConnectionCalls> | null = null;
  const load = (): Promise<ConnectionCalls> =>
    (loaded ??= import(/* webpackChunkName: "connection-calls" */ "./connection-calls").then(
      ({ createConnectionCalls }) => createConnectionCalls(devOps),
    ));
  /** The calls; null where their script did not come, which is tried again the next time. */
  const calls = (): Promise<ConnectionCalls | null> =>
    load().catch(() => {
      loaded = null;
      return null;
    });
  const asking = async <T>(ask: (calls: ConnectionCalls) => Promise<Result<T>>): Promise<Result<T>> => {
    const there = await calls();
    return there === null ? failed(notLoaded) : ask(there);
  };
  const testing = async (ask: (calls: ConnectionCalls) => Promise<TestAnswer>): Promise<TestAnswer> => {
    const there = await calls();
    return there === null ? { kind: "could-not-test", failure: notLoaded } : ask(there);
  };
  return {
    /** GET {project}/_apis/serviceendpoint/endpoints?includeFailed=true. vso.serviceendpoint. No paging (A9). */
    list: (project, signal) => list(devOps, project, signal),
    /** GET _apis/projects, 100 at a time (A87). vso.project. */
    projects: async (signal) => {
      const there = await import("./projects").catch(() => null);
      return there === null ? failed(notLoaded) : there.readProjects(devOps, signal);
    },
    /** GET {project}/_apis/serviceendpoint/endpoints/{id}. vso.serviceendpoint. */
    read: (ref) => asking((one) => one.read(ref)),
    /** The list of this one id under actionFilter=manage (A80, Q11). */
    mayManage: (ref) => asking((one) => one.mayManage(ref)),
    /** GET _apis/permissions/{namespace}/2 with the connection's own token (E9). */
    administers: (ref) => asking((one) => one.administers(ref)),
    /** GET _apis/securityroles/... at both levels (A81). */
    administrators: async (ref) =>
      (await calls())?.administrators(ref) ?? { project: null, organization: null },
    /** GET _apis/securityroles/... of the project as a whole (A81). */
    roles: (project) => asking((one) => one.roles(project)),
    /** POST {project}/_apis/serviceendpoint/endpointproxy?endpointId. vso.serviceendpoint_query. Changes nothing. */
    test: (ref) => testing((one) => one.test(ref)),
    /** As `test`, with the endpoint and new values inside (A17). Stores nothing. */
    testCandidate: (ref, inputs) => testing((one) => one.testCandidate(ref, inputs)),
    /** PUT _apis/serviceendpoint/endpoints/{id}. vso.serviceendpoint_manage. Sent once (A45, A89). */
    save: (change) => asking((one) => one.save(change)),
    /** PUT with operation=ChangeProperties (E12). Sent once. */
    setDisabled: (ref, disabled) => asking((one) => one.setDisabled(ref, disabled)),
    /** GET _apis/serviceendpoint/types (A86); asked once. */
    types: () => asking((one) => one.types()),
    /** GET {project}/_apis/serviceendpoint/{id}/executionhistory (A77). */
    pastUses: (ref, signal, since) => asking((one) => one.pastUses(ref, signal, since)),
    /** PUT with operation=ConvertAuthenticationScheme (A73, W21). Sent once. */
    convert: (ref, scheme) => asking((one) => one.convert(ref, scheme)),
  };
}

async function list(devOps: AzureDevOps, project: ProjectRef, signal?: AbortSignal) {
  const path = `${encodeURIComponent(project.id)}/_apis/serviceendpoint/endpoints?includeFailed=true`;
  const answer = await getShort(devOps, path, { apiVersion: "7.2-preview.4", signal });
  if (!answer.ok) return answer;
  const items = listOf(answer.value);
  if (items === null) return unexpected("no list of service connections");
  const connections = items.map((item) => connectionFromWire(item, project));
  const addressable = connections.filter((one): one is ServiceConnection => one !== null);
  // An item without id cannot be shown; leaving it out silently would be "nothing there".
  if (addressable.length < connections.length) return unexpected("a service connection without id");
  return success({ project, connections: addressable });
}
