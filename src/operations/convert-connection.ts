import type { Failure, Result } from "../domain/failure";
import { withConversion, type ConversionRecord } from "../domain/record";
import { refOf, renewalSubjectOf, type ServiceConnection } from "../domain/service-connection";
import { factsOf } from "../domain/federation/connection-facts";
import {
  startConversion,
  stepConversion,
  type Conversion,
  type ConversionCommand,
  type ConversionEvent,
  type Direction,
  type Seen,
  type Verified,
} from "../domain/federation/conversion";
import { revertWindow } from "../domain/federation/revert-window";
import { planConversion, type ConversionPlan } from "../domain/federation/conversion-plan";
import type { ConnectionReadiness } from "../domain/federation/roll-up";
import type { Ports } from "../ports/ports";
import type { HeldLock } from "../ports/renewal-journal";
import { verifyConnection } from "./verify-connection";

/** What the person decided on, with what they saw. */
export type ConvertRequest = {
  /** The verdict shown when the person pressed the button; null where nobody looked. */
  readonly readiness: ConnectionReadiness | null;
  /** The person accepted, in words, what is not known. */
  readonly accepted: boolean;
  /** For manual connections: whether the app registration trusts the connection already. */
  readonly federatedCredential: "present" | "absent" | "unknown";
};

/** How an attempt ended. `refused` and `stopped` end before anything was written. */
export type ConversionEnd =
  | {
      readonly kind: "ended";
      readonly conversion: Conversion;
      /** Why the write got no good answer; what came of it is told by `conversion`. */
      readonly writeFailure: Failure | null;
    }
  | { readonly kind: "refused"; readonly plan: ConversionPlan }
  | { readonly kind: "not-revertible"; readonly reason: "over" | "no-deadline" | "not-federated" }
  | { readonly kind: "stopped"; readonly failure: Failure };

export type ReportConversion = (conversion: Conversion) => void;

/**
 * Converts one connection: reads it afresh, asks the plan again with what it shows now, takes the lock of its app
 * registration, writes once, and reads until the scheme is seen to have changed (W22, W23). Ends with a value in all
 * cases but bugs. Cannot be cancelled: a write that was sent is judged to its end.
 */
export async function convertConnection(
  ports: Ports,
  shown: ServiceConnection,
  request: ConvertRequest,
  report: ReportConversion,
): Promise<ConversionEnd> {
  const ref = refOf(shown);
  const [read, rights] = await Promise.all([ports.connections.read(ref), ports.connections.mayManage(ref)]);
  if (!read.ok) return { kind: "stopped", failure: read.failure };
  const connection = read.value;
  const plan = planConversion({
    connection: factsOf(connection),
    readiness: request.readiness,
    mayManage: rights.ok ? rights.value : null,
    federatedCredential: request.federatedCredential,
  });
  if (!mayGoOn(plan, request.accepted)) return { kind: "refused", plan };
  return underLock(ports, connection, "convert", report);
}

const mayGoOn = (plan: ConversionPlan, accepted: boolean): boolean =>
  plan.kind === "one-click" || (plan.kind === "needs-acceptance" && accepted);

/** Takes a conversion back while Azure DevOps keeps the secret for it (W35). The same steps the other way. */
export async function revertConnection(
  ports: Ports,
  shown: ServiceConnection,
  report: ReportConversion,
): Promise<ConversionEnd> {
  const read = await ports.connections.read(refOf(shown));
  if (!read.ok) return { kind: "stopped", failure: read.failure };
  const window = revertWindow(read.value, ports.clock.now());
  if (!window.open) return { kind: "not-revertible", reason: window.reason };
  return underLock(ports, read.value, "revert", report);
}

/** A conversion and a renewal of the same app registration never run at the same time (I9). */
async function underLock(
  ports: Ports,
  connection: ServiceConnection,
  direction: Direction,
  report: ReportConversion,
): Promise<ConversionEnd> {
  const { journal, clock, host } = ports;
  const now = clock.now();
  const lock = {
    subject: renewalSubjectOf(connection),
    runId: clock.newId(),
    connectionName: connection.name,
    holder: host.user,
    since: now,
    beatAt: now,
  };
  const held: Result<HeldLock> = await journal.lock(lock, { takeOverRunId: null });
  if (!held.ok) return { kind: "stopped", failure: held.failure };
  try {
    const end = await run(ports, connection, direction, report);
    await remember(ports, connection, { runId: lock.runId, startedAt: now, direction }, end.conversion);
    return end;
  } finally {
    // The lock lasts longer than the longest conversion; one that stays behind ends by itself.
    await journal.unlock(held.value.lock);
  }
}

