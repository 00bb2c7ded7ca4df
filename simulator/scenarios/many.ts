import type { World } from "../world";
import { startWorld } from "./builder";
import type { Setting } from "./empty-world";

/** So many connections, whose secrets expire on days spread over the list. */
export function many(setting: Setting, count: number): World {
  const builder = startWorld(setting);
  const spread = [-10, 1, 5, 12, 28, 60, 90, 200];
  for (let index = 0; index < count; index += 1) {
    const name = `service-${String(index + 1).padStart(3, "0")}`;
    builder.azure({
      name,
      app: builder.app({ name: `app-${name}`, secretDays: [spread[index % spread.length] ?? 60] }),
    });
  }
  return builder.world;
}
