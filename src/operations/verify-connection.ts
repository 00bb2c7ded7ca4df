import type { Failure } from "../domain/failure";
import type { ConnectionRecord } from "../domain/record";
import { verifyOnRequest } from "../domain/renewal/probing";
import type { StepAttempt } from "../domain/renewal/progress";
import { millisecondsPerDay } from "../domain/instant";
import { refOf, type ServiceConnection } from "../domain/service-connection";
import type { Verdict } from "../domain/verification/diagnose";
import type { Ports } from "../ports/ports";
import { probe } from "./renewal/probe";

export type Verification = {
  /** Null where the person cancelled before the first answer. */
  readonly verdict: Verdict | null;
  readonly record: ConnectionRecord | null;
  /** Why the result could not be kept; the verdict holds all the same. */
  readonly recordFailure: Failure | null;
};

export type VerifyControl = { readonly report: (attempt: StepAttempt) => void; readonly signal: AbortSignal };

/** A connection saved this recently may still propagate (G41). */
const recentMs = 10 * 60_000;

/** Tests what Azure DevOps holds, repeats only what waiting can cure, and keeps the result with who and when. */
export async function verifyConnection(
  ports: Pick<Ports, "connections" | "records" | "host" | "clock">,
  connection: ServiceConnection,
  control: VerifyControl,
): Promise<Verification> {
  const now = ports.clock.now();
  const saved = connection.modifiedAt;
  // A service clock that runs ahead of the browser's still counts as recent; a day apart it is something else.
  const recentChange = saved !== null && now - saved < recentMs && saved - now < millisecondsPerDay;
  const end = await probe({
    clock: ports.clock,
    schedule: verifyOnRequest,
    test: () =>
      connection.disabled
        ? Promise.resolve({ kind: "could-not-test", failure: { code: "connection-disabled" } } as const)
        : ports.connections.test(refOf(connection)),
    recentChange,
    signal: control.signal,
    report: control.report,
  });
  if (end.kind === "cancelled") return { verdict: null, record: null, recordFailure: null };
  const { verdict } = end;
  const kept = await ports.records.update(connection.project.id, connection.id, (record) => ({
    ...record,
    verification: { word: verdict.word, code: verdict.code, at: ports.clock.now(), by: ports.host.user },
  }));
  return kept.ok
    ? { verdict, record: kept.value, recordFailure: null }
    : { verdict, record: null, recordFailure: kept.failure };
}
