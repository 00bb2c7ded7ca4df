import { findingsOf } from "../../../domain/findings/finding";
import type { CodesOf } from "../../../domain/inventory-view";
import type { Instant } from "../../../domain/instant";
import type { Settings } from "../../../domain/settings";
import { learnedOf, type LearnedHere } from "./learned";

/** What was found of each row, as a filter asks for it. */
export const codesWith =
  (here: LearnedHere, settings: Settings | undefined, now: Instant): CodesOf =>
  (row) =>
    findingsOf(row, now, learnedOf(row.connection.id, here, settings)).map(({ code }) => code);
