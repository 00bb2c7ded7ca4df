import { success } from "../../src/domain/failure";
import type { Renewal } from "../../src/domain/renewal/renewal";
import { findInterrupted } from "../../src/operations/resume-renewals";
import type { Ports } from "../../src/ports/ports";
import type { UnreadableEntry } from "../../src/ports/renewal-journal";
import { addMilliseconds } from "../../src/domain/instant";
import { aConnection, aPlan, now } from "../support/builders";
import { aWorld, fakePorts, project } from "../hub/support/fake-ports";

const idAt = (index: number): string => `${index.toString(16).padStart(8, "0")}-0a1b-4c5d-8e9f-101112131415`;

/** A journal with records for so many connections, and the calls that looking at them makes. */
function flooded(count: number, damaged = 0) {
  const world = aWorld({
    connections: Array.from({ length: count }, (_, index) => aConnection({ id: idAt(index) })),
  });
  const made = fakePorts(world);
  const entries = world.connections.map((connection, index) => ({
    renewal: {
      plan: aPlan({
        connectionId: connection.id,
        runId: `${idAt(index).slice(0, 8)}-0000-4000-8000-000000000001`,
      }),
      stage: "preparing",
    } satisfies Renewal,
    etag: 1,
    writtenAt: addMilliseconds(now, index),
    writer: "somebody",
    firstSeen: { wall: now, steady: now },
    takenOver: null,
  }));
  const unreadable: UnreadableEntry[] = Array.from({ length: damaged }, (_, index) => ({
    documentId: `${project.id}.${idAt(index)}`,
    connectionId: idAt(index),
    reason: "damaged",
  }));
  let [atOnce, most, reads] = [0, 0, 0];
  const ports: Ports = {
    ...made,
    connections: {
      ...made.connections,
      read: async (ref) => {
        reads += 1;
        most = Math.max(most, (atOnce += 1));
        const answer = await made.connections.read(ref);
        atOnce -= 1;
        return answer;
      },
    },
    journal: { ...made.journal, unfinished: () => Promise.resolve(success({ entries, unreadable })) },
  };
  return { ports, calls: () => ({ reads, most }) };
}

test("of 5,000 records the 50 newest are looked at, four at a time, and the rest is counted", async () => {
  const { ports, calls } = flooded(5_000);

  const found = await findInterrupted(ports, project.id, new Set());

  const shown = found.ok ? found.value : [];
  expect(shown).toHaveLength(51);
  expect(shown[0]).toMatchObject({ kind: "readable", renewal: { plan: { connectionId: idAt(4_999) } } });
  expect(shown[50]).toEqual({ kind: "passed-over", unlisted: 0, beyond: 4_950 });
  expect(calls()).toEqual({ reads: 50, most: 4 });
});

test("records of connections that are not listed cost no call", async () => {
  const { ports, calls } = flooded(100, 100);

  const found = await findInterrupted(ports, project.id, new Set(), new Set([idAt(7)]));

  expect(found.ok && found.value.map((one) => one.kind)).toEqual(["readable", "unreadable", "passed-over"]);
  expect(found.ok && found.value[2]).toEqual({ kind: "passed-over", unlisted: 198, beyond: 0 });
  expect(calls().reads).toBe(1);
});
