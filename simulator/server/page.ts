import type { Origins } from "./hub-address";

/**
 * The page of the package as the simulator serves it: the bytes that ship, but for one thing. The policy that ships lets
 * the hub talk to the real systems alone, so the simulated ones are named beside them: REST, and Graph as well, since a
 * browser holds the policy against the address that the worker's answer came from. Scripts and sheets are untouched.
 */
export const simulatedPage = (html: string, { rest, graph }: Pick<Origins, "rest" | "graph">): string =>
  html.replace(
    /(http-equiv="Content-Security-Policy"\s+content="[^"]*\bconnect-src [^;"]*)/,
    `$1 ${rest} ${graph}`,
  );
