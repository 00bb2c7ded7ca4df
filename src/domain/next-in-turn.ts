/**
 * Which of those that wait may start, in their order: no more at a time than `limit`, and never two of one subject, which is
 * an app registration or the connection itself (I9). Pure.
 */
export function nextInTurn<T extends { readonly subject: string }>(
  waiting: readonly T[],
  running: readonly { readonly subject: string }[],
  limit: number,
): readonly T[] {
  const busy = new Set(running.map(({ subject }) => subject));
  const starting: T[] = [];
  for (const one of waiting) {
    if (running.length + starting.length >= limit) break;
    if (busy.has(one.subject)) continue;
    busy.add(one.subject);
    starting.push(one);
  }
  return starting;
}
