import type { ServiceName } from "./http";

/** One request as it arrived, and what was answered. `status` is 0 where no answer was sent. */
export interface RecordedRequest {
  service: ServiceName;
  method: string;
  url: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: string;
  status: number;
  responseBody: string;
  /** Simulated time of arrival. */
  at: number;
}

export interface Traffic {
  requests: RecordedRequest[];
  clear(): void;
}

/** An empty record. `requests` stays the same array for good. */
export function createTraffic(): Traffic {
  const requests: RecordedRequest[] = [];
  return {
    requests,
    clear: () => {
      requests.length = 0;
    },
  };
}
