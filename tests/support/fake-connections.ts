import { failed, success, type Failure, type Result } from "../../src/domain/failure";
import { instant, type Instant } from "../../src/domain/instant";
import type { SecretInputs } from "../../src/domain/secret";
import type { ConnectionRef, ProjectRef, ServiceConnection } from "../../src/domain/service-connection";
import type { TestAnswer } from "../../src/domain/verification/test-answer";
import type { RoleHolder } from "../../src/domain/watch/pipeline";
import type { Administrators, ServiceConnections } from "../../src/ports/service-connections";

/** What the world of a test knows of service connections. */
export type ConnectionsWorld = {
  projects: readonly ProjectRef[];
  connections: readonly ServiceConnection[];
  listFailure: Failure | null;
  /** What a test of what was stored from the beginning answers. */
  test: (connection: { readonly id: string }) => Promise<TestAnswer>;
  /** The values that are right; every other one is refused. */
  rightValues: ReadonlySet<string>;
  administers: Result<boolean>;
  roles: Result<readonly RoleHolder[]>;
  administrators: Administrators;
  now: Instant;
  calls: string[];
};

const refused: TestAnswer = {
  kind: "refused",
  status: 401,
  message: "AADSTS7000215: Invalid client secret provided.",
};

const notFound = (what: string): Result<never> => failed({ code: "not-found", system: "azure-devops", what });

/** Service connections in memory. A write shows in the next read, makes the connection newer, and no value ever comes back. */
export function fakeConnections(world: ConnectionsWorld): ServiceConnections {
  /** Values that were saved, by connection: only a test knows of them. */
  const saved = new Map<string, SecretInputs>();
  const called = (name: string): void => void world.calls.push(name);
  const seenBy = ({ id, project }: ConnectionRef): ServiceConnection | undefined =>
    world.connections.find((one) => one.id === id && one.project.id === project.id);
  const areRight = (inputs: SecretInputs): boolean =>
    [...inputs.values()].every((value) => world.rightValues.has(value.reveal()));
  const reading = <T>(ref: ConnectionRef, answer: (found: ServiceConnection) => T): Promise<Result<T>> => {
    const found = seenBy(ref);
    return Promise.resolve(found === undefined ? notFound(ref.id) : success(answer(found)));
  };
  const testing = (
    ref: ConnectionRef,
    inputs: SecretInputs | undefined,
    otherwise: () => Promise<TestAnswer>,
  ): Promise<TestAnswer> => {
    const found = seenBy(ref);
    if (found === undefined)
      return Promise.resolve({
        kind: "could-not-test",
        failure: { code: "not-found", system: "azure-devops", what: ref.id },
      });
    if (found.disabled)
      return Promise.resolve({ kind: "could-not-test", failure: { code: "connection-disabled" } });
    if (inputs === undefined) return otherwise();
    return Promise.resolve(areRight(inputs) ? { kind: "passed" } : refused);
  };
  const write = (found: ServiceConnection, over: Partial<ServiceConnection>): ServiceConnection => {
    const modifiedAt = instant(Math.max(world.now, (found.modifiedAt ?? 0) + 1));
    const written = { ...found, ...over, modifiedAt };
    world.connections = world.connections.map((one) => (one === found ? written : one));
    return written;
  };
  return {
    list: (asked) => {
      called(`list ${asked.name}`);
      if (world.listFailure !== null) return Promise.resolve(failed(world.listFailure));
      const isKnown = world.projects.some(({ id }) => id === asked.id);
      const connections = world.connections.filter((one) => one.project.id === asked.id);
      return Promise.resolve(isKnown ? success({ project: asked, connections }) : notFound(asked.id));
    },
    projects: () => Promise.resolve(success(world.projects)),
    read: (ref) => {
      called(`read ${ref.id}`);
      return reading(ref, (found) => found);
    },
    test: (ref) => {
      called(`test ${ref.id}`);
      return testing(ref, saved.get(ref.id), () => world.test(ref));
    },
    testCandidate: (ref, inputs) => {
      called(`test a value ${ref.id}`);
      return testing(ref, inputs, () => Promise.resolve(refused));
    },
    mayManage: (ref) => Promise.resolve(success(seenBy(ref) !== undefined)),
    administers: (ref) => Promise.resolve(seenBy(ref) === undefined ? notFound(ref.id) : world.administers),
    roles: () => Promise.resolve(world.roles),
    administrators: () => Promise.resolve(world.administrators),
    save: ({ ref, expectedModifiedAt, inputs, describe, takeOver, leave }) => {
      called(`save ${ref.id}`);
      const found = seenBy(ref);
      if (found === undefined) return Promise.resolve(notFound(ref.id));
      if (expectedModifiedAt !== null && found.modifiedAt !== expectedModifiedAt) {
        const by = found.modifiedBy?.name ?? null;
        return Promise.resolve(failed({ code: "changed-meanwhile", by, at: found.modifiedAt }));
      }
      const description = describe(found.description);
      if (!leave()) return Promise.resolve(failed({ code: "cancelled" }));
      if (inputs !== null) saved.set(ref.id, inputs);
      return Promise.resolve(success(write(found, { description, ...(takeOver ? { kind: "manual" } : {}) })));
    },
    setDisabled: (ref, disabled) => {
      called(`switch ${ref.id}`);
      return reading(ref, (found) => write(found, { disabled }));
    },
    convert: (ref, scheme) => {
      called(`convert ${ref.id}`);
      const isFederated = scheme === "WorkloadIdentityFederation";
      return reading(ref, (found) =>
        write(found, {
          scheme,
          kind: isFederated ? "federated" : "automatic",
          holds: isFederated ? "nothing" : "client-secret",
        }),
      );
    },
    types: () => Promise.resolve(success([])),
    pastUses: (ref) => reading(ref, () => ({ uses: [], complete: true })),
  };
}
