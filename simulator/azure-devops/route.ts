import type { Context, SimulatedRequest, SimulatedResponse } from "../core/http";
import type { Project, User } from "../world";
import { argumentError } from "./errors";

/** A request on its way to its route. */
export interface Call {
  context: Context;
  request: SimulatedRequest;
  user: User;
  /** The project of the path; undefined on the organization's own paths. */
  project: Project | null;
  /** What the route's pattern captured. */
  parts: string[];
}

export type Route = [
  method: string,
  level: "project" | "organization",
  pattern: RegExp,
  answer: (call: Call) => SimulatedResponse,
];

export const part = (call: Call, index: number): string => call.parts[index] ?? "";
export const numberPart = (call: Call, index: number): number | null =>
  call.parts[index] === undefined ? null : Number(call.parts[index]);
export const projectOf = (call: Call): Project => {
  if (call.project === null) throw argumentError("The request needs a project.");
  return call.project;
};
