import { failed, type Result } from "../domain/failure";
import type { AppCredentials } from "../ports/app-credentials";

/**
 * Microsoft Graph behind a load on demand: its sign-in library is far larger than the page (P83), and many
 * organizations never connect. Without a client id nothing is loaded at all. A part that cannot be fetched is a network
 * failure, and is asked for again next time.
 */
export function lazyCredentials(
  load: () => Promise<AppCredentials>,
  clientId: () => string | null,
): AppCredentials {
  let loaded: Promise<AppCredentials> | null = null;
  const withLoaded = async <T>(call: (port: AppCredentials) => Promise<Result<T>>): Promise<Result<T>> => {
    const asked = (loaded ??= load());
    const port = await asked.then(
      (value) => value,
      () => null,
    );
    if (port !== null) return call(port);
    loaded = null;
    return failed({ code: "network", system: "graph" });
  };
  return {
    connect: (...args) =>
      clientId() === null
        ? Promise.resolve(failed({ code: "graph-client-id-missing" }))
        : withLoaded((port) => port.connect(...args)),
    lookUp: (...args) => withLoaded((port) => port.lookUp(...args)),
    read: (...args) => withLoaded((port) => port.read(...args)),
    issue: (...args) => withLoaded((port) => port.issue(...args)),
    remove: (...args) => withLoaded((port) => port.remove(...args)),
    owners: (...args) => withLoaded((port) => port.owners(...args)),
    addFederatedCredential: (...args) => withLoaded((port) => port.addFederatedCredential(...args)),
  };
}
