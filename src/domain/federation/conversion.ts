import type { Instant } from "../instant";

/** Reads after the write that asks for another scheme: every 3 seconds, for 5 minutes (W23 says minutes). */
export const pollEveryMs = 3_000;
export const pollForMs = 300_000;

export type Direction = "convert" | "revert";

/** Where a conversion stands. `since` is when its first write was sent. */
export type Conversion =
  | { readonly stage: "planned"; readonly direction: Direction }
  | { readonly stage: "converting"; readonly direction: Direction; readonly since: Instant }
  | {
      readonly stage: "polling";
      readonly direction: Direction;
      readonly since: Instant;
      /** The refusal of the write; believed only when a read shows that nothing came of it. */
      readonly refusal: string | null;
    }
  | {
      readonly stage: "verifying";
      readonly direction: Direction;
      readonly since: Instant;
      readonly seen: Seen;
    }
  | { readonly stage: "converted"; readonly seen: Seen; readonly verified: Verified }
  | { readonly stage: "reverted"; readonly verified: Verified }
  | {
      readonly stage: "failed";
      readonly direction: Direction;
      readonly reason: ConversionFailure;
      /** True where a read after the failure showed the old scheme, so nothing has changed. */
      readonly unchanged: boolean;
    };

/** What a read of the connection shows; the only judge of the effect. */
export type Seen = {
  readonly scheme: string;
  readonly state: "ready" | "in-progress" | "failed";
  readonly statusMessage: string | null;
  readonly issuer: string | null;
  readonly subject: string | null;
  readonly revertDeadline: Instant | null;
};

export type Verified = "yes" | "no" | "not-possible";

export type ConversionEvent =
  | { readonly kind: "started"; readonly at: Instant }
  /** The write was answered; says nothing about the effect. */
  | { readonly kind: "accepted" }
  /** The write was refused, or its reply was lost: `message` is null then. */
  | { readonly kind: "refused"; readonly message: string | null }
  | { readonly kind: "seen"; readonly at: Instant; readonly seen: Seen }
  | { readonly kind: "could-not-read"; readonly at: Instant }
  | { readonly kind: "verified"; readonly result: Verified };

export type ConversionCommand =
  | { readonly kind: "write"; readonly scheme: "WorkloadIdentityFederation" | "ServicePrincipal" }
  | { readonly kind: "read"; readonly afterMs: number }
  | { readonly kind: "verify" };

export type ConversionStep = readonly [Conversion, readonly ConversionCommand[]];

/** What went wrong, by the messages Azure DevOps and Entra are known to give (W36). */
export type ConversionFailure =
  | { readonly code: "credential-not-made"; readonly detail: string }
  | { readonly code: "sign-in-stale"; readonly detail: string }
  | { readonly code: "nothing-to-convert"; readonly detail: string }
  | { readonly code: "wrong-project"; readonly detail: string }
  | { readonly code: "blocked-by-tenant"; readonly detail: string }
  | { readonly code: "multitenant-app"; readonly detail: string }
  | { readonly code: "credential-not-trusted"; readonly detail: string }
  | { readonly code: "cloud-without-federation"; readonly detail: string }
  | { readonly code: "still-in-progress"; readonly detail: string }
  | { readonly code: "other"; readonly detail: string };

const signs: readonly (readonly [RegExp, ConversionFailure["code"]])[] = [
  [/neither an upgrade or a downgrade/i, "nothing-to-convert"],
  [
    /could not be configured automatically|automatic authentication conversion failed/i,
    "credential-not-made",
  ],
  [/GetUserAccessToken|AadAccessSilentException|silent failure/i, "sign-in-stale"],
  [/AADSTS700223|AADSTS700238/i, "blocked-by-tenant"],
  [/AADSTS70052\b/i, "multitenant-app"],
  [/AADSTS(70021|700211|700213|70025)\b/i, "credential-not-trusted"],
  [/AADSTS900382|Azure Stack environment/i, "cloud-without-federation"],
  [/shared|owning project|project reference/i, "wrong-project"],
];

/** Reads a refusal or status message; unknown texts keep their words. */
export function diagnoseConversion(message: string): ConversionFailure {
  const code = signs.find(([sign]) => sign.test(message))?.[1] ?? "other";
  return { code, detail: message };
}

const schemeOf = (direction: Direction): "WorkloadIdentityFederation" | "ServicePrincipal" =>
  direction === "convert" ? "WorkloadIdentityFederation" : "ServicePrincipal";

const hasArrived = (direction: Direction, seen: Seen): boolean =>
  seen.scheme.toLowerCase() === schemeOf(direction).toLowerCase() && seen.state === "ready";

export const startConversion = (direction: Direction): Conversion => ({ stage: "planned", direction });

/** One step of a conversion. The effect decides: neither a 200 nor an error ends it before a read did. Pure. */
export function stepConversion(current: Conversion, event: ConversionEvent): ConversionStep {
  switch (current.stage) {
    case "planned":
      return event.kind === "started"
        ? [
            { stage: "converting", direction: current.direction, since: event.at },
            [{ kind: "write", scheme: schemeOf(current.direction) }],
          ]
        : [current, []];
    case "converting":
      return afterWrite(current, event);
    case "polling":
      return whilePolling(current, event);
    case "verifying":
      return event.kind === "verified" ? [ending(current, event.result), []] : [current, []];
    case "converted":
    case "reverted":
    case "failed":
      return [current, []];
  }
}

type Converting = Extract<Conversion, { stage: "converting" }>;
type Polling = Extract<Conversion, { stage: "polling" }>;

/** Whatever the write was answered with, a read follows: a lost reply may hide a write that arrived. */
function afterWrite(current: Converting, event: ConversionEvent): ConversionStep {
  if (event.kind !== "accepted" && event.kind !== "refused") return [current, []];
  const refusal = event.kind === "refused" ? event.message : null;
  const afterMs = event.kind === "accepted" ? pollEveryMs : 0;
  return [{ ...current, stage: "polling", refusal }, [{ kind: "read", afterMs }]];
}

function whilePolling(current: Polling, event: ConversionEvent): ConversionStep {
  if (event.kind === "could-not-read") return again(current, event.at, null);
  if (event.kind !== "seen") return [current, []];
  const { seen } = event;
  const { direction, since, refusal } = current;
  if (hasArrived(direction, seen)) {
    return [{ stage: "verifying", direction, since, seen }, [{ kind: "verify" }]];
  }
  const unchanged = seen.scheme.toLowerCase() !== schemeOf(direction).toLowerCase();
  if (seen.state === "failed") {
    const message = seen.statusMessage ?? refusal ?? "Azure DevOps reports a failure without a reason.";
    return [failure(current, diagnoseConversion(message), unchanged), []];
  }
  if (refusal !== null && unchanged && seen.state === "ready") {
    return [failure(current, diagnoseConversion(refusal), true), []];
  }
  return again(current, event.at, seen.statusMessage);
}

function again(current: Polling, at: Instant, message: string | null): ConversionStep {
  if (at - current.since < pollForMs) return [current, [{ kind: "read", afterMs: pollEveryMs }]];
  const detail = message ?? current.refusal ?? "The scheme has not changed yet.";
  return [failure(current, { code: "still-in-progress", detail }, false), []];
}

const failure = (current: Polling, reason: ConversionFailure, unchanged: boolean): Conversion => ({
  stage: "failed",
  direction: current.direction,
  reason,
  unchanged,
});

const ending = (current: Extract<Conversion, { stage: "verifying" }>, verified: Verified): Conversion =>
  current.direction === "convert"
    ? { stage: "converted", seen: current.seen, verified }
    : { stage: "reverted", verified };