/** Kept for whoever asks later who did what (N8). Where it cannot be kept, nothing of the conversion changes. */
async function remember(
  { records, clock, host }: Ports,
  { id, project }: ServiceConnection,
  run: Pick<ConversionRecord, "runId" | "startedAt" | "direction">,
  conversion: Conversion,
): Promise<void> {
  await records.update(project.id, id, (record) =>
    withConversion(record, { ...run, ...outcomeOf(conversion), at: clock.now(), by: host.user }),
  );
}

/** Performs what the domain asks for until nothing is left to do. */
async function run(
  ports: Ports,
  connection: ServiceConnection,
  direction: Direction,
  report: ReportConversion,
): Promise<Extract<ConversionEnd, { kind: "ended" }>> {
  let conversion = startConversion(direction);
  let writeFailure: Failure | null = null;
  let event: ConversionEvent = { kind: "started", at: ports.clock.now() };
  for (;;) {
    const [next, commands] = stepConversion(conversion, event);
    conversion = next;
    report(conversion);
    const [command] = commands;
    if (command === undefined) return { kind: "ended", conversion, writeFailure };
    event =
      command.kind === "write"
        ? await write(ports, connection, command.scheme, (failure) => {
            writeFailure = failure;
          })
        : await look(ports, connection, command);
  }
}

async function write(
  ports: Ports,
  connection: ServiceConnection,
  scheme: "WorkloadIdentityFederation" | "ServicePrincipal",
  onFailure: (failure: Failure) => void,
): Promise<ConversionEvent> {
  const answer = await ports.connections.convert(refOf(connection), scheme);
  if (answer.ok) return { kind: "accepted" };
  onFailure(answer.failure);
  return { kind: "refused", message: messageOf(answer.failure) };
}

async function look(
  ports: Ports,
  connection: ServiceConnection,
  command: Exclude<ConversionCommand, { kind: "write" }>,
): Promise<ConversionEvent> {
  if (command.kind === "verify") return { kind: "verified", result: await verified(ports, connection) };
  if (command.afterMs > 0) await ports.clock.sleep(command.afterMs);
  const answer = await ports.connections.read(refOf(connection));
  const at = ports.clock.now();
  return answer.ok ? { kind: "seen", at, seen: seenOf(answer.value) } : { kind: "could-not-read", at };
}

/** What a refusal says; null where the write may have arrived although no answer did. */
function messageOf(failure: Failure): string | null {
  switch (failure.code) {
    case "refused":
    case "not-permitted":
    case "organization-administrator-needed":
      return failure.detail;
    case "network":
    case "timeout":
    case "unavailable":
    case "unexpected-answer":
    case "cancelled":
      return null;
    case "not-found":
      return failure.what;
    default:
      return failure.code;
  }
}

const seenOf = (connection: ServiceConnection): Seen => ({
  scheme: connection.scheme,
  state: connection.state,
  statusMessage: connection.stateMessage,
  issuer: connection.issuer,
  subject: connection.subject,
  revertDeadline: connection.revertDeadline,
});

/** The stored connection, tested by id and put on record. A missing role is no fault of the way to sign in. */
async function verified(ports: Ports, before: ServiceConnection): Promise<Verified> {
  const read = await ports.connections.read(refOf(before));
  const { verdict } = await verifyConnection(ports, read.ok ? read.value : before, {
    report: () => undefined,
    signal: new AbortController().signal,
  });
  if (verdict === null || verdict.word === "not confirmed" || verdict.word === "not reachable")
    return "not-possible";
  return verdict.credentialAccepted ? "yes" : "no";
}

/** How a conversion ended, as it was seen: a failure is one only where the old scheme was read afterwards. */
function outcomeOf(conversion: Conversion): Pick<ConversionRecord, "outcome" | "verified"> {
  switch (conversion.stage) {
    case "converted":
    case "reverted":
      return { outcome: "done", verified: conversion.verified };
    case "failed":
      return { outcome: conversion.unchanged ? "failed" : "not-confirmed", verified: null };
    case "planned":
    case "converting":
    case "polling":
    case "verifying":
      return { outcome: "not-confirmed", verified: null };
  }
}
