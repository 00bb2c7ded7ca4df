import type { World } from "../world";
import { shareWith, startWorld } from "./builder";
import type { Setting } from "./empty-world";

const spread = [-20, -1, 0.5, 2, 6, 9, 13, 20, 27, 40, 75, 120, 180, 300, 500];

/** 150 projects with 1,500 connections: some shared, eight projects the user cannot see. */
export function organization150(setting: Setting): World {
  const builder = startWorld(setting);
  const { world } = builder;
  world.projects = Array.from({ length: 150 }, (_, index) => ({
    id: setting.chance.guid(),
    name: `Project ${String(index + 1).padStart(3, "0")}`,
  }));
  for (const [index, project] of world.projects.entries()) {
    for (let number = 0; number < 10; number += 1) {
      const name = `p${String(index + 1)}-connection-${String(number + 1)}`;
      const days = spread[(index * 10 + number) % spread.length] ?? 60;
      const app = builder.app({ name: `app-${name}`, secretDays: [days] });
      const endpoint = builder.azure({
        name,
        app,
        project,
        ...(number % 5 === 4 ? { creationMode: "Automatic" as const } : {}),
      });
      const neighbour = world.projects[(index + 1) % world.projects.length];
      if (number === 0 && index % 10 === 0 && neighbour !== undefined) shareWith(endpoint, neighbour);
    }
  }
  const hidden = world.projects.filter((_, index) => index % 20 === 7).map((one) => one.id);
  for (const user of world.users) user.hiddenProjectIds = hidden;
  return world;
}

/** One project with 10,000 connections, each with its own app registration. */
export function project10000(setting: Setting): World {
  const builder = startWorld(setting);
  for (let index = 0; index < 10_000; index += 1) {
    const name = `connection-${String(index + 1).padStart(5, "0")}`;
    const days = spread[index % spread.length] ?? 60;
    builder.azure({ name, app: builder.app({ name: `app-${name}`, secretDays: [days] }) });
  }
  return builder.world;
}

/** 25 manual connections to renew together; two of them share an app registration. */
export function bulk25(setting: Setting): World {
  const builder = startWorld(setting);
  const shared = builder.app({ name: "app-bulk-shared", secretDays: [4] });
  for (let index = 0; index < 25; index += 1) {
    const name = `bulk-${String(index + 1).padStart(2, "0")}`;
    const isShared = index < 2;
    builder.azure({
      name,
      app: isShared ? shared : builder.app({ name: `app-${name}`, secretDays: [(index % 9) + 1] }),
    });
  }
  return builder.world;
}
