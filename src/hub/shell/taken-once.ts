/** Asks at once; the first who asks takes that answer, everybody after asks anew. An abort of the first is not heard. */
export function takenOnce<T>(
  ask: (signal?: AbortSignal) => Promise<T>,
): (signal?: AbortSignal) => Promise<T> {
  let underWay: Promise<T> | null = ask();
  return (signal) => {
    const first = underWay;
    underWay = null;
    return first ?? ask(signal);
  };
}
