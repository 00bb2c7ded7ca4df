import { createRunSigns } from "../../../src/adapters/host/running-here";

/** Named locks as one browser keeps them for all its tabs. */
function sharedLocks(): LockManager {
  const held = new Set<string>();
  return {
    request: async (name: string, work: () => Promise<void>) => {
      held.add(name);
      await work();
      held.delete(name);
    },
    query: () => Promise.resolve({ held: [...held].map((name) => ({ name })), pending: [] }),
  } as unknown as LockManager;
}

/** What a browser answers a frame of another site whose storage it blocks. */
const refusing = {
  request: () => Promise.reject(new DOMException("The request was denied.", "SecurityError")),
  query: () => Promise.reject(new DOMException("The request was denied.", "SecurityError")),
} as unknown as LockManager;

test("a run of another tab is seen for as long as it runs, and one's own is not elsewhere", async () => {
  const locks = sharedLocks();
  const here = createRunSigns(locks);
  const other = createRunSigns(locks);

  const ended = here.announceRun("run-1");

  expect(await other.isRunningElsewhere("run-1")).toBe(true);
  expect(await here.isRunningElsewhere("run-1")).toBe(false);
  ended();
  await Promise.resolve();
  await Promise.resolve();
  expect(await other.isRunningElsewhere("run-1")).toBe(false);
});

test.each([
  ["offers no locks", undefined],
  ["refuses them to a frame without storage", refusing],
])("a browser that %s lets runs begin and be found interrupted", async (_case, locks) => {
  const signs = createRunSigns(locks);

  const ended = signs.announceRun("run-1");

  expect(await signs.isRunningElsewhere("run-2")).toBe(false);
  expect(() => ended()).not.toThrow();
});
