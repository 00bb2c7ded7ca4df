import { grouped, type BulkPlan } from "./bulk";

/** The plan with one of the unused connections in it: each needs a tick of its own (N3). Pure. */
export function withTicked(plan: BulkPlan, connectionId: string): BulkPlan {
  const wanted = plan.unused.filter((item) => item.connectionId === connectionId);
  return {
    ...plan,
    ...grouped([...plan.items, ...wanted]),
    unused: plan.unused.filter((item) => item.connectionId !== connectionId),
  };
}
