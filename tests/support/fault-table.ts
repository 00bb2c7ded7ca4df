import type { Fault, FaultEffect } from "../../simulator/core/faults";
import type { WorldSimulator } from "../../simulator/simulator";

/** Every way in which a call can go wrong, by name. */
export const faultClasses: Readonly<Record<string, FaultEffect>> = {
  "lost before it arrived": { kind: "drop-before" },
  "done, the reply lost": { kind: "drop-after" },
  throttled: { kind: "throttle", retryAfter: 7 },
  "circuit breaker": { kind: "circuit-breaker" },
  "sign-in page as 200": { kind: "html-sign-in", status: 200 },
  "sign-in page as 203": { kind: "html-sign-in", status: 203 },
  "malformed JSON": { kind: "malformed-json" },
  unauthorized: { kind: "unauthorized" },
  "500": { kind: "status", status: 500, body: "" },
  "504": { kind: "status", status: 504, body: "" },
  "extension not authorized": { kind: "host-authorization-not-found" },
  "claims challenge": { kind: "claims-challenge" },
  "no answer": { kind: "hang" },
};

/** One call of a renewal in graph mode: which request it is, and the how many-th of its kind. */
export type Call = {
  readonly name: string;
  readonly method: string;
  readonly path: RegExp;
  readonly nth: number;
  readonly service: "ado" | "graph" | "data";
};

const endpoint = /serviceendpoint\/endpoints\/[0-9a-f-]{36}/i;
const proxy = /endpointproxy/i;
const ado = (name: string, method: string, path: RegExp, nth: number): Call => ({
  name,
  method,
  path,
  nth,
  service: "ado",
});

/**
 * Wrong value after the baseline, then three proofs, the save, and five verifications. Each test of an unsaved value
 * reads the connection first, and so does the save.
 */
export const renewalCalls: readonly Call[] = [
  ado("read", "GET", endpoint, 1),
  { name: "batch", method: "POST", path: /\$batch/, nth: 1, service: "graph" },
  ado("baseline test", "POST", proxy, 1),
  { name: "addPassword", method: "POST", path: /addPassword/, nth: 1, service: "graph" },
  ado("read for the control test", "GET", endpoint, 2),
  ado("control test", "POST", proxy, 2),
  ado("proof test", "POST", proxy, 3),
  ado("read before the save", "GET", endpoint, 6),
  ado("save", "PUT", endpoint, 1),
  ado("verification", "POST", proxy, 6),
];

/** How long a fault lasts. */
export type Spell = "once" | "from then on";

/** Scripts a fault; entries that share a position meet one request after the other. */
export function addFault(
  faults: WorldSimulator["faults"],
  { service, method, path, nth }: Call,
  effect: FaultEffect,
  spell: Spell,
): void {
  const fault: Fault = {
    match: { service, method, path, nth },
    effect,
  };
  for (let count = 0; count < (spell === "once" ? 1 : 60); count += 1) faults.add(fault);
}

/**
 * A claims challenge is Graph's alone (G29); HostAuthorizationNotFound is Azure DevOps' alone (P17). Extension data comes
 * through the host's page, which signs in by itself.
 */
export const canHappen = (call: Pick<Call, "service">, fault: string): boolean => {
  if (fault === "claims challenge") return call.service === "graph";
  if (fault === "extension not authorized") return call.service !== "graph";
  return call.service !== "data" || !fault.startsWith("sign-in page");
};
