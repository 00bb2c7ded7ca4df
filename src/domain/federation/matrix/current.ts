import { builtInTasksA } from "./built-in-tasks-a";
import { builtInTasksB } from "./built-in-tasks-b";
import { consumers } from "./consumers";
import { marketplaceTasks } from "./marketplace-tasks";
import type { Matrix } from "./matrix";
import { registryTasks } from "./registry-tasks";

/** The matrix this version of the product ships with. */
export const currentMatrix: Matrix = {
  schemaVersion: 1,
  asOf: "2026-11-23",
  tasks: [...builtInTasksA, ...builtInTasksB, ...marketplaceTasks],
  registry: registryTasks,
  consumers,
};
