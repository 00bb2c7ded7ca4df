/** Definitions per page of the lists (W17 C, D, F). */
const classicPage = 100;
const yamlPage = 1000;
const releasePage = 100;

/** Previews a look at "all pipelines" makes unless more are asked for (W39). */
export const defaultPreviewCap = 100;

/** How many calls run at the same time (W39). */
export const parallelCalls = 4;

export type UsageScope = {
  /** Connections whose history and permissions are asked for. */
  readonly connections: number;
  readonly yaml: number;
  readonly classic: number;
  readonly releases: number;
  /** YAML pipelines to preview; null stands for all of them. */
  readonly previews: number | null;
  /** Most previews that are made; null for no limit. */
  readonly previewCap: number | null;
};

/** The calls a look costs, known before the first is made. */
export type UsagePlan = {
  readonly perConnection: number;
  readonly scan: number;
  readonly previews: number;
  readonly total: number;
  /** YAML pipelines that stay unread because of the cap; with any, nothing is called convertible. */
  readonly notChecked: number;
};

/**
 * Two calls for each connection, one scan of the project shared by all, and one preview per YAML pipeline (W19). A list
 * is asked for at least once, to know that it is empty.
 */
export function planUsage(scope: UsageScope): UsagePlan {
  const pages = (items: number, size: number): number => Math.max(1, Math.ceil(items / size));
  const lists =
    pages(scope.classic, classicPage) + pages(scope.yaml, yamlPage) + pages(scope.releases, releasePage);
  const groups = 2;
  const scan = lists + groups + scope.releases;
  const wanted = Math.min(scope.previews ?? scope.yaml, scope.yaml);
  const previews = scope.previewCap === null ? wanted : Math.min(wanted, scope.previewCap);
  const perConnection = 2 * scope.connections;
  return {
    perConnection,
    scan,
    previews,
    total: perConnection + scan + previews,
    notChecked: wanted - previews,
  };
}
