import type { Result } from "../domain/failure";
import type { Instant } from "../domain/instant";
import type { ConnectionRecord } from "../domain/record";
import type { ServiceConnection } from "../domain/service-connection";
import type { Ports } from "../ports/ports";

type Needs = Pick<Ports, "records" | "host" | "clock">;

/** Keeps the day on which an administrator says the credential ends, with who and when; null forgets it. */
export const keepTypedExpiry = (
  { records, host, clock }: Needs,
  { id, project }: ServiceConnection,
  until: Instant | null,
): Promise<Result<ConnectionRecord>> =>
  records.update(project.id, id, (record) => ({
    ...record,
    typedExpiry: until === null ? null : { until, by: host.user, at: clock.now() },
  }));

export type SnoozeRequest = { readonly until: Instant; readonly reason: string };

/** Puts a connection off until a day, with the reason, who and when; null ends it. Nothing of the connection changes. */
export const snooze = (
  { records, host, clock }: Needs,
  { id, project }: ServiceConnection,
  request: SnoozeRequest | null,
): Promise<Result<ConnectionRecord>> =>
  records.update(project.id, id, (record) => ({
    ...record,
    snooze: request === null ? null : { ...request, by: host.user, at: clock.now() },
  }));
