import type { Failure } from "../../domain/failure";
import { differencesOf } from "../../domain/renewal/replan";
import type { Plan } from "../../domain/renewal/renewal";
import type { ServiceConnection } from "../../domain/service-connection";
import { defaultSettings } from "../../domain/settings";
import type { Ports } from "../../ports/ports";
import { typeOf } from "../plan-renewal";

/**
 * Holds a plan against what planning would offer for the connection as it was just read: null where it may run as it
 * stands, else why not. `agreed` is false for a plan from a stored document, which nobody saw during this visit (P10).
 * Writes nothing and asks nobody to sign in.
 */
export async function refusalOfPlan(
  ports: Ports,
  plan: Plan,
  connection: ServiceConnection,
  agreed: boolean,
): Promise<Failure | null> {
  const types = connection.kind === "other" ? await ports.connections.types() : null;
  if (types !== null && !types.ok) return types.failure;
  // Without settings the usual lifetime is the most that a stored plan may ask for.
  const settings = agreed ? null : await ports.settings.read();
  const differences = differencesOf(plan, {
    connection,
    agreed,
    type: types === null ? null : typeOf(types.value, connection),
    settings: settings?.ok === true ? settings.value : defaultSettings,
    now: ports.clock.now(),
    // Whether Graph can be asked is settled by the sign-in before the lock.
    graph: plan.mode === "graph" ? "connected" : "possible",
    siblingCount: 0,
    otherSecrets: null,
    canRecord: true,
    // Whether the app registration is there is found by the steps themselves; a plan is held against the connection.
    app: { state: "not-looked", reason: "pending" },
    verdict: null,
  });
  return differences.length === 0 ? null : { code: "plan-changed", differences };
}
