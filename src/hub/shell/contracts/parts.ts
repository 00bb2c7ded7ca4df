import type { Hub, Part } from "./hub-context";

/** Gives each part of a hub, made once. */
export function createParts(): <T>(hub: Hub, part: Part<T>) => T {
  const made = new Map<Part<unknown>, unknown>();
  return <T>(hub: Hub, part: Part<T>): T => {
    if (!made.has(part)) made.set(part, part.make(hub));
    return made.get(part) as T;
  };
}
