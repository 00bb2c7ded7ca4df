import type { UsageSeen } from "../domain/findings/usage";
import type { Result } from "../domain/failure";
import type { ServiceConnection } from "../domain/service-connection";
import type { Listed, PipelineUsage, RecentUse, UsageControl } from "../ports/pipeline-usage";
import { refsOf } from "./federation/look";

/**
 * What the execution history and the pipeline permissions tell of a connection, in each project that sees it. Two calls a
 * project; a look that failed leaves its part null (N3, W17).
 */
export async function lookAtUse(
  usage: PipelineUsage,
  connection: ServiceConnection,
  signal: AbortSignal,
): Promise<UsageSeen> {
  const control: UsageControl = { signal, called: () => undefined };
  const looks = await Promise.all(
    refsOf(connection).map(async (ref) => {
      const [history, grant] = await Promise.all([
        usage.history(ref, control),
        usage.permissions(ref, control),
      ]);
      const permitted = grant.ok ? grant.value.allPipelines || grant.value.pipelineIds.length > 0 : null;
      return { ...usesOf(history), permitted };
    }),
  );
  const some = <T>(values: readonly T[], wanted: T): boolean => values.includes(wanted);
  const permitted = looks.map((look) => look.permitted);
  const uses = looks.map((look) => look.lastUse);
  const dates = uses.filter((use) => typeof use === "number");
  return {
    permitted: some(permitted, true) ? true : some(permitted, null) ? null : false,
    ranIn: [...new Set(looks.flatMap((look) => look.ranIn))],
    byRelease: looks.some((look) => look.byRelease),
    lastUse: some(uses, null) ? null : dates.length === 0 ? "none" : latestOf(dates),
  };
}

const latestOf = <T extends number>(dates: readonly T[]): T =>
  dates.reduce((latest, date) => (date > latest ? date : latest));

/** Newest first, so that a list cut short tells the last use all the same; an empty one that is cut short tells nothing. */
function usesOf(history: Result<Listed<RecentUse>>): Pick<UsageSeen, "lastUse" | "byRelease" | "ranIn"> {
  if (!history.ok) return { lastUse: null, byRelease: false, ranIn: [] };
  const { items, complete } = history.value;
  const byRelease = items.some(({ planType }) => planType.toLowerCase() === "release");
  const dates = items.flatMap(({ startedAt }) => startedAt ?? []);
  const ranIn = items.map(({ definitionName }) => definitionName).filter((name) => name !== "");
  // A use without a date may be of today.
  if (dates.length < items.length || (items.length === 0 && !complete))
    return { lastUse: null, byRelease, ranIn };
  return { lastUse: dates.length === 0 ? "none" : latestOf(dates), byRelease, ranIn };
}
