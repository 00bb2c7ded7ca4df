import type { Instant } from "./instant";

/**
 * A moment as one browser sees it. The wall clock may be set forwards or back; the steady one (milliseconds from an
 * arbitrary start) may stand still while the machine sleeps. Moments of two browsers are never compared.
 */
export type Moment = { readonly wall: Instant; readonly steady: number };

/** What both clocks say now. */
export const momentOf = (clock: { now(): Instant; steady(): number }): Moment => ({
  wall: clock.now(),
  steady: clock.steady(),
});

/** Milliseconds that have surely passed: what both clocks say. For waits that must not be too short. */
export const surelyElapsed = (from: Moment, to: Moment): number =>
  Math.min(to.wall - from.wall, to.steady - from.steady);

/** Milliseconds that may have passed: what either clock says. For permissions that must not be too old. */
export const perhapsElapsed = (from: Moment, to: Moment): number =>
  Math.max(to.wall - from.wall, to.steady - from.steady);
