import { failed, type Result } from "../../domain/failure";
import type { PipelineUsage } from "../../ports/pipeline-usage";

/**
 * Pipelines behind a load on demand: the clients for them are only needed for the way out of secrets. A part that cannot
 * be fetched is a network failure, and is asked for again next time.
 */
export function lazyUsage(load: () => Promise<PipelineUsage>): PipelineUsage {
  let loaded: Promise<PipelineUsage> | null = null;
  const withLoaded = async <T>(ask: (port: PipelineUsage) => Promise<Result<T>>): Promise<Result<T>> => {
    const asked = (loaded ??= load());
    const port = await asked.then(
      (value) => value,
      () => null,
    );
    if (port !== null) return ask(port);
    loaded = null;
    return failed({ code: "network", system: "host" });
  };
  return {
    history: (...args) => withLoaded((port) => port.history(...args)),
    permissions: (...args) => withLoaded((port) => port.permissions(...args)),
    classicBuilds: (...args) => withLoaded((port) => port.classicBuilds(...args)),
    yamlPipelines: (...args) => withLoaded((port) => port.yamlPipelines(...args)),
    releases: (...args) => withLoaded((port) => port.releases(...args)),
    release: (...args) => withLoaded((port) => port.release(...args)),
    taskGroups: (...args) => withLoaded((port) => port.taskGroups(...args)),
    variableGroups: (...args) => withLoaded((port) => port.variableGroups(...args)),
    checks: (...args) => withLoaded((port) => port.checks(...args)),
    preview: (...args) => withLoaded((port) => port.preview(...args)),
  };
}
