/** Holds one value and tells who listens when it is replaced. */
export type Store<T> = {
  get: () => T;
  /** Replaces the value; listeners hear only of a different one. */
  update: (change: (current: T) => T) => void;
  /** Returns the way to stop listening. */
  subscribe: (listener: () => void) => () => void;
};

/** `batch` runs a notification so that what listens draws once, not once per listener. */
export function createStore<T>(initial: T, batch: (notify: () => void) => void): Store<T> {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    update(change) {
      const next = change(current);
      if (Object.is(next, current)) return;
      current = next;
      batch(() => listeners.forEach((listener) => listener()));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
