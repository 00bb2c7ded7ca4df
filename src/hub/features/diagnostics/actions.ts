import type { Inventory } from "../../../operations/load-inventory";
import type { Diagnostics } from "../../../ports/diagnostics";
import type { Ports } from "../../../ports/ports";
import { reportText } from "./words/diagnostics";
import { scrubbed } from "./scrub";

export type ReportSources = {
  readonly ports: Pick<Ports, "host" | "clock">;
  readonly diagnostics: Diagnostics;
  readonly inventory: Inventory | null;
};

/** Every name which the page knows, so that none of them leaves it in a report. */
function knownNames({ ports: { host }, inventory }: ReportSources): readonly string[] {
  const rows = inventory?.rows ?? [];
  return [
    host.user.name,
    host.organization.name,
    ...(host.scope.kind === "project" ? [host.scope.project.name] : []),
    ...(inventory?.projects.map(({ project }) => project.name) ?? []),
    ...rows.map(({ connection }) => connection.name),
    ...rows.flatMap(({ app }) => (app.state === "found" ? [app.app.displayName] : [])),
  ];
}

/** Looks around once and writes down what was found; remote text in it loses every name and id. */
export async function makeReport(
  sources: ReportSources,
  options: { readonly writing: boolean },
): Promise<string> {
  const { ports, diagnostics, inventory } = sources;
  const names = knownNames(sources);
  const probes = await diagnostics.probe(options);
  return reportText({
    at: ports.clock.now(),
    scope: ports.host.scope.kind,
    probes: probes.map((probe) => ({ ...probe, detail: scrubbed(probe.detail, names) })),
    inventory,
    calls: diagnostics.calls(),
  });
}
