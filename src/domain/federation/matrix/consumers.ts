import type { ConsumerRow } from "./matrix";

/** Users of a connection that are no task step (W §4, W §12). None of them is ever a plain yes. */
export const consumers: readonly ConsumerRow[] = [
  {
    kind: "key-vault-variable-group",
    wif: "review",
    confidence: "medium",
    source: "rest:distributedtask/variablegroups",
    date: "2026-11-23",
  },
  {
    kind: "container-resource",
    wif: "review",
    confidence: "low",
    source: "docs:process/container-phases.md",
    date: "2026-04-22",
  },
  {
    kind: "check",
    wif: "by-task",
    confidence: "high",
    source: "rest:pipelines/checks/configurations",
    date: "2026-11-23",
  },
  {
    kind: "release-artifact",
    wif: "unknown",
    confidence: "low",
    source: "rest:release/definitions",
    date: "2026-11-23",
  },
  {
    kind: "other-resource",
    wif: "unknown",
    confidence: "low",
    source: "rest:pipelines/preview",
    date: "2026-11-23",
  },
];
