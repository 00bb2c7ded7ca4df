import { isOpen } from "./expressions";
import { isObject, textOf, type AgentOs } from "./pipeline-definition";

/** Operating system behind an image or hosted pool name, for instance `ubuntu-24.04`; null where it does not tell. */
export function osOfImage(image: string | null): AgentOs | null {
  if (image === null || isOpen(image)) return null;
  if (/ubuntu|linux/i.test(image)) return "linux";
  if (/mac ?os/i.test(image)) return "macos";
  if (/windows|^win\d|^vs20\d\d|hosted vs20/i.test(image)) return "windows";
  return null;
}

/** Operating system a job demands through `Agent.OS -equals …`. */
export function osOfDemands(demands: unknown): AgentOs | null {
  const written = Array.isArray(demands) ? demands : [demands];
  const texts = written.map((demand: unknown) =>
    isObject(demand)
      ? `${textOf(demand["name"]) ?? ""} -equals ${textOf(demand["value"]) ?? ""}`
      : (textOf(demand) ?? ""),
  );
  for (const text of texts) {
    const system = /agent\.os\s+-equals\s+(\w+)/i.exec(text)?.[1]?.toLowerCase();
    if (system === "windows_nt") return "windows";
    if (system === "linux") return "linux";
    if (system === "darwin") return "macos";
  }
  return null;
}

/** Operating system of a classic agent specification: `{ identifier: "windows-2022" }`. */
export const osOfSpecification = (specification: unknown): AgentOs | null =>
  isObject(specification) ? osOfImage(textOf(specification["identifier"])) : null;

/** Names of the multi-configuration variables of a classic phase, which hold lists instead of one value. */
export function multipliersOf(options: unknown): readonly string[] {
  if (!isObject(options)) return [];
  const { multipliers } = options;
  if (Array.isArray(multipliers)) return multipliers.map(textOf).filter((name) => name !== null);
  return (textOf(multipliers) ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** The first that is known. */
export const firstOs = (...systems: readonly (AgentOs | null)[]): AgentOs | null =>
  systems.find((system) => system !== null) ?? null;
