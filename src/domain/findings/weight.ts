/** How a row stands, worst first. `neutral` is what has nothing to run out and nothing to say. */
export const severities = ["bad", "warning", "unknown", "good", "neutral"] as const;

export type Severity = (typeof severities)[number];
