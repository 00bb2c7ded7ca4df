/** The end of a tab or of a job: once dead, nothing it does comes back. */
type MayDie = {
  readonly isDead: () => boolean;
  /** Dies now; what it answers never settles. */
  readonly die: () => Promise<never>;
  /** Resolves when it has died. */
  readonly died: Promise<void>;
};

/** What a dead one is answered. */
export const never = new Promise<never>(() => undefined);

export function mayDie(): MayDie {
  let dead = false;
  let announce: () => void = () => undefined;
  const died = new Promise<void>((resolve) => {
    announce = resolve;
  });
  return {
    isDead: () => dead,
    die: () => {
      dead = true;
      announce();
      return never;
    },
    died,
  };
}
