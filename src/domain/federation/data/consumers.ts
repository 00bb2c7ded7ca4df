import type { ConsumerRow } from "./federation-data";

/** Users of a connection that are no task step (W §4, W §12). None of them is ever a plain yes. */
export const consumers: readonly ConsumerRow[] = [
  {
    kind: "key-vault-variable-group",
    federation: "review",
    confidence: "medium",
    source: "rest:distributedtask/variablegroups",
    date: "2026-11-23",
  },
  {
    kind: "container-resource",
    federation: "review",
    confidence: "low",
    source: "docs:process/container-phases.md",
    date: "2026-04-22",
  },
  {
    kind: "check",
    federation: "by-task",
    confidence: "high",
    source: "rest:pipelines/checks/configurations",
    date: "2026-11-23",
  },
  {
    kind: "release-artifact",
    federation: "unknown",
    confidence: "low",
    source: "rest:release/definitions",
    date: "2026-11-23",
  },
  {
    kind: "other-resource",
    federation: "unknown",
    confidence: "low",
    source: "rest:pipelines/preview",
    date: "2026-11-23",
  },
];
