import { convertInBulk } from "../../../../src/hub/features/federation/convert-in-bulk";
import type { Federation } from "../../../../src/hub/features/federation/actions";
import type { Verified } from "../../../../src/domain/federation/conversion";
import type { BulkConversionEntry } from "../../../../src/domain/federation/bulk-conversion";
import { aConnection, seenConverted } from "../../../support/builders";
import { idOf } from "../../support/shown";

/** Conversions that end when the test says so. */
function held() {
  const conversions = new Map<string, unknown>();
  const open = new Map<string, (verified: Verified) => void>();
  const asked: unknown[] = [];
  const federation = {
    store: { get: () => ({ conversions, scans: new Map() }) },
    convert: ({ id }: { readonly id: string }, choice: unknown) =>
      new Promise<void>((resolve) => {
        asked.push(choice);
        open.set(id, (verified) => {
          conversions.set(id, {
            end: { kind: "ended", conversion: { stage: "converted", seen: seenConverted, verified } },
          });
          resolve();
        });
      }),
  } as unknown as Federation;
  return { federation, open, asked };
}

const six = [1, 2, 3, 4, 5, 6].map((index) =>
  aConnection({ id: idOf(index), name: `shop-${String(index)}`, appId: idOf(index) }),
);
/** Everything that follows from a settled promise without a timer. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

test("four run at a time, and the next starts when one was verified", async () => {
  const { federation, open } = held();
  const ended = convertInBulk(federation, six, () => undefined);
  expect([...open.keys()]).toEqual([1, 2, 3, 4].map(idOf));

  open.get(idOf(2))?.("yes");
  await settle();
  expect([...open.keys()]).toEqual([1, 2, 3, 4, 5].map(idOf));

  for (const index of [1, 3, 4, 5]) open.get(idOf(index))?.("yes");
  await settle();
  open.get(idOf(6))?.("yes");
  await ended;
});

test("one that could not be verified keeps the waiting ones from starting; those under way come to their end", async () => {
  const { federation, open, asked } = held();
  let last: readonly BulkConversionEntry[] = [];
  const ended = convertInBulk(federation, six, (entries) => (last = entries));

  open.get(idOf(1))?.("not-possible");
  await settle();
  for (const index of [2, 3, 4]) open.get(idOf(index))?.("yes");
  await ended;

  expect(last.map(({ phase }) => phase)).toEqual(["failed", "done", "done", "done", "waiting", "waiting"]);
  // Nothing is accepted on the person's behalf: what is no plain yes any more is refused.
  expect(asked).toContainEqual({ readiness: null, accepted: false, federatedCredential: "unknown" });
});
