import { systemClock } from "../adapters/browser/system-clock";
import { createAppCredentials } from "../adapters/graph/app-credentials";
import { createSignIn } from "../adapters/graph/sign-in";
import type { SdkHost } from "../adapters/host/sdk-host";
import { success } from "../domain/failure";
import type { GraphReader } from "../operations/read-expiring";

/** Nobody waits at a dashboard for a sign-in that does not come about. */
const silentLimitMs = 15_000;

/** Reads Microsoft Graph with a client id that this person has accepted in the hub; accepts none itself. */
export const createGraphReader = (
  host: Pick<SdkHost, "enableNestedAppAuth">,
  clientId: string,
): GraphReader =>
  createAppCredentials({
    signIn: createSignIn({
      clientId: () => clientId,
      accepted: () => Promise.resolve(success(clientId)),
      accept: () => Promise.resolve(success(null)),
      enableBridge: () => host.enableNestedAppAuth(),
      clock: systemClock,
      silentLimitMs,
    }),
    fetch: (input, init) => window.fetch(input, init),
    clock: systemClock,
  });
