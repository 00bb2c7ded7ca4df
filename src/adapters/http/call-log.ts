import type { Clock } from "../../ports/clock";
import type { CallRecord } from "../../ports/diagnostics";
import { activityIdOf } from "./activity-id";
import { routeOf } from "./route";

const kept = 60;
const watchedHeaders = ["Retry-After", "X-RateLimit-Delay", "x-ms-continuationtoken", "ActivityId"];

export type CallLog = {
  /** Newest first. */
  recent(): readonly CallRecord[];
  /** The same fetch, noting each exchange. Reads no body and changes nothing. */
  around(inner: typeof fetch): typeof fetch;
};

const addressIn = (input: RequestInfo | URL): string =>
  typeof input === "string" ? input : input instanceof URL ? input.href : input.url;

/** The last calls in memory, for the diagnostics view: method, route, status and time to the answer's head. */
export function createCallLog(clock: Pick<Clock, "now">): CallLog {
  const calls: CallRecord[] = [];
  const note = (call: CallRecord): void => {
    calls.push(call);
    if (calls.length > kept) calls.shift();
  };
  return {
    recent: () => [...calls].reverse(),
    around: (inner) => async (input, init) => {
      const at = clock.now();
      const asked = { at, method: (init?.method ?? "GET").toUpperCase(), ...routeOf(addressIn(input)) };
      try {
        const response = await inner(input, init);
        note({
          ...asked,
          status: response.status,
          durationMs: clock.now() - at,
          failure: null,
          activityId: activityIdOf(response.headers),
          readable: watchedHeaders.filter((name) => response.headers.has(name)),
        });
        return response;
      } catch (error: unknown) {
        const failure = init?.signal?.aborted === true ? "aborted" : "network";
        note({
          ...asked,
          status: null,
          durationMs: clock.now() - at,
          failure,
          readable: [],
          activityId: null,
        });
        throw error;
      }
    },
  };
}
