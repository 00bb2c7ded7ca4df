import type { Host } from "../../ports/host";

const nameOf = (runId: string): string => `renewal-${runId}`;

/**
 * Which runs live in tabs of this browser, told by named locks that end with their tab. Answers "not elsewhere" where
 * the browser offers no locks or refuses them, as it does to a frame whose storage is blocked (P41): the journal's
 * lock is the one that counts (I9).
 */
export function createRunSigns(
  locks: LockManager | undefined,
): Pick<Host, "isRunningElsewhere" | "announceRun"> {
  const ours = new Set<string>();
  return {
    async isRunningElsewhere(runId) {
      if (locks === undefined || ours.has(runId)) return false;
      const held = await locks.query().then(
        (seen) => seen.held ?? [],
        () => [],
      );
      return held.some((lock) => lock.name === nameOf(runId));
    },
    announceRun(runId) {
      if (locks === undefined) return () => undefined;
      ours.add(runId);
      let release: () => void = () => undefined;
      const ended = new Promise<void>((resolve) => {
        release = resolve;
      });
      void locks.request(nameOf(runId), () => ended).catch(() => undefined);
      return () => {
        ours.delete(runId);
        release();
      };
    },
  };
}
