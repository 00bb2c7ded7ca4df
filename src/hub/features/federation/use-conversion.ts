import * as React from "react";
import type { ServiceConnection } from "../../../domain/service-connection";
import type { ConversionPlan } from "../../../domain/federation/conversion-plan";
import { useStore } from "../../shell/contracts/use-store";
import { conversionPlanOf, type ConversionRun, type Federation } from "./actions";

/** What a person decides on before a conversion, with what the plan says of it now. */
export type ConversionChoice = {
  readonly plan: ConversionPlan;
  readonly run: ConversionRun | null;
  readonly running: boolean;
  readonly accepted: boolean;
  readonly accept: (accepted: boolean) => void;
  /** The app registration trusts the connection, as the person says or Microsoft Graph was seen to add. */
  readonly trusted: boolean;
  readonly made: boolean;
  readonly tellMade: (made: boolean) => void;
  /** Converts; null where nothing may be converted yet. */
  readonly start: (() => void) | null;
};

/** The choice on one connection; null until somebody has looked at its uses. */
export function useConversion(
  federation: Federation,
  connection: ServiceConnection,
  onEnd: () => void,
): ConversionChoice | null {
  const { id } = connection;
  const scan = useStore(federation.store, (state) => state.scans.get(id) ?? null);
  const rights = useStore(federation.store, (state) => state.rights.get(id) ?? null);
  const run = useStore(federation.store, (state) => state.conversions.get(id) ?? null);
  const added = useStore(federation.store, (state) => state.credentials.get(id)?.stage === "added");
  const [made, tellMade] = React.useState(false);
  const [accepted, accept] = React.useState(false);
  if (scan === null) return null;
  const trusted = made || added;
  const federatedCredential = credentialOf(connection, trusted);
  const plan = conversionPlanOf(connection, scan.readiness, rights, federatedCredential);
  const running = run !== null && run.end === null;
  const start = (): void => {
    const choice = { readiness: scan.readiness, accepted, federatedCredential } as const;
    void federation.convert(connection, choice).then(onEnd);
  };
  const may = !running && (plan.kind === "one-click" || (plan.kind === "needs-acceptance" && accepted));
  return { plan, run, running, accepted, accept, trusted, made, tellMade, start: may ? start : null };
}

const credentialOf = (
  { kind }: ServiceConnection,
  trusted: boolean,
): Parameters<Federation["convert"]>[1]["federatedCredential"] =>
  kind !== "manual" ? "unknown" : trusted ? "present" : "absent";
